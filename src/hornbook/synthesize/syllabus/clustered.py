"""A syllabus taken from a corpus: clusters of its documents, each named by its most characteristic words."""

from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from hornbook.synthesize.commands import normalised
from hornbook.synthesize.embeddings import Embed, Vectors
from hornbook.synthesize.syllabus.tree import Leaf, Syllabus

_ROUNDS = 50
_WORDS_OF_A_NAME = 3
_SHORTEST_WORD = 3


def from_corpus(subject: str, texts: Sequence[str], topics: int, quota: int, embed: Embed, seed: int = 0) -> Syllabus:
    """At most `topics` leaves, the largest cluster first; fewer where there are fewer texts, or a cluster has no words."""
    vectors = embed(texts)
    written = np.flatnonzero(np.abs(vectors).max(axis=1, initial=0) > 0)
    if not len(written):
        return Syllabus(())
    labels = cluster(vectors[written], min(topics, len(written)), seed)
    sizes = np.bincount(labels)
    names = _names([texts[place] for place in written.tolist()], labels, len(sizes))
    ordered = (names[label] for label in np.argsort(-sizes, kind="stable"))
    return Syllabus(tuple(Leaf((subject, name), quota) for name in dict.fromkeys(ordered) if name))


def cluster(vectors: Vectors, number: int, seed: int = 0) -> NDArray[np.int64]:
    """
    The cluster [N] of each unit vector [N, D]: spherical k-means (Dhillon and Modha, 2001), begun as k-means++ is (Arthur and
    Vassilvitskii, 2007).
    """
    random = np.random.default_rng(seed)
    centres = vectors[random.integers(0, len(vectors), 1)]
    nearest = np.full(len(vectors), np.inf)
    while len(centres) < number:
        nearest = np.minimum(nearest, np.maximum(0, 1 - vectors @ centres[-1]))
        if nearest.sum() <= 1e-6 * len(vectors):
            break  # no further text differs from those chosen
        centres = np.concatenate([centres, vectors[random.choice(len(vectors), 1, p=nearest / nearest.sum())]])
    labels = np.full(len(vectors), -1)
    for _ in range(_ROUNDS):
        before, labels = labels, (vectors @ centres.T).argmax(1)
        if np.array_equal(before, labels):
            break
        sums = np.zeros_like(centres)
        np.add.at(sums, labels, vectors)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-12), centres)
    return np.unique(labels, return_inverse=True)[1]


def _names(texts: Sequence[str], labels: NDArray[np.int64], number: int) -> list[str]:
    """
    The words that stand in most documents of a cluster and in few of all, most characteristic first.

    A word's weight is its part in the divergence of the one from the other (Kullback and Leibler, 1951): p log(p / q), with p and q
    the shares of the cluster's and of all documents that it stands in. One that stands everywhere weighs nothing.
    """
    counts = [Counter[str]() for _ in range(number)]
    for text, label in zip(texts, labels, strict=True):
        words = {word for word in normalised(text).split() if len(word) >= _SHORTEST_WORD and not word.isdigit()}
        counts[label].update(words)
    everywhere = sum(counts, Counter[str]())
    sizes = np.bincount(labels, minlength=number)

    def name(own: Counter[str], documents: int) -> str:
        weights = {
            word: count / documents * log(count / documents / (everywhere[word] / len(texts)))
            for word, count in own.items()
        }
        return ", ".join(sorted(weights, key=lambda word: (-weights[word], word))[:_WORDS_OF_A_NAME])

    return [name(own, documents) for own, documents in zip(counts, sizes.tolist(), strict=True)]
