"""Gathers what a report shows from the artifacts of a run."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from hornbook.artifact import Artifact
from hornbook.data.documents import read_documents
from hornbook.evaluate.results import ExamResult
from hornbook.report.data import (
    Machine,
    ModelShape,
    PackedFile,
    ReportData,
    StageRecord,
    Textbook,
    Training,
    TrainingPoint,
)
from hornbook.synthesize.commands import Example
from hornbook.tools import Call

_SAMPLES = 12


def collect(
    recipe: str, description: str, artifacts: Mapping[str, Artifact], made: Sequence[str], results: Sequence[ExamResult]
) -> ReportData:
    """All that a report of a tool-call model shows. `made` names the stages that this run carried out itself."""
    return ReportData(
        recipe=recipe,
        description=description,
        model=_model(artifacts["pretrain"]),
        packed=_packed(artifacts["export"], artifacts["evaluate"]),
        exams=results,
        textbook=_textbook(artifacts["commands"]),
        training=_training(artifacts["pretrain"]),
        stages=[record(name, artifact, name not in made) for name, artifact in artifacts.items()],
        packages=artifacts["evaluate"].manifest["packages"],
        machine=machine(),
    )


def _model(pretrain: Artifact) -> ModelShape:
    shape = json.loads(pretrain.path("checkpoint/shape.json").read_text())
    measures = {name: shape[name] for name in ("width", "layers", "vocabulary", "context")}
    return ModelShape(pretrain.manifest["settings"]["model"]["preset"], pretrain.counts["parameters"], **measures)


def _packed(export: Artifact, evaluate: Artifact) -> list[PackedFile]:
    """The smallest file first: it is the one to carry away."""
    speeds = evaluate.counts
    files = sorted(export.folder.glob("*.gguf"), key=lambda path: path.stat().st_size)
    return [
        PackedFile(
            path.name, path.stat().st_size, speeds[path.name]["median_milliseconds"], speeds[path.name]["commands"]
        )
        for path in files
    ]


def _textbook(commands: Artifact) -> Textbook:
    counts = commands.counts
    return Textbook(
        examples=counts["examples"],
        validation_examples=counts["validation"],
        families=counts["families"],
        held_out_families=counts["held_out_families"],
        duplicates=counts["duplicates"],
        conflicts=counts["conflicts"],
        dropped_exam_items=counts["exam_items_dropped"],
        examples_by_tool=counts["tools"],
        samples=_samples(commands.path("train.parquet")),
    )


def _samples(textbook: Path) -> list[Example]:
    """A dozen lines drawn from the whole textbook, always the same ones."""
    metas = [meta for batch in read_documents(textbook, ["meta"]) for meta in batch.column("meta").to_pylist()]
    drawn = [json.loads(meta) for meta in Random(0).sample(metas, min(_SAMPLES, len(metas)))]
    return [Example(meta["command"], Call(**meta["call"]), meta["family"]) for meta in drawn]


def _training(pretrain: Artifact) -> Training:
    points = [TrainingPoint(**point) for point in json.loads(pretrain.path("history.json").read_text())]
    return Training(points, pretrain.counts["tokens"], pretrain.manifest["seconds"])


def record(name: str, artifact: Artifact, reused: bool) -> StageRecord:
    """How an artifact came about, by its manifest."""
    manifest = artifact.manifest
    return StageRecord(
        name, manifest["seconds"], manifest["peak_memory_mb"], artifact.counts, artifact.key[:12], reused
    )


def machine() -> Machine:
    """The machine that this process runs on."""
    return Machine(_processor(), len(os.sched_getaffinity(0)))


def _processor() -> str:
    """The processor's name, as far as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
