"""A syllabus grown by a teacher, level by level: each leaf is divided into what the teacher names."""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from hornbook.llm.request import Request, Sampling
from hornbook.llm.runner import Outcome
from hornbook.synthesize.embeddings import Embed
from hornbook.synthesize.syllabus.tree import Leaf, Syllabus, without_repeats
from hornbook.tokenizer import Message

_ORNAMENT = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s*|[\s.;:]+$")
_SAMPLING = Sampling(temperature=0.7, max_tokens=400)


class Names(BaseModel):
    """A teacher's answer: short names of the parts of a topic."""

    model_config = ConfigDict(extra="forbid")

    names: list[Annotated[str, Field(max_length=100)]]


def seed_of(subject: str, quota: int) -> Syllabus:
    """The syllabus to grow from: the subject alone. `quota` is what each leaf that grows out of it inherits."""
    return Syllabus((Leaf((subject,), quota),))


def questions(syllabus: Syllabus, model: str, number: int) -> Iterator[Request]:
    """One request for each leaf, in their order: into which `number` of parts it divides. The teacher is told its neighbours."""
    for leaf in syllabus.leaves:
        neighbours = [
            other.name for other in syllabus.leaves if other.path[:-1] == leaf.path[:-1] and other is not leaf
        ]
        lines = [f"You plan a textbook: {syllabus.subject}."]
        if len(leaf.path) > 1:
            lines.append(f"This is one of its parts: {leaf.text}.")
        if neighbours:
            lines.append(f"Other parts, which are treated elsewhere: {'; '.join(neighbours)}.")
        lines.append(
            f"Divide it into {number} parts that do not overlap and leave nothing out, from the first a beginner needs to the rare "
            "and special. Name each in at most six words."
        )
        yield Request(model, (Message("user", "\n".join(lines)),), _SAMPLING, Names)


def grown(syllabus: Syllabus, outcomes: Iterable[Outcome], embed: Embed) -> Syllabus:
    """
    The syllabus one level deeper, by the outcomes of its `questions` in their order; siblings that say the same are left out.

    A leaf for which there is no answer, or one that names nothing, stays a leaf. Raises ValueError where there are more or fewer
    outcomes than leaves.
    """
    leaves: list[Leaf] = []
    for leaf, outcome in zip(syllabus.leaves, outcomes, strict=True):
        answered = outcome.value.names if isinstance(outcome.value, Names) else []
        names = [name for name in map(_plain, answered) if name and name != leaf.name]
        leaves.extend([Leaf((*leaf.path, name), leaf.quota) for name in names] or [leaf])
    return without_repeats(Syllabus(tuple(leaves)), embed)


def _plain(name: str) -> str:
    """A name without the number or dot that a list put on it."""
    return _ORNAMENT.sub("", name).strip()
