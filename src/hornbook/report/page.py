"""One self-contained page about a run, and the same figures as JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hornbook.evaluate.results import ExamResult
from hornbook.report import charts, formats
from hornbook.report.answers import Breakdown
from hornbook.report.data import WRITERS, ReportData, StageRecord
from hornbook.report.templates import beside, plain, templates, write_page

_DIGITS = 5
"""Significant digits of the points of the loss curve."""


def build_report(data: ReportData) -> tuple[str, dict[str, Any]]:
    """The page as HTML, and what it shows as plain values for JSON (which knows no NaN: None stands for it)."""
    by_exam: dict[str, list[ExamResult]] = {}
    for result in data.exams:
        by_exam.setdefault(result.exam, []).append(result)
    known = list(data.textbook.examples_by_tool)
    breakdowns = [Breakdown.of(results[0].answers, known) for results in by_exam.values()]
    exams = [_exam(results, breakdown) for results, breakdown in zip(by_exam.values(), breakdowns, strict=True)]
    figures = plain({**_run(data), "exams": exams})
    template = templates().get_template("report.html.jinja")
    page = template.render(
        report=figures,
        explanations=formats.METRICS,
        loss_curve=charts.loss_curve(data.training.points),
        tool_bars=[charts.accuracy_bars(breakdown.tools) for breakdown in breakdowns],
        heat_maps=[charts.heat_map(breakdown.confusion, breakdown.names) for breakdown in breakdowns],
    )
    return page, figures


def write_report(folder: Path, data: ReportData) -> None:
    """Write `report.html` and `report.json` into an existing folder."""
    write_page(folder, *build_report(data))


def _run(data: ReportData) -> dict[str, Any]:
    """All but the exams."""
    samples = [
        {"command": sample.text, "call": formats.call(sample.call.name, sample.call.arguments), "family": sample.family}
        for sample in data.textbook.samples
    ]
    points = [{name: _rounded(value) for name, value in asdict(point).items()} for point in data.training.points]
    return {
        "recipe": data.recipe,
        "description": data.description,
        "model": vars(data.model),
        "packed": [vars(file) for file in data.packed],
        "textbook": {**vars(data.textbook), "samples": samples},
        "training": {**vars(data.training), "points": points},
        "stages": [_stage(stage) for stage in data.stages],
        "seconds": sum(stage.seconds for stage in data.stages),
        "synthesis": beside([stage.name for stage in data.stages]),
        "packages": data.packages,
        "machine": vars(data.machine),
    }


def _stage(stage: StageRecord) -> dict[str, Any]:
    """How a stage went. Of one that has a page of its own, no more is said here than its plain numbers."""
    is_told = stage.name in WRITERS
    counts = {name: value for name, value in stage.counts.items() if not is_told or isinstance(value, int | float)}
    return {**vars(stage), "counts": counts}


def _exam(results: Sequence[ExamResult], breakdown: Breakdown) -> dict[str, Any]:
    """One exam: what it is, how every examinee did, and the first one's answers."""
    first = results[0].summary()
    return {
        **{name: first[name] for name in ("exam", "suite", "n", "majority_baseline")},
        "examinees": [{name: result.summary()[name] for name in ("model", "metrics", "seconds")} for result in results],
        **breakdown.to_dict(),
    }


def _rounded(number: float) -> float:
    return number if isinstance(number, int) else float(f"{number:.{_DIGITS}g}")
