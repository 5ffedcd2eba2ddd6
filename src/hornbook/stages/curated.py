"""Stage `curated`: writes the documents that stay, with their scores, and without the secrets that were found in them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hornbook.curate.signals.sensitive import SENSITIVE_COLUMNS, redact
from hornbook.data.documents import SCHEMA, read_documents
from hornbook.data.engine import Counts
from hornbook.recipe import Recipe
from hornbook.stages import corpus, scores, select
from hornbook.stages.parts import BYTES, make_parts, parts_of
from hornbook.stages.scores import Scores
from hornbook.stages.stage import Stage, StageContext

KEPT = "kept"


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    return {"redact": recipe.curate.redact}


def _run(context: StageContext) -> None:
    documents = context.inputs["corpus"]
    maker = _Keeper(
        context.inputs["select"].path(select.SELECTION),
        Scores.of(context.inputs),
        context.recipe.curate.redact,
    )
    inputs = {part.stem: part for part in parts_of(documents, corpus.DOCUMENTS)}
    counts = make_parts(context, KEPT, maker, inputs, documents.counts[BYTES])
    context.draft.counts.update(
        documents=sum(part["documents"] for part in counts),
        bytes=sum(part["kept_bytes"] for part in counts),
        redacted_documents=sum(part["redacted"] for part in counts),
    )


@dataclass(frozen=True)
class _Keeper:
    selection: Path
    scores: Scores
    redact: bool

    def __call__(self, documents: Path, file: Path) -> Counts:
        reasons = pq.read_table(self.selection / documents.name, columns=["reason"])["reason"].combine_chunks()
        scores = self.scores.read(documents.name)
        schema = pa.schema([*SCHEMA, *(field for field in scores.schema if field.name != "id")])
        counts = {"documents": 0, "kept_bytes": 0, "redacted": 0, BYTES: 0}
        start = 0
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for batch in read_documents(documents, SCHEMA.names):
                counts[BYTES] += pc.sum(pc.binary_length(batch["text"])).as_py() or 0
                kept = batch.filter(pc.is_null(reasons.slice(start, batch.num_rows)))
                start += batch.num_rows
                rows = pc.index_in(kept["id"], value_set=scores["id"].combine_chunks())
                found = scores.drop_columns("id").take(rows)
                if self.redact:
                    kept, redacted = redact_batch(kept, found)
                    counts["redacted"] += redacted
                table = pa.table([*kept.columns, *found.columns], schema=schema)
                writer.write_table(table)
                counts["documents"] += kept.num_rows
                counts["kept_bytes"] += pc.sum(pc.binary_length(kept["text"])).as_py() or 0
        return counts


def redact_batch(batch: pa.RecordBatch, scores: pa.Table) -> tuple[pa.RecordBatch, int]:
    """
    Documents without the secrets and personal data that their scores, a row for each, tell of; and how many had any.

    A document keeps its id, the name of what was read; its meta says what was taken out.
    """
    counts = np.stack([np.asarray(scores[column]) for column in SENSITIVE_COLUMNS])
    flagged = counts.sum(axis=0) > 0
    found = batch.filter(pa.array(flagged))
    texts, metas = [], []
    for text, meta in zip(found["text"].to_pylist(), found["meta"].to_pylist(), strict=True):
        clean, taken = redact(text)
        texts.append(clean)
        metas.append(json.dumps({**json.loads(meta), "redacted": taken}))
    columns = dict(zip(batch.schema.names, batch.columns, strict=True))
    for name, values in (("text", texts), ("meta", metas)):
        columns[name] = pc.replace_with_mask(columns[name], pa.array(flagged), pa.array(values, pa.string()))
    return pa.record_batch(list(columns.values()), schema=batch.schema), len(texts)


STAGE = Stage("curated", 1, ("corpus", *scores.STAGES, "select"), _settings, _run)
