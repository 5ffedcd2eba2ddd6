"""Figures and calls as a person reads them. A figure that was not measured (None) is a dash."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

ABSENT = "–"  # noqa: RUF001
_GAP = "\N{NO-BREAK SPACE}"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with a replacement character for what neither HTML nor UTF-8 can hold; a pupil may write anything."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def shorten(text: str, letters: int) -> str:
    """The text, cut where it is longer."""
    return text if len(text) <= letters else text[: letters - 1] + "…"


def count(number: float | None) -> str:
    """12,345; four digits where the number is not whole."""
    if number is None:
        return ABSENT
    return f"{number:,.0f}" if number == round(number) or abs(number) >= 1000 else f"{number:.4g}"


def percent(share: float | None) -> str:
    """A share between 0 and 1 as 91.3 %."""
    return ABSENT if share is None else f"{100 * share:.1f}{_GAP}%"


def points(share: float | None) -> str:
    """A share between 0 and 1 as 91.3, for where the sign was written before."""
    return ABSENT if share is None else f"{100 * share:.1f}"


def estimate(figures: Mapping[str, float | None]) -> str:
    """The value, low and high of `Estimate.to_dict` as 91.3 % (90.2 to 92.3)."""
    value, low, high = (figures[name] for name in ("value", "low", "high"))
    if value is None or low is None or high is None:
        return ABSENT
    return f"{percent(value)} ({points(low)} to {points(high)})"


def size(number: float | None) -> str:
    """Bytes in decimal units, three digits: 1.31 MB."""
    if number is None:
        return ABSENT
    for unit in ("bytes", "kB", "MB", "GB"):
        if number < 999.5 or unit == "GB":
            break
        number /= 1000
    return f"{_three_digits(number) if unit != 'bytes' else number}{_GAP}{unit}"


def duration(seconds: float | None) -> str:
    """Seconds as 0.42 s, 12.3 s, 4 min 12 s or 1 h 3 min."""
    if seconds is None:
        return ABSENT
    if seconds < 59.95:
        return f"{seconds:.1f}{_GAP}s" if seconds >= 1 else f"{seconds:.2f}{_GAP}s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes}{_GAP}min {rest}{_GAP}s"
    return f"{minutes // 60:,}{_GAP}h {minutes % 60}{_GAP}min"


def milliseconds(number: float | None) -> str:
    """6.31 ms, three digits."""
    return ABSENT if number is None else f"{_three_digits(number)}{_GAP}ms"


def _three_digits(number: float) -> str:
    return f"{number:,.{2 if number < 9.995 else 1 if number < 99.95 else 0}f}"


def words(name: str) -> str:
    """A field's name as words: `escalate_recall` is Escalate recall."""
    return name.replace("_", " ").capitalize()


def metric(name: str) -> str:
    """A metric's name as words."""
    return METRICS[name][0] if name in METRICS else words(name)


def call(name: str, arguments: Mapping[str, str]) -> str:
    """A tool call on one line: set_alarm(time="7 am")."""
    return f"{name}({', '.join(f'{key}={json.dumps(value, ensure_ascii=False)}' for key, value in arguments.items())})"


def expectation(tools: Sequence[str], arguments: Mapping[str, str] | None) -> str:
    """What an exam accepts: the best call first, with arguments where they are known, then the other tools."""
    best, *others = tools
    return " or ".join([best if arguments is None else call(best, arguments), *others])


FORMATS: dict[str, Any] = {
    "count": count,
    "percent": percent,
    "points": points,
    "size": size,
    "duration": duration,
    "milliseconds": milliseconds,
}
"""The formats of single figures, by the name that templates use."""

METRICS = {
    "tool_accuracy": ("Tool accuracy", "Commands for which an accepted tool was called."),
    "in_scope_tool_accuracy": ("Tool accuracy in scope", "The same, among commands that a tool on the device serves."),
    "escalate_precision": ("Escalation precision", "Commands handed over that were right to hand over."),
    "escalate_recall": ("Escalation recall", "Commands beyond the tools that were handed over."),
    "exact_match": ("Exact match", "The best tool with exactly the expected arguments, where those are known."),
    "argument_f1": (
        "Argument F1",
        "Harmonic mean of precision and recall over single arguments, where those are known.",
    ),
}
"""The metrics of the tool-call exam: their names as words, and what they say."""
