"""All scores of a corpus side by side, whichever stage gave them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from hornbook.artifact import Artifact
from hornbook.curate.selection import LEAK_SCORE, with_leaks
from hornbook.stages import classify, decontaminate, signals

STAGES = ("signals", "decontaminate", "classify")
"""The stages that score documents."""


@dataclass(frozen=True)
class Scores:
    """Where the scores lie, a file of each kind for each part of the corpus; `education` is None without a classifier."""

    signals: Path
    leaks: Path
    education: Path | None

    @classmethod
    def of(cls, artifacts: Mapping[str, Artifact]) -> Self:
        """Those that a stage finds among its inputs."""
        return cls(
            artifacts["signals"].path(signals.SCORES),
            artifacts["decontaminate"].path(decontaminate.LEAKS),
            artifacts["classify"].path(classify.EDUCATION) if "classify" in artifacts else None,
        )

    @property
    def schema(self) -> pa.Schema:
        """`id`, then every score with its description."""
        schema = signals.schema_of(self.signals).append(LEAK_SCORE)
        return schema.append(classify.EDUCATION_SCORE) if self.education else schema

    def read(self, part: str) -> pa.Table:
        """A row for each document of a part (the name of its file) that is no duplicate."""
        scores = with_leaks(pq.read_table(self.signals / part), pq.read_table(self.leaks / part))
        if self.education:
            graded = pq.read_table(self.education / part)
            assert graded["id"].equals(scores["id"]), "both have a row for each document that is no duplicate"
            scores = scores.append_column(classify.EDUCATION_SCORE, graded[classify.EDUCATION_SCORE.name])
        return scores
