"""Matches of documents and exam items, as a table, and how many are found at each threshold."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

FLOOR = 0.5
"""What is less similar is no match."""

SCHEMA = pa.schema(
    {
        "id": pa.string(),
        "exam": pa.string(),
        "item": pa.string(),
        "kind": pa.string(),
        "similarity": pa.float64(),
        "size": pa.int64(),
        "start": pa.int64(),
        "end": pa.int64(),
    }
)
"""
A match: the document's id; exam and item; by "words" or "tree"; similarity from 0.5 to 1; how many words or nodes of the item were
compared; and which characters of the document they are like (from `start` to before `end`).
"""

THRESHOLDS = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)


@dataclass(frozen=True)
class Match:
    """A match within a chunk: text and item by number, `start` and `end` in bytes of the chunk."""

    document: int
    item: int
    kind: str
    similarity: float
    size: int
    start: int
    end: int


def found_at_thresholds(matches: pa.Table) -> pa.Table:
    """For each threshold and exam: how many documents and how many items have a match at least so similar."""
    counts = []
    for threshold in THRESHOLDS:
        # A similarity is a quotient of whole numbers: 18 of 20 is not to fall short of 0.9 by the last bit.
        near = matches.filter(pc.greater_equal(matches["similarity"], threshold - 1e-9))
        count = near.group_by("exam").aggregate([("id", "count_distinct"), ("item", "count_distinct")])
        count = count.rename_columns({"id_count_distinct": "documents", "item_count_distinct": "items"}).sort_by("exam")
        counts.append(count.add_column(0, "threshold", pa.array([threshold] * len(count), pa.float64())))
    return pa.concat_tables(counts)
