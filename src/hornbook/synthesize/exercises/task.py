"""A task: what is asked of the pupil, how it is solved, and what is to come out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import Template
from textwrap import dedent
from typing import Any

Plain = Any
"""None, true or false, a number, a string, or a list, tuple, set or dict of those."""


@dataclass(frozen=True)
class Task:
    """
    A function to write.

    `name(parameters) -> returns` is its head, parameters and result annotated as in Python; `statement` says in whole sentences
    what it does, so that nothing but it and the head is needed. `body` solves it. `oracle` gives what is to come out, written
    apart from the body: each proves the other. `inputs` are the arguments that it is tried on, edge cases among them, the
    first ones fit to be shown as examples. `imports` are import lines that the body needs.
    """

    name: str
    parameters: Mapping[str, str]
    returns: str
    statement: str
    body: str
    oracle: Callable[..., Plain]
    inputs: Sequence[tuple[Plain, ...]]
    imports: tuple[str, ...] = ()


def code(text: str, **values: object) -> str:
    """Lines of code without the indentation that they share, and `$name` replaced. A string needs its quotes: pass its repr."""
    return Template(dedent(text).strip("\n")).substitute(values)
