from collections.abc import Sequence

import pytest

from hornbook.synthesize.commands import Example
from hornbook.synthesize.paraphrases.acceptance import Acceptance, Rules
from hornbook.synthesize.paraphrases.asking import Candidate
from hornbook.tools import Call, Tool


def _recognise(texts: Sequence[str]) -> list[Call | None]:
    """Knows timers by "count" and "minutes", kitchens by their name, and nothing else."""
    known: dict[str, Call] = {
        "count": Call("set_timer", {"duration": "?"}),
        "kitchen": Call("light", {"action": "on", "room": "?"}),
    }
    return [next((call for word, call in known.items() if word in text.lower()), None) for text in texts]


def _reason(acceptance: Acceptance, example: Example, text: str) -> str | None:
    return acceptance.judge([Candidate(example, "in other words", text)])[0].reason


def test_a_paraphrase_becomes_an_example_of_the_same_family(tools: dict[str, Tool], timer: Example) -> None:
    acceptance = Acceptance(tools, _recognise)
    (ruling,) = acceptance.judge([Candidate(timer, "in other words", "Count down 5 Minutes")])
    assert ruling.example == Example(
        "Count down 5 Minutes", Call("set_timer", {"duration": "5 Minutes"}), "set_timer.plain"
    )
    assert not acceptance.reasons


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no answer"),
        ("?!", "no answer"),
        ("count " * 31 + "5 minutes", "too long"),
        ("Sure, count down 5 minutes", "talk about the task"),
        ("count down for me 5 minutes", "exam item"),
        ("count down a bit", "span lost"),
        ("count 5 minutes and 5 minutes", "span ambiguous"),
        ("set me a timer for 5 minutes", "same words"),
        ("count down 5 minutes from 3", "new number"),
        ("the eggs need 5 minutes", "recogniser disagrees"),
        ("the kitchen needs 5 minutes", "recogniser disagrees"),
    ],
)
def test_each_rule_names_its_reason(tools: dict[str, Tool], timer: Example, text: str, reason: str) -> None:
    acceptance = Acceptance(tools, _recognise, ["Count down for me, 5 minutes!"])
    assert _reason(acceptance, timer, text) == reason
    assert acceptance.reasons == {reason: 1}


def test_a_text_is_taken_once(tools: dict[str, Tool], timer: Example) -> None:
    acceptance = Acceptance(tools, _recognise)
    assert _reason(acceptance, timer, "count down 5 minutes") is None
    assert _reason(acceptance, timer, "Count down, 5 minutes.") == "duplicate"


def test_the_recogniser_must_make_the_same_choice(tools: dict[str, Tool], light: Example) -> None:
    off = Example("turn off the kitchen light", Call("light", {"action": "off", "room": "kitchen"}), "light.off")
    acceptance = Acceptance(tools, _recognise)
    assert _reason(acceptance, light, "make my kitchen bright") is None
    assert _reason(acceptance, off, "darken that kitchen") == "recogniser disagrees"


def test_the_recogniser_must_see_the_same_kinds_of_arguments(tools: dict[str, Tool]) -> None:
    anywhere = Example("turn on the light", Call("light", {"action": "on"}), "light.plain")
    assert _reason(Acceptance(tools, _recognise), anywhere, "kitchen is dark") == "recogniser disagrees"


def test_how_new_the_words_must_be_is_a_rule(tools: dict[str, Tool], timer: Example) -> None:
    text = "count down a timer for 5 minutes"
    assert _reason(Acceptance(tools, _recognise), timer, text) is None
    assert _reason(Acceptance(tools, _recognise, rules=Rules(least_new=0.9)), timer, text) == "same words"


def test_a_recogniser_is_asked_only_what_passed_the_rules(tools: dict[str, Tool], timer: Example) -> None:
    asked: list[str] = []

    def note(texts: Sequence[str]) -> list[Call | None]:
        asked.extend(texts)
        return _recognise(texts)

    acceptance = Acceptance(tools, note)
    texts = ["", "count down 5 minutes", "no span at all"]
    acceptance.judge([Candidate(timer, "indirectly", text) for text in texts])
    assert asked == ["count down 5 minutes"]
