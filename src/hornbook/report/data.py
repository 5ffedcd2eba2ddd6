"""What a report shows, and nothing else: plain values that a stage gathers from the artifacts of a run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hornbook.evaluate.results import ExamResult
from hornbook.synthesize.commands import Example

REPORT, SYNTHESIS = "report", "synthesis"
"""Names of pages, and of the figures beside them, without their endings."""
PAGE_FILE = f"{REPORT}.html"
WRITERS = frozenset({"exercises", "mined", "textbook"})
"""Stages whose documents are written for the pupil. A page of their own tells of them."""


@dataclass(frozen=True)
class StageRecord:
    """How one artifact came about. `key` is its first 12 hexadecimal digits; `reused` says that an earlier run had made it."""

    name: str
    seconds: float
    peak_memory_mb: int
    counts: Mapping[str, Any]
    key: str
    reused: bool


@dataclass(frozen=True)
class Textbook:
    """What the pupil learned from. Duplicates, conflicts and dropped exam items are samples that were not kept."""

    examples: int
    validation_examples: int
    families: int
    held_out_families: int
    duplicates: int
    conflicts: int
    dropped_exam_items: int
    examples_by_tool: Mapping[str, int]
    samples: Sequence[Example]


@dataclass(frozen=True)
class ModelShape:
    """The pupil: a preset and its measures. Width counts float values, vocabulary and context count tokens."""

    preset: str
    parameters: int
    width: int
    layers: int
    vocabulary: int
    context: int


@dataclass(frozen=True)
class TrainingPoint:
    """How training stood after a step. The loss is in nats a token."""

    step: int
    loss: float
    learning_rate: float
    gradient_norm: float
    tokens_per_second: float


@dataclass(frozen=True)
class Training:
    """The whole of training: the points of its curve, the tokens seen and the seconds spent."""

    points: Sequence[TrainingPoint]
    tokens: int
    seconds: float


@dataclass(frozen=True)
class PackedFile:
    """A file to carry away. `milliseconds` is the median over `commands` commands, where that was measured."""

    name: str
    bytes: int
    milliseconds: float | None = None
    commands: int = 0


@dataclass(frozen=True)
class Machine:
    """What the seconds and milliseconds were measured on."""

    cpu: str
    cores: int


@dataclass(frozen=True)
class ReportData:
    """
    One run. The first exam result and the first packed file are those of the headline.

    Where several examinees sat an exam, the first one's answers are shown.
    """

    recipe: str
    description: str
    model: ModelShape
    packed: Sequence[PackedFile]
    exams: Sequence[ExamResult]
    textbook: Textbook
    training: Training
    stages: Sequence[StageRecord]
    packages: Mapping[str, str]
    machine: Machine
