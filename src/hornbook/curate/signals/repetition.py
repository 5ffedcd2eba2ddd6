"""How much of a text says again what it has said."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hornbook.curate.signals.signal import score, share
from hornbook.curate.signals.texts import Flags, Texts, texts_of

_RUN = 10
# Odd constants that spread bits over 64; what overflows is meant to be lost.
_ODD = tuple(np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


class Repetition:
    """
    The fractions of characters within duplicate lines and duplicate 10-grams, after Rae et al. (2021), "Scaling Language
    Models", table A1; and how well a fast compressor does. The first occurrence is no duplicate.
    """

    name = "repetition"
    version = 2
    fields = (
        score("duplicate_lines", pa.float32(), "share of bytes in lines that stood in the text before"),
        score("duplicate_words", pa.float32(), f"share of bytes in runs of {_RUN} words that stood in the text before"),
        score("compression", pa.float32(), "size divided by its size when packed with LZ4"),
    )

    def measure(self, batch: pa.RecordBatch) -> dict[str, pa.Array]:
        texts = texts_of(batch)
        words = _word_hashes(texts)
        return {
            "score_duplicate_lines": _duplicate_lines(texts, words),
            "score_duplicate_words": _duplicate_words(texts, words),
            "score_compression": _compression(texts),
        }


def _duplicate_lines(texts: Texts, words: NDArray[np.uint64]) -> pa.Array:
    lengths = np.diff(texts.line_bounds)
    repeated = _seen_before(_line_hashes(texts, words) + texts.line_texts.astype(np.uint64) * _ODD[1])
    return share(texts.sum_lines(lengths * (repeated & ~texts.blank)), texts.sum_lines(lengths * ~texts.blank))


def _duplicate_words(texts: Texts, words: NDArray[np.uint64]) -> pa.Array:
    lengths = texts.word_ends - texts.word_starts
    covered = np.zeros(len(lengths), np.bool_)
    if len(lengths) >= _RUN:
        owners = np.repeat(np.arange(len(texts)), np.diff(texts.first_words))
        runs = len(lengths) - _RUN + 1
        hashes = _run_hashes(words) + owners[:runs].astype(np.uint64) * _ODD[1]
        repeated = _seen_before(hashes) & (owners[:runs] == owners[_RUN - 1 :])
        for offset in range(_RUN):
            covered[offset : offset + runs] |= repeated
    return share(texts.sum_words(lengths * covered), texts.sum_words(lengths))


def _word_hashes(texts: Texts) -> NDArray[np.uint64]:
    """64 bits a word [W], of its length and its first and last eight bytes: what is between does not count."""
    lengths = texts.word_ends - texts.word_starts
    masks = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
    first = texts.eight_bytes[texts.word_starts] & masks[np.minimum(lengths, 8)]
    last = texts.eight_bytes[np.maximum(texts.word_ends - 8, texts.word_starts)]
    last[lengths < 8] = 0
    mixed = first * _ODD[0] ^ last * _ODD[1] ^ lengths.astype(np.uint64) * _ODD[2]
    hashes: NDArray[np.uint64] = mixed ^ mixed >> np.uint64(29)
    return hashes


def _line_hashes(texts: Texts, words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """64 bits a line [L], of its words and their order: how it is indented does not count."""
    places = np.arange(len(words)) - np.repeat(texts.line_words[:-1], np.diff(texts.line_words))
    mixed = (words + places.astype(np.uint64) * _ODD[1]) * _ODD[2]
    mixed ^= mixed >> np.uint64(31)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(mixed)])[texts.line_words]
    return np.diff(sums)


def _run_hashes(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The polynomial hash of each run of ten words [W - 9], from runs of two, four and eight."""
    base, square, fourth = (np.uint64(pow(int(_ODD[0]), power, 1 << 64)) for power in (1, 2, 4))
    two = words[:-1] * base + words[1:]
    four = two[:-2] * square + two[2:]
    eight = four[:-4] * fourth + four[4:]
    return eight[:-2] * square + two[8:]


def _seen_before(values: NDArray[np.uint64]) -> Flags:
    """
    Whether each value occurred earlier in the array.

    Every value leaves its position in a bucket; most buckets have one visitor, and only the others' are compared.
    """
    bits = max(8, (2 * len(values)).bit_length())
    buckets = (values * _ODD[1] >> np.uint64(64 - bits)).astype(np.int64)
    positions = np.arange(len(values), dtype=np.int32)
    last_visitor = np.empty(1 << bits, np.int32)
    last_visitor[buckets] = positions
    contested = np.zeros(1 << bits, np.bool_)
    contested[buckets[last_visitor[buckets] != positions]] = True
    rivals = np.flatnonzero(contested[buckets])
    # Arrow numbers values in the order in which it meets them: a number that is not the highest so far is an old value.
    codes = pa.array(values[rivals]).dictionary_encode().indices.to_numpy()
    seen = np.zeros(len(values), np.bool_)
    seen[rivals[1:]] = codes[1:] <= np.maximum.accumulate(codes)[:-1]
    return seen


def _compression(texts: Texts) -> pa.Array:
    codec = pa.Codec("lz4_raw")
    packed = [len(codec.compress(texts.encoded(index), asbytes=True)) for index in range(len(texts))]
    return share(texts.sizes, np.where(texts.sizes > 0, packed, 0))
