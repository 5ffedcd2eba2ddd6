import csv
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from hornbook.errors import DataError
from hornbook.evaluate.examine import write_answers
from hornbook.evaluate.generators import Completion, Conversation, Report
from hornbook.evaluate.results import ExamResult
from hornbook.evaluate.suites.tool_calls import Item, confusion, load_items, sit
from hornbook.tools import Call, render_call

ITEMS = [
    Item("ten minutes", ["set_timer"], {"duration": "ten minutes"}),
    Item("play yellow by coldplay", ["play_music"], {"song": "yellow", "artist": "coldplay"}),
    Item("lights or lamps off", ["light", "device_control"], {"action": "off"}),
    Item("who are you", ["escalate"], {}),
    Item("what is love", ["escalate"], {}),
    Item("no arguments known", ["set_alarm"]),
]
REPLIES = [
    render_call(Call("set_timer", {"duration": "ten minutes"})),
    render_call(Call("play_music", {"song": "yellow", "artist": "cold"})),
    render_call(Call("device_control", {"action": "off"})),
    render_call(Call("escalate", {})),
    render_call(Call("play_music", {"song": "love"})),
    "I do not know",
]


class Parrot:
    """An examinee that says what it was told to."""

    name = "parrot"

    def generate(self, conversations: Sequence[Conversation], max_tokens: int, report: Report) -> list[Completion]:
        assert [turns[-1].content for turns in conversations] == [item.text for item in ITEMS]
        report(len(REPLIES))
        return [Completion(reply, -1.0) for reply in REPLIES]


@pytest.fixture
def result() -> ExamResult:
    return sit(Parrot(), ITEMS, "test")


def test_the_figures_are_those_counted_by_hand(result: ExamResult) -> None:
    values = {name: (estimate.value, estimate.n) for name, estimate in result.metrics.items()}
    assert values["tool_accuracy"] == (4 / 6, 6)
    assert values["in_scope_tool_accuracy"] == (3 / 4, 4)
    assert values["escalate_precision"] == (1.0, 1)
    assert values["escalate_recall"] == (1 / 2, 2)
    # The third item's accepted second tool has other arguments than the first: right tool, not exact.
    assert values["exact_match"] == (2 / 5, 5)
    # Right arguments 1 + 1 + 1, given 1 + 2 + 1 + 1, expected 1 + 2 + 1.
    assert values["argument_f1"] == (2 * 3 / (5 + 4), 5)
    assert result.baseline.value == 2 / 6


def test_the_confusion_matrix_counts_every_item(result: ExamResult) -> None:
    assert confusion(result.answers) == {
        ("set_timer", "set_timer"): 1,
        ("play_music", "play_music"): 1,
        ("device_control", "device_control"): 1,
        ("escalate", "escalate"): 1,
        ("escalate", "play_music"): 1,
        ("set_alarm", "(none)"): 1,
    }


def test_a_result_comes_back_from_its_file(result: ExamResult, tmp_path: Path) -> None:
    result = replace(result, seconds=1.5)
    result.save(tmp_path / "r.json")
    assert ExamResult.load(tmp_path / "r.json") == result


def test_the_answers_are_written_for_people_and_programs(result: ExamResult, tmp_path: Path) -> None:
    write_answers(tmp_path / "out", result)
    rows = list(csv.reader((tmp_path / "out/confusion.csv").open()))
    assert rows[0][0] == "expected \\ called"
    assert sum(int(cell) for row in rows[1:] for cell in row[1:]) == len(ITEMS)
    answers = [json.loads(line) for line in (tmp_path / "out/answers.jsonl").read_text().splitlines()]
    assert [answer["exact"] for answer in answers] == [True, False, False, True, False, False]


def test_an_exam_without_arguments_says_so() -> None:
    class Silent:
        name = "silent"

        def generate(self, conversations: Sequence[Conversation], max_tokens: int, report: Report) -> list[Completion]:
            return [Completion("", -1.0) for _ in conversations]

    metrics = sit(Silent(), [Item("a", ["b"])], "test").metrics
    assert math.isnan(metrics["exact_match"].value)
    assert metrics["exact_match"].to_dict()["value"] is None


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"tools": ["a"]}', '"text" is missing'),
        ('{"text": " ", "tools": ["a"]}', '"text" is missing or empty'),
        ('{"text": "a", "tools": []}', '"tools" is not a list'),
        ('{"text": "a", "tools": "b"}', '"tools" is not a list'),
        ('{"text": "a", "tools": ["b"], "arguments": []}', '"arguments" is not an object'),
        ("", "no items"),
    ],
)
def test_a_broken_exam_is_named(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "exam.jsonl").write_text(line + "\n")
    with pytest.raises(DataError, match=says):
        load_items(tmp_path / "exam.jsonl")
