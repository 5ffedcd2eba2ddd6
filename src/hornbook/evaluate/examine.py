"""Examining one model on one file, and keeping every answer."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from hornbook.errors import DataError, RecipeError
from hornbook.evaluate.generators import Report, open_generator
from hornbook.evaluate.results import Answer, ExamResult
from hornbook.evaluate.suites import tool_calls

HELD_OUT = "held-out.jsonl"
SUITES = (tool_calls.SUITE,)


def examine(model: Path, suite: str, data: Path | None, start: Report, report: Report) -> ExamResult:
    """
    Let a model sit an exam; without `data`, a run folder's held-out part. `start` is told the number of items.

    Raises RecipeError for an unknown suite, DataError and ModelError for files that cannot be used.
    """
    if suite not in SUITES:
        raise RecipeError(f"--suite {suite}: no such suite.", f"Allowed: {', '.join(SUITES)}.")
    data = data or model / HELD_OUT
    if not data.is_file():
        raise DataError(f"{data}: no such file.", "Name an exam with --data FILE.jsonl.")
    items = tool_calls.load_items(data)
    with open_generator(model) as generator:
        start(len(items))
        return tool_calls.sit(generator, items, data.stem, report)


def write_answers(folder: Path, result: ExamResult) -> None:
    """Write `result.json`, `answers.jsonl` and `confusion.csv` (rows: expected, columns: called)."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "result.json").write_text(json.dumps(result.summary(), indent=2) + "\n")
    with (folder / "answers.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(answer.to_dict()) + "\n" for answer in result.answers)
    _write_confusion(folder / "confusion.csv", result.answers)


def _write_confusion(path: Path, answers: Sequence[Answer]) -> None:
    pairs = tool_calls.confusion(answers)
    names = sorted({name for pair in pairs for name in pair})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["expected \\ called", *names])
        writer.writerows([expected, *(pairs.get((expected, called), 0) for called in names)] for expected in names)
