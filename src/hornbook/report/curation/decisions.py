"""What is known of every document of a curated corpus, without its text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hornbook.artifact import Artifact
from hornbook.curate.duplicates.index import Duplicates
from hornbook.curate.selection import COPY, LEAK_SCORE, NEAR, with_leaks
from hornbook.stages import corpus, deduplicate, select
from hornbook.stages.classify import EDUCATION_SCORE
from hornbook.stages.parts import parts_of
from hornbook.stages.scores import Scores

CODE_LANGUAGE, LICENSE_CLASS = "score_code_language", "score_license_class"


@dataclass(frozen=True)
class Decisions:
    """
    Every document and what became of it.

    `parts` are the files of the corpus. `documents` has a row for each document, in their order: `id`, `bytes`, `reason` (null: it
    stays), `source`, `license`, `stands` (the id of the document that stands for it: of all but near-duplicates its own), `part`
    (the number of its file) and `row` (its place there). `measured` has a row for each document that is no duplicate: the same
    columns, and its scores.
    """

    parts: Sequence[Path]
    documents: pa.Table
    measured: pa.Table

    @classmethod
    def load(cls, artifacts: Mapping[str, Artifact], columns: Sequence[str]) -> Self:
        """Read them with some columns of scores, and always language and class of licence."""
        parts = parts_of(artifacts["corpus"], corpus.DOCUMENTS)
        documents = _documents(parts, artifacts)
        is_duplicate = pc.is_in(documents["reason"], value_set=pa.array([COPY, NEAR]))
        survivors = documents.filter(pc.invert(is_duplicate))
        scores = _scores(Scores.of(artifacts), parts, sorted({*columns, CODE_LANGUAGE, LICENSE_CLASS}))
        rows = pc.index_in(survivors["id"], value_set=scores["id"].combine_chunks())
        found = scores.drop_columns("id").take(rows)
        measured = pa.table([*survivors.columns, *found.columns], names=[*survivors.column_names, *found.column_names])
        return cls(parts, documents, measured)

    def find(self, ids: pa.Array) -> pa.Table:
        """The rows of measured documents, in the order of their ids; null throughout where there is none."""
        return self.measured.take(pc.index_in(ids, value_set=self.measured["id"].combine_chunks()))


def _documents(parts: Sequence[Path], artifacts: Mapping[str, Artifact]) -> pa.Table:
    selection = artifacts["select"].path(select.SELECTION)
    tables = []
    for number, part in enumerate(parts):
        decided = _read(selection / part.name, ["id", "bytes", "reason"])
        described = _read(part, ["source", "license"])
        places = {
            "part": pa.array(np.full(decided.num_rows, number)),
            "row": pa.array(np.arange(decided.num_rows)),
        }
        for name, column in {**dict(zip(described.column_names, described.columns, strict=True)), **places}.items():
            decided = decided.append_column(name, column)
        tables.append(decided)
    documents = pa.concat_tables(tables).combine_chunks()
    found = artifacts["deduplicate"]
    duplicates = Duplicates.load(found.path(deduplicate.COPIES), found.path(deduplicate.NEAR))
    return documents.append_column("stands", pc.coalesce(duplicates.first_ids(documents), documents["id"]))


def _scores(scores: Scores, parts: Sequence[Path], columns: Sequence[str]) -> pa.Table:
    """`id` and these columns of every document that is no duplicate; of each file no more is read than that."""

    def read(folder: Path, columns: Sequence[str]) -> pa.Table:
        return pa.concat_tables([_read(folder / part.name, columns) for part in parts]).combine_chunks()

    measured = [name for name in columns if name not in (LEAK_SCORE.name, EDUCATION_SCORE.name)]
    table = with_leaks(read(scores.signals, ["id", *measured]), read(scores.leaks, ["id", "similarity"]))
    if scores.education:
        table = table.append_column(EDUCATION_SCORE, read(scores.education, [EDUCATION_SCORE.name]).column(0))
    return table.select(["id", *columns])


def _read(part: Path, columns: Sequence[str]) -> pa.Table:
    """Some columns of one file: half of the time that `pq.read_table` takes where files are many and small."""
    with pq.ParquetFile(part) as file:
        return file.read(columns=list(columns))
