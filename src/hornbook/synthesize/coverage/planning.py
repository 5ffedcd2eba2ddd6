"""What to ask for next: the leaves that are thin and where something new is still to be had."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hornbook.synthesize.coverage.ideas import SAME_IDEA, ideas_of
from hornbook.synthesize.coverage.species import Sample
from hornbook.synthesize.embeddings import Vectors
from hornbook.synthesize.syllabus.tree import Syllabus

_PRIOR = 2.0  # documents of an average leaf that each leaf is taken to have had beside its own


@dataclass(frozen=True)
class LeafState:
    """
    A leaf so far: documents wanted (`quota`), requests made for it (`asked`), and the `ideas` of the accepted documents that treat it,
    one draw a document.
    """

    quota: int
    asked: int
    ideas: Sample


class Prospect(NamedTuple):
    """
    What one more request for a leaf brings: `accepted` documents, `new` of which show an idea for the first time; with each further
    document the latter is `fading` times what it was.
    """

    accepted: float
    new: float
    fading: float


@dataclass(frozen=True)
class Plan:
    """A round: how many `requests` [leaves] to make for each leaf, and how many new ideas are expected of them."""

    requests: tuple[int, ...]
    expected_new: float

    def is_worth(self, least: float) -> bool:
        """Whether that many new ideas are expected of an average request, so that the round is worth making."""
        total = sum(self.requests)
        return total > 0 and self.expected_new >= least * total

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"requests": list(self.requests), "expected_new": self.expected_new}


def states_of(
    syllabus: Syllabus, asked: Sequence[int], assigned: NDArray[np.int64], vectors: Vectors, same: float = SAME_IDEA
) -> list[LeafState]:
    """The state of each leaf [L], from the requests made for each [L] and the accepted documents' leaves [N] and vectors [N, D]."""
    return [
        LeafState(leaf.quota, made, Sample.of(np.bincount(ideas_of(vectors[assigned == place], same))))
        for place, (leaf, made) in enumerate(zip(syllabus.leaves, asked, strict=True))
    ]


def prospects(states: Sequence[LeafState]) -> list[Prospect]:
    """
    What each leaf promises.

    The share of new ideas among the next documents is that of ideas shown once among those there are (Good, 1953), drawn to the mean
    of all leaves as if two documents of an average leaf had been seen besides; it fades with each document by Chao and Jost (2012),
    equation 12. The share of requests that end in a document which treats the leaf is drawn to the mean in the same way.
    """
    documents = sum(state.ideas.draws for state in states)
    once = sum(state.ideas.once for state in states)
    asked = sum(state.asked for state in states)
    novelty, yielded = (once + _PRIOR) / (documents + _PRIOR), (documents + _PRIOR) / (asked + _PRIOR)
    found = []
    for state in states:
        n, singles, doubles = state.ideas.draws, state.ideas.once, state.ideas.twice
        accepted = min(1.0, (n + _PRIOR * yielded) / (state.asked + _PRIOR))
        new = (singles + _PRIOR * novelty) / (n + _PRIOR)
        fading = (n * singles + _PRIOR) / (n * singles + 2 * doubles + _PRIOR)
        found.append(Prospect(accepted, accepted * new, fading))
    return found


def plan_round(states: Sequence[LeafState], requests: int) -> Plan:
    """
    Divide so many requests among the leaves, one after the other to the leaf where the new ideas expected of it, times the share of
    its quota that is still open, are most. Leaves whose quota is expected to be filled get none, so the plan may hold fewer.
    """
    outlook = prospects(states)
    made = [0] * len(states)
    expected = 0.0

    def gain(leaf: int) -> float:
        accepted, new, fading = outlook[leaf]
        return new * float(fading ** (made[leaf] * accepted))

    def turn(leaf: int) -> tuple[float, int, int]:
        open_share = 1 - (states[leaf].ideas.draws + made[leaf] * outlook[leaf].accepted) / states[leaf].quota
        return -gain(leaf) * open_share, made[leaf], leaf

    queue = [turn(leaf) for leaf in range(len(states))]
    heapify(queue)
    while queue and sum(made) < requests:
        urgency, _, leaf = heappop(queue)
        if urgency >= 0:
            break
        expected += gain(leaf)
        made[leaf] += 1
        heappush(queue, turn(leaf))
    return Plan(tuple(made), expected)
