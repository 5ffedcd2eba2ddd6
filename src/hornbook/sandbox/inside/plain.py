"""
Plain data as a line of JSON, and back: all that crosses the wall between a program and those who judge it.

Plain are None, bool, int, float, complex, str, bytes, and lists, tuples, sets, frozensets and dictionaries of these. An instance of a
subclass crosses as the plain value that it holds, read past whatever methods it overrides: a Counter arrives as a dictionary, and an
integer that claims to equal everything as that integer.
"""

import json
from collections.abc import Callable
from typing import Any

# Hashes of numbers and tuples can be made to collide, and a dictionary of colliding keys takes quadratic time to build. Strings
# are hashed with a secret, and few 64-bit numbers collide; of all other keys a line may have this many.
_INTRICATE_KEYS = 4096
_SMALL = 2**63

_CONTAINERS: dict[str, Any] = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}
_EXACT: dict[type, Callable[[Any], Any]] = {
    int: int.__int__,
    float: float.__float__,
    str: str.__str__,
    bytes: lambda value: bytes.__getitem__(value, slice(None)),
    list: lambda value: [*list.__iter__(value)],
    tuple: lambda value: (*tuple.__iter__(value),),
    dict: lambda value: dict(dict.items(value)),
    set: lambda value: set(set.__iter__(value)),
    frozenset: lambda value: frozenset(frozenset.__iter__(value)),
}


def encode(value: Any) -> bytes:
    """One line. Raises TypeError for what is not plain, RecursionError for what is nested too deeply or holds itself."""
    return json.dumps(_pack(value), separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> Any:
    """The value of a line that anybody may have written. Raises ValueError where `encode` did not write it."""
    try:
        return _Unpacking().unpack(json.loads(line))
    except (TypeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def _pack(value: Any) -> Any:
    kind = type(value)
    if value is None or kind is bool or kind is str or kind is float:
        return value
    if kind is int:
        return value if -_SMALL <= value < _SMALL else ["int", hex(value)]
    if kind is list or kind is tuple or kind is set or kind is frozenset:
        return [kind.__name__, *map(_pack, value)]
    if kind is dict:
        return ["dict", *(_pack(part) for item in value.items() for part in item)]
    if kind is bytes:
        return ["bytes", value.hex()]
    if kind is complex:
        return ["complex", value.real, value.imag]
    for base, exact in _EXACT.items():
        if isinstance(value, base):
            return _pack(exact(value))
    raise TypeError(f"{kind.__name__} is not plain data")


class _Unpacking:
    def __init__(self) -> None:
        self._intricate = 0

    def unpack(self, packed: Any) -> Any:
        if packed is None or isinstance(packed, str | int | float):
            return packed
        if not isinstance(packed, list) or not packed:
            raise ValueError("not a packed value")
        kind, *parts = packed
        if kind in ("list", "tuple"):
            return _CONTAINERS[kind](map(self.unpack, parts))
        if kind in ("set", "frozenset"):
            return _CONTAINERS[kind](map(self._key, parts))
        if kind == "dict":
            return dict(zip(map(self._key, parts[::2]), map(self.unpack, parts[1::2]), strict=True))
        if kind == "complex" and len(parts) == 2 and all(type(part) is float for part in parts):
            return complex(*parts)
        if kind in ("int", "bytes") and len(parts) == 1 and type(parts[0]) is str:
            return int(parts[0], 16) if kind == "int" else bytes.fromhex(parts[0])
        raise ValueError("not a packed value")

    def _key(self, packed: Any) -> Any:
        key = self.unpack(packed)
        if not (isinstance(key, str | float | bytes | None) or (isinstance(key, int) and -_SMALL <= key < _SMALL)):
            self._intricate += 1
            if self._intricate > _INTRICATE_KEYS:
                raise ValueError(f"more than {_INTRICATE_KEYS} keys that are tuples, sets or huge numbers")
        return key
