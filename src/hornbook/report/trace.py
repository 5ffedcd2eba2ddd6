"""The whole story of one document: where it came from, what was found out about it, and why it stayed or went."""

import json
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.dataset as ds

from hornbook.errors import DataError
from hornbook.stages import annotate, classify, corpus, decontaminate, deduplicate, select, signals
from hornbook.stages.stage import STAGES


def trace(run: Path, prefix: str) -> dict[str, Any]:
    """
    All that a run folder knows of the document whose id begins so, as plain values; stages that were not run are left out.

    Raises DataError where no document has such an id, several have, or the run has no corpus.
    """
    stages = run / STAGES
    documents = stages / "corpus" / corpus.DOCUMENTS
    if not documents.is_dir():
        raise DataError(
            f"{run}: no run folder with a corpus.", "Name the folder that `hornbook curate` or `run` wrote."
        )
    ids = sorted({row["id"] for row in _rows(documents, pc.starts_with(pc.field("id"), prefix), ["id"])})
    if len(ids) != 1:
        which = f"begin {len(ids)} documents: {', '.join(ids[:5])}" if ids else "begins no document"
        raise DataError(f"{prefix}: {which} of {run}.", "Give more of an id, as in the column `id` of kept/*.parquet.")
    [identity] = ids
    is_it = pc.field("id") == identity
    found = _rows(documents, is_it)
    story = {
        "id": identity,
        "text": found[0]["text"],
        "found_in": [
            {name: row[name] for name in ("source", "license", "origin")} | {"meta": json.loads(row["meta"])}
            for row in found
        ],
    }
    if (stages / "deduplicate").is_dir():
        near = stages / "deduplicate" / deduplicate.NEAR
        story["near_duplicate_of"] = [row["first"] for row in _rows(near, is_it)]
        story["stands_for"] = [row["id"] for row in _rows(near, pc.field("first") == identity)]
    if (stages / "signals").is_dir():
        [scores] = _rows(stages / "signals" / signals.SCORES, is_it) or [{}]
        story["scores"] = {name: value for name, value in scores.items() if name != "id"}
    if (stages / "annotate").is_dir():
        graded = _rows(stages / "annotate" / annotate.ANNOTATIONS, is_it)
        story["teacher"] = [{name: value for name, value in row.items() if name != "id"} for row in graded]
    if (stages / "classify").is_dir():
        [education] = _rows(stages / "classify" / classify.EDUCATION, is_it) or [{}]
        name = classify.EDUCATION_SCORE.name
        story["scores"] |= {name: education[name]} if education else {}
    if (stages / "decontaminate").is_dir():
        story["exam_items"] = _rows(stages / "decontaminate" / decontaminate.LEAKS, is_it)
    if (stages / "select").is_dir():
        decisions = _rows(stages / "select" / select.SELECTION, is_it)
        story["decisions"] = [{"place": row["place"], "dropped_for": row["reason"]} for row in decisions]
    return story


def _rows(path: Path, condition: pc.Expression, columns: list[str] | None = None) -> list[dict[str, Any]]:
    found = ds.dataset(path, format="parquet").to_table(columns, filter=condition)
    rows: list[dict[str, Any]] = found.to_pylist()
    return rows
