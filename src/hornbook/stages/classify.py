"""Stage `classify`: learns from graded documents how much a document teaches, and scores the whole corpus."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from hornbook.curate.annotate import TIMES
from hornbook.curate.classifier import GOOD, Classifier, Features
from hornbook.curate.distil import Graded, distil, examine, kappa
from hornbook.curate.gold import GoldItem, read_gold
from hornbook.errors import DataError, RecipeError
from hornbook.recipe import Recipe
from hornbook.stages import annotate, signals
from hornbook.stages.stage import Stage, StageContext, contents
from hornbook.stages.survivors import make_tables

EDUCATION, METRICS = "education", "metrics.json"
EDUCATION_SCORE = pa.field(
    "score_education", pa.float32(), metadata={"description": "how much it teaches, 0 to 5, by the classifier"}
)
_SCHEMA = pa.schema([("id", pa.string()), EDUCATION_SCORE])


def _gold(recipe: Recipe) -> Path:
    if recipe.curate.gold is None:
        raise RecipeError(f"{recipe.folder}/recipe.toml has no [curate] gold.", "Name a file of grades there.")
    return recipe.path(recipe.curate.gold)


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    return {"gold": contents(_gold(recipe))}


def _run(context: StageContext) -> None:
    gold = {item.id: item for item in read_gold(_gold(context.recipe))}
    grades = _teacher_grades(context)
    texts = annotate.texts_of(context.inputs["corpus"], list(dict.fromkeys([*gold, *grades])))
    scores = _scores_of(context, list(texts))
    features = Features.choose(pa.array(texts.values(), pa.string()), scores.schema)
    matrix = features.matrix(pa.array(texts.values(), pa.string()), scores)
    rows = {identity: number for number, identity in enumerate(texts)}

    def graded(items: Mapping[str, float]) -> Graded:
        known = [identity for identity in items if identity in rows]
        return Graded(matrix[[rows[identity] for identity in known]], np.array([items[identity] for identity in known]))

    tuning, test = (
        {item.id: float(item.grade) for item in gold.values() if item.split == split} for split in ("tuning", "test")
    )
    others = {identity: float(np.mean(given)) for identity, given in grades.items() if identity not in gold}
    known = graded(tuning)
    good = int((known.grades >= GOOD).sum())
    if not 0 < good < len(known.grades):
        raise DataError(
            f"{_gold(context.recipe)}: of its tuning documents the corpus has {good} with a grade of {GOOD} or more, and "
            f"{len(known.grades) - good} with less; a classifier needs both.",
            "Grade more documents of this corpus.",
        )
    distilled = distil(features, known, graded(others))
    metrics = {
        "classifier": examine(distilled, graded(test))
        | {"tuning_auc": distilled.tuning_auc, "penalty": distilled.penalty},
        "teacher": _teacher(grades, gold) | {"weight": distilled.teacher_weight, "documents": len(grades)},
    }
    (context.draft.folder / METRICS).write_text(json.dumps(metrics, indent=2) + "\n")
    scorer = _Scorer(distilled.classifier, context.inputs["signals"].path(signals.SCORES))
    make_tables(context, EDUCATION, scorer, _SCHEMA)
    context.draft.counts.update(metrics)


@dataclass(frozen=True)
class _Scorer:
    classifier: Classifier
    scores: Path

    def __call__(self, batch: pa.RecordBatch, part: str) -> pa.RecordBatch:
        found = pq.read_table(self.scores / part)
        rows = pc.index_in(batch["id"], value_set=found["id"].combine_chunks())
        predicted = self.classifier.predict(self.classifier.features.matrix(batch["text"], found.take(rows)))
        return pa.record_batch([batch["id"], pa.array(predicted.astype(np.float32))], schema=_SCHEMA)


def _teacher_grades(context: StageContext) -> dict[str, list[int]]:
    """What the teacher gave each document, in the order of its samples."""
    grades: dict[str, list[int]] = defaultdict(list)
    if "annotate" in context.inputs:
        table = pq.read_table(context.inputs["annotate"].path(annotate.ANNOTATIONS))
        for row in table.filter(pc.is_valid(table["score"])).sort_by("sample").to_pylist():
            grades[row["id"]].append(row["score"])
    return dict(grades)


def _teacher(grades: Mapping[str, list[int]], gold: Mapping[str, GoldItem]) -> dict[str, Any]:
    """How far the teacher agrees with itself, and with a person."""
    twice = np.array([given for given in grades.values() if len(given) == TIMES]).reshape(-1, TIMES)
    both = np.array(
        [(given[0], gold[identity].grade) for identity, given in grades.items() if identity in gold]
    ).reshape(-1, 2)
    return {
        "agreement_with_itself": kappa(twice[:, 0], twice[:, 1]).to_dict(),
        "agreement_with_gold": kappa(both[:, 0], both[:, 1]).to_dict(),
    }


def _scores_of(context: StageContext, ids: list[str]) -> pa.Table:
    """The signals of documents, in the order of their ids; of a near-duplicate, which has none, all null."""
    measured = context.inputs["signals"].path(signals.SCORES)
    dataset = ds.dataset(measured, format="parquet", schema=signals.schema_of(measured))
    found = dataset.to_table(filter=pc.field("id").isin(ids)).combine_chunks()
    return found.take(pc.index_in(pa.array(ids, pa.string()), value_set=found["id"].combine_chunks()))


STAGE = Stage("classify", 1, ("corpus", "deduplicate", "signals", "annotate"), _settings, _run)
