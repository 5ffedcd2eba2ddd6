"""What the stages that write proven exercises have in common: what they depend on, and what they count."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from hornbook.curate.decontaminate.exams import read_exam
from hornbook.curate.decontaminate.index import ExamIndex
from hornbook.curate.decontaminate.matches import SCHEMA, found_at_thresholds
from hornbook.data.engine import Counts
from hornbook.recipe import Recipe, Section
from hornbook.stages.stage import contents
from hornbook.synthesize import exercises
from hornbook.synthesize.coverage.variety import Words, distinct_share, near_duplicate_share, vendi_score
from hornbook.synthesize.embeddings import embed
from hornbook.synthesize.exercises.writing import Tally

_NEAREST = 20
_SAMPLE = 10_000


def proven_settings(recipe: Recipe, section: Section) -> Mapping[str, Any]:
    """A stage's own section, the exams, and the code that writes and proves."""
    room = Path(exercises.__path__[0])
    code = {str(file.relative_to(room)): contents(file) for file in sorted(room.rglob("*.py"))}
    return {
        **section.model_dump(mode="json"),
        "exams": [[path.name, contents(recipe.path(path))] for path in recipe.evaluate.exams],
        "leak_similarity": recipe.curate.leak_similarity,
        "code": code,
    }


def exam_index(recipe: Recipe) -> ExamIndex:
    """The index of all exams of the recipe."""
    return ExamIndex.build([item for path in recipe.evaluate.exams for item in read_exam(recipe.path(path))])


def add_up(parts: Sequence[Counts]) -> Tally:
    """One tally of those that `Tally.to_dict` gave for each part."""
    whole = Tally(**{name: sum(part[name] for part in parts) for name in ("drawn", "accepted", "mutants", "killed")})
    for part in parts:
        whole.rejected.update(part["rejected"])
        whole.nearest += part["nearest"]
    return whole


def figures(tally: Tally, folder: Path) -> dict[str, Any]:
    """What such a stage counts, by the tally of all its parts and the documents in a folder."""
    # What stands in several parts has the same matches in each.
    matches = {(match["id"], match["exam"], match["item"]): match for match in tally.nearest}
    nearest = sorted(matches.values(), key=lambda match: -match["similarity"])
    return {
        **tally.to_dict(),
        "rejected": dict(tally.rejected.most_common()),
        "nearest": nearest[:_NEAREST],
        "near_an_exam": len(nearest),
        "found_at": found_at_thresholds(pa.Table.from_pylist(nearest, SCHEMA)).to_pylist(),
        "variety": _variety(folder) if tally.accepted else {},
    }


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
