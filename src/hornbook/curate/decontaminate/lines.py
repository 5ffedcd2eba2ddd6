"""
What is string and what is comment in lines of code, for all lines at once.

A line is read by itself, by a machine of four states. Where that errs, within a string of several lines, words are taken for code.
"""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]


class State(IntEnum):
    """Where a line of code has got to: into a string with single or double quotes, into a comment, or none of these."""

    SINGLE = 0
    DOUBLE = 1
    COMMENT = 2
    CODE = 3


_NEXT = {
    "\n": (State.CODE, State.CODE, State.CODE, State.CODE),
    "#": (State.SINGLE, State.DOUBLE, State.COMMENT, State.COMMENT),
    "'": (State.CODE, State.DOUBLE, State.COMMENT, State.SINGLE),
    '"': (State.SINGLE, State.CODE, State.COMMENT, State.DOUBLE),
}
"""By mark, what follows each of the four states."""

_BITS = 2 * np.arange(4, dtype=np.uint8)
_FOLLOWING = (np.arange(256, dtype=np.uint8)[:, None] >> _BITS) & np.uint8(3)
"""A change is one byte that holds what follows each of the four states, in two bits each [256, 4]."""

_COMPOSED = np.bitwise_or.reduce(_FOLLOWING[:, _FOLLOWING] << _BITS, axis=-1).T.copy()
"""The change that two changes make together: row is the earlier, column the later [256, 256]."""

_IS_CERTAIN = (_FOLLOWING[:, 1:] == _FOLLOWING[:, :-1]).all(1)
"""Does a change lead to one state, whatever was before? [256]"""

_CHANGE = np.zeros(256, np.uint8)
for _mark, _states in _NEXT.items():
    _CHANGE[ord(_mark)] = np.bitwise_or.reduce(np.array(_states, np.uint8) << _BITS)


def states(marks: Bytes) -> Bytes:
    """Given all line ends, hashes and quotes of a text, in order [M]: the state at its beginning and after each mark [M + 1]."""
    changes = np.concatenate([_CHANGE[[ord("\n")]], _CHANGE.take(marks)])
    # Each change is composed with those before it, twice as many at every turn (Hillis and Steele, 1986), until it reaches back to the
    # beginning of its line, where the state is known.
    reach = 1
    while not _IS_CERTAIN.take(changes).all():
        changes[reach:] = _COMPOSED[changes[:-reach], changes[reach:]]
        reach *= 2
    return changes & np.uint8(3)
