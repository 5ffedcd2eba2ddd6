"""Stage `signals`: measures every document that is no duplicate."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hornbook.curate.perplexity import PERPLEXITY, Perplexity
from hornbook.curate.signals.measure import SIGNALS, columns, measure_all
from hornbook.recipe import Recipe
from hornbook.stages.stage import Stage, StageContext
from hornbook.stages.survivors import make_tables

SCORES = "scores"


def schema(with_perplexity: bool) -> pa.Schema:
    """The columns of a file of scores: a document's id, then what every signal measures."""
    asked = [PERPLEXITY] if with_perplexity else []
    return pa.schema([("id", pa.string()), *columns(list(SIGNALS)), *asked])


def schema_of(scores: Path) -> pa.Schema:
    """The columns that the files of a folder of scores have."""
    return pq.read_schema(next(scores.glob("*.parquet")))


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    versions = {name: make().version for name, make in SIGNALS.items()}
    return versions | ({"perplexity": 1} if recipe.curate.perplexity else {})


def _run(context: StageContext) -> None:
    perplexity = None
    if context.recipe.curate.perplexity:
        from hornbook.llm.catalogue import SMOLLM2, fetch

        perplexity = Perplexity(fetch(SMOLLM2, context.cache / "models"))
    counts = make_tables(context, SCORES, _Measurer(perplexity), schema(perplexity is not None))
    context.draft.counts.update(documents=sum(part["rows"] for part in counts))


@dataclass(frozen=True)
class _Measurer:
    perplexity: Perplexity | None

    def __call__(self, batch: pa.RecordBatch, part: str) -> pa.RecordBatch:
        scores = measure_all(batch, list(SIGNALS))
        if self.perplexity:
            scores = scores.append_column(PERPLEXITY, self.perplexity.measure(batch["text"]))
        return scores


STAGE = Stage("signals", 1, ("corpus", "deduplicate"), _settings, _run)
