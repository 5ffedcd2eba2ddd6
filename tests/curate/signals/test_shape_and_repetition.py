from typing import Any

import pytest


def test_lengths_and_shares(measure: Any) -> None:
    shape = measure("shape", "ab 12\n\nxyz", "é", "", None)
    assert shape["bytes"] == [10, 2, 0, 0]
    assert shape["lines"] == [3, 1, 0, 0]
    assert shape["mean_line"] == pytest.approx([10 / 3, 2, None, None])
    assert shape["max_line"] == [6, 2, 0, 0]
    assert shape["letter_share"] == pytest.approx([0.5, 1, None, None])
    assert shape["digit_share"] == pytest.approx([0.2, 0, None, None])
    assert shape["space_share"] == pytest.approx([0.3, 0, None, None])


def test_the_first_of_equal_lines_is_no_duplicate(measure: Any) -> None:
    repetition = measure("repetition", "one\ntwo\n\none\n\n", "one\ntwo\n", "one\n" * 100, "\n\n")
    assert repetition["duplicate_lines"] == pytest.approx([4 / 12, 0, 0.99, None])


def test_runs_of_words_count_wherever_lines_break(measure: Any) -> None:
    said = "the quick brown fox jumps over the lazy dog today"
    again = said.replace(" ", "\n")
    repetition = measure("repetition", f"{said} and {again} end", said, f"{said} today", "few words")
    letters = len(said.replace(" ", ""))
    assert repetition["duplicate_words"] == pytest.approx([letters / (2 * letters + 6), 0, 0, 0])


def test_words_that_differ_at_either_end_or_in_length_are_not_the_same(measure: Any) -> None:
    words = [f"{'a' * number}longer_than_eight_bytes" for number in range(10)]
    other = [word + "s" for word in words]
    assert measure("repetition", " ".join(words + other))["duplicate_words"] == [0]


def test_what_repeats_packs_well(measure: Any) -> None:
    repetition = measure("repetition", "value = 1\n" * 1000, "".join(map(chr, range(33, 127))), "")
    assert repetition["compression"][0] > 50
    assert repetition["compression"][1] == pytest.approx(1, abs=0.1)
    assert repetition["compression"][2] is None


def test_lines_are_the_same_however_they_are_indented_and_not_if_their_words_are_in_another_order(measure: Any) -> None:
    repetition = measure("repetition", "one two\n    one  two\n", "one two\ntwo one\n", "one\none two\n")
    assert repetition["duplicate_lines"] == pytest.approx([13 / 21, 0, 0])
