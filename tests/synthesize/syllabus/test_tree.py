import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.synthesize.embeddings import embed
from hornbook.synthesize.syllabus.tree import Leaf, Syllabus, distinct, without_repeats


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("for loop", "For loops!"),
        ("the sum of a list", "summing a list"),
        ("string formatting", "formatting strings"),
        ("addition of fractions", "adding fractions"),
        ("error handling", "handling errors"),
    ],
)
def test_names_that_say_the_same(one: str, other: str) -> None:
    assert distinct([one, other], embed) == [0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("for loops", "while loops"),
        ("addition of fractions", "subtraction of fractions"),
        ("kinetic energy", "potential energy"),
        ("series circuits", "parallel circuits"),
        ("minimum of a list", "maximum of a list"),
        ("depth-first search", "breadth-first search"),
        ("the one", "of the"),
    ],
)
def test_names_that_do_not(one: str, other: str) -> None:
    assert distinct([one, other], embed) == [0, 1]


def test_names_without_words_are_left_out() -> None:
    assert distinct(["--", "", "moon"], embed) == [2]
    assert distinct([], embed) == []


@given(st.lists(st.sampled_from(["inertia", "Inertia", "the moon", "moons", "tides", "!", "high tide"]), max_size=8))
def test_what_is_kept_is_distinct_and_begins_with_the_first(names: list[str]) -> None:
    kept = distinct(names, embed)
    assert kept == sorted(set(kept))
    assert distinct([names[place] for place in kept], embed) == list(range(len(kept)))
    assert kept[:1] == [place for place, name in enumerate(names) if name != "!"][:1]


def test_only_siblings_are_compared() -> None:
    leaves = [("x", "one", "loops"), ("x", "one", "loop"), ("x", "two", "loop"), ("x", "two", "tides")]
    kept = without_repeats(Syllabus(tuple(Leaf(path, 1) for path in leaves)), embed)
    assert [leaf.path for leaf in kept.leaves] == [leaves[0], leaves[2], leaves[3]]


def test_a_syllabus_of_nothing() -> None:
    assert Syllabus(()).subject == ""
    assert without_repeats(Syllabus(()), embed) == Syllabus(())
