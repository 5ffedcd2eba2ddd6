"""Stage `select`: decides which documents stay. It reads scores alone, so that another cut costs next to nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from hornbook.curate.duplicates.index import Duplicates
from hornbook.curate.selection import LEAK_SCORE, SELECTION_SCHEMA, Selection, with_leaks
from hornbook.data.engine import Counts
from hornbook.recipe import RECIPE_FILE, Recipe
from hornbook.stages import classify, decontaminate, deduplicate, signals
from hornbook.stages.parts import BYTES, make_parts, parts_of
from hornbook.stages.stage import Stage, StageContext

SELECTION = "selection"
_KEPT = "kept"


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    return {"keep": recipe.curate.keep, "leak_similarity": recipe.curate.leak_similarity}


def _run(context: StageContext) -> None:
    settings = context.recipe.curate
    selection = Selection(tuple(settings.keep), settings.leak_similarity)
    education = context.inputs["classify"].path(classify.EDUCATION) if "classify" in context.inputs else None
    schema = signals.schema().append(LEAK_SCORE)
    if education:
        schema = schema.append(classify.EDUCATION_SCORE)
    selection.check(schema, f"{context.recipe.folder / RECIPE_FILE} [curate] keep:")
    found = context.inputs["deduplicate"]
    maker = _Selector(
        selection,
        found.path(deduplicate.COPIES),
        found.path(deduplicate.NEAR),
        context.inputs["signals"].path(signals.SCORES),
        context.inputs["decontaminate"].path(decontaminate.LEAKS),
        education,
    )
    inputs = {part.stem: part for part in parts_of(found, deduplicate.INDEX)}
    counts = make_parts(context, SELECTION, maker, inputs, context.inputs["corpus"].counts[BYTES])
    documents, sizes = Counter[str](), Counter[str]()
    for part in counts:
        documents.update(part["documents"])
        sizes.update(part["sizes"])
    kept = documents.pop(_KEPT, 0), sizes.pop(_KEPT, 0)
    context.draft.counts.update(
        kept_documents=kept[0], kept_bytes=kept[1], dropped_documents=dict(documents), dropped_bytes=dict(sizes)
    )


@dataclass(frozen=True)
class _Selector:
    selection: Selection
    copies: Path
    near: Path
    scores: Path
    leaks: Path
    education: Path | None

    def __call__(self, index_file: Path, file: Path) -> Counts:
        index = pq.read_table(index_file, columns=["id", "place", "bytes"])
        scores = with_leaks(pq.read_table(self.scores / index_file.name), pq.read_table(self.leaks / index_file.name))
        if self.education:
            graded = pq.read_table(self.education / index_file.name)
            assert graded["id"].equals(scores["id"]), "both have a row for each document that is no duplicate"
            scores = scores.append_column(classify.EDUCATION_SCORE, graded[classify.EDUCATION_SCORE.name])
        reasons = self.selection.reasons(index, Duplicates.load(self.copies, self.near), scores)
        table = index.append_column("reason", reasons).cast(SELECTION_SCHEMA)
        pq.write_table(table, file, compression="zstd")
        by_reason = table.group_by("reason").aggregate([("bytes", "sum"), ("bytes", "count")]).to_pylist()
        return {
            "documents": {row["reason"] or _KEPT: row["bytes_count"] for row in by_reason},
            "sizes": {row["reason"] or _KEPT: row["bytes_sum"] for row in by_reason},
            BYTES: sum(row["bytes_sum"] for row in by_reason),
        }


STAGE = Stage("select", 1, ("corpus", "deduplicate", "signals", "decontaminate", "classify"), _settings, _run)
