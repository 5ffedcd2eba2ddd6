from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.synthesize import style


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("at 7:05 on the 21st", "at seven oh five on the twenty first"),
        ("7:30", "seven thirty"),
        ("8:00", "eight"),
        ("25 minutes", "twenty five minutes"),
        ("2.5 cups", "two point five cups"),
        ("in 1999", "in nineteen ninety nine"),
        ("a4 and 90s stay", "a4 and 90s stay"),
    ],
)
def test_numbers_as_heard(written: str, heard: str) -> None:
    assert style.spell_numbers(written) == heard


@given(st.text(alphabet="abcdefghijklmnop \ue000\ue0ff", min_size=1), st.integers(0, 1000))
def test_a_slip_of_the_finger_is_small_and_leaves_the_marks(text: str, seed: int) -> None:
    slipped = style.misspell(text, Random(seed))
    assert abs(len(slipped) - len(text)) <= 1
    assert [c for c in slipped if c > "\ue000"] == [c for c in text if c > "\ue000"]


def test_tidy_leaves_single_spaces() -> None:
    assert style.tidy("  set  a timer , please ") == "set a timer, please"


def test_typed_text_changes_only_case_and_the_end() -> None:
    for seed in range(50):
        typed = style.as_typed("can i hear jazz", Random(seed), question=True)
        assert typed.lower().rstrip("?") == "can i hear jazz"
