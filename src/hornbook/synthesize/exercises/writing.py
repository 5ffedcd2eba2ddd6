"""Writing a family's exercises: drawn, proven, and kept where they are new and unlike every exam item."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pyarrow as pa

from hornbook.curate.decontaminate.index import ExamIndex
from hornbook.data.documents import Document
from hornbook.sandbox import Sandbox
from hornbook.synthesize.exercises.exercise import Exercise, write_exercise
from hornbook.synthesize.exercises.families import Family
from hornbook.synthesize.exercises.verification import Proof, prove

REPEATED, LEAK = "said before", "exam leak"
ORIGIN = "synthetic:exercises"
_NEAREST = ("id", "exam", "item", "kind", "similarity")
_DRAWS = 3  # for each exercise that is wanted: then the family has little left to say


@dataclass
class Tally:
    """What became of the draws: why those were rejected that were, and how many mutants were tried and failed."""

    drawn: int = 0
    accepted: int = 0
    mutants: int = 0
    killed: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    nearest: list[dict[str, Any]] = field(default_factory=list)
    """Of each draw that comes near an exam item: how near (0.5 to 1), and to which."""

    def count(self, proof: Proof) -> None:
        """Add what was found out about one draw."""
        self.mutants += proof.mutants
        self.killed += proof.killed
        if not proof.accepted:
            self.rejected[proof.reason] += 1

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {**vars(self), "rejected": dict(self.rejected)}


@dataclass(frozen=True)
class Writer:
    """Writes up to `number` exercises of a family, without those that are at least `leak_similarity` like an exam item."""

    number: int
    seed: int
    exams: ExamIndex
    leak_similarity: float

    def write(self, family: Family, sandbox: Sandbox, tally: Tally) -> list[Document]:
        """The accepted ones as documents, in the order in which they were drawn."""
        proven = list(islice(self._proven(family, sandbox, tally), self.number))
        return keep_from_exams(proven, self.exams, self.leak_similarity, tally)

    def _proven(self, family: Family, sandbox: Sandbox, tally: Tally) -> Iterator[Document]:
        for number, exercise, proof in sandbox.map(
            lambda job: (*job, prove(job[1], sandbox)), self._drawn(family, tally)
        ):
            tally.count(proof)
            if proof.accepted:
                meta = described(exercise, proof, {"number": number, "seed": self.seed})
                yield Document(exercise.program, f"exercise:{exercise.family}", "Apache-2.0", ORIGIN, meta)

    def _drawn(self, family: Family, tally: Tally) -> Iterator[tuple[int, Exercise]]:
        """Exercises with their numbers, each statement once."""
        seen: set[str] = set()
        for number in range(_DRAWS * self.number):
            exercise = write_exercise(family, number, self.seed)
            tally.drawn += 1
            if exercise.statement in seen:
                tally.rejected[REPEATED] += 1
            else:
                seen.add(exercise.statement)
                yield number, exercise


def keep_from_exams(
    documents: Sequence[Document], exams: ExamIndex, leak_similarity: float, tally: Tally
) -> list[Document]:
    """The accepted ones: those that are less than `leak_similarity` like every exam item."""
    matches = _matches(documents, exams) if documents and exams.items else []
    tally.nearest += [{name: match[name] for name in _NEAREST} for match in matches]
    leaks = {match["id"] for match in matches if match["similarity"] >= leak_similarity}
    tally.rejected.update(LEAK for document in documents if document.id in leaks)
    accepted = [document for document in documents if document.id not in leaks]
    tally.accepted += len(accepted)
    return accepted


def _matches(documents: Sequence[Document], exams: ExamIndex) -> list[dict[str, Any]]:
    columns = {"id": [document.id for document in documents], "text": [document.text for document in documents]}
    matches: list[dict[str, Any]] = exams.find(pa.record_batch(columns)).to_pylist()
    return matches


def described(exercise: Exercise, proof: Proof, provenance: Mapping[str, Any]) -> dict[str, Any]:
    """The `meta` of an exercise's document. Its cases are kept as Python literals, which JSON has no room for."""
    return {
        "family": exercise.family,
        **provenance,
        "function": exercise.function,
        "prompt": exercise.prompt,
        "cases": [[repr(tuple(case.arguments)), repr(case.expected)] for case in exercise.cases],
        "shown": exercise.shown,
        "mutants": proof.mutants,
        "killed": proof.killed,
    }
