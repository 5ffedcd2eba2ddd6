"""Equal values of equal types, and nothing else."""

import math
from typing import Any

import pytest

from hornbook.sandbox import same

NAN = float("nan")


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        1.5,
        NAN,
        -0.0,
        "",
        b"x",
        [],
        (),
        set(),
        {},
        [1, [NAN]],
        {(1, 2.0): {3}},
        {NAN: 1},
        complex(NAN, 1),
        frozenset({1}),
    ],
)
def test_a_value_is_the_same_as_itself(value: Any) -> None:
    assert same(value, value)
    assert same(value, value, tolerance=0.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        (0, False),
        (1, 1.0),
        (None, False),
        ("a", b"a"),
        ([1], (1,)),
        ({1}, frozenset({1})),
        ([1, 2], [1]),
        ({1}, {True}),
        ({1}, {1, 2}),
        ({1: "a"}, {True: "a"}),
        ({1: "a"}, {1.0: "a"}),
        ({"a": 1}, {"a": True}),
        ({"a": 1}, {"a": 1, "b": 2}),
        ([[1]], [[1.0]]),
        ({(1, 2)}, {(1, 2.0)}),
        (NAN, 0.0),
        (1.0, 1.0000001),
        (1j, 1),
    ],
)
def test_types_and_values_both_count(one: Any, other: Any) -> None:
    assert not same(one, other)
    assert not same(other, one)


def test_zero_has_no_sign() -> None:
    assert same(0.0, -0.0)


@pytest.mark.parametrize(
    ("one", "other", "tolerance"),
    [
        (1, 1.0, 0.0),
        ([1, 2.0], [1.0, 2], 0.0),
        ({1: 2}, {1.0: 2.0}, 0.0),
        ({1, 2}, {1.0, 2.0}, 0.0),
        (0.1 + 0.2, 0.3, 1e-9),
        (1e12, 1e12 + 1, 1e-9),
        (0.0, 1e-10, 1e-9),
        (math.inf, math.inf, 1e-9),
        (10**400, 10**400, 1e-9),
    ],
)
def test_numbers_may_be_near_where_the_caller_says_so(one: Any, other: Any, tolerance: float) -> None:
    assert same(one, other, tolerance)
    assert same(other, one, tolerance)


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, True), (1.0, 1.1), ("1", 1), (10**400, 1.0), (10**400, math.inf), (NAN, 1), (1, 1j), ([1], [2])],
)
def test_near_is_not_anything(one: Any, other: Any) -> None:
    assert not same(one, other, 1e-6)
    assert not same(other, one, 1e-6)
