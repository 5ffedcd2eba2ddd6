"""How different documents are from one another: in their words, their openings, their meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import ArrayLike, NDArray

from hornbook.curate.duplicates.signatures import MinHash, words_of
from hornbook.stats import Estimate
from hornbook.synthesize.coverage.jackknife import GROUPS, groups_of, jackknife, jackknife_share
from hornbook.synthesize.embeddings import Vectors

_OPENER_WORDS = 3
_MINHASH = MinHash()


@dataclass(frozen=True)
class Grams:
    """The n-grams of documents one behind the other: a `name` for each [M], equal where the words are, and its `document` [M]."""

    names: NDArray[np.uint64]
    documents: NDArray[np.int64]


@dataclass(frozen=True)
class Words:
    """The words of N documents one behind the other, as numbers [W] and the document [W] that each stands in."""

    numbers: NDArray[np.uint64]
    documents: NDArray[np.int64]
    texts: int

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Words":
        """Small letters, digits and underscores; what lies between does not count."""
        lists = pc.split_pattern(words_of(pa.array(texts, pa.string())), " ")
        words, documents = lists.flatten(), np.asarray(pc.list_parent_indices(lists), np.int64)
        some = np.asarray(
            pc.not_equal(words, "").cast(pa.uint8()), bool
        )  # a text without words is split into one empty word
        numbers = np.asarray(words.dictionary_encode().indices, np.uint64)
        return cls(numbers[some], documents[some], len(texts))

    def grams(self, size: int) -> Grams:
        """All runs of so many words, from 1 to 3, that lie in one document."""
        last = len(self.numbers) - size + 1
        if last <= 0:
            return Grams(np.zeros(0, np.uint64), np.zeros(0, np.int64))
        # A number to the base of the vocabulary: exact up to 2.6 million words.
        base = self.numbers.max() + np.uint64(1)
        names = np.zeros(last, np.uint64)
        for place in range(size):
            names = names * base + self.numbers[place : place + last]
        inside = self.documents[:last] == self.documents[size - 1 :]
        return Grams(names[inside], self.documents[:last][inside])

    def openers(self) -> Grams:
        """The first three words of each document that has three."""
        grams = self.grams(_OPENER_WORDS)
        documents, first = np.unique(grams.documents, return_index=True)
        return Grams(grams.names[first], documents)


def distinct_share(names: ArrayLike, documents: ArrayLike) -> Estimate:
    """
    The share of things [M] that differ from all before them, where each stands in a document [M]. The interval is the jackknife's.

    It falls as documents are added, so compare only collections of one size.
    """
    _, label = np.unique(np.asarray(names), return_inverse=True)
    _, owner = np.unique(np.asarray(documents), return_inverse=True)
    if not len(label):
        return Estimate(float("nan"), float("nan"), float("nan"), 0)
    total, distinct = len(label), int(label.max()) + 1
    texts = int(owner.max()) + 1
    group = groups_of(texts)[owner]
    first, last = np.full(distinct, GROUPS), np.full(distinct, -1)
    np.minimum.at(first, label, group)
    np.maximum.at(last, label, group)
    only_there = np.bincount(first[first == last], minlength=GROUPS)
    there = np.bincount(group, minlength=GROUPS)
    return jackknife_share(
        distinct / total, lambda left: (distinct - only_there[left]) / max(1, total - there[left]), texts
    )


def new_share(grams: Grams, since: int) -> Estimate:
    """
    The share of the n-grams in documents from number `since` on that stand in none before it; one document's repeats count once.

    The interval is the jackknife's over those documents.
    """
    pairs = np.unique(np.stack([grams.documents.astype(np.uint64), grams.names]), axis=1)
    late = pairs[0] >= since
    new = ~np.isin(pairs[1][late], pairs[1][~late])
    _, owner = np.unique(pairs[0][late], return_inverse=True)
    if not len(new):
        return Estimate(float("nan"), float("nan"), float("nan"), 0)
    texts = int(owner.max()) + 1
    group = groups_of(texts)[owner]
    fresh, there = np.bincount(group, new, minlength=GROUPS), np.bincount(group, minlength=GROUPS)
    return jackknife_share(
        float(new.mean()), lambda left: (new.sum() - fresh[left]) / max(1, len(new) - there[left]), texts
    )


def near_duplicate_share(texts: Sequence[str]) -> Estimate:
    """The share of documents that nearly repeat an earlier one (MinHash, as in curation); those under five words repeat nothing."""
    words = words_of(pa.array(texts, pa.string()))
    labels = np.arange(len(texts))
    long_enough = np.flatnonzero(np.asarray(pc.count_substring(words, " ")) >= _MINHASH.words - 1)
    if len(long_enough):
        bands = _MINHASH.band_hashes(_MINHASH.signatures(words.take(pa.array(long_enough))))
        _, first, band = np.unique(bands, return_index=True, return_inverse=True)
        labels[long_enough] = long_enough[first[band.reshape(bands.shape)].min(1) // bands.shape[1]]
        while not np.array_equal(labels, labels[labels]):
            labels = labels[labels]
    distinct = distinct_share(labels, np.arange(len(texts)))
    return Estimate(1 - distinct.value, 1 - distinct.high, 1 - distinct.low, distinct.n)


def vendi_score(vectors: Vectors) -> Estimate:
    """
    The effective number of different documents [N, D]: exp of the entropy of the eigenvalues of K / N, with K the cosines of all pairs
    (Friedman and Dieng, 2023). 1 where all say the same, N where all are orthogonal; at most D.

    K / N has the eigenvalues of the D x D matrix of second moments, whose cost does not grow with N. Vectors of zeros do not count.
    """
    written = vectors[np.abs(vectors).max(axis=1, initial=0) > 0].astype(np.float64)
    if not len(written):
        return Estimate(float("nan"), float("nan"), float("nan"), 0)
    group = groups_of(len(written))
    sizes = np.bincount(group, minlength=GROUPS)
    parts = [written[group == part].T @ written[group == part] for part in range(GROUPS)]
    whole = np.sum(parts, axis=0)
    value = _effective_number(whole / len(written))
    estimate = jackknife(
        value, lambda left: _effective_number((whole - parts[left]) / (len(written) - sizes[left])), len(written)
    )
    return Estimate(value, float(np.maximum(1.0, estimate.low)), estimate.high, len(written))


def _effective_number(moments: NDArray[np.float64]) -> float:
    values = np.linalg.eigvalsh(moments)
    values = values[values > 1e-12]
    return exp(-float((values * np.log(values)).sum()))


def hill_number(counts: ArrayLike, order: int) -> float:
    """
    The effective number of species of an order (Hill, 1973): 0 counts all alike, 1 by their frequency (exp of the entropy), 2 the
    common ones (1 / the chance that two draws are of one species). NaN where there are none.
    """
    counts = np.asarray(counts, np.float64)
    shares = counts[counts > 0] / max(1.0, counts.sum())
    if not len(shares):
        return float("nan")
    if order == 1:
        return exp(-float((shares * np.log(shares)).sum()))
    return float((shares**order).sum() ** (1 / (1 - order)))


def hill_numbers(labels: ArrayLike, documents: ArrayLike) -> list[Estimate]:
    """The Hill numbers of order 0, 1 and 2 of the species [M] that documents [M] show, with the jackknife's intervals."""
    _, label = np.unique(np.asarray(labels), return_inverse=True)
    _, owner = np.unique(np.asarray(documents), return_inverse=True)
    texts = int(owner.max(initial=-1)) + 1
    table = np.zeros((GROUPS, int(label.max(initial=-1)) + 1))
    if texts:
        np.add.at(table, (groups_of(texts)[owner], label), 1)
    counts = table.sum(0)

    def figure(order: int) -> Estimate:
        value = hill_number(counts, order)
        return jackknife(value, lambda left: hill_number(counts - table[left], order), texts)

    return [figure(order) for order in (0, 1, 2)]
