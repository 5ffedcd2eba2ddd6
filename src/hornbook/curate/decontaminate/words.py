"""
Exam items found by their words: a run of six that a document shares leads to the place, and the longest common subsequence there
tells how much of the item it has.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Self

import numpy as np
import pyarrow as pa
from rapidfuzz.distance import LCSseq

from hornbook.curate.decontaminate.grams import GramTable
from hornbook.curate.decontaminate.matches import FLOOR, Match
from hornbook.curate.decontaminate.tokens import Chunk, Positions, Values, grams

GRAM = 6
_LEAST_DISTINCT = 4  # words in a gram: rows of zeros and ones are everywhere
_LEAST_SHARE = 0.05  # of a passage's grams must be in a document


@dataclass(frozen=True)
class WordIndex:
    """P passages of exam items: the words of each, its item, and how many grams a document must share; tables of their grams."""

    words: list[Values]
    items: list[int]
    least_hits: list[int]
    tables: list[GramTable]

    @classmethod
    def build(cls, passages: Sequence[tuple[int, str]]) -> Self:
        """
        An index of (item, text) passages.

        A passage of fewer than six words has one gram, all of it, and is found only as a line by itself.
        """
        words, items, least_hits = [], [], []
        hashes: defaultdict[int, list[int]] = defaultdict(list)
        entries: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, (item, text) in enumerate(passages):
            values = words_of(text)
            found = _grams_of(values)
            words.append(values)
            items.append(item)
            least_hits.append(ceil(_LEAST_SHARE * len(found)))
            n = min(GRAM, len(values))
            hashes[n].extend(found)
            entries[n].extend((number, offset) for offset in found.values())
        tables = [
            GramTable.build(n, np.array(hashes[n], np.uint64), np.array(entries[n], np.int64))
            for n in sorted(hashes)
            if hashes[n]
        ]
        return cls(words, items, least_hits, tables)

    def find(self, chunk: Chunk) -> Iterator[Match]:
        """Matches in a chunk, in no certain order; an item may match a document by several passages."""
        for table in self.tables:
            positions, entries = table.find(chunk.words.values)
            documents = chunk.document_of(chunk.words.start[positions])
            whole = np.flatnonzero(documents == chunk.document_of(chunk.words.start[positions + table.n - 1]))
            documents, positions, passages, offsets = documents[whole], positions[whole], *entries[whole].T
            if table.n < GRAM:
                yield from self._find_short(chunk, documents, positions, passages)
            else:
                yield from self._find_long(chunk, documents, positions - offsets, passages)

    def _find_short(
        self, chunk: Chunk, documents: Positions, begins: Positions, passages: Positions
    ) -> Iterator[Match]:
        """Given where [H] passages [H] are: those that are a line by themselves."""
        for document, begin, passage in zip(documents.tolist(), begins.tolist(), passages.tolist(), strict=True):
            end = begin + len(self.words[passage])
            if _is_a_line(chunk, begin, end):
                yield self._match(chunk, document, passage, begin, end, 1.0)

    def _find_long(self, chunk: Chunk, documents: Positions, begins: Positions, passages: Positions) -> Iterator[Match]:
        """Given where [H] passages [H] would begin, by each gram found: those of which enough is there."""
        order = np.lexsort((begins, passages, documents))
        keys = documents[order] * len(self.words) + passages[order]
        pairs, first, counts = np.unique(keys, return_index=True, return_counts=True)
        for pair, start, count in zip(pairs.tolist(), first.tolist(), counts.tolist(), strict=True):
            document, passage = divmod(pair, len(self.words))
            if count >= self.least_hits[passage]:
                yield from self._compare(chunk, document, passage, begins[order[start : start + count]])

    def _compare(self, chunk: Chunk, document: int, passage: int, begins: Positions) -> Iterator[Match]:
        """Compare a passage with the stretch of a document where most grams are, given where [H], rising, it would begin by each."""
        words = self.words[passage]
        together = np.searchsorted(begins, begins + len(words) // 4, side="right") - np.arange(len(begins))
        best = int(together.argmax())
        first, last = np.searchsorted(chunk.words.start, chunk.bounds[document : document + 2]).tolist()
        begin = max(first, int(begins[best]))
        end = min(last, int(begins[best + together[best] - 1]) + len(words))
        similarity = LCSseq.similarity(words.tolist(), chunk.words.values[begin:end].tolist()) / len(words)
        if similarity >= FLOOR:
            yield self._match(chunk, document, passage, begin, end, similarity)

    def _match(self, chunk: Chunk, document: int, passage: int, begin: int, end: int, similarity: float) -> Match:
        start, stop = int(chunk.words.start[begin]), int(chunk.words.end[end - 1])
        return Match(document, self.items[passage], "words", similarity, len(self.words[passage]), start, stop)


def words_of(text: str) -> Values:
    """The words of a text [N]."""
    return Chunk(pa.array([text])).words.values


def _grams_of(values: Values) -> dict[int, int]:
    """The grams of a passage, each with the number of its first word."""
    n = min(GRAM, len(values))
    found: dict[int, int] = {}
    for offset, gram in enumerate(grams(values, n).tolist() if n else ()):
        if n < GRAM or len(set(values[offset : offset + n].tolist())) >= _LEAST_DISTINCT:
            found.setdefault(gram, offset)
    return found


def _is_a_line(chunk: Chunk, begin: int, end: int) -> bool:
    """Is a line, or what stands between marks like <|im_start|> and <|im_end|>, made of words `begin` to `end` alone?"""
    words = chunk.words
    before = chunk.raw[words.end[begin - 1] if begin else 0 : words.start[begin]]
    after = chunk.raw[words.end[end - 1] : words.start[end] if end < len(words.start) else None]
    return (begin == 0 or b"\n" in before or b"|>" in before) and (b"\n" in after or b"<|" in after)
