"""The figures of proven exercises, drawn from families or mined from packages."""

from collections.abc import Mapping
from typing import Any

from hornbook.artifact import Artifact
from hornbook.report.synthesis.documents import find, to_read
from hornbook.report.synthesis.words import REASONS, SHARES, VARIETY

_THIN = 0.5
"""A family is thin that has less than this share of what was wanted of it."""


def exercises(artifact: Artifact) -> dict[str, Any]:
    """All that the page shows of a stage that wrote exercises. What was not counted is None."""
    counts, settings = artifact.counts, artifact.manifest["settings"]
    accepted, seconds = counts["accepted"], artifact.manifest["seconds"]
    wanted = settings.get("of_each_family")
    return {
        "accepted": accepted,
        "families": len(counts["accepted_by_family"]),
        "wanted": wanted,
        **{name: counts.get(name) for name in ("drawn", "mutants", "killed")},
        "per_second": accepted / seconds if seconds else None,
        **_rejected(counts),
        "topics": _topics(counts["accepted_by_family"], wanted),
        "variety": [_variety(name, estimate) for name, estimate in counts.get("variety", {}).items()],
        "exams": _exams(artifact),
        "read": [_exercise(row) for row in to_read(artifact)],
    }


def _rejected(counts: Mapping[str, Any]) -> dict[str, Any]:
    """How many were `judged`, why some were `rejected`, the most frequent reason first, and how many draws were `not_needed`."""
    judged = counts["accepted"] + sum(counts["rejected"].values())
    reasons = sorted(counts["rejected"].items(), key=lambda pair: -pair[1])
    return {
        "judged": judged,
        "rejected": [
            {"reason": reason, "meaning": REASONS.get(reason, ""), "number": number, "share": number / max(1, judged)}
            for reason, number in reasons
        ],
        "not_needed": max(0, counts.get("drawn", judged) - judged),
    }


def _topics(accepted: Mapping[str, int], wanted: int | None) -> list[dict[str, Any]]:
    """Families by topic, which is what their names begin with; each `share` is that of what was wanted, else of the largest."""
    topics: dict[str, list[dict[str, Any]]] = {}
    most = wanted or max([1, *accepted.values()])
    for name, number in accepted.items():
        topic, _, family = name.replace("/", ".", 1).partition(".")
        is_thin = wanted is not None and number < _THIN * wanted
        figures = {"accepted": number, "share": min(1.0, number / most), "is_thin": is_thin}
        topics.setdefault(topic, []).append({"name": family or topic, **figures})
    sums = {topic: sum(family["accepted"] for family in families) for topic, families in topics.items()}
    largest = max([1, *sums.values()])
    return [
        {
            "name": topic,
            "accepted": sums[topic],
            "share": min(1.0, sums[topic] / (wanted * len(families) if wanted else largest)),
            "thin": sum(family["is_thin"] for family in families),
            "is_full": wanted is not None and all(family["accepted"] >= wanted for family in families),
            "families": families,
        }
        for topic, families in topics.items()
    ]


def _variety(name: str, estimate: Mapping[str, Any]) -> dict[str, Any]:
    title, meaning = VARIETY.get(name, (name, ""))
    return {"title": title, "meaning": meaning, "is_share": name in SHARES, **estimate}


def _exams(artifact: Artifact) -> dict[str, Any]:
    """Which exams were kept away from, and the draws that come nearest to their items."""
    counts, settings = artifact.counts, artifact.manifest["settings"]
    nearest = counts.get("nearest", [])
    written = find(artifact, [match["id"] for match in nearest])
    return {
        "names": [name for name, _ in settings.get("exams", [])],
        "similarity": settings.get("leak_similarity"),
        "matches": counts.get("near_an_exam", 0),
        "found_at": counts.get("found_at", []),
        "nearest": [
            {**match, "source": written[match["id"]]["source"] if match["id"] in written else None} for match in nearest
        ],
    }


def _exercise(row: Mapping[str, Any]) -> dict[str, Any]:
    meta = row["meta"]
    prompt = meta.get("prompt", "")
    return {
        "id": row["id"],
        "source": row["source"],
        "function": meta.get("function"),
        "prompt": prompt,
        "solution": row["text"].removeprefix(prompt),
        "cases": len(meta.get("cases", [])),
        **{name: meta.get(name) for name in ("shown", "mutants", "killed")},
    }
