"""Stage `exercises`: writes functions to write, with solutions that are proven, a file for each family of them."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.dataset as ds

from hornbook.curate.decontaminate.exams import read_exam
from hornbook.curate.decontaminate.index import ExamIndex
from hornbook.data.documents import write_documents
from hornbook.data.engine import Counts
from hornbook.errors import RecipeError
from hornbook.recipe import Exercises, Recipe
from hornbook.sandbox import Sandbox
from hornbook.stages.parts import Measure, make_in_turn
from hornbook.stages.stage import Stage, StageContext, contents
from hornbook.synthesize import exercises
from hornbook.synthesize.coverage.variety import Words, distinct_share, near_duplicate_share, vendi_score
from hornbook.synthesize.embeddings import embed
from hornbook.synthesize.exercises.families import families
from hornbook.synthesize.exercises.writing import Tally, Writer

EXERCISES = "exercises"
_WANTED = "wanted"
_NEAREST = 20
_SAMPLE = 10_000


def section(recipe: Recipe) -> Exercises:
    """The recipe's `[synthesize.exercises]`."""
    if recipe.synthesize.exercises is None:
        raise RecipeError(
            f"{recipe.folder}/recipe.toml has no [synthesize.exercises].", "Add it; its keys all have defaults."
        )
    return recipe.synthesize.exercises


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    room = Path(exercises.__path__[0])
    code = {str(file.relative_to(room)): contents(file) for file in sorted(room.rglob("*.py"))}
    return {
        **section(recipe).model_dump(mode="json"),
        "exams": [[path.name, contents(recipe.path(path))] for path in recipe.evaluate.exams],
        "leak_similarity": recipe.curate.leak_similarity,
        "code": code,
    }


def _run(context: StageContext) -> None:
    recipe, settings = context.recipe, section(context.recipe)
    exams = [item for path in recipe.evaluate.exams for item in read_exam(recipe.path(path))]
    writer = Writer(settings.of_each_family, settings.seed, ExamIndex.build(exams), recipe.curate.leak_similarity)
    inputs = {name.replace("/", "."): name for name in families()}
    measure = Measure("exercises", len(inputs) * settings.of_each_family, _WANTED)
    counts = make_in_turn(context, EXERCISES, _FamilyWriter(writer), inputs, measure)
    rejected = Counter[str]()
    for part in counts:
        rejected.update(part["rejected"])
    sums = {name: sum(part[name] for part in counts) for name in ("drawn", "accepted", "mutants", "killed")}
    nearest = sorted((near for part in counts for near in part["nearest"]), key=lambda near: -near["similarity"])
    context.draft.counts.update(
        families=len(inputs),
        **sums,
        rejected=dict(rejected.most_common()),
        accepted_by_family={name: part["accepted"] for name, part in zip(sorted(inputs), counts, strict=True)},
        nearest=nearest[:_NEAREST],
        near_an_exam=len(nearest),
        variety=_variety(context.draft.folder / EXERCISES),
    )


def _variety(folder: Path) -> dict[str, Any]:
    """How different the prompts are, by a sample of the documents: those of the smallest ids, which is to say any."""
    columns = ds.dataset(folder, format="parquet").to_table(columns=["id", "meta"])
    sample = columns.take(pc.select_k_unstable(columns, _SAMPLE, [("id", "ascending")]))
    prompts = [json.loads(meta)["prompt"] for meta in sample["meta"].to_pylist()]
    words = Words.of(prompts)
    grams = {size: words.grams(size) for size in (1, 2, 3)}
    shares = {f"distinct_{size}_grams": distinct_share(one.names, one.documents) for size, one in grams.items()}
    shares["near_duplicates"] = near_duplicate_share(prompts)
    shares["effective_number"] = vendi_score(embed(prompts))
    return {name: estimate.to_dict() for name, estimate in shares.items()}


@dataclass(frozen=True)
class _FamilyWriter:
    writer: Writer

    def __call__(self, name: str, file: Path) -> Counts:
        tally = Tally()
        with Sandbox(workers=1) as sandbox:
            write_documents(file, self.writer.write(families()[name], sandbox, tally))
        # A family that has less to say than was wanted is done all the same.
        return {**tally.to_dict(), _WANTED: self.writer.number}


STAGE = Stage("exercises", 1, (), _settings, _run)
