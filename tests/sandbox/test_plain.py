"""What crosses the wall arrives as it left; what somebody else wrote is refused."""

import enum
import math
from collections import Counter, OrderedDict, defaultdict, namedtuple
from contextlib import suppress
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.sandbox import same
from hornbook.sandbox.inside.plain import decode, encode

keys = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.complex_numbers(),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.frozensets(inner, max_size=3),
    max_leaves=5,
)
values = st.recursive(
    keys | st.sets(keys, max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple) | st.dictionaries(keys, inner, max_size=4)
    ),
    max_leaves=12,
)


@given(values)
def test_plain_data_arrives_as_it_left(value: Any) -> None:
    line = encode(value)
    assert line.count(b"\n") == 1
    assert same(value, decode(line))


@given(st.binary(max_size=80))
def test_what_is_no_line_of_ours_is_refused_or_plain(line: bytes) -> None:
    with suppress(ValueError):
        encode(decode(line))


class Anything(int):
    def __eq__(self, other: object) -> bool:
        return True

    def __int__(self) -> int:
        return 42

    __hash__ = int.__hash__


class Colour(enum.IntEnum):
    RED = 1


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Anything(7), 7),
        (Colour.RED, 1),
        (Counter("aab"), {"a": 2, "b": 1}),
        (OrderedDict(a=1), {"a": 1}),
        (defaultdict(list, a=[1]), {"a": [1]}),
        (namedtuple("Point", "x y")(1, 2), (1, 2)),
        (type("Text", (str,), {"__str__": lambda self: "other"})("text"), "text"),
        (type("Raw", (bytes,), {"__getitem__": lambda self, key: b"other"})(b"raw"), b"raw"),
        (type("Numbers", (list,), {"__iter__": lambda self: iter([9])})([1]), [1]),
        (type("Bag", (set,), {"__iter__": lambda self: iter([9])})({1}), {1}),
        (type("Cold", (frozenset,), {"__iter__": lambda self: iter([9])})({1}), frozenset({1})),
        (type("Half", (float,), {"__float__": lambda self: 9.0})(0.5), 0.5),
    ],
)
def test_a_subclass_crosses_as_the_value_that_it_holds(value: Any, plain: Any) -> None:
    assert same(plain, decode(encode(value)))


@pytest.mark.parametrize(
    "value", [object(), Fraction(1, 2), len, range(3), iter([]), bytearray(b"x"), type, {1: [object()]}]
)
def test_what_is_not_plain_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="is not plain data"):
        encode(value)


def test_what_holds_itself_is_refused() -> None:
    circle: list[Any] = []
    circle.append(circle)
    with pytest.raises(RecursionError):
        encode(circle)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[]",
        b'["object"]',
        b'["dict",1]',
        b'["dict",["list"],1]',
        b'["set",["set"]]',
        b'["int",5]',
        b'["int","x"]',
        b'["bytes","xyz"]',
        b'["complex",1,2]',
        b'[["list"]]',
        b"9" * 5000,
        b'["list",' * 5000 + b"1" + b"]" * 5000,
        b'["set",' + b",".join(b'["int","%x"]' % (key * (2**61 - 1)) for key in range(5, 5000)) + b"]",
        b'["dict",' + b",".join(b'["tuple",%d],0' % key for key in range(5000)) + b"]",
    ],
    ids=lambda line: str(line[:20]),
)
def test_lines_that_nobody_honest_wrote_are_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - in many words
        decode(line)


def test_numbers_keep_their_kind_and_sign() -> None:
    assert math.copysign(1, decode(encode(-0.0))) == -1
    assert decode(encode(True)) is True
    assert type(decode(encode(1.0))) is float
    assert decode(encode(-(2**5000))) == -(2**5000)
