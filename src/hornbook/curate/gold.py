"""Grades that a person gave: documents by id and by where they were found, never their text."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from hornbook.curate.classifier import GRADES
from hornbook.data.json_lines import read_json_lines
from hornbook.errors import DataError

Split = Literal["tuning", "test"]


@dataclass(frozen=True)
class GoldItem:
    """A document's grade, from 0 to 5; `split` says whether a classifier may learn from it or is examined on it."""

    id: str
    grade: int
    split: Split


def read_gold(path: Path) -> list[GoldItem]:
    """Read `{"id", "score", "split"}` lines; what else they say is for people. Raises DataError naming the line and what is wrong."""
    items: dict[str, GoldItem] = {}
    for where, line in read_json_lines(path):
        item = _read_item(where, line)
        if item.id in items:
            raise DataError(f"{where}: {item.id} is graded in an earlier line too.", "Remove one of the two.")
        items[item.id] = item
    if not items:
        raise DataError(f"{path}: no grades.", 'Write {"id": ..., "score": ..., "split": ...} lines.')
    return list(items.values())


def _read_item(where: str, line: dict[str, Any]) -> GoldItem:
    identity, grade, split = line.get("id"), line.get("score"), line.get("split")
    if not isinstance(identity, str) or not identity:
        raise DataError(f'{where}: "id" is missing.', "Write the document's id there.")
    if type(grade) is not int or not 0 <= grade < GRADES:
        raise DataError(f'{where}: "score" is {grade!r}.', f"Write a whole number from 0 to {GRADES - 1}.")
    if split not in ("tuning", "test"):
        raise DataError(f'{where}: "split" is {split!r}.', 'Write "tuning" or "test".')
    return GoldItem(identity, grade, cast(Split, split))
