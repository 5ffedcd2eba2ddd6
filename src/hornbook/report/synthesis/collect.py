"""Gathers the figures of a synthesis's report from the artifacts of its run."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hornbook.artifact import Artifact
from hornbook.report.collect import machine, record
from hornbook.report.data import PAGE_FILE
from hornbook.report.synthesis.exercises import exercises
from hornbook.report.synthesis.textbook import textbook

PARTS: Mapping[str, Callable[[Artifact], dict[str, Any]]] = {
    "exercises": exercises,
    "mined": exercises,
    "textbook": textbook,
}
"""How the figures of each part come out of its stage's artifact; a run has one of them or more."""


def collect_synthesis(
    recipe: str, description: str, artifacts: Mapping[str, Artifact], made: Sequence[str], is_beside: bool
) -> dict[str, Any]:
    """All that the page shows. `is_beside` says that the run has another page, and this one is to name it."""
    written = {name: artifacts[name] for name in PARTS if name in artifacts}
    records = [record(name, artifact, name not in made) for name, artifact in written.items()]
    return {
        "recipe": recipe,
        "description": description,
        "report": PAGE_FILE if is_beside else None,
        "parts": {name: PARTS[name](artifact) for name, artifact in written.items()},
        "stages": [{name: value for name, value in vars(stage).items() if name != "counts"} for stage in records],
        "packages": next(iter(written.values())).manifest["packages"],
        "machine": vars(machine()),
    }
