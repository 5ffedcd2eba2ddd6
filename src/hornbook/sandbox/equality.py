"""Equality of plain data that minds types."""

import math
from typing import Any

_NUMBERS = (int, float)


def same(expected: Any, actual: Any, tolerance: float | None = None) -> bool:
    """
    Whether two plain values are of the same types throughout, and equal. Not a number equals itself; 0.0 equals -0.0.

    With a `tolerance` an int may stand for a float, and two numbers are equal that differ by no more than that share of the larger,
    or by that much; keys of dictionaries and members of sets have to be equal by value. True is never 1.
    """
    kind = type(expected)
    if tolerance is not None and kind in _NUMBERS and type(actual) in _NUMBERS:
        return _near(expected, actual, tolerance)
    if kind is not type(actual):
        return False
    if kind in (list, tuple):
        return len(expected) == len(actual) and all(
            same(one, other, tolerance) for one, other in zip(expected, actual, strict=True)
        )
    mixed = tolerance is not None
    if kind is dict:
        ours, theirs = ({_typed(key, mixed): value for key, value in side.items()} for side in (expected, actual))
        return ours.keys() == theirs.keys() and all(same(ours[key], theirs[key], tolerance) for key in ours)
    return bool(_typed(expected, mixed) == _typed(actual, mixed))


def _near(expected: float, actual: float, tolerance: float) -> bool:
    if expected == actual:
        return True
    try:
        return (math.isnan(expected) and math.isnan(actual)) or math.isclose(
            expected, actual, rel_tol=tolerance, abs_tol=tolerance
        )
    except OverflowError:  # an int too large for a float
        return False


def _typed(value: Any, mixed: bool) -> Any:
    """A hashable that equals another exactly where the values are the same. `mixed` lets an int stand for a float."""
    kind = type(value)
    if kind is tuple:
        return (kind, *(_typed(part, mixed) for part in value))
    if kind in (set, frozenset):
        return (kind, frozenset(_typed(part, mixed) for part in value))
    if kind is complex:
        return (kind, _typed(value.real, mixed), _typed(value.imag, mixed))
    if kind is float and math.isnan(value):
        return (float, "not a number")
    return (float if mixed and kind is int else kind, value)
