import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.synthesize.commands import Example
from hornbook.synthesize.paraphrases.recovery import SpanError, choices_of, recover, spans_of
from hornbook.tools import Call, Tool


def test_spans_are_spelled_as_they_stand_in_the_new_text(tools: dict[str, Tool], light: Example) -> None:
    call = recover(light.call, "Kitchen is dark", tools)
    assert call == Call("light", {"action": "on", "room": "Kitchen"})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("count down a while", "span lost"),
        ("count down 15 minutes", "span lost"),
        ("count down 1.5 minutes", "span lost"),
        ("5 minutes, i said 5 minutes", "span ambiguous"),
    ],
)
def test_a_span_must_stand_there_once_and_whole(tools: dict[str, Tool], timer: Example, text: str, reason: str) -> None:
    with pytest.raises(SpanError, match=reason):
        recover(timer.call, text, tools)


def test_an_hour_is_not_the_beginning_of_a_clock_time(tools: dict[str, Tool]) -> None:
    call = Call("set_alarm", {"time": "7"})
    with pytest.raises(SpanError, match="span lost"):
        recover(call, "get me up at 7:30", tools)
    assert recover(call, "get me up at 7.", tools) == call


def test_two_spans_cannot_share_words(tools: dict[str, Tool]) -> None:
    call = Call("set_alarm", {"time": "7", "date": "the 7"})
    with pytest.raises(SpanError, match="span ambiguous"):
        recover(call, "on the 7", tools)


def test_arguments_are_spans_or_choices(tools: dict[str, Tool], light: Example) -> None:
    assert spans_of(light.call, tools) == {"room": "kitchen"}
    assert choices_of(light.call, tools) == {"action": "on"}
    assert choices_of(Call("unheard_of", {"action": "on"}), tools) == {}


@given(value=st.text(st.characters(categories=["L", "N", "P", "Sc"], exclude_characters="~"), min_size=1, max_size=8))
def test_whatever_a_value_is_made_of_is_found(value: str) -> None:
    tools = {"set_timer": Tool("set_timer", "", {"duration": None})}
    call = Call("set_timer", {"duration": value})
    assert recover(call, f"~ {value} ~", tools) == call
