"""The index of a corpus: for each document its place, its size, and the bands by which near-duplicates find it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hornbook.curate.duplicates.signatures import MinHash, sketches, words_of
from hornbook.data.documents import read_documents

INDEX_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("place", pa.string()),
        ("bytes", pa.int64()),
        ("bands", pa.list_(pa.uint64())),
        ("sketch", pa.binary()),
    ]
)
"""`place` is the document's source with its part and row behind it: no two documents have the same."""


def write_index(documents: Path, index: Path, minhash: MinHash) -> tuple[int, int]:
    """
    Write a row of `INDEX_SCHEMA` for every document of a file; return the documents and their bytes.

    A text of fewer words than a shingle has no bands and no sketch: what it shares with another is too little to call it the same.
    """
    rows = total = 0
    with pq.ParquetWriter(index, INDEX_SCHEMA, compression="zstd") as writer:
        for batch in read_documents(documents, ["id", "source", "text"]):
            texts = batch.column("text")
            sizes = pc.binary_length(texts).cast(pa.int64())
            numbers = pa.array(np.arange(rows, rows + batch.num_rows)).cast(pa.string())
            places = pc.binary_join_element_wise(batch.column("source"), documents.stem, numbers, "#")
            columns = [batch.column("id"), places, sizes, *_bands_and_sketches(texts, minhash)]
            writer.write_batch(pa.record_batch(columns, schema=INDEX_SCHEMA))
            rows, total = rows + batch.num_rows, total + (pc.sum(sizes).as_py() or 0)
    return rows, total


def _bands_and_sketches(texts: pa.Array, minhash: MinHash) -> tuple[pa.Array, pa.Array]:
    words = words_of(texts)
    long_enough = pc.greater_equal(pc.count_substring(words, " "), minhash.words - 1)
    signatures = minhash.signatures(words.filter(long_enough))
    ends = np.cumsum(np.asarray(long_enough) * minhash.bands, dtype=np.int32)
    offsets = np.concatenate([np.zeros(1, np.int32), ends])
    bands = pa.ListArray.from_arrays(pa.array(offsets), pa.array(minhash.band_hashes(signatures).ravel()))
    rows = pc.if_else(long_enough, pc.cumulative_sum(long_enough.cast(pa.int64())), None)
    return bands, sketches(signatures).cast(pa.binary()).take(pc.subtract(rows, 1))


@dataclass(frozen=True)
class Duplicates:
    """
    Which documents of a corpus say what another says already.

    `copies` holds the ids that occur several times, with the `place` of the one that stays; `near` holds ids with the smaller id
    (`first`) that stays in their stead.
    """

    copies: pa.Table
    near: pa.Table

    @classmethod
    @cache
    def load(cls, copies: Path, near: Path) -> Self:
        """Both tables from Parquet, read once in a process: artifacts never change."""
        return cls(pq.read_table(copies), pq.read_table(near))

    def first_places(self, index: pa.Table) -> pa.Array:
        """For each document of an index that is a copy of another: where that one lies; null for all others."""
        places = _look_up(index["id"], self.copies["id"], self.copies["place"])
        return pc.if_else(pc.equal(places, index["place"]), pa.scalar(None, pa.string()), places)

    def first_ids(self, index: pa.Table) -> pa.Array:
        """For each document of an index that is nearly another: that one's id; null for all others."""
        return _look_up(index["id"], self.near["id"], self.near["first"])

    def survivors(self, index: pa.Table) -> pa.Array:
        """True for each document of an index that is neither a copy nor nearly another."""
        return pc.and_(pc.is_null(self.first_places(index)), pc.is_null(self.first_ids(index)))


def read_survivors(
    documents: Path, index: Path, duplicates: Duplicates, columns: list[str]
) -> Iterator[pa.RecordBatch]:
    """Stream a file of documents without the duplicates. `index` is the file that `write_index` made of it."""
    surviving = duplicates.survivors(pq.read_table(index, columns=["id", "place"]))
    start = 0
    for batch in read_documents(documents, columns):
        yield batch.filter(surviving.slice(start, batch.num_rows))
        start += batch.num_rows


def _look_up(keys: pa.ChunkedArray, names: pa.ChunkedArray, values: pa.ChunkedArray) -> pa.Array:
    places = pc.index_in(keys, value_set=names.combine_chunks()).combine_chunks()
    return values.combine_chunks().take(places)
