import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.report import formats
from hornbook.stats import proportion


@pytest.mark.parametrize(
    ("spelled", "expected"),
    [
        (formats.count(1_049_472), "1,049,472"),
        (formats.count(0.07134), "0.07134"),
        (formats.count(12345.6), "12,346"),
        (formats.percent(0.9132), "91.3 %"),
        (formats.points(1.0), "100.0"),
        (formats.size(0), "0 bytes"),
        (formats.size(999), "999 bytes"),
        (formats.size(999_500), "1.00 MB"),
        (formats.size(1_214_336), "1.21 MB"),
        (formats.size(64_000_000_000_000), "64,000 GB"),
        (formats.duration(0.004), "0.00 s"),
        (formats.duration(59.94), "59.9 s"),
        (formats.duration(59.96), "1 min 0 s"),
        (formats.duration(402.6), "6 min 43 s"),
        (formats.duration(3_600 * 30), "30 h 0 min"),
        (formats.milliseconds(6.314), "6.31 ms"),
        (formats.milliseconds(14.26), "14.3 ms"),
        (formats.milliseconds(1234.0), "1,234 ms"),
        (formats.estimate(proportion(86, 100).to_dict()), "86.0 % (77.9 to 91.5)"),
        (formats.estimate(proportion(0, 0).to_dict()), formats.ABSENT),
    ],
)
def test_figures_are_spelled_for_people(spelled: str, expected: str) -> None:
    assert spelled.replace("\N{NO-BREAK SPACE}", " ") == expected


@pytest.mark.parametrize("spell", formats.FORMATS.values())
def test_what_was_not_measured_is_a_dash(spell) -> None:
    assert spell(None) == formats.ABSENT


def test_calls_are_one_line() -> None:
    assert formats.call("set_alarm", {"time": 'six "sharp"\n'}) == 'set_alarm(time="six \\"sharp\\"\\n")'
    assert formats.expectation(["find_phone", "escalate"], {}) == "find_phone() or escalate"
    assert formats.expectation(["find_phone"], None) == "find_phone"


def test_metrics_have_names() -> None:
    assert formats.metric("argument_f1") == "Argument F1"
    assert formats.metric("pass_at_1") == "Pass at 1"


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_made_printable(text: str) -> None:
    shown = formats.printable(text)
    shown.encode("utf-8")
    assert len(shown) == len(text)
    assert formats.printable(shown) == shown


def test_long_texts_are_cut() -> None:
    assert formats.shorten("abcdef", 6) == "abcdef"
    assert formats.shorten("abcdefg", 6) == "abcde…"
