"""Hash tables of an exam's grams, looked up for all tokens of a chunk at once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from hornbook.curate.decontaminate.tokens import Mask, Positions, Values, grams

Entries = NDArray[np.int64]

_SLOTS_A_GRAM = 32
_SPREAD = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True)
class GramTable:
    """
    Grams of n tokens: their hashes, sorted [G]; what is known of gram g is in `entries[first[g] : first[g + 1]]` [E, K].

    An entry is K numbers that mean something to the maker.
    """

    n: int
    hashes: Values
    first: Positions
    entries: Entries

    @classmethod
    def build(cls, n: int, hashes: Values, entries: Entries) -> Self:
        """A table from the hash [E] of each entry [E, K]."""
        order = np.argsort(hashes, kind="stable")
        unique, first = np.unique(hashes[order], return_index=True)
        return cls(n, unique, np.append(first, len(hashes)).astype(np.int64), entries[order])

    def find(self, values: Values) -> tuple[Positions, Entries]:
        """Where in a stream [N] the table's grams begin, once for each entry: positions [H], rising, and entries [H, K]."""
        seen = grams(values, self.n)
        positions = np.flatnonzero(self._slots.take(self._slot(seen)))
        seen = seen[positions]
        places = np.minimum(np.searchsorted(self.hashes, seen), len(self.hashes) - 1)
        known = self.hashes[places] == seen
        positions, places = positions[known], places[known]
        counts = self.first[places + 1] - self.first[places]
        ends = np.cumsum(counts)
        rows = np.arange(counts.sum()) + np.repeat(self.first[places] - (ends - counts), counts)
        return np.repeat(positions, counts), self.entries[rows]

    @cached_property
    def _slots(self) -> Mask:
        """By slot: may a gram be in the table? Of the grams that are not, one in 32 or fewer is let through."""
        slots = np.zeros(1 << self._slot_bits, np.bool_)
        slots[self._slot(self.hashes)] = True
        return slots

    @property
    def _slot_bits(self) -> int:
        return (len(self.hashes) * _SLOTS_A_GRAM).bit_length()

    def _slot(self, hashes: Values) -> Positions:
        return ((hashes * _SPREAD) >> np.uint64(64 - self._slot_bits)).view(np.int64)
