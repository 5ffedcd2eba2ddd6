import math

import pytest

from hornbook.evaluate.results import Answer
from hornbook.report.answers import NO_CALL, UNKNOWN, Breakdown, outcome
from hornbook.tools import Call

TIMER = Call("set_timer", {"duration": "ten minutes"})


def answer(
    call: Call | None,
    tools: tuple[str, ...] = ("set_timer",),
    arguments: dict[str, str] | None = None,
    surety: float = -0.1,
) -> Answer:
    return Answer("ten minutes", list(tools), arguments, call, "hm", surety)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (answer(TIMER), "right"),
        (answer(TIMER, arguments={"duration": "ten minutes"}), "right"),
        (answer(TIMER, arguments={"duration": "ten"}), "wrong arguments"),
        (answer(TIMER, tools=("set_alarm", "set_timer"), arguments={}), "right"),
        (answer(TIMER, tools=("set_alarm",)), "wrong tool"),
        (answer(None), "no call"),
    ],
)
def test_an_answer_has_an_outcome(given: Answer, expected: str) -> None:
    assert outcome(given) == expected


def test_tools_come_weakest_first_with_intervals() -> None:
    answers = [answer(TIMER)] * 3 + [
        answer(TIMER, tools=("set_alarm",)),
        answer(Call("set_alarm", {}), tools=("set_alarm",)),
    ]
    tools = Breakdown.of(answers, []).tools
    assert list(tools) == ["set_alarm", "set_timer"]
    assert tools["set_alarm"].value == 0.5
    assert tools["set_alarm"].n == 2
    assert tools["set_alarm"].low < 0.5 < tools["set_alarm"].high


def test_made_up_tools_are_one_column_and_known_ones_keep_their_order() -> None:
    calls = [TIMER, Call("set_alarmed", {}), Call("ring", {}), Call("escalate", {}), None]
    broken = Breakdown.of([answer(call) for call in calls], ["set_timer", "set_alarm", "escalate"])
    assert broken.names == ["set_timer", "escalate", UNKNOWN, NO_CALL]
    assert broken.confusion["set_timer", UNKNOWN] == 2
    assert sum(broken.confusion.values()) == len(calls)


def test_a_few_answers_are_shown_the_surest_wrong_ones_first() -> None:
    wrong = [answer(None, surety=-number / 10) for number in range(60)]
    right = [answer(TIMER, surety=-number / 10) for number in range(60)]
    broken = Breakdown.of([*right, *reversed(wrong)], [])
    assert (broken.right, broken.wrong) == (60, 60)
    assert broken.shown[:40] == wrong[:40]
    assert broken.shown[40:] == right[::3]


def test_an_answer_without_probability_comes_last_and_its_confidence_is_unknown() -> None:
    broken = Breakdown.of([answer(None, surety=math.nan), answer(None, surety=-5.0)], [])
    first, last = (shown["confidence"] for shown in broken.to_dict()["answers"])
    assert first == round(math.exp(-5), 4)
    assert math.isnan(last)


def test_an_endless_reply_is_cut() -> None:
    endless = Answer("hello", ["escalate"], None, None, "la " * 10_000, -1.0)
    [shown] = Breakdown.of([endless], []).to_dict()["answers"]
    assert len(shown["answered"]) < 300


def test_no_answers_break_down_to_nothing() -> None:
    assert Breakdown.of([], ["escalate"]) == Breakdown({}, {}, [], 0, 0, [])
