"""What an exam gives: figures with intervals, and every single answer."""

import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from hornbook.stats import Estimate
from hornbook.tools import Call


@dataclass(frozen=True)
class Answer:
    """One item with the answer given: accepted tools (best first), the expected arguments where known, and the call made."""

    text: str
    tools: list[str]
    arguments: dict[str, str] | None
    call: Call | None
    reply: str
    log_probability: float

    @property
    def tool_right(self) -> bool:
        """Whether an accepted tool was called."""
        return self.call is not None and self.call.name in self.tools

    @property
    def exact(self) -> bool:
        """Whether the first of the accepted tools was called, with exactly the expected arguments."""
        return self.call is not None and self.call.name == self.tools[0] and self.call.arguments == self.arguments

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, with the verdicts."""
        call = vars(self.call) if self.call else None
        return {**vars(self), "call": call, "tool_right": self.tool_right, "exact": self.exact}


@dataclass(frozen=True)
class ExamResult:
    """One examinee's result on one exam. `baseline` is what always naming the commonest tool would score."""

    suite: str
    exam: str
    model: str
    metrics: dict[str, Estimate]
    baseline: Estimate
    seconds: float
    answers: list[Answer] = field(repr=False)

    def summary(self) -> dict[str, Any]:
        """The form that `--json` prints."""
        return {
            "suite": self.suite,
            "exam": self.exam,
            "model": self.model,
            "n": len(self.answers),
            "metrics": {name: estimate.to_dict() for name, estimate in self.metrics.items()},
            "majority_baseline": self.baseline.to_dict(),
            "seconds": round(self.seconds, 3),
        }

    def save(self, path: Path) -> None:
        """Write summary and answers as JSON."""
        answers = [answer.to_dict() for answer in self.answers]
        path.write_text(json.dumps({**self.summary(), "answers": answers}, indent=1) + "\n")

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        values = json.loads(path.read_text())
        answers = [
            Answer(
                item["text"], item["tools"], item["arguments"],
                Call(**item["call"]) if item["call"] else None, item["reply"], item["log_probability"],
            )
            for item in values["answers"]
        ]  # fmt: skip
        metrics = {name: _estimate(figures) for name, figures in values["metrics"].items()}
        baseline = _estimate(values["majority_baseline"])
        return cls(values["suite"], values["exam"], values["model"], metrics, baseline, values["seconds"], answers)


def _estimate(figures: dict[str, Any]) -> Estimate:
    value, low, high = (math.nan if figures[name] is None else figures[name] for name in ("value", "low", "high"))
    return Estimate(value, low, high, figures["n"])
