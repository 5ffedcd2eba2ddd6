"""Functions cut out of the bytes of a document and parsed one by one: the rest of the document may be anything."""

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np

from hornbook.curate.decontaminate.tokens import Chunk, Positions
from hornbook.curate.decontaminate.trees import Function

_TRIES = 4  # a flush-left line of a docstring looks like the end of its function


@dataclass(frozen=True)
class Block:
    """A function, and its first byte in the chunk and the byte after its last."""

    function: Function
    start: int
    end: int


def functions_at(chunk: Chunk, defs: Positions, number: int, stop: int, longest: int) -> Iterator[Block]:
    """
    The function whose `def` is at byte `defs[number]` of a chunk, and the one around it, where they are Python.

    `defs` [F] are all of a document's, rising, and `stop` is where the document ends; no function is longer than `longest` bytes.
    """
    at = int(defs[number])
    indent = _indent(chunk, at)
    if indent is None:
        return
    block = _parse(chunk, at, indent, stop, longest)
    if block:
        yield block
    if indent:
        before = defs[np.searchsorted(defs, at - longest) : number]
        outer = _nearest_outside(chunk, before, indent)
        around = _parse(chunk, *outer, stop, longest) if outer else None
        if around and around.end > at:
            yield around


def _nearest_outside(chunk: Chunk, defs: Positions, indent: int) -> tuple[int, int] | None:
    """The last of some `def`s that is indented less, and by how much."""
    for place in defs[::-1].tolist():
        found = _indent(chunk, place)
        if found is not None and found < indent:
            return place, found
    return None


def _indent(chunk: Chunk, at: int) -> int | None:
    """By how many characters a `def` is indented; None where it does not begin a line."""
    lead = chunk.raw[chunk.raw.rfind(b"\n", 0, at) + 1 : at]
    return len(lead) - len(lead.lstrip()) if lead.strip() in (b"", b"async") else None


def _parse(chunk: Chunk, at: int, indent: int, stop: int, longest: int) -> Block | None:
    start = chunk.raw.rfind(b"\n", 0, at) + 1
    ends = (
        match.start() for match in _line_end_after_block(indent).finditer(chunk.raw, at, min(stop, start + longest))
    )
    for end in islice(ends, _TRIES):
        source = chunk.raw[start:end].decode(errors="replace")
        module = parse(f"if True:\n{source}" if indent else source)
        if module:
            statement = module.body[0]
            function = statement.body[0] if isinstance(statement, ast.If) else statement
            end = start + len(chunk.raw[start:end].rstrip())
            return Block(function, start + indent, end) if isinstance(function, Function) else None
    return None


def parse(source: str) -> ast.Module | None:
    """The syntax tree of a text; None where it is no Python, has null bytes or is too deeply nested."""
    with warnings.catch_warnings():  # of odd literals in other people's code
        warnings.simplefilter("ignore")
        try:
            return ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


@cache
def _line_end_after_block(indent: int) -> re.Pattern[bytes]:
    """
    Line ends before which a block that is indented by so many characters may be over.

    The next line is indented no further and is neither blank nor a comment nor the closing bracket of a signature; or there is none.
    """
    return re.compile(rb"\n(?:\Z|(?![ \t]{%d}|[ \t]*(?:[#)\]}\r\n]|\Z)))" % (indent + 1))
