"""
The loop that writes a book: plan a round, ask, accept, see what is covered, plan the next.

A round follows from the syllabus and the answers before it and from nothing else. Answers are kept on disk, so a run that was killed
goes through its rounds again without asking anything twice, and on to the book that it would have written.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hornbook.data.documents import Document
from hornbook.errors import ModelError
from hornbook.llm.answers import Spending
from hornbook.llm.runner import Outcome
from hornbook.synthesize.coverage.leaves import NONE, confirmed, nearest_leaves, questions
from hornbook.synthesize.coverage.planning import LeafState, Plan, plan_round, states_of
from hornbook.synthesize.embeddings import Embed, Vectors, embed
from hornbook.synthesize.syllabus.tree import Syllabus
from hornbook.synthesize.textbook.acceptance import Acceptance, Candidate, Ruling
from hornbook.synthesize.textbook.asking import Asker
from hornbook.synthesize.textbook.judging import Opinion, opinions
from hornbook.synthesize.textbook.prompts import Order, Prompter, opener
from hornbook.synthesize.textbook.texts import tidy

NO_ANSWER = "no answer"


@dataclass(frozen=True)
class Limits:
    """
    When to stop, looked at before each round of `round_requests`: when less than `least_new` new ideas are expected of an average
    request, or `most_tokens` completion tokens have been spent on the teacher (None for no such limit).
    """

    round_requests: int = 64
    least_new: float = 0.1
    most_tokens: int | None = None


@dataclass(frozen=True)
class Entry:
    """What came of an order: its text as it would stand in the book, what it cost, the ruling, and the judge's opinion, if any."""

    order: Order
    text: str
    spent: Spending
    ruling: Ruling
    opinion: Opinion | None = None

    @property
    def accepted(self) -> bool:
        """Whether the book has it."""
        return self.ruling.reason is None


@dataclass(frozen=True)
class Round:
    """A round as it was planned, the documents accepted in it, and how many new ideas they showed."""

    plan: Plan
    accepted: int
    new: int


Report = Callable[[int, int], None]
"""Told the requests done and the documents accepted so far."""


class Textbook:
    """
    A book on a syllabus. `write` fills it; `entries` are all orders with what came of them, `rounds` how they were planned.

    Where there is a judge, it has a word on every document that met the rules, and on which concept it treats.
    """

    def __init__(
        self,
        syllabus: Syllabus,
        prompter: Prompter,
        teacher: Asker,
        acceptance: Acceptance,
        limits: Limits | None = None,
        judge: Asker | None = None,
        embed: Embed = embed,
    ) -> None:
        self.syllabus, self.teacher, self.judge = syllabus, teacher, judge
        self.entries: list[Entry] = []
        self.rounds: list[Round] = []
        self.asked = [0] * len(syllabus.leaves)
        self._prompter, self._acceptance, self._limits = prompter, acceptance, limits or Limits()
        self._embed = embed
        self._leaves = embed([leaf.text for leaf in syllabus.leaves])
        self.vectors = self._leaves[:0]
        self.assigned: NDArray[np.int64] = np.zeros(0, np.int64)
        self._said: list[list[str]] = [[] for _ in syllabus.leaves]

    @property
    def accepted(self) -> list[Entry]:
        """The entries that the book has, in the order of their acceptance."""
        return [entry for entry in self.entries if entry.accepted]

    def states(self) -> list[LeafState]:
        """How far each leaf has got."""
        return states_of(self.syllabus, self.asked, self.assigned, self.vectors)

    def write(self, report: Report | None = None) -> None:
        """
        Go round after round until a limit is reached.

        Raises ModelError where the teacher or the judge refuses, or no answer of the first round can be used; DataError or
        DiskFullError where answers cannot be kept.
        """
        states = self.states()
        while not self._spent_all():
            plan = plan_round(states, self._limits.round_requests)
            if not plan.is_worth(self._limits.least_new):
                break
            before = ideas_in(states)
            accepted = self._go_round(plan, report)
            states = self.states()
            self.rounds.append(Round(plan, accepted, ideas_in(states) - before))

    def _spent_all(self) -> bool:
        most = self._limits.most_tokens
        return most is not None and self.teacher.ledger.spent.completion_tokens >= most

    def _go_round(self, plan: Plan, report: Report | None) -> int:
        """Ask what is planned, take in what is accepted, and say how much that is."""
        orders = list(self._orders(plan))
        accepted = len(self.vectors)
        outcomes = self.teacher.ask(
            [order.request for order in orders], lambda done: report(done, accepted) if report else None
        )
        if not self.entries and not any(outcome.accepted for outcome in outcomes):
            endpoint = self.teacher.endpoint
            raise ModelError(
                f"No answer of {endpoint.model} at {endpoint.url} can be used ({outcomes[0].reason}).",
                "Check that it is there, or choose another teacher.",
            )
        entries = self._judged(self._ruled(orders, outcomes))
        self.entries.extend(entries)
        taken = [entry for entry in entries if entry.accepted]
        for order in orders:
            self.asked[order.leaf] += 1
        for entry in taken:
            self._said[entry.order.leaf].append(opener(entry.text))
        self.vectors = np.concatenate([self.vectors, self._embed([entry.text for entry in taken])])
        self.assigned = self._assign(self.vectors)
        return len(taken)

    def _orders(self, plan: Plan) -> Iterator[Order]:
        for place, (leaf, requests) in enumerate(zip(self.syllabus.leaves, plan.requests, strict=True)):
            for further in range(requests):
                yield self._prompter.order(leaf, place, self.asked[place] + further, self._said[place])

    def _ruled(self, orders: Sequence[Order], outcomes: Sequence[Outcome]) -> list[Entry]:
        texts = [tidy(outcome.text, outcome.finish == "length") for outcome in outcomes]
        answered = [place for place, outcome in enumerate(outcomes) if outcome.accepted]
        candidates = [
            Candidate(texts[place], orders[place].prompt, orders[place].required, orders[place].is_code)
            for place in answered
        ]
        rulings = dict(zip(answered, self._acceptance.judge(candidates), strict=True))
        no_answer = Ruling(NO_ANSWER, {})
        return [
            Entry(order, text, outcome.spent, rulings.get(place, no_answer))
            for place, (order, text, outcome) in enumerate(zip(orders, texts, outcomes, strict=True))
        ]

    def _judged(self, entries: list[Entry]) -> list[Entry]:
        """The entries with the judge's opinion of those that met the rules; one without an answer stays accepted."""
        if self.judge is None:
            return entries
        met = [place for place, entry in enumerate(entries) if entry.accepted]
        for place, opinion in zip(met, opinions(self.judge, [entries[place].text for place in met]), strict=True):
            if opinion is not None:
                ruling = Ruling(opinion.denial, entries[place].ruling.figures)
                entries[place] = replace(entries[place], ruling=ruling, opinion=opinion)
        return entries

    def _assign(self, vectors: Vectors) -> NDArray[np.int64]:
        """The leaf of each accepted document, confirmed by the judge where there is one."""
        assigned = nearest_leaves(vectors, self._leaves)
        if self.judge is None:
            return assigned
        texts = [entry.text for entry in self.accepted]
        asked = list(questions(self.judge.endpoint.model, texts, self.syllabus.leaves, assigned))
        return confirmed(assigned, self.judge.ask(asked))

    def documents(self, licence: str) -> Iterator[Document]:
        """
        The accepted documents, in the order of their acceptance, each with all that led to it as `meta`.

        `licence` is the SPDX expression that the teacher's terms allow for what it writes.
        """
        for entry, place in zip(self.accepted, self.assigned.tolist(), strict=True):
            yield _document(self.syllabus, entry, place, licence)


def ideas_in(states: Sequence[LeafState]) -> int:
    """How many different ideas all leaves show."""
    return sum(state.ideas.seen for state in states)


def _document(syllabus: Syllabus, entry: Entry, treated: int, licence: str) -> Document:
    order = entry.order
    meta = {
        "prompt": order.prompt,
        "sampling": asdict(order.request.sampling),
        "number": order.number,
        "combination": order.combination,
        "words": order.words,
        "asked_for": list(syllabus.leaves[order.leaf].path),
        "treats": list(syllabus.leaves[treated].path) if treated != NONE else None,
        "tokens": {"prompt": entry.spent.prompt_tokens, "completion": entry.spent.completion_tokens},
        "verdicts": entry.ruling.figures | ({"judge": entry.opinion.model_dump()} if entry.opinion else {}),
    }
    teacher = order.request.model
    return Document(
        entry.text, f"textbook: {syllabus.subject}", licence, f"synthetic:{teacher}", {"teacher": teacher, **meta}
    )
