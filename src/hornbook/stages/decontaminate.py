"""Stage `decontaminate`: finds the documents that hold an item of any exam of the recipe, or come near one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hornbook.curate.decontaminate.exams import read_exam
from hornbook.curate.decontaminate.index import ExamIndex
from hornbook.curate.decontaminate.matches import SCHEMA, found_at_thresholds
from hornbook.recipe import Recipe
from hornbook.stages import corpus
from hornbook.stages.parts import parts_of
from hornbook.stages.stage import Stage, StageContext, contents
from hornbook.stages.survivors import make_tables

LEAKS = "leaks"


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    return {"exams": [[path.name, contents(recipe.path(path))] for path in recipe.evaluate.exams]}


def _run(context: StageContext) -> None:
    exams = [context.recipe.path(path) for path in context.recipe.evaluate.exams]
    index = ExamIndex.build([item for exam in exams for item in read_exam(exam)])
    if index.items:
        make_tables(context, LEAKS, _Finder(index), SCHEMA)
    else:
        _write_no_leaks(context)
    matches = pq.read_table(context.draft.folder / LEAKS)
    context.draft.counts.update(
        items=len(index.items), matches=matches.num_rows, found_at=found_at_thresholds(matches).to_pylist()
    )


def _write_no_leaks(context: StageContext) -> None:
    """Without an exam there is nothing to look for, and no text need be read."""
    (context.draft.folder / LEAKS).mkdir()
    for part in parts_of(context.inputs["corpus"], corpus.DOCUMENTS):
        pq.write_table(SCHEMA.empty_table(), context.draft.folder / LEAKS / part.name)


@dataclass(frozen=True)
class _Finder:
    index: ExamIndex

    def __call__(self, batch: pa.RecordBatch, part: str) -> pa.RecordBatch:
        return self.index.find(batch)


STAGE = Stage("decontaminate", 1, ("corpus", "deduplicate"), _settings, _run)
