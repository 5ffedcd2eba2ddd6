"""The conditions of a selection: which columns they use, and where a simple comparison cuts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_COLUMN = re.compile(r"\bscore_\w+")
_COMPARISON = re.compile(r"\s*(score_\w+)\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True)
class Cut:
    """Where a condition that is one comparison with a number divides a column: values are kept `above` it or below it."""

    column: str
    value: float
    sign: str

    @property
    def is_above(self) -> bool:
        """Whether larger values are kept."""
        return self.sign.startswith(">")


def columns_of(condition: str, known: Sequence[str]) -> list[str]:
    """The known columns that a condition names, each once, in its order."""
    return [name for name in dict.fromkeys(_COLUMN.findall(condition)) if name in known]


def cut_of(condition: str) -> Cut | None:
    """The cut of a condition like `score_lines > 5`; None for every other form."""
    found = _COMPARISON.fullmatch(condition)
    return Cut(found[1], float(found[3]), found[2]) if found else None
