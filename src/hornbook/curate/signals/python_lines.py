"""
What the lines of Python sources are, read off first and last words and triple quotation marks.

All documents of a batch are read at once, several times as fast as by a parser, and broken code is read as well. The tests
hold the result against Python's own parser.
"""

from dataclasses import dataclass

import numpy as np

from hornbook.curate.signals.texts import SPACE, Flags, Positions, Texts

_QUOTES = (ord('"'), ord("'"))


@dataclass(frozen=True)
class PythonLines:
    """Flags of lines [L], all false outside of Python."""

    inside: Flags  # starts within a triple-quoted string
    docstrings: Flags
    functions: Flags  # starts a function
    documented: Flags  # starts a function or class that has a docstring
    comment_starts: Positions  # where comments behind code start: any number of positions


def python_lines(texts: Texts, python: Flags, comments: Flags) -> PythonLines:
    """Read the documents that are in Python [N]; `comments` [L] are lines that start with a number sign."""
    mine = python[texts.line_texts]
    strings = _triple_strings(texts, python, comments)
    inside = texts.cover(texts.line_of(strings[:, 0]) + 1, texts.line_of(strings[:, 1] - 1) + 1)
    statements = mine & ~inside & ~comments & ~texts.blank
    comment_starts = _comments_behind_code(texts, statements)
    functions = statements & (texts.lines_start_with(b"def ") | texts.lines_start_with(b"async de"))
    owners = functions | (statements & texts.lines_start_with(b"class "))
    first, last = _docstrings(texts, strings, statements, comment_starts)
    owner = _last_before(owners)[first]
    documented = np.zeros_like(owners)
    documented[owner[owner >= texts.first_lines[texts.line_texts[first]]]] = True
    return PythonLines(inside, texts.cover(first, last + 1), functions, documented, comment_starts)


def _triple_strings(texts: Texts, python: Flags, comments: Flags) -> Positions:
    """Start and end of each triple-quoted string [S, 2]."""
    marks = np.sort(np.concatenate([_triple_quotes(texts, quote) for quote in _QUOTES]))
    marks = marks[python[texts.text_of(marks)]]
    # A mark in a comment, or just behind a quotation mark as in '"""', opens nothing.
    mute = comments[texts.line_of(marks)] | np.isin(texts.bytes_before(marks), _QUOTES)
    columns = (marks, texts.text_of(marks), texts.bytes_at(marks), mute)
    strings: list[tuple[int, int]] = []
    start, text, quote = -1, -1, -1
    for mark, owner, kind, silent in zip(*(column.tolist() for column in columns), strict=True):
        if start < 0 or owner != text:
            start, text, quote = (-1 if silent else mark), owner, kind
        elif kind == quote:
            strings.append((start, mark + 3))
            start = -1
    return np.array(strings, np.int64).reshape(-1, 2)


def _triple_quotes(texts: Texts, quote: int) -> Positions:
    """Where three quotation marks stand in a row, each mark taken once, and no backslash before them."""
    quotes = np.flatnonzero(texts.data == quote)
    found = quotes[:-2][quotes[2:] - quotes[:-2] == 2]
    found = found[texts.text_of(found) == texts.text_of(found + 2)]
    starts = np.flatnonzero((np.diff(found, prepend=-9) > 1) | np.isin(found, texts.bounds))
    steps = np.arange(len(found)) - np.repeat(starts, np.diff(np.append(starts, len(found))))
    found = found[steps % 3 == 0]
    unescaped: Positions = found[texts.bytes_before(found) != ord("\\")]
    return unescaped


def _comments_behind_code(texts: Texts, statements: Flags) -> Positions:
    """Where comments start behind code, if they stand as PEP 8 has them: two spaces, a number sign, a space."""
    marks = np.flatnonzero(texts.data == ord("#"))
    marks = marks[np.all([texts.bytes_at(marks + step) == SPACE for step in (-2, -1, 1)], axis=0)]
    lines = texts.line_of(marks)
    own = (texts.line_heads[lines] < marks) & (texts.line_bounds[lines + 1] > marks + 1)
    return marks[statements[lines] & own & (np.diff(lines, prepend=-1) > 0)]


def _docstrings(
    texts: Texts, strings: Positions, statements: Flags, comment_starts: Positions
) -> tuple[Positions, Positions]:
    """The first and the last lines of docstrings: strings that start a statement, first of a text or behind a colon."""
    tails = texts.line_tails.copy()
    tails[texts.line_of(comment_starts)] = texts.word_ends[np.searchsorted(texts.word_starts, comment_starts) - 1] - 1
    before = _last_before(statements)
    opened = before < texts.first_lines[texts.line_texts]
    opened |= texts.bytes_at(tails)[before] == ord(":")

    starts = texts.line_of(strings[:, 0])
    leads = opened[starts] & statements[starts] & (strings[:, 0] - texts.line_heads[starts] <= 1)  # r""" is one behind
    first, last = starts[leads], texts.line_of(strings[leads, 1] - 1)

    quotes = texts.bytes_at(texts.line_heads)
    short = statements & opened & np.isin(quotes, _QUOTES) & (texts.bytes_at(tails) == quotes)
    short[starts] = False
    return np.append(first, np.flatnonzero(short)), np.append(last, np.flatnonzero(short))


def _last_before(flags: Flags) -> Positions:
    """For each line, the number of the last line before it that is flagged; -1 where there is none."""
    numbers = np.where(flags, np.arange(len(flags)), -1)
    return np.maximum.accumulate(np.append(-1, numbers))[:-1]
