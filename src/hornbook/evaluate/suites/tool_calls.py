"""The tool-call exam: does the pupil call the right tool, with the right arguments, and hand over what it cannot serve?"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hornbook.data.json_lines import read_json_lines
from hornbook.errors import DataError
from hornbook.evaluate.results import Answer, ExamResult
from hornbook.stats import Estimate, bootstrap, proportion
from hornbook.tokenizer import Message
from hornbook.tools import parse_call

if TYPE_CHECKING:  # the module itself loads torch, which reading an exam does not need
    from hornbook.evaluate.generators import Generator, Report

SUITE = "tool-calls"
ESCALATE = "escalate"
_MAX_TOKENS = 96


@dataclass(frozen=True)
class Item:
    """A command, the tools that are accepted (best first), and the first tool's arguments where they are known."""

    text: str
    tools: list[str]
    arguments: dict[str, str] | None = None


def load_items(path: Path) -> list[Item]:
    """Read `{"text", "tools", "arguments"?}` lines. Raises DataError naming the line and what it lacks."""
    items = [_read_item(where, line) for where, line in read_json_lines(path)]
    if not items:
        raise DataError(f"{path}: no items.", 'Write {"text": ..., "tools": [...]} lines.')
    return items


def _read_item(where: str, line: dict[str, Any]) -> Item:
    text, tools, arguments = line.get("text"), line.get("tools"), line.get("arguments")
    if not isinstance(text, str) or not text.strip():
        raise DataError(f'{where}: "text" is missing or empty.', "Write the command there.")
    if not isinstance(tools, list) or not tools or not all(isinstance(tool, str) for tool in tools):
        raise DataError(f'{where}: "tools" is not a list of tool names.', 'Write "tools": ["name"].')
    if arguments is not None and not isinstance(arguments, dict):
        raise DataError(
            f'{where}: "arguments" is not an object.', 'Write "arguments": {"name": "span"} or leave it out.'
        )
    return Item(text, tools, arguments)


def sit(generator: "Generator", items: Sequence[Item], exam: str, report: "Report" = lambda done: None) -> ExamResult:
    """Let an examinee answer all items, and mark the answers."""
    started = time.monotonic()
    conversations = [[Message("user", item.text)] for item in items]
    completions = generator.generate(conversations, _MAX_TOKENS, report)
    answers = [
        Answer(item.text, item.tools, item.arguments, parse_call(reply.text), reply.text, reply.log_probability)
        for item, reply in zip(items, completions, strict=True)
    ]
    seconds = time.monotonic() - started
    return ExamResult(SUITE, exam, generator.name, mark(answers), majority_baseline(items), seconds, answers)


def mark(answers: Sequence[Answer]) -> dict[str, Estimate]:
    """All metrics. An item counts as in scope where escalating is not accepted."""
    in_scope = [answer for answer in answers if ESCALATE not in answer.tools]
    beyond = [answer for answer in answers if answer.tools == [ESCALATE]]
    escalated = [answer for answer in answers if answer.call is not None and answer.call.name == ESCALATE]
    marked = [answer for answer in answers if answer.arguments is not None]
    return {
        "tool_accuracy": _share(answers),
        "in_scope_tool_accuracy": _share(in_scope),
        "escalate_precision": _share(escalated),
        "escalate_recall": _share(beyond),
        "exact_match": proportion(sum(answer.exact for answer in marked), len(marked)),
        "argument_f1": bootstrap(np.array([_argument_counts(answer) for answer in marked], dtype=np.float64), _f1),
    }


def _share(answers: Sequence[Answer]) -> Estimate:
    return proportion(sum(answer.tool_right for answer in answers), len(answers))


def _argument_counts(answer: Answer) -> tuple[int, int, int]:
    """Arguments right, given and expected. Those of a wrong tool are all wrong."""
    given = answer.call.arguments if answer.call else {}
    expected = answer.arguments or {}
    right = sum(expected.get(name) == value for name, value in given.items()) if answer.tool_right else 0
    return right, len(given), len(expected)


def _f1(counts: NDArray[np.float64]) -> float:
    right, given, expected = counts.sum(axis=0)
    return float(2 * right / (given + expected)) if given + expected else 1.0


def majority_baseline(items: Sequence[Item]) -> Estimate:
    """Tool accuracy of always answering with the tool that is accepted most often."""
    (_, most), *_ = Counter(tool for item in items for tool in set(item.tools)).most_common(1)
    return proportion(most, len(items))


def confusion(answers: Sequence[Answer]) -> dict[tuple[str, str], int]:
    """How often (expected, called) occurred; a right answer counts for the tool called, an unreadable one as "(none)"."""
    pairs = Counter(
        (
            answer.call.name if answer.tool_right and answer.call else answer.tools[0],
            answer.call.name if answer.call else "(none)",
        )
        for answer in answers
    )
    return dict(pairs)
