"""The largest groups of documents that say the same."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from hornbook.curate.selection import COPY, NEAR
from hornbook.report.curation.decisions import Decisions

_SHOWN = 12


def clusters(decisions: Decisions) -> tuple[int, list[dict[str, Any]]]:
    """
    How many groups there are, and the largest: the first document's `id` and `source`, `members` with it, and how many of them are
    exact `copies` and `near` duplicates.
    """
    documents = decisions.documents
    table = pa.table(
        {
            "id": documents["stands"],
            "members": pa.repeat(pa.scalar(1, pa.int64()), documents.num_rows),
            "copies": pc.equal(documents["reason"], COPY).fill_null(False).cast(pa.int64()),
            "near": pc.equal(documents["reason"], NEAR).fill_null(False).cast(pa.int64()),
        }
    )
    figures = table.column_names[1:]
    groups = table.group_by("id").aggregate([(figure, "sum") for figure in figures])
    groups = groups.rename_columns({f"{figure}_sum": figure for figure in figures})
    groups = groups.filter(pc.greater(groups["members"], 1))
    largest = groups.sort_by([("members", "descending"), ("id", "ascending")]).slice(0, _SHOWN)
    sources = decisions.find(largest["id"].combine_chunks())["source"]
    return groups.num_rows, largest.append_column("source", sources).to_pylist()
