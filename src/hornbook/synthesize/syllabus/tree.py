"""A syllabus: the leaves of a tree from subject to topics to concepts, each with what is to be written about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from hornbook.synthesize.commands import normalised
from hornbook.synthesize.embeddings import Embed

_ALIKE = 0.7
_ALIKE_WORD = 0.4
_LITTLE_WORDS = frozenset(("a", "an", "and", "in", "of", "on", "the", "to", "with"))


@dataclass(frozen=True)
class Leaf:
    """A concept: its `path` from the subject down, how many documents are wanted of it, and what is to be said `about` it."""

    path: tuple[str, ...]
    quota: int
    about: str = ""

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path[-1]

    @property
    def text(self) -> str:
        """What a prompt says of it, and what a document's vector is compared with: the path below the subject, and `about`."""
        place = ": ".join(self.path[1:] or self.path)
        return f"{place}. {self.about}" if self.about else place


@dataclass(frozen=True)
class Syllabus:
    """All leaves, those of one topic together, in the order in which they are to be taught."""

    leaves: tuple[Leaf, ...]

    @property
    def subject(self) -> str:
        """What it is all about; "" where there are no leaves."""
        return self.leaves[0].path[0] if self.leaves else ""

    def to_dict(self) -> dict[str, Any]:
        """The leaves as plain values for JSON."""
        leaves = [{"path": list(leaf.path), "quota": leaf.quota, "about": leaf.about} for leaf in self.leaves]
        return {"subject": self.subject, "leaves": leaves}


def without_repeats(syllabus: Syllabus, embed: Embed) -> Syllabus:
    """The syllabus without those leaves that say what an earlier leaf of the same topic says."""
    kept: list[Leaf] = []
    for _, siblings in groupby(syllabus.leaves, lambda leaf: leaf.path[:-1]):
        members = list(siblings)
        kept.extend(members[place] for place in distinct([leaf.name for leaf in members], embed))
    return Syllabus(tuple(kept))


def distinct(names: Sequence[str], embed: Embed) -> list[int]:
    """
    The places of those names that say something else than every name before them.

    Two names say the same where they are equal but for case and punctuation, or where their vectors have a cosine of 0.7 or more and
    each word of either has one of 0.4 or more with some word of the other. The vectors of whole names do not suffice: "for loops" and
    "while loops" are 0.94 alike, and only their words, which are not alike at all, tell them apart.
    """
    plain = [normalised(name) for name in names]
    words = [sorted(set(name.split()) - _LITTLE_WORDS) or name.split() for name in plain]
    place_of = {word: place for place, word in enumerate(sorted({word for some in words for word in some}))}
    word_vectors, vectors = embed(list(place_of)), embed(plain)
    kept: list[int] = []
    for place, name in enumerate(plain):
        repeats = (
            name == plain[other]
            or (
                vectors[place] @ vectors[other] >= _ALIKE
                and _words_meet(*(word_vectors[[place_of[word] for word in words[one]]] for one in (place, other)))
            )
            for other in kept
        )
        if name and not any(repeats):
            kept.append(place)
    return kept


def _words_meet(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether each row of either matrix of unit vectors has a like one in the other."""
    cosines = one @ other.T
    return bool(min(cosines.max(0).min(), cosines.max(1).min()) >= _ALIKE_WORD)


def topics(syllabus: Syllabus) -> Iterator[tuple[str, ...]]:
    """The paths of all that lies above the leaves, the subject first, each once."""
    yield from dict.fromkeys(leaf.path[:depth] for leaf in syllabus.leaves for depth in range(1, len(leaf.path)))
