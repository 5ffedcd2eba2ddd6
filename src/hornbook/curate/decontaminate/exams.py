"""Exam items, as decontamination sees them, and the files they are read from."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hornbook.data.json_lines import read_json_lines
from hornbook.errors import DataError
from hornbook.hashing import text_digest


@dataclass(frozen=True)
class ExamItem:
    """One question: the names of its exam and of itself, the text that must not be in a corpus, and whether it is Python code."""

    exam: str
    item: str
    text: str
    code: bool


def read_exam(path: Path) -> list[ExamItem]:
    """
    The items of an exam file, named after the file: JSON lines, or the same gzipped (`.gz`).

    A line with "task_id", "prompt" and "canonical_solution" is a coding problem in the form of HumanEval (Chen et al., 2021), and its
    text is the prompt and the solution; any other needs "text" and is named by a hash of it. Raises DataError naming the line.
    """
    exam = path.name.partition(".")[0]
    items = [_read_item(exam, where, line) for where, line in _read_lines(path)]
    if not items:
        raise DataError(f"{path}: no items.", 'Write {"text": ...} lines.')
    return items


def _read_item(exam: str, where: str, line: dict[str, Any]) -> ExamItem:
    if "canonical_solution" in line:
        fields = [line.get(key) for key in ("task_id", "prompt", "canonical_solution")]
        name, prompt, solution = (field if isinstance(field, str) else "" for field in fields)
        if not (name and prompt.strip()):
            raise DataError(
                f'{where}: "task_id", "prompt" or "canonical_solution" is no text.', "Write a string there."
            )
        return ExamItem(exam, name, prompt + solution, code=True)
    text = line.get("text")
    if not isinstance(text, str) or not text.strip():
        raise DataError(f'{where}: "text" is missing or empty.', "Write the item's text there.")
    return ExamItem(exam, text_digest(text)[:12], text, code=False)


def _read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    if path.suffix != ".gz":
        yield from read_json_lines(path)
        return
    with TemporaryDirectory() as folder:
        unpacked = Path(folder) / path.stem
        try:
            unpacked.write_bytes(gzip.decompress(path.read_bytes()))
        except (OSError, EOFError, zlib.error) as error:
            raise DataError(f"{path}: cannot be unpacked ({error}).", "Make it again with gzip.") from None
        yield from read_json_lines(unpacked)
