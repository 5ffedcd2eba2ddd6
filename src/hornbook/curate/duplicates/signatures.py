"""MinHash signatures of texts (Broder, 1997), and the bands by which near-duplicates find each other."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_WORD_CHARACTERS = frozenset(b"0123456789_abcdefghijklmnopqrstuvwxyz") | frozenset(range(128, 256))
_SPACE = 32
# Byte by byte: letters become small, and what is no part of a word becomes a space.
_WORDS_ONLY = bytes(
    byte if byte in _WORD_CHARACTERS else byte + 32 if chr(byte).isalpha() and byte < 128 else _SPACE
    for byte in range(256)
)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class MinHash:
    """
    How alike two texts must be to meet: shingles of `words` words, `bands` bands of `rows` hashes each.

    Two texts of Jaccard similarity s share a band with probability 1 - (1 - s^rows)^bands: one in two at about
    (1/bands)^(1/rows), which is 0.72 for the default, that of FineWeb (Penedo et al., 2024, section 3.3).
    """

    words: int = 5
    bands: int = 14
    rows: int = 8

    @property
    def hashes(self) -> int:
        """Hashes of a signature."""
        return self.bands * self.rows

    @property
    def least_similarity(self) -> float:
        """How alike two sketches must be: where one in two meets, less two standard errors of a sketch's estimate."""
        even: float = (1 / self.bands) ** (1 / self.rows)
        return even - 2 * sqrt(even * (1 - even) / self.hashes)

    def signatures(self, words: pa.Array) -> NDArray[np.uint32]:
        """
        Signatures [N, hashes] of texts as `words_of` gives them: for each permutation the smallest hash among the shingles.

        Two texts have the same value at a place with the probability of their Jaccard similarity.
        """
        import daft
        from daft.expressions import ExpressionsProjection
        from daft.functions import minhash
        from daft.recordbatch import RecordBatch

        batch = pa.record_batch({"words": words})
        kernel = minhash(
            daft.col("words"), num_hashes=self.hashes, ngram_size=self.words, seed=1, hash_function="murmurhash3"
        )
        column = RecordBatch.from_arrow_record_batches([batch], batch.schema).eval_expression_list(
            ExpressionsProjection([kernel])
        )
        hashes = column.to_arrow_table().column(0).combine_chunks().flatten()
        return np.asarray(hashes).reshape(len(words), self.hashes)

    def band_hashes(self, signatures: NDArray[np.uint32]) -> NDArray[np.uint64]:
        """One hash for each band [N, bands]; equal where all rows of that band are equal, and different from band to band."""
        rows = signatures.reshape(len(signatures), self.bands, self.rows).astype(np.uint64)
        hashes = np.broadcast_to(np.arange(1, self.bands + 1, dtype=np.uint64), rows.shape[:2]).copy()
        with np.errstate(over="ignore"):
            for row in range(self.rows):
                hashes = (hashes ^ rows[:, :, row]) * _MULTIPLIER
                hashes ^= hashes >> np.uint64(29)
        return hashes


def sketches(signatures: NDArray[np.uint32]) -> pa.FixedSizeBinaryArray:
    """The lowest byte of each hash of signatures [N, hashes]: a quarter of the room (Li and König, 2010, "b-Bit Minwise Hashing")."""
    count, hashes = signatures.shape
    return pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(hashes), count, [None, pa.py_buffer(np.ascontiguousarray(signatures.astype(np.uint8)))]
    )


def as_sketches(column: pa.ChunkedArray) -> NDArray[np.uint8]:
    """A column of sketches as an array [N, hashes]."""
    return np.frombuffer(b"".join(column.to_pylist()), np.uint8).reshape(len(column), -1)


def similarity(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The Jaccard similarities [N] that sketches [N, hashes] suggest. One byte in 256 is equal by chance."""
    equal: NDArray[np.float64] = (one == other).mean(axis=1)
    return (256 * equal - 1) / 255


def words_of(texts: pa.Array) -> pa.Array:
    """The texts as small letters, digits and underscores, with one space for everything between."""
    data, offsets = _buffers(texts)
    letters = np.frombuffer(data.translate(_WORDS_ONLY), np.uint8)
    kept = letters != _SPACE
    kept[1:] |= kept[:-1]  # the first space of several
    places = np.zeros(len(letters) + 1, np.int32)
    np.cumsum(kept, out=places[1:])
    words = pa.StringArray.from_buffers(len(texts), pa.py_buffer(places[offsets]), pa.py_buffer(letters[kept]))
    return pc.ascii_trim_whitespace(words)


def _buffers(texts: pa.Array) -> tuple[bytes, NDArray[np.int32]]:
    """The bytes of a string array one text behind the other, and where each begins and ends [N + 1]."""
    if texts.null_count:
        texts = texts.fill_null("")
    _, offsets_buffer, data = texts.cast(pa.string()).buffers()
    offsets = np.frombuffer(offsets_buffer, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    start, end = int(offsets[0]), int(offsets[-1])
    return (data.to_pybytes()[start:end] if data is not None else b""), offsets - start
