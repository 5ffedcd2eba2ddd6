import json
from pathlib import Path

import pytest

from hornbook.curate.gold import GoldItem, read_gold
from hornbook.errors import DataError

GOOD = {"id": "a1", "score": 3, "split": "tuning"}


def write(file: Path, *lines: object) -> Path:
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return file


def test_grades_are_read_and_remarks_passed_over(tmp_path: Path) -> None:
    file = write(
        tmp_path / "gold.jsonl", {**GOOD, "where": "six.py", "why": "clear"}, {**GOOD, "id": "b", "split": "test"}
    )
    assert read_gold(file) == [GoldItem("a1", 3, "tuning"), GoldItem("b", 3, "test")]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": None}, '"id" is missing'),
        ({"id": ""}, '"id" is missing'),
        ({"score": 6}, '"score" is 6'),
        ({"score": -1}, '"score" is -1'),
        ({"score": 2.5}, '"score" is 2.5'),
        ({"score": True}, '"score" is True'),
        ({"split": "train"}, "\"split\" is 'train'"),
        ({}, "a1 is graded in an earlier line"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, change: dict[str, object], words: str) -> None:
    file = write(tmp_path / "gold.jsonl", GOOD, {**GOOD, **change})
    with pytest.raises(DataError) as error:
        read_gold(file)
    assert f"{file}, line 2: {words}" in str(error.value)


def test_a_file_without_grades_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no grades"):
        read_gold(write(tmp_path / "gold.jsonl"))
    with pytest.raises(DataError, match=r"gone\.jsonl: cannot be read"):
        read_gold(tmp_path / "gone.jsonl")
