from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.curate.duplicates import clusters
from hornbook.curate.duplicates.clusters import find_edges, smallest_of_component
from hornbook.data.engine import NATIVE

EDGES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(lambda edge: edge[0] != edge[1]), max_size=40)


def edge_table(edges: list[tuple[int, int]]) -> pa.Table:
    pairs = [(max(edge), min(edge)) for edge in edges]
    return pa.table(
        {
            "id": pa.array([f"{a:02d}" for a, _ in pairs], pa.string()),
            "first": pa.array([f"{b:02d}" for _, b in pairs], pa.string()),
        }
    )


def plain_components(edges: list[tuple[int, int]]) -> dict[str, str]:
    groups: list[set[int]] = []
    for edge in edges:
        touched = [group for group in groups if group & set(edge)]
        groups = [group for group in groups if group not in touched] + [set(edge).union(*touched)]
    return {f"{member:02d}": f"{min(group):02d}" for group in groups for member in group if member != min(group)}


@given(EDGES)
def test_every_id_gets_the_smallest_that_it_is_connected_with(edges: list[tuple[int, int]]) -> None:
    found = smallest_of_component(edge_table(edges))
    assert dict(zip(found["id"].to_pylist(), found["first"].to_pylist(), strict=True)) == plain_components(edges)


def test_a_long_chain_is_one_component() -> None:
    chain = pa.table({"id": [f"{n:06d}" for n in range(1, 20_001)], "first": [f"{n:06d}" for n in range(20_000)]})
    assert set(smallest_of_component(chain)["first"].to_pylist()) == {"000000"}


SCHEMA = pa.schema([("id", pa.string()), ("bands", pa.list_(pa.uint64())), ("sketch", pa.binary())])


def write(rows: list[dict[str, object]], folder: Path) -> Path:
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), folder / "index.parquet")
    return folder / "index.parquet"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    same = bytes(112)
    rows = [
        {"id": f"{n:03d}", "bands": [n % 7 * 2**61, n % 11 * 2**60 + 1, 2**64 - 1 - n], "sketch": same}
        for n in range(60)
    ]
    return write([*rows, {"id": "none", "bands": [], "sketch": None}], tmp_path)


@pytest.mark.parametrize("rows_at_once", [10_000_000, 20])
def test_edges_are_those_that_duckdb_finds(index: Path, rows_at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_ROWS_AT_ONCE", rows_at_once)
    expected = duckdb.sql(f"""
        with bands as (select id, unnest(bands) as band from '{index}'),
             firsts as (select band, min(id) as first from bands group by band)
        select distinct id, first from bands join firsts using (band) where id <> first
    """).fetchall()
    assert pairs(find_edges(NATIVE, [index], 180, 0.6)) == sorted(expected)


def pairs(edges: pa.Table) -> list[tuple[str, str]]:
    return sorted(zip(edges["id"].to_pylist(), edges["first"].to_pylist(), strict=True))


def test_documents_of_a_band_are_joined_only_where_their_sketches_are_alike(tmp_path: Path) -> None:
    """The smallest id is a stranger here: the others still find each other, copies of one id among them."""
    one, other = bytes(range(112)), bytes(range(100, 212))
    sketches = {"a": other, "b": one, "c": other[:40] + one[40:], "d": one, "e": bytes(112)}
    rows = [{"id": name, "bands": [7], "sketch": sketch} for name, sketch in [*sketches.items(), ("d", one)]]
    assert pairs(find_edges(NATIVE, [write(rows, tmp_path)], 6, 0.6)) == [("c", "b"), ("d", "b")]


def test_no_bands_no_edges(tmp_path: Path) -> None:
    edges = find_edges(NATIVE, [write([], tmp_path)], 0, 0.6)
    assert (edges.num_rows, smallest_of_component(edges).num_rows) == (0, 0)
