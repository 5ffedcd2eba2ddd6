"""Which concept each document treats in truth, whichever it was asked for."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from hornbook.llm.request import Request, Sampling
from hornbook.llm.runner import Outcome
from hornbook.stats import Estimate
from hornbook.synthesize.coverage.jackknife import GROUPS, groups_of, jackknife_share
from hornbook.synthesize.embeddings import Vectors
from hornbook.synthesize.syllabus.tree import Leaf
from hornbook.tokenizer import Message

NONE = -1
_CHARACTERS = 3000


def nearest_leaves(
    documents: Vectors, leaves: Vectors, at_least: float = 0.2, margin: float = 0.05
) -> NDArray[np.int64]:
    """
    The place of the leaf [N] that each document [N, D] treats among leaves [L, D], or -1.

    The nearest is found after the mean of all these vectors is taken off, which is what everything on the subject has in common; it
    counts if the cosine, before that, is `at_least` so large, and the one after exceeds the second nearest's by the `margin`.
    """
    if not len(leaves) or not len(documents):
        return np.full(len(documents), NONE)
    mean = np.concatenate([documents, leaves]).mean(0)
    cosines = _unit(documents - mean) @ _unit(leaves - mean).T
    nearest = cosines.argmax(1)
    second = np.partition(cosines, -2, axis=1)[:, -2] if len(leaves) > 1 else np.full(len(documents), -np.inf)
    near = (documents * leaves[nearest]).sum(1) >= at_least
    return np.where(near & (cosines.max(1) - second >= margin), nearest, NONE)


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return unit


def treated_share(assigned: NDArray[np.int64], leaves: int, at_least: int = 1) -> Estimate:
    """
    The share of so many leaves that `at_least` so many of the documents [N] treat, by `nearest_leaves`.

    The interval is the jackknife's: how far it hangs on single documents.
    """
    if leaves == 0:
        return Estimate(float("nan"), float("nan"), float("nan"), 0)
    group, some = groups_of(len(assigned)), assigned != NONE
    table = np.zeros((GROUPS, leaves), np.int64)
    np.add.at(table, (group[some], assigned[some]), 1)
    counts = table.sum(0)
    return jackknife_share(
        float((counts >= at_least).mean()),
        lambda left: float((counts - table[left] >= at_least).mean()),
        len(assigned),
    )


class Verdict(BaseModel):
    """A judge's answer. The reason comes first: what is written last is judged by what stands before it."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, Field(max_length=200)]
    treats: bool


def questions(
    model: str, texts: Sequence[str], leaves: Sequence[Leaf], assigned: NDArray[np.int64]
) -> Iterator[Request]:
    """A request for each document that is assigned to a leaf, in their order: does it treat that?"""
    for text, place in zip(texts, assigned, strict=True):
        if place == NONE:
            continue
        asked = (
            f"Here is a text from a textbook:\n\n{text[:_CHARACTERS]}\n\nDoes it explain or practise this: {leaves[place].text}? "
            "Give a reason in one short sentence, then say whether it treats it."
        )
        yield Request(model, (Message("user", asked),), Sampling(temperature=0, max_tokens=120), Verdict)


def confirmed(assigned: NDArray[np.int64], outcomes: Iterable[Outcome]) -> NDArray[np.int64]:
    """
    The leaves [N], with -1 where the judge denies them, by the outcomes of `questions` in their order. No answer denies nothing.

    Raises ValueError where there are more or fewer outcomes than assigned documents.
    """
    result = assigned.copy()
    for place, outcome in zip(np.flatnonzero(assigned != NONE), outcomes, strict=True):
        if isinstance(outcome.value, Verdict) and not outcome.value.treats:
            result[place] = NONE
    return result
