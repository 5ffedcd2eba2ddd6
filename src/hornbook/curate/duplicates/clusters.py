"""From bands to clusters: who shares a band and is alike, and who is thereby connected."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from hornbook.curate.duplicates.signatures import as_sketches, similarity
from hornbook.data.engine import Engine

_ROWS_AT_ONCE = 10_000_000
_HASHES = 2**64


def find_edges(engine: Engine, files: Sequence[Path], rows: int, least: float) -> pa.Table:
    """
    Pairs (id, first) of documents that share a band with a document of smaller id, and by their sketches are at least so alike.

    The files hold `rows` band hashes all in all, as the columns `id`, `bands` (a list for each document) and `sketch`. A group-by
    needs room for all of its rows, so the hashes are taken a range at a time: however large the corpus, no more than about ten
    million are held.
    """
    from daft import col

    bands = engine.frame(files).select("id", "bands").explode("bands")
    ranges = max(1, -(-rows // _ROWS_AT_ONCE))
    edges = [_no_edges()]
    for number in range(ranges):
        low, high = number * _HASHES // ranges, (number + 1) * _HASHES // ranges - 1
        part = bands.where(col("bands").between(low, high))
        shared = part.groupby("bands").agg(col("id").count().alias("members")).where("members > 1")
        members = part.join(shared, on="bands").select("bands", "id").distinct().to_arrow()
        edges.append(_alike(members, _sketches(engine, files, members["id"]), least))
    return pa.concat_tables(edges).group_by(["id", "first"]).aggregate([])


def _sketches(engine: Engine, files: Sequence[Path], ids: pa.ChunkedArray) -> pa.Table:
    """The sketches of some documents (id, sketch), sorted by id."""
    import daft

    wanted = daft.from_arrow(pa.table({"id": ids.unique().cast(pa.string())}))
    found = engine.frame(files).select("id", "sketch").join(wanted, on="id")
    return found.groupby("id").agg(daft.col("sketch").any_value()).sort("id").to_arrow()


def _alike(members: pa.Table, sketches: pa.Table, least: float) -> pa.Table:
    """
    Edges of the documents that lie together in a band (bands, id).

    In each band the smallest id takes those that are like it; the smallest of the others does the same with what is left, and so on.
    """
    if not members.num_rows:
        return _no_edges()
    names = sketches["id"].combine_chunks()
    known = as_sketches(sketches["sketch"])
    places = np.asarray(pc.index_in(members["id"], value_set=names).combine_chunks(), np.int64)
    bands = np.asarray(members["bands"].combine_chunks())
    order = np.lexsort((places, bands))
    bands, places = bands[order], places[order]
    edges = []
    while len(bands):
        starts = np.flatnonzero(np.append(True, bands[1:] != bands[:-1]))
        firsts = np.repeat(places[starts], np.diff(np.append(starts, len(bands))))
        alike = similarity(known[places], known[firsts]) >= least
        joined = alike & (places != firsts)
        edges.append((places[joined], firsts[joined]))
        bands, places = bands[~alike], places[~alike]
    ids, firsts = (names.take(pa.array(np.concatenate(side))) for side in zip(*edges, strict=True))
    return pa.table({"id": ids, "first": firsts}).cast(_no_edges().schema)


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
