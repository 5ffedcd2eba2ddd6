import gzip
import json
from pathlib import Path

import pytest

from hornbook.curate.decontaminate.exams import ExamItem, read_exam
from hornbook.errors import DataError

PROBLEM = {"task_id": "T/1", "prompt": "def f():\n", "canonical_solution": "    return 1\n", "test": "assert f() == 1"}


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_a_coding_problem_is_its_prompt_and_solution(tmp_path: Path) -> None:
    items = read_exam(write(tmp_path / "Coding.jsonl", PROBLEM))
    assert items == [ExamItem("Coding", "T/1", "def f():\n    return 1\n", code=True)]


def test_a_zipped_exam_is_read_alike(tmp_path: Path) -> None:
    plain = write(tmp_path / "Coding.jsonl", PROBLEM)
    zipped = tmp_path / "Coding.jsonl.gz"
    zipped.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_exam(zipped) == read_exam(plain)


def test_any_other_item_is_its_text_and_named_by_it(tmp_path: Path) -> None:
    command = {"text": "wake me at six", "tools": ["set_alarm"]}
    [first, second] = read_exam(write(tmp_path / "commands.jsonl", command, {"text": "stop"}))
    [alone] = read_exam(write(tmp_path / "commands.2.jsonl", {"text": "stop"}))
    assert (first.exam, first.text, first.code) == ("commands", "wake me at six", False)
    assert second == alone
    assert first.item != second.item


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"question": "why"}, '"text" is missing or empty'),
        ({"text": " "}, '"text" is missing or empty'),
        ({**PROBLEM, "prompt": None}, '"task_id", "prompt" or "canonical_solution" is no text'),
        ({**PROBLEM, "task_id": 7}, '"task_id", "prompt" or "canonical_solution" is no text'),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: object, says: str) -> None:
    with pytest.raises(DataError, match=rf"exam\.jsonl, line 2: {says}"):
        read_exam(write(tmp_path / "exam.jsonl", {"text": "x"}, line))


def test_an_exam_without_items_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"exam\.jsonl: no items"):
        read_exam(write(tmp_path / "exam.jsonl"))


@pytest.mark.parametrize("content", [None, b"", b"not gzip", gzip.compress(b'{"text": "a"}')[:-9]])
def test_a_damaged_archive_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "exam.jsonl.gz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match=r"exam\.jsonl"):
        read_exam(path)
