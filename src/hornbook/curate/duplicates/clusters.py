"""From bands to clusters: who shares a band, and who is thereby connected."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from hornbook.data.engine import Engine

_ROWS_AT_ONCE = 10_000_000
_HASHES = 2**64


def find_edges(engine: Engine, files: Sequence[Path], rows: int) -> pa.Table:
    """
    Pairs (id, first) of documents that share a band with a document of smaller id.

    The files hold `rows` band hashes all in all, as the columns `id` and `bands` (a list for each document). A group-by needs
    room for all of its rows, so the hashes are taken a range at a time: however large the corpus, no more than about ten million
    are held.
    """
    from daft import col

    bands = engine.frame(files).select("id", "bands").explode("bands")
    ranges = max(1, -(-rows // _ROWS_AT_ONCE))
    edges = [_no_edges()]
    for number in range(ranges):
        low, high = number * _HASHES // ranges, (number + 1) * _HASHES // ranges - 1
        part = bands.where(col("bands").between(low, high))
        shared = part.groupby("bands").agg(col("id").min().alias("first"), col("id").count().alias("members"))
        pairs = part.join(shared.where("members > 1"), on="bands").where(col("id") != col("first"))
        edges.append(pairs.select("id", "first").distinct().to_arrow().cast(edges[0].schema))
    return pa.concat_tables(edges).group_by(["id", "first"]).aggregate([])


def smallest_of_component(edges: pa.Table) -> pa.Table:
    """
    For every id of a table of edges (id, first): the smallest id that it is connected with, as (id, first), without those that are
    themselves the smallest.

    Label propagation with pointer jumping (Shiloach and Vishkin, 1982): a few passes over arrays, however long the chains.
    """
    names = pa.concat_arrays([edges["id"].combine_chunks(), edges["first"].combine_chunks()]).unique().sort()
    if not len(names):
        return _no_edges()
    left, right = (_places(edges[column], names) for column in ("id", "first"))
    label = np.arange(len(names))
    while True:
        smaller = np.minimum(label[left], label[right])
        before = label.copy()
        for side in (left, right):
            # The label's own label too: whole trees hang themselves under the smaller root.
            np.minimum.at(label, before[side], smaller)
            np.minimum.at(label, side, smaller)
        label = label[label]
        if np.array_equal(label, before):
            break
    moved = np.flatnonzero(label != np.arange(len(names)))
    return pa.table({"id": names.take(pa.array(moved)), "first": names.take(pa.array(label[moved]))})


def _places(ids: pa.ChunkedArray, names: pa.Array) -> NDArray[np.int64]:
    return np.asarray(pc.index_in(ids, value_set=names).combine_chunks(), dtype=np.int64)


def _no_edges() -> pa.Table:
    return pa.table({"id": pa.array([], pa.string()), "first": pa.array([], pa.string())})
