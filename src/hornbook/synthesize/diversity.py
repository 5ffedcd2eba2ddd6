"""
What tells documents on one concept apart: whom they address, in which style and form, and the words that they must use.

The combination of a document is a pure function of a seed and the document's number, so a run that is resumed draws the same ones.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hornbook.errors import RecipeError
from hornbook.hashing import digest

AXES: Mapping[str, Sequence[str]] = {
    "audience": (
        "a child of ten",
        "a pupil of fourteen",
        "an adult who starts from nothing",
        "a student in the first year",
        "somebody who uses it at work",
    ),
    "style": (
        "plain and brief",
        "warm, like a patient teacher",
        "exact, with every term defined",
        "lively, with a surprising opening",
        "sceptical: asks why at every step",
        "by comparison with daily life",
    ),
    "form": (
        "a textbook section",
        "a dialogue",
        "a worked example",
        "an exercise with its solution",
        "a short story",
        "a list of common mistakes, each with its correction",
        "questions and answers",
    ),
}
"""Axes for any subject; personas, function names and the like are further axes, of any number of values."""

_BLOCK = 2048  # documents after which the design begins anew, with other names for its values


class Design:
    """
    Combinations of one value from each axis, drawn so that every pair of values of two axes comes up about equally often.

    Greedy: a combination is built axis by axis, the largest first, each time with the value that has so far stood least often beside
    those chosen already, as the one-test-at-a-time construction of covering arrays does (Cohen, Dalal, Fredman and Patton, 1997, "The
    AETG system", section 5), except that pairs are counted rather than ticked off. It is balanced after any number of documents.
    After each 2,048 it begins again with its values renamed at random, so that no document costs more than one block.
    """

    def __init__(self, axes: Mapping[str, Sequence[str]], seed: Any = 0) -> None:
        """`seed` is anything that JSON can hold. Raises RecipeError for an axis without values, or with one twice."""
        for name, values in axes.items():
            if not values or len(set(values)) < len(values):
                raise RecipeError(f"The axis {name!r} has no values, or one of them twice.", "List each value once.")
        self._axes = {name: tuple(values) for name, values in axes.items()}
        self._seed = seed
        self._names: tuple[int, list[NDArray[np.int64]]] = (-1, [])

    def combination(self, number: int) -> dict[str, str]:
        """What document `number`, from 0, is to be: a value for each axis."""
        block, row = divmod(number, _BLOCK)
        if self._names[0] != block:
            random = np.random.default_rng(int(digest([self._seed, block])[:16], 16))
            self._names = block, [random.permutation(len(values)) for values in self._axes.values()]
        places = self._block[row]
        return {
            name: values[names[place]]
            for (name, values), names, place in zip(self._axes.items(), self._names[1], places, strict=True)
        }

    @cached_property
    def _block(self) -> NDArray[np.int64]:
        return _balanced_block(tuple(len(values) for values in self._axes.values()))


@lru_cache(maxsize=16)
def _balanced_block(sizes: tuple[int, ...]) -> NDArray[np.int64]:
    """The first 2,048 combinations [2048, axes] of axes with so many values each. The same in every process."""
    random = np.random.default_rng(0)
    order = sorted(range(len(sizes)), key=lambda axis: -sizes[axis])
    alone = [np.zeros(size) for size in sizes]
    beside = [[np.zeros((mine, other)) for other in sizes] for mine in sizes]
    rows = np.zeros((_BLOCK, len(sizes)), np.int64)
    for row in rows:
        for place, axis in enumerate(order):
            # Each count is taken as a multiple of what an even design would have, so that large and small axes weigh alike. What is
            # added at random only decides between equals.
            load = alone[axis] * sizes[axis] + random.random(sizes[axis]) * 1e-6
            for other in order[:place]:
                load += beside[axis][other][:, row[other]] * sizes[axis] * sizes[other]
            row[axis] = load.argmin()
        for axis in order:
            alone[axis][row[axis]] += 1
            for other in order:
                beside[axis][other][row[axis], row[other]] += 1
    return rows


class Lexicon:
    """
    Words that a document must use, drawn by their frequency, so many of each kind (Eldan and Li, 2023, section 3: a verb, a noun and
    an adjective make a model's stories differ).
    """

    def __init__(self, kinds: Mapping[str, Mapping[str, float]], each: int = 1) -> None:
        """`kinds` gives words with their frequencies. Raises RecipeError for a frequency that is not above 0, or too few words."""
        for kind, words in kinds.items():
            if len(words) < each or any(not frequency > 0 for frequency in words.values()):
                raise RecipeError(
                    f"The words of the kind {kind!r} are fewer than {each}, or one has no frequency above 0.",
                    "Give each word the number of times it occurs.",
                )
        self._kinds = {kind: (list(words), list(accumulate(words.values()))) for kind, words in kinds.items()}
        self._each = each

    def words(self, seed: Any, number: int) -> dict[str, list[str]]:
        """The words of document `number`, by kind; those of one kind are all different."""
        random = Random(digest([seed, number]))
        return {kind: self._draw(words, sums, random) for kind, (words, sums) in self._kinds.items()}

    def _draw(self, words: list[str], sums: list[float], random: Random) -> list[str]:
        drawn: dict[str, None] = {}
        while len(drawn) < self._each:
            drawn[words[bisect_left(sums, random.random() * sums[-1])]] = None
        return list(drawn)
