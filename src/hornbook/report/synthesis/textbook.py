"""The figures of a textbook that a teacher wrote on a syllabus."""

from collections.abc import Mapping
from typing import Any

from hornbook.artifact import Artifact
from hornbook.report.formats import shorten
from hornbook.report.synthesis.documents import to_read

_CHARACTERS = 4_000
_SUMMED_UP = (
    *("subject", "teacher", "requests", "accepted", "coverage", "treated", "saturation", "effective_number"),
    *("costs", "judge_costs", "rounds"),
)
"""What is shown as `hornbook.synthesize.textbook.summary` gives it."""


def textbook(artifact: Artifact) -> dict[str, Any]:
    """All that the page shows of a stage that wrote a textbook."""
    counts = artifact.counts
    return {
        **{name: counts[name] for name in _SUMMED_UP},
        "rejected": [
            {
                "reason": reason,
                "number": one["texts"],
                "share": one["texts"] / counts["requests"],
                "example": one["example"],
            }
            for reason, one in counts["rejected"].items()
        ],
        "read": [_passage(row) for row in to_read(artifact)],
    }


def _passage(row: Mapping[str, Any]) -> dict[str, Any]:
    meta = row["meta"]
    return {
        "id": row["id"],
        "treats": meta["treats"] or meta["asked_for"],
        "prompt": meta["prompt"],
        "text": shorten(row["text"], _CHARACTERS),
    }
