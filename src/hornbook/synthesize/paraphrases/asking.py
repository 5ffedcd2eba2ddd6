"""
What a teacher is asked: to say a command again, in one of a few manners, and to keep the words that its call copies.

Each manner is shown by three examples rather than described: a small teacher goes on with what it sees. A system message would only
make such a teacher talk about the task.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hornbook.llm.endpoint import Endpoint
from hornbook.llm.request import Request, Sampling
from hornbook.llm.run import Ledger, Report, RequestRun
from hornbook.llm.runner import Settings
from hornbook.synthesize.commands import Example
from hornbook.synthesize.paraphrases.recovery import spans_of
from hornbook.tokenizer import Message
from hornbook.tools import Tool

MANNERS: Mapping[str, Sequence[tuple[str, Sequence[str], str]]] = {
    "in other words": (
        ("set a timer for ten minutes", ("ten minutes",), "count down ten minutes"),
        ("what's the weather in oslo", ("oslo",), "give me the forecast for oslo"),
        ("turn up the volume", (), "make it louder"),
    ),
    "indirectly": (
        ("set a timer for ten minutes", ("ten minutes",), "the eggs need ten minutes"),
        ("what's the weather in oslo", ("oslo",), "I wonder if I need a coat in oslo"),
        ("turn up the volume", (), "I can hardly hear this"),
    ),
    "as one says it to a friend": (
        ("set a timer for ten minutes", ("ten minutes",), "hey, give me a shout in ten minutes"),
        ("what's the weather in oslo", ("oslo",), "so how's it looking outside in oslo"),
        ("turn up the volume", (), "can we get a bit more sound here"),
    ),
}
"""How to say it: for each manner a few commands, the words to keep, and what one could say instead."""

_SAMPLING = Sampling(temperature=0.8, top_p=0.95, max_tokens=48)
_PATIENT = Settings()


@dataclass(frozen=True)
class Candidate:
    """A text that a teacher wrote for an example ("" where it gave no answer)."""

    source: Example
    manner: str
    text: str


class Teaching:
    """
    `for candidate in Teaching(teacher, folder, tools, examples):` gives a candidate for each example in each manner, in that order.

    Answers are kept in `folder` and never asked for twice. When the loop has ended, `ledger` says what all of them cost.
    Raises ModelError, DataError and DiskFullError as RequestRun does.
    """

    def __init__(
        self,
        teacher: Endpoint,
        folder: Path,
        tools: Mapping[str, Tool],
        examples: Iterable[Example],
        seed: int = 0,
        settings: Settings = _PATIENT,
        report: Report | None = None,
    ) -> None:
        self.ledger: Ledger | None = None
        self._orders = [(example, manner) for example in examples for manner in MANNERS]
        requests = (request_for(teacher.model, example, manner, tools, seed) for example, manner in self._orders)
        self._run = RequestRun(teacher, requests, folder, settings, report)

    def __iter__(self) -> Iterator[Candidate]:
        for (example, manner), outcome in zip(self._orders, self._run, strict=True):
            yield Candidate(example, manner, _first_line(outcome.text) if outcome.accepted else "")
        self.ledger = self._run.ledger


def request_for(model: str, example: Example, manner: str, tools: Mapping[str, Tool], seed: int = 0) -> Request:
    """The conversation that asks for one paraphrase."""
    turns = []
    for command, kept, said in MANNERS[manner]:
        turns += [Message("user", _order(command, kept, manner)), Message("assistant", said)]
    turns.append(Message("user", _order(example.text, list(spans_of(example.call, tools).values()), manner)))
    return Request(model, tuple(turns), replace(_SAMPLING, seed=seed))


def _order(command: str, kept: Sequence[str], manner: str) -> str:
    keep = f"\nKeep: {'; '.join(kept)}" if kept else ""
    return f"Say {manner}: {command}{keep}"


def _first_line(text: str) -> str:
    """The first line that says something, without quotes around it."""
    lines = (line.strip().strip("\"'“”").strip() for line in text.splitlines())
    return next((line for line in lines if line), "")
