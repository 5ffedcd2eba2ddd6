"""Resume points: all that the next training step depends on, written atomically and checked when read."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from hornbook.hashing import file_digest

_KEPT = 2


@dataclass(frozen=True)
class ResumePoint:
    """State after `step` steps: weights, state of the optimizers, and the history so far as plain values."""

    step: int
    model: dict[str, Any]
    optimizers: list[dict[str, Any]]
    history: list[dict[str, Any]]


def save_resume_point(folder: Path, point: ResumePoint) -> None:
    """Write a point as `step-NNNNNNNN-<sha256>.pt`; the two newest are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / "writing.tmp"
    with temporary.open("wb") as file:
        torch.save(vars(point), file)
        file.flush()
        os.fsync(file.fileno())
    temporary.rename(folder / f"step-{point.step:08d}-{file_digest(temporary)}.pt")
    for old in _points(folder)[_KEPT:]:
        old.unlink()


def load_latest(folder: Path) -> ResumePoint | None:
    """The newest point whose content is what its name says, or None. A damaged one is passed over for the one before."""
    for path in _points(folder):
        if path.stem.rpartition("-")[2] == file_digest(path):
            return ResumePoint(**torch.load(path, weights_only=True))
    return None


def _points(folder: Path) -> list[Path]:
    return sorted(folder.glob("step-*.pt"), reverse=True)
