"""Documents on both sides of the cut, to be looked at: the beginnings of their texts, without secrets and personal data."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hornbook.curate.selection import LEAK, LEAK_SCORE
from hornbook.curate.signals.sensitive import redact
from hornbook.report.curation.conditions import Cut, columns_of
from hornbook.report.curation.decisions import Decisions
from hornbook.report.formats import shorten

_ON_EACH_SIDE = 10
_FOR_EACH_REASON = 3
_LINES = 15
_COLUMNS = 160
_CHARACTERS = 50_000
"""So much of a text is looked through for secrets; what is shown is its beginning."""


def nearest_to_cut(decisions: Decisions, condition: str, cut: Cut) -> list[dict[str, Any]]:
    """Ten documents that stay and ten that go for this condition, those nearest to its cut, from the largest score down."""
    measured = decisions.measured
    distance = pc.abs(pc.subtract(measured[cut.column].cast(pa.float64()), cut.value))
    measured = measured.append_column("distance", distance).sort_by([("distance", "ascending"), ("id", "ascending")])
    stays = pc.is_null(measured["reason"])
    goes = pc.fill_null(pc.equal(measured["reason"], condition), False)
    chosen = pa.concat_tables([measured.filter(side).slice(0, _ON_EACH_SIDE) for side in (stays, goes)])
    return _described(decisions, chosen.sort_by([(cut.column, "descending"), ("id", "ascending")]), [cut.column])


def of_each_reason(decisions: Decisions, reasons: Sequence[str]) -> list[dict[str, Any]]:
    """A few documents that stay, then a few that go for each reason. Ids are hashes, so the smallest ids are a fair sample."""
    documents = decisions.documents
    chosen = []
    for reason in (None, *reasons):
        is_it = pc.is_null(documents["reason"]) if reason is None else pc.equal(documents["reason"], reason)
        rows = documents.filter(is_it).sort_by([("id", "ascending"), ("part", "ascending"), ("row", "ascending")])
        rows = rows.slice(0, _FOR_EACH_REASON)
        columns = [LEAK_SCORE.name] if reason == LEAK else columns_of(reason or "", decisions.measured.column_names)
        scores = decisions.find(rows["id"].combine_chunks())
        for name in columns:
            rows = rows.append_column(name, scores[name])
        chosen += _described(decisions, rows, columns)
    return chosen


def _described(decisions: Decisions, rows: pa.Table, columns: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": row["id"],
            "source": row["source"],
            "reason": row["reason"],
            "scores": {name: row[name] for name in columns},
            "text": excerpt(_text(decisions, row["part"], row["row"])),
        }
        for row in rows.to_pylist()
    ]


def excerpt(text: str) -> str:
    """The first lines of a text, cut to the width of a page, without secrets and personal data."""
    clean, _ = redact(text[:_CHARACTERS])
    lines = clean.splitlines()
    shown = [shorten(line, _COLUMNS) for line in lines[:_LINES]]
    return "\n".join([*shown, "…"] if len(lines) > _LINES or len(text) > _CHARACTERS else shown)


def _text(decisions: Decisions, part: int, row: int) -> str:
    """One document's text: only the group of rows that holds it is read."""
    with pq.ParquetFile(decisions.parts[part]) as file:
        sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
        ends = np.cumsum(sizes)
        group = int(np.searchsorted(ends, row, side="right"))
        texts = file.read_row_group(group, columns=["text"])["text"]
        return str(texts[row - int(ends[group]) + sizes[group]].as_py())
