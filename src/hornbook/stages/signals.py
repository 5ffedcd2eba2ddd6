"""Stage `signals`: measures every document that is no duplicate."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from hornbook.curate.signals.measure import SIGNALS, columns, measure_all
from hornbook.recipe import Recipe
from hornbook.stages.stage import Stage, StageContext
from hornbook.stages.survivors import make_tables

SCORES = "scores"


def schema() -> pa.Schema:
    """The columns of a file of scores: a document's id, then what every signal measures."""
    return pa.schema([("id", pa.string()), *columns(list(SIGNALS))])


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    return {name: make().version for name, make in SIGNALS.items()}


def _run(context: StageContext) -> None:
    counts = make_tables(context, SCORES, _measure, schema())
    context.draft.counts.update(documents=sum(part["rows"] for part in counts))


def _measure(batch: pa.RecordBatch, part: str) -> pa.RecordBatch:
    return measure_all(batch, list(SIGNALS))


STAGE = Stage("signals", 1, ("corpus", "deduplicate"), _settings, _run)
