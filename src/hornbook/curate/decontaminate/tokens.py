"""
Texts as streams of 64-bit tokens, cut a chunk of documents at a time.

All is numpy over the bytes of the chunk: a loop over the characters or tokens of a corpus would cost more than the rest of curation.
A word stream is the words in lower case. A code stream is what is left of Python when white space, comments, names and constants may
change: keywords, built-in names, attributes, operators and opening brackets, and one token for every other name, number and string.
"""

import builtins
import keyword
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from hornbook.curate.decontaminate.lines import Bytes, State, states

Values = NDArray[np.uint64]
Positions = NDArray[np.int64]
Mask = NDArray[np.bool_]

_SPACE, _WORD, _MARK = 0, 1, 2
_LINE_MARKS = b"\n\"'#"
_DROPPED_MARKS = _LINE_MARKS + b"()],};.\\$?`"
"""Not in a code stream: what tells strings and comments, what a formatter adds or takes away, what closes and what only joins."""

_ODD, _ODD_TOO = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_NAME, _NUMBER, _STRING, _ATTRIBUTE = (np.uint64(0xA5A5_0000_0000_0000 + number) for number in range(4))


def _kind(byte: int) -> int:
    if byte >= 128 or chr(byte).isalnum() or byte == ord("_"):
        return _WORD
    return _MARK if byte == ord("\n") or 32 < byte < 127 else _SPACE


_KINDS = bytes(map(_kind, range(256)))
_LOWER = bytes(range(256)).lower()
_IS_LINE_MARK, _IS_DROPPED, _IS_DIGIT = (
    np.isin(np.arange(256), list(marks)) for marks in (_LINE_MARKS, _DROPPED_MARKS, b"0123456789")
)

_LOWEST_BYTES = np.array([(1 << (8 * count)) - 1 for count in range(9)], np.uint64)


@dataclass(frozen=True)
class Stream:
    """N tokens: their values, the first byte of each in the chunk, and the byte after its last. All [N]."""

    values: Values
    start: Positions
    end: Positions


class Chunk:
    """
    Some texts, as bytes, each followed by a line end: text d [D] is `raw[bounds[d] : bounds[d + 1] - 1]`.

    A null text counts as an empty one.
    """

    def __init__(self, texts: pa.Array) -> None:
        nothing, line_end = (pa.scalar(text, pa.large_string()) for text in ("", "\n"))
        filled = pc.fill_null(texts.cast(pa.large_string()), nothing)
        _, offsets, data = pc.binary_join_element_wise(filled, nothing, line_end).buffers()
        self.bounds: Positions = np.frombuffer(offsets, np.int64, len(texts) + 1)
        self.raw = bytes(memoryview(data)[: self.bounds[-1]])
        self._bytes: Bytes = np.frombuffer(self.raw, np.uint8)
        # Boolean masks are turned into indices throughout: numpy takes these four times as fast.
        self._start, self._end = self._cut()
        is_word = np.frombuffer(_KINDS, np.uint8).take(self._bytes.take(self._start)) == _WORD
        self._word_index = np.flatnonzero(is_word)
        self.words = self._words()

    def tokens(self) -> Stream:
        """All words, by their values, and all other marks but line ends, by their byte."""
        values = self._bytes.take(self._start).astype(np.uint64)
        values[self._word_index] = self.words.values
        kept = np.flatnonzero(values != ord("\n"))
        return Stream(values.take(kept), self._start.take(kept), self._end.take(kept))

    def document_of(self, position: Positions) -> Positions:
        """Which text [N] each byte position [N] is in."""
        return np.searchsorted(self.bounds, position, side="right") - 1

    def _cut(self) -> tuple[Positions, Positions]:
        """The first bytes [T] of all words and marks, and the bytes after their last [T]."""
        kinds = np.frombuffer(bytearray(self.raw.translate(_KINDS)), np.uint8)
        parted: Mask | bool = False
        if not self.raw.isascii():
            parted = self._part_beyond_ascii(kinds)
        word = kinds == _WORD
        new = ~(word[1:] & word[:-1]) | parted
        starts, ends = kinds != _SPACE, kinds != _SPACE
        starts[1:] &= new
        ends[:-1] &= new
        return np.flatnonzero(starts), np.flatnonzero(ends) + 1

    def _part_beyond_ascii(self, kinds: Bytes) -> Mask:
        """
        Make white space of the symbols of Latin-1 and U+2000 to U+2BFF, typographic quotes and dashes among them.

        Returns before which bytes but the first a word begins in any case: those of kana and Chinese characters.
        """
        lead, following = self._bytes[:-1], self._bytes[1:]
        pairs = np.flatnonzero((lead == 0xC2) & (following >= 0x80))
        triples = np.flatnonzero((lead == 0xE2) & (following >= 0x80) & (following < 0xB0))
        triples = triples[
            np.flatnonzero(self._bytes[triples + 2] >= 0x80)
        ]  # so that no broken character takes a line end along
        for places in (pairs, pairs + 1, triples, triples + 1, triples + 2):
            kinds[places] = _SPACE
        return (following >= 0xE3) & (following <= 0xE9)

    def _words(self) -> Stream:
        """A word's value comes from its first and last eight bytes and its length; only in the longest is anything between them."""
        start, end = self._start.take(self._word_index), self._end.take(self._word_index)
        lower = self.raw.translate(_LOWER) + bytes(8)
        eight_bytes = np.ndarray((len(self.raw),), "<u8", lower, strides=(1,))
        length = end - start
        lowest = _LOWEST_BYTES.take(length, mode="clip")
        values = (eight_bytes[start] & lowest) * _ODD
        values ^= values >> np.uint64(32)
        values += eight_bytes[np.maximum(end - 8, start)] & lowest
        values += length.view(np.uint64) << np.uint64(56)
        values *= _ODD_TOO
        values ^= values >> np.uint64(29)
        return Stream(values, start, end)

    def code(self) -> Stream:
        """The code stream, as if all texts were Python."""
        first = self._bytes.take(self._start)
        marks = self._line_marks(first)
        after = states(first.take(marks))
        in_code = after == State.CODE
        strings = marks[np.flatnonzero(in_code[:-1] & ((after[1:] == State.SINGLE) | (after[1:] == State.DOUBLE)))]
        dropped = np.repeat(~in_code, np.diff(np.concatenate([[0], marks, [len(first)]])))
        dropped |= _IS_DROPPED.take(first)
        dropped[strings] = False

        follows_dot = (first.take(self._word_index - 1) == ord(".")) & (self._word_index > 0)
        is_number = _IS_DIGIT.take(first.take(self._word_index))
        words = self.words.values
        names = np.where(_KEPT.take(_highest_bits(words)) == words, words, _NAME)
        names[np.flatnonzero(is_number)] = _NUMBER
        attributes = np.flatnonzero(follows_dot & ~is_number)
        names[attributes] = words[attributes] ^ _ATTRIBUTE
        dropped[self._word_index[np.flatnonzero(follows_dot & is_number)]] = True  # a number's decimals

        values = first.astype(np.uint64)
        values[self._word_index] = names
        values[strings] = _STRING
        kept = np.flatnonzero(~dropped)
        return Stream(values.take(kept), self._start.take(kept), self._end.take(kept))

    def _line_marks(self, first: Bytes) -> Positions:
        """Which of the tokens are line ends, hashes, or quotes without a backslash before them, given the first bytes of all [T]."""
        marks = np.flatnonzero(_IS_LINE_MARK.take(first))
        follows_backslash = self._bytes.take(self._start.take(marks) - 1) == ord("\\")
        return marks[np.flatnonzero(~follows_backslash | (first.take(marks) == ord("\n")))]


def grams(values: Values, n: int) -> Values:
    """A polynomial hash of every n values in a row [N - n + 1], put together from those of 1, 2, 4 ... values."""
    count = len(values) - n + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    result, done = np.zeros(count, np.uint64), 0
    piece, width, factor = values, 1, int(_ODD)
    while True:
        if n & width:
            result = result * np.uint64(factor) + piece[done : done + count]
            done += width
        if done == n:
            return result
        piece = piece[:-width] * np.uint64(factor) + piece[width:]
        width, factor = 2 * width, factor * factor % 2**64


def _highest_bits(values: Values) -> Positions:
    return (values >> np.uint64(48)).view(np.int64)


def _kept() -> Values:
    """The values of keywords and built-in names, each at its highest 16 bits [65536]; of two at one place one is lost."""
    words = Chunk(pa.array([" ".join([*keyword.kwlist, *dir(builtins)])])).words.values
    table = np.zeros(1 << 16, np.uint64)
    table[_highest_bits(words)] = words
    return table


_KEPT = _kept()
