"""Stage `mined`: takes functions out of the corpus that keep what their doctests say, a file for each part of the corpus."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hornbook.curate.decontaminate.index import ExamIndex
from hornbook.data.documents import read_documents, write_documents
from hornbook.data.engine import Counts
from hornbook.errors import RecipeError
from hornbook.recipe import Mined, Recipe
from hornbook.sandbox import Sandbox
from hornbook.stages import corpus
from hornbook.stages.parts import BYTES, make_parts, parts_of
from hornbook.stages.proven import add_up, exam_index, figures, proven_settings
from hornbook.stages.stage import Stage, StageContext
from hornbook.synthesize.exercises.mining import SEEN, proven, shelve
from hornbook.synthesize.exercises.writing import Tally, keep_from_exams

MINED = "mined"
_COLUMNS = ["text", "source", "license", "meta"]


def section(recipe: Recipe) -> Mined:
    """The recipe's `[synthesize.mined]`."""
    if recipe.synthesize.mined is None:
        raise RecipeError(
            f"{recipe.folder}/recipe.toml has no [synthesize.mined].", "Add it; its keys all have defaults."
        )
    return recipe.synthesize.mined


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    return proven_settings(recipe, section(recipe))


def _run(context: StageContext) -> None:
    recipe, documents, folder = context.recipe, context.inputs["corpus"], context.draft.folder / MINED
    miner = _Miner(exam_index(recipe), recipe.curate.leak_similarity, section(recipe).least_killed)
    inputs = {part.stem: part for part in parts_of(documents, corpus.DOCUMENTS)}
    tally = add_up(make_parts(context, MINED, miner, inputs, documents.counts[BYTES]))
    families = _keep_each_once(folder)
    repeated = tally.accepted - families.total()
    if repeated:
        tally.accepted -= repeated
        tally.rejected[SEEN] += repeated
    context.draft.counts.update(**figures(tally, folder), accepted_by_family=dict(sorted(families.items())))


def _keep_each_once(folder: Path) -> Counter[str]:
    """Leave every document in the first of the files that have it, in the order of their names. How many of each family stay."""
    seen: set[str] = set()
    families = Counter[str]()
    for file in sorted(folder.glob("*.parquet")):
        table = pq.read_table(file)
        first = {key: place for place, key in reversed(list(enumerate(table["id"].to_pylist()))) if key not in seen}
        seen |= first.keys()
        if len(first) < len(table):
            table = table.take(pa.array(sorted(first.values()), pa.int64()))
            file.unlink()  # a link: the part itself stays as it is, for the next run if this one is killed
            pq.write_table(table, file, compression="zstd")
        families.update(json.loads(meta)["family"] for meta in table["meta"].to_pylist())
    return families


@dataclass(frozen=True)
class _Miner:
    exams: ExamIndex
    leak_similarity: float
    least_killed: float

    def __call__(self, part: Path, file: Path) -> Counts:
        tally = Tally()
        documents = [row for batch in read_documents(part, _COLUMNS) for row in batch.to_pylist()]
        with Sandbox(workers=1) as sandbox:
            found = proven(documents, sandbox, tally, self.least_killed, shelve(documents))
            accepted = keep_from_exams([one.document for one in found], self.exams, self.leak_similarity, tally)
        write_documents(file, accepted)
        return {**tally.to_dict(), BYTES: sum(len(document["text"].encode()) for document in documents)}


STAGE = Stage("mined", 1, ("corpus",), _settings, _run)
