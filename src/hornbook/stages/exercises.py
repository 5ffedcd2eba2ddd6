"""Stage `exercises`: writes functions to write, with solutions that are proven, a file for each family of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hornbook.data.documents import write_documents
from hornbook.data.engine import Counts
from hornbook.errors import RecipeError
from hornbook.recipe import Exercises, Recipe
from hornbook.sandbox import Sandbox
from hornbook.stages.parts import Measure, make_in_turn
from hornbook.stages.proven import add_up, exam_index, figures, proven_settings
from hornbook.stages.stage import Stage, StageContext
from hornbook.synthesize.exercises.families import families
from hornbook.synthesize.exercises.writing import Tally, Writer

EXERCISES = "exercises"
_WANTED = "wanted"


def section(recipe: Recipe) -> Exercises:
    """The recipe's `[synthesize.exercises]`."""
    if recipe.synthesize.exercises is None:
        raise RecipeError(
            f"{recipe.folder}/recipe.toml has no [synthesize.exercises].", "Add it; its keys all have defaults."
        )
    return recipe.synthesize.exercises


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    return proven_settings(recipe, section(recipe))


def _run(context: StageContext) -> None:
    recipe, settings = context.recipe, section(context.recipe)
    writer = Writer(settings.of_each_family, settings.seed, exam_index(recipe), recipe.curate.leak_similarity)
    inputs = {name.replace("/", "."): name for name in families()}
    measure = Measure("exercises", len(inputs) * settings.of_each_family, _WANTED)
    counts = make_in_turn(context, EXERCISES, _FamilyWriter(writer), inputs, measure)
    context.draft.counts.update(
        families=len(inputs),
        **figures(add_up(counts), context.draft.folder / EXERCISES),
        accepted_by_family={name: part["accepted"] for name, part in zip(sorted(inputs), counts, strict=True)},
    )


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
