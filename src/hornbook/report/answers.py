"""An exam's answers, tool by tool and one by one."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from hornbook.evaluate.results import Answer
from hornbook.evaluate.suites.tool_calls import confusion
from hornbook.report import formats
from hornbook.stats import Estimate, proportion

NO_CALL = "(none)"
UNKNOWN = "(unknown)"
"""A called name that is no tool: the pupil made it up."""

RIGHT = "right"
_WRONG_SHOWN = 40
_RIGHT_SHOWN = 20
_LETTERS = 240
"""Letters of a text: a pupil that does not stop must not fill the page."""


@dataclass(frozen=True)
class Breakdown:
    """
    What one examinee's answers say beyond the metrics.

    `tools` is the share of right tools among the commands that each tool serves best, weakest tool first. `confusion`
    says how often (expected, called) occurred, names that are no tool taken together as UNKNOWN; `names` are all that
    occur in it, in the order to show them. `shown` are the surest wrong answers, then right ones from all over the exam.
    """

    tools: dict[str, Estimate]
    confusion: dict[tuple[str, str], int]
    names: list[str]
    right: int
    wrong: int
    shown: list[Answer]

    @classmethod
    def of(cls, answers: Sequence[Answer], known: Sequence[str]) -> Self:
        """Break answers down; `known` are the tools that the pupil learned, in the order to show them."""
        pairs = _confusion_of_known(answers, known)
        right = [answer for answer in answers if outcome(answer) == RIGHT]
        wrong = [answer for answer in answers if outcome(answer) != RIGHT]
        step = max(1, len(right) // _RIGHT_SHOWN)
        shown = sorted(wrong, key=_doubt)[:_WRONG_SHOWN] + sorted(right[::step][:_RIGHT_SHOWN], key=_doubt)
        return cls(_accuracy_by_tool(answers), pairs, _in_order(pairs, known), len(right), len(wrong), shown)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON. Confusions come most frequent first."""
        pairs = sorted(self.confusion.items(), key=lambda item: -item[1])
        return {
            "tools": {tool: estimate.to_dict() for tool, estimate in self.tools.items()},
            "confusion": [{"expected": pair[0], "called": pair[1], "count": number} for pair, number in pairs],
            "right": self.right,
            "wrong": self.wrong,
            "answers": [_describe(answer) for answer in self.shown],
        }


def outcome(answer: Answer) -> str:
    """Right, or in a few words what is not."""
    if answer.call is None:
        return "no call"
    if not answer.tool_right:
        return "wrong tool"
    # Of a tool that is accepted second, nobody wrote down the arguments.
    if answer.arguments is None or answer.call.name != answer.tools[0] or answer.exact:
        return RIGHT
    return "wrong arguments"


def _accuracy_by_tool(answers: Sequence[Answer]) -> dict[str, Estimate]:
    marks: dict[str, list[bool]] = defaultdict(list)
    for answer in answers:
        marks[answer.tools[0]].append(answer.tool_right)
    estimates = {tool: proportion(sum(rights), len(rights)) for tool, rights in marks.items()}
    return dict(sorted(estimates.items(), key=lambda item: (item[1].value, -item[1].n, item[0])))


def _confusion_of_known(answers: Sequence[Answer], known: Sequence[str]) -> dict[tuple[str, str], int]:
    real = {*known, NO_CALL, *(tool for answer in answers for tool in answer.tools)}
    counts: Counter[tuple[str, str]] = Counter()
    for (expected, called), number in confusion(answers).items():
        counts[expected, called if called in real else UNKNOWN] += number
    return dict(counts)


def _in_order(pairs: Mapping[tuple[str, str], int], known: Sequence[str]) -> list[str]:
    """Tools in the order of `known`, then other tools, then made-up and missing calls."""
    place = {tool: number for number, tool in enumerate(known)}
    last = {UNKNOWN: len(place) + 1, NO_CALL: len(place) + 2}
    occurring = {name for pair in pairs for name in pair}
    return sorted(occurring, key=lambda name: (last.get(name, place.get(name, len(place))), name))


def _doubt(answer: Answer) -> float:
    return math.inf if math.isnan(answer.log_probability) else -answer.log_probability


def _describe(answer: Answer) -> dict[str, Any]:
    called = answer.call
    texts = {
        "command": answer.text,
        "expected": formats.expectation(answer.tools, answer.arguments),
        "answered": formats.call(called.name, called.arguments) if called else answer.reply,
    }
    return {
        **{name: formats.shorten(text, _LETTERS) for name, text in texts.items()},
        "outcome": outcome(answer),
        "confidence": round(math.exp(answer.log_probability), 4),
    }
