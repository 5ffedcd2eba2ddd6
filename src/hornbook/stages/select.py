"""Stage `select`: decides which documents stay. It reads scores alone, so that another cut costs next to nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from hornbook.curate.duplicates.index import Duplicates
from hornbook.curate.selection import SELECTION_SCHEMA, Selection
from hornbook.data.engine import Counts
from hornbook.recipe import RECIPE_FILE, Recipe
from hornbook.stages import deduplicate, scores
from hornbook.stages.parts import BYTES, make_parts, parts_of
from hornbook.stages.scores import Scores
from hornbook.stages.stage import Stage, StageContext

SELECTION = "selection"
_KEPT = "kept"


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    return {"keep": recipe.curate.keep, "leak_similarity": recipe.curate.leak_similarity}


def _run(context: StageContext) -> None:
    settings = context.recipe.curate
    selection = Selection(tuple(settings.keep), settings.leak_similarity)
    measured = Scores.of(context.inputs)
    file = context.recipe.folder / RECIPE_FILE
    selection.check(measured.schema, f"{file} [curate] keep:" if file.exists() else "--keep")
    found = context.inputs["deduplicate"]
    maker = _Selector(selection, found.path(deduplicate.COPIES), found.path(deduplicate.NEAR), measured)
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
    scores: Scores

    def __call__(self, index_file: Path, file: Path) -> Counts:
        index = pq.read_table(index_file, columns=["id", "place", "bytes"])
        duplicates = Duplicates.load(self.copies, self.near)
        reasons = self.selection.reasons(index, duplicates, self.scores.read(index_file.name))
        table = index.append_column("reason", reasons).cast(SELECTION_SCHEMA)
        pq.write_table(table, file, compression="zstd")
        by_reason = table.group_by("reason").aggregate([("bytes", "sum"), ("bytes", "count")]).to_pylist()
        return {
            "documents": {row["reason"] or _KEPT: row["bytes_count"] for row in by_reason},
            "sizes": {row["reason"] or _KEPT: row["bytes_sum"] for row in by_reason},
            BYTES: sum(row["bytes_sum"] for row in by_reason),
        }


STAGE = Stage("select", 1, ("corpus", "deduplicate", *scores.STAGES), _settings, _run)
