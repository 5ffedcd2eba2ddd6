"""Work on each part of a corpus: side by side, with progress, and kept when a run is killed."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from hornbook.artifact import Artifact
from hornbook.data.engine import Counts
from hornbook.data.sources import Unit
from hornbook.stages.stage import StageContext

Input = TypeVar("Input", Path, Unit)

BYTES = "bytes"
"""What every part counts: the bytes of text that it read, so that progress can be shown."""


def parts_of(artifact: Artifact, folder: str) -> list[Path]:
    """The files of an artifact's parts, in the order of their names."""
    return sorted(artifact.path(folder).glob("*.parquet"))


def make_parts(
    context: StageContext,
    folder: str,
    make: Callable[[Input, Path], Counts],
    inputs: Mapping[str, Input],
    total_bytes: int,
) -> list[Counts]:
    """
    Make `folder/<name>.parquet` of the stage's draft from each input; return what was counted, in the order of names.

    Progress is that of the bytes which the parts count. Parts that are finished when the run is killed stay in the stage's work
    folder until the next run takes them up.
    """
    # The largest first: no process is to begin the longest work when the others are about to end.
    ordered = {name: inputs[name] for name in sorted(inputs, key=lambda name: (-_size(inputs[name]), name))}
    return make_in_turn(context, folder, make, ordered, Measure("MB", 1 + total_bytes // 10**6, BYTES, 10**6))


@dataclass(frozen=True)
class Measure:
    """How progress is shown: so many of a unit in all, of which a part's counts say how much it was, `scale` of them a unit."""

    unit: str
    total: int
    counted: str
    scale: int = 1


def make_in_turn(
    context: StageContext,
    folder: str,
    make: Callable[[Any, Path], Counts],
    inputs: Mapping[str, Any],
    measure: Measure,
) -> list[Counts]:
    """As `make_parts`, with inputs of any kind that can be pickled, in their order."""
    context.progress.start(measure.unit, measure.total)
    done = 0

    def report(name: str, counts: Counts) -> None:
        nonlocal done
        done += counts[measure.counted]
        context.progress.update(min(measure.total, done // measure.scale))

    work = context.draft.work / folder
    counts = context.engine.make_parts(make, inputs, work, report)
    (context.draft.folder / folder).mkdir()
    for name in inputs:
        _link(work / f"{name}.parquet", context.draft.folder / folder / f"{name}.parquet")
    return [counts[name] for name in sorted(counts)]


def _size(part: Path | Unit) -> int:
    return part.bytes if isinstance(part, Unit) else part.stat().st_size


def _link(part: Path, target: Path) -> None:
    """Put a part where it belongs and leave it where it was, so that a run which is killed now finds it there."""
    try:
        target.hardlink_to(part)
    except OSError:  # a disk without hard links
        shutil.copyfile(part, target)
