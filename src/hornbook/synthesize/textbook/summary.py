"""What became of a book, as plain data for a report."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from hornbook.llm.run import Ledger
from hornbook.synthesize.coverage import summary as coverage
from hornbook.synthesize.coverage.leaves import treated_share
from hornbook.synthesize.coverage.planning import LeafState
from hornbook.synthesize.coverage.species import Sample
from hornbook.synthesize.coverage.variety import vendi_score
from hornbook.synthesize.textbook.loop import Textbook, ideas_in

_EXAMPLE = 300  # characters


def summary(book: Textbook) -> dict[str, Any]:
    """
    How far the book covers its syllabus (`coverage` tree, `treated` share of leaves, `saturation` of ideas, `effective_number`), what
    it cost (`costs`, and `judge_costs` where there is one), what was `rejected` for which reason, and what each of the `rounds`
    planned and brought.
    """
    states = book.states()
    accepted, new = len(book.vectors), ideas_in(states)
    return {
        "subject": book.syllabus.subject,
        "teacher": book.teacher.endpoint.model,
        "requests": len(book.entries),
        "accepted": accepted,
        "rejected": rejected(book),
        "coverage": coverage.tree(book.syllabus, states),
        "treated": treated_share(book.assigned, len(book.syllabus.leaves)).to_dict(),
        "saturation": coverage.saturation(pooled(states)),
        "effective_number": vendi_score(book.vectors).to_dict(),
        "costs": _costs(book.teacher.ledger, accepted, new),
        "judge_costs": _costs(book.judge.ledger, accepted, new) if book.judge else None,
        "rounds": [
            {
                "requests": sum(done.plan.requests),
                "expected_new": done.plan.expected_new,
                "accepted": done.accepted,
                "new": done.new,
            }
            for done in book.rounds
        ],
    }


def rejected(book: Textbook) -> dict[str, dict[str, Any]]:
    """By reason, the most frequent first: how many texts were rejected for it, and the beginning of the first of them."""
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for entry in book.entries:
        if entry.ruling.reason is not None:
            counts[entry.ruling.reason] += 1
            examples.setdefault(entry.ruling.reason, entry.text[:_EXAMPLE])
    return {reason: {"texts": count, "example": examples[reason]} for reason, count in counts.most_common()}


def pooled(states: Sequence[LeafState]) -> Sample:
    """The ideas of all leaves as one sample. Its draws were steered to where ideas were missing, so it saturates late."""
    frequencies = np.zeros(max([3, *(len(state.ideas.frequencies) for state in states)]), np.int64)
    for state in states:
        frequencies[: len(state.ideas.frequencies)] += state.ideas.frequencies
    return Sample(frequencies)


def _costs(ledger: Ledger, accepted: int, new: int) -> dict[str, Any]:
    """Money and tokens in all, for each accepted document and for each new idea."""
    spent = ledger.spent
    tokens = spent.prompt_tokens + spent.completion_tokens
    return coverage.costs(ledger, accepted, new) | {
        "prompt_tokens": spent.prompt_tokens,
        "completion_tokens": spent.completion_tokens,
        "tokens_per_accepted": tokens / accepted if accepted else None,
        "tokens_per_new": tokens / new if new else None,
        "requests_without_count": spent.unmetered,
    }
