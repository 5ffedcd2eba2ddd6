"""Gathers the figures of a curation's report from the artifacts of its run."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from hornbook.artifact import Artifact
from hornbook.curate.selection import COPY, LEAK, LEAK_SCORE, NEAR
from hornbook.data.documents import read_documents
from hornbook.report.collect import machine, record
from hornbook.report.curation.conditions import columns_of, cut_of
from hornbook.report.curation.decisions import Decisions
from hornbook.report.curation.duplicates import clusters
from hornbook.report.curation.examples import nearest_to_cut, of_each_reason
from hornbook.report.curation.histograms import histograms
from hornbook.report.curation.judges import judges
from hornbook.report.curation.shares import first_segments, shares
from hornbook.report.data import WRITERS
from hornbook.report.templates import beside
from hornbook.stages import classify, decontaminate
from hornbook.stages.parts import BYTES, parts_of
from hornbook.stages.scores import Scores

_NO_RAW_TEXT = ("annotate", "select")
"""Stages that do not read the whole corpus: their rate would say nothing."""
_LEAKS_SHOWN = 15
_EDUCATION = classify.EDUCATION_SCORE.name


def collect_curation(
    recipe: str, description: str, artifacts: Mapping[str, Artifact], made: Sequence[str]
) -> dict[str, Any]:
    """All that the report of a curation shows. Scores and the index are read, and the texts of the examples alone."""
    schema = Scores.of(artifacts).schema
    keep = artifacts["select"].manifest["settings"]["keep"]
    shown = dict.fromkeys(name for condition in keep for name in columns_of(condition, schema.names))
    if _EDUCATION in schema.names:
        shown[_EDUCATION] = None
    decisions = Decisions.load(artifacts, [*shown, LEAK_SCORE.name])
    return {
        "recipe": recipe,
        "description": description,
        **_totals(artifacts, decisions),
        "filters": _filters(artifacts, _reasons(keep)),
        "set_aside": artifacts["corpus"].counts["set_aside"],
        **_speed(artifacts, made),
        "histograms": histograms(decisions.measured, schema, list(shown), keep),
        "shares": shares(decisions),
        "duplicates": _duplicates(artifacts["deduplicate"], decisions),
        "leaks": _leaks(artifacts, decisions),
        **judges(artifacts),
        "examples": _examples(decisions, keep),
        "synthesis": beside(artifacts),
        "packages": artifacts["curated"].manifest["packages"],
        "machine": vars(machine()),
    }


def _totals(artifacts: Mapping[str, Artifact], decisions: Decisions) -> dict[str, Any]:
    raw, chosen, written = (artifacts[name].counts for name in ("corpus", "select", "curated"))
    sources = first_segments(decisions.documents["source"])
    stays = pc.is_null(decisions.documents["reason"])
    return {
        "came_in": {"documents": raw["documents"], "bytes": raw[BYTES], "sources": pc.count_distinct(sources).as_py()},
        "stayed": {
            "documents": chosen["kept_documents"],
            "bytes": chosen["kept_bytes"],
            "sources": pc.count_distinct(sources.filter(stays)).as_py(),
            "redacted_documents": written["redacted_documents"],
            "bytes_written": written["bytes"],
        },
    }


def _reasons(keep: Sequence[str]) -> list[str]:
    """All reasons for which a document may go, in the order in which they apply."""
    return [COPY, NEAR, LEAK, *dict.fromkeys(keep)]


def _filters(artifacts: Mapping[str, Artifact], reasons: Sequence[str]) -> list[dict[str, Any]]:
    """What each filter drops of what those before it left over, in their order."""
    counts = artifacts["select"].counts
    remaining = artifacts["corpus"].counts["documents"]
    filters = []
    for reason in reasons:
        documents = counts["dropped_documents"].get(reason, 0)
        remaining -= documents
        size = counts["dropped_bytes"].get(reason, 0)
        filters.append({"reason": reason, "documents": documents, "bytes": size, "remaining": remaining})
    return filters


def _speed(artifacts: Mapping[str, Artifact], made: Sequence[str]) -> dict[str, Any]:
    """Each stage's seconds and bytes of raw text a second; `on_text` is the road without the teacher's answers."""
    total = artifacts["corpus"].counts[BYTES]
    curating = {name: artifact for name, artifact in artifacts.items() if name not in WRITERS}
    records = [record(name, artifact, name not in made) for name, artifact in curating.items()]
    stages = [
        {name: value for name, value in vars(stage).items() if name != "counts"}
        | {"bytes_per_second": _rate(total, stage.seconds) if stage.name not in _NO_RAW_TEXT else None}
        for stage in records
    ]
    on_text = sum(stage.seconds for stage in records if stage.name != "annotate")
    return {
        "stages": stages,
        "seconds": sum(stage.seconds for stage in records),
        "on_text": {"seconds": on_text, "bytes_per_second": _rate(total, on_text)},
    }


def _rate(size: int, seconds: float) -> int | None:
    return round(size / seconds) if seconds else None


def _duplicates(found: Artifact, decisions: Decisions) -> dict[str, Any]:
    number, largest = clusters(decisions)
    counts = {name: found.counts[name] for name in ("exact_copies", "near_duplicates")}
    return {**counts, "groups": number, "largest": largest}


def _leaks(artifacts: Mapping[str, Artifact], decisions: Decisions) -> dict[str, Any]:
    """How many exam items were found, and the nearest match of each of the documents that come nearest."""
    found = artifacts["decontaminate"]
    columns = ["id", "exam", "item", "kind", "similarity"]
    batches = [batch for part in parts_of(found, decontaminate.LEAKS) for batch in read_documents(part, columns)]
    matches: list[dict[str, Any]] = []
    if batches:
        table = pa.Table.from_batches(batches)
        order = [("similarity", "descending"), ("id", "ascending"), ("exam", "ascending"), ("item", "ascending")]
        nearest = table.sort_by([*order, ("kind", "ascending")]).slice(0, _LEAKS_SHOWN)
        rows = decisions.find(nearest["id"].combine_chunks())
        nearest = nearest.append_column("source", rows["source"]).append_column("reason", rows["reason"])
        matches = nearest.to_pylist()
    return {
        "exams": [name for name, _ in found.manifest["settings"]["exams"]],
        "items": found.counts["items"],
        "similarity": artifacts["select"].manifest["settings"]["leak_similarity"],
        "matches": found.counts["matches"],
        "found_at": found.counts["found_at"],
        "nearest": matches,
    }


def _examples(decisions: Decisions, keep: Sequence[str]) -> dict[str, Any]:
    """Those nearest to the cut through the education score; without one, a few for each reason."""
    for condition in keep:
        cut = cut_of(condition)
        if cut and cut.column == _EDUCATION:
            return {"condition": condition, "documents": nearest_to_cut(decisions, condition, cut)}
    return {"condition": None, "documents": of_each_reason(decisions, _reasons(keep))}
