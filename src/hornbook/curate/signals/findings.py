"""
Searching texts for what rules describe, at the speed of one regular expression.

An expression made of all rules' hints picks the few lines that are worth a closer look; the rules' own expressions and
checks see no others. All are RE2's, whose time grows no faster than the text, whatever the text was made to do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from hornbook.curate.signals.texts import Flags, Texts

_CONTEXT = 60

Check = Callable[[str, str, str], bool]


@dataclass(frozen=True)
class Rule:
    """
    What to find: `kind` names the column and the placeholder, `hint` a short expression that matches in each line with a
    finding, `pattern` the finding itself: the group that matched, if it has groups. Neither may step over the end of a line.

    `check` is given the finding, and up to 60 bytes of its line before and behind it, as Latin-1. A pattern that spans lines
    says by `reach` how many bytes it may take from its first line on.
    """

    name: str
    kind: str
    hint: str
    pattern: str
    check: Check
    reach: int = 0


@dataclass(frozen=True)
class Finding:
    """What a rule found: the bytes from `start` to `end` of all texts' data, in the text of that number."""

    rule: Rule
    text: int
    start: int
    end: int


class Finder:
    """Finds what rules describe; where findings overlap, the earlier rule's stands."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = [(rule, _compile(rule.pattern)) for rule in rules]
        self._hints = _compile("|".join(f"(?:{rule.hint})" for rule in rules))
        self._far = [(rule.reach, _compile(rule.hint)) for rule in rules if rule.reach]

    def find(self, texts: Texts) -> list[Finding]:
        """All findings, in the order of the texts."""
        excerpt = _Excerpt(texts, self._candidates(texts))
        taken = bytearray(len(excerpt.data))
        findings: list[Finding] = []
        for rule, pattern in self._rules:
            for match in pattern.finditer(excerpt.data):
                start, end = match.span(match.lastindex or 0)
                if not any(taken[start:end]) and rule.check(*excerpt.around(start, end)):
                    taken[start:end] = b"\1" * (end - start)
                    findings.append(Finding(rule, *excerpt.origin(start, end)))
        return sorted(findings, key=lambda finding: finding.start)

    def _candidates(self, texts: Texts) -> Flags:
        """The lines [L] that a hint matches, and those in reach of it. Texts are searched one by one: none knows the others."""
        flags = np.zeros(len(texts.line_bounds) - 1, np.bool_)
        hinted: list[int] = []
        for index, (start, end) in enumerate(pairwise(texts.bounds.tolist())):
            data = texts.encoded(index)
            hinted += [start + match.start() for match in self._hints.finditer(data)]
            for reach, hint in self._far:
                for match in hint.finditer(data):
                    first = start + match.start()
                    lines = texts.line_of(np.array([first, min(first + reach, end - 1)]))
                    flags[lines[0] : lines[1] + 1] = True
        flags[texts.line_of(np.array(hinted, np.int64))] = True
        return flags


class _Excerpt:
    """Some lines of texts, each behind the other and with a line feed at its end."""

    def __init__(self, texts: Texts, flags: Flags) -> None:
        self._texts, self._lines = texts, np.flatnonzero(flags)
        bounds = zip(texts.line_bounds[self._lines].tolist(), texts.line_bounds[self._lines + 1].tolist(), strict=True)
        pieces = [texts.data[start:end].tobytes().removesuffix(b"\n") + b"\n" for start, end in bounds]
        self._starts = np.cumsum([0, *map(len, pieces)])
        self.data = b"".join(pieces)

    def around(self, start: int, end: int) -> tuple[str, str, str]:
        """What stands there, and what of the line before and behind it."""
        before = self.data[max(0, start - _CONTEXT) : start].rpartition(b"\n")[2]
        after = self.data[end : end + _CONTEXT].partition(b"\n")[0]
        return self.data[start:end].decode("latin-1"), before.decode("latin-1"), after.decode("latin-1")

    def origin(self, start: int, end: int) -> tuple[int, int, int]:
        """The number of the text, and where the same bytes are in all texts' data."""
        first, last = (int(np.searchsorted(self._starts, position, "right")) - 1 for position in (start, end - 1))
        places = [int(self._texts.line_bounds[self._lines[line]] - self._starts[line]) for line in (first, last)]
        return int(self._texts.line_texts[self._lines[first]]), start + places[0], end + places[1]


def _compile(pattern: str) -> Any:
    import re2

    options = re2.Options()
    options.encoding = (
        re2.Options.Encoding.LATIN1
    )  # a character a byte: positions are those of bytes, and nothing is invalid
    return re2.compile(f"(?m){pattern}".encode(), options)
