"""Grades by a teacher: which documents it is shown, what it is asked, and how far it agrees with itself."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field

from hornbook.curate.classifier import GRADES
from hornbook.hashing import digest
from hornbook.llm.request import Request, Sampling
from hornbook.tokenizer import Message

TIMES = 2
"""How often every document is graded, so that the teacher's reliability is known."""

RUBRIC = """\
You judge how well a text would teach a beginner to program. Give one point for each line that is true:
1. It is real, readable code or prose about programming, and not data, a list of names, or something generated.
2. It can be understood without the rest of its project.
3. It computes or explains something that is useful elsewhere too.
4. Names, comments or docstrings make clear what it does and why.
5. It is so clear and well ordered that it could stand in a textbook.
First write one short sentence of reasons, then the number of points, from 0 to 5."""


class Judgement(BaseModel):
    """A teacher's answer. The reason comes first: what is written last is judged by what stands before it."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, Field(max_length=200)]
    score: Annotated[int, Field(ge=0, lt=GRADES)]


_CHARACTERS = 800


def stratified_sample(ids: pa.Array, strata: pa.Array, number: int) -> list[str]:
    """
    At most `number` ids, from each stratum as many as from any other while it has them.

    Which ones depends on the ids alone, so a document that is added changes little, and the order of documents nothing.
    """
    by_stratum: dict[Any, list[tuple[str, str]]] = defaultdict(list)
    for identity, stratum in zip(ids.to_pylist(), strata.to_pylist(), strict=True):
        by_stratum[stratum].append((digest(["sample", identity]), identity))
    turns = [(turn, drawn) for members in by_stratum.values() for turn, drawn in enumerate(sorted(members))]
    return [identity for _, (_, identity) in sorted(turns)[:number]]


def requests(model: str, texts: Sequence[str]) -> Iterator[Request]:
    """What the teacher is asked: each text `TIMES` times in a row."""
    for text in texts:
        messages = (
            Message("system", RUBRIC),
            Message("user", f"The text:\n\n{text[:_CHARACTERS]}\n\nReason and points?"),
        )
        for sample in range(TIMES):
            yield Request(model, messages, Sampling(max_tokens=120), Judgement, sample)
