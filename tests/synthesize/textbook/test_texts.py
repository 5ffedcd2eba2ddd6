import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.synthesize.textbook.texts import is_python, python_blocks, tidy

CODE = "Look:\n\n```python\nprint(1)\n```\n"


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("Sure! Here is a section about ice:\n\nIce is cold.", "Ice is cold."),
        ("Here's a short story:\nOnce there was ice.", "Once there was ice."),
        ("Here are three things. Ice, snow, hail.", "Here are three things. Ice, snow, hail."),
        ('"Ice is cold. It floats."', "Ice is cold. It floats."),
        ('"Ice is cold. It fl', "Ice is cold. It fl"),
        ('"Ice," she said, "is cold."', '"Ice," she said, "is cold."'),
        ("  Ice is cold.\n", "Ice is cold."),
    ],
)
def test_what_is_said_to_the_person_who_asked_is_left_out(text, tidied):
    assert tidy(text, cut=False) == tidied


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Ice is cold. It floats on wa", "Ice is cold."),
        ('He said "Ice is cold." It fl', 'He said "Ice is cold."'),
        ("It costs 3.50 and no more than th", ""),
        ("Look:\n\n```python\nprint(1", "Look:"),
        (CODE + "It prints one. And then", CODE + "It prints one."),
        (CODE + "And then", CODE.strip()),
    ],
)
def test_a_text_that_was_cut_off_ends_with_a_whole_sentence(text, whole):
    assert tidy(text, cut=True) == whole


@given(st.text(alphabet='ab."!` \n', max_size=60), st.booleans())
def test_nothing_is_added(text, cut):
    assert tidy(text, cut) in text


def test_only_closed_blocks_of_python_count():
    text = "a\n```python\nx = 1\n```\nb\n```\ny = 2\n```\nc\n```json\n{}\n```\nd\n```python\nz ="
    assert python_blocks(text) == ["x = 1\n", "y = 2\n"]


def test_code_is_parsed_and_not_run():
    assert is_python("raise SystemExit\n")
    assert not is_python("x =")
    assert not is_python("x = '\0'")
    assert not is_python("(" * 10_000)
