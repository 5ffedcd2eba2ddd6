"""Stage `deduplicate`: finds the documents that say the same, and which one of them stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hornbook.curate.duplicates.clusters import find_edges, smallest_of_component
from hornbook.curate.duplicates.index import write_index
from hornbook.curate.duplicates.signatures import MinHash
from hornbook.data.engine import Counts, Engine
from hornbook.recipe import Recipe
from hornbook.stages import corpus
from hornbook.stages.parts import BYTES, make_parts, parts_of
from hornbook.stages.stage import Stage, StageContext

INDEX, COPIES, NEAR = "index", "copies.parquet", "near.parquet"


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    return {"words": recipe.curate.shingle_words, "bands": recipe.curate.bands, "rows": recipe.curate.band_rows}


def _run(context: StageContext) -> None:
    documents, draft = context.inputs["corpus"], context.draft
    minhash = MinHash(**_settings(context.recipe))
    inputs = {part.stem: part for part in parts_of(documents, corpus.DOCUMENTS)}
    counts = make_parts(context, INDEX, _IndexMaker(minhash), inputs, documents.counts[BYTES])
    files = sorted((draft.folder / INDEX).iterdir())
    copies = find_copies(context.engine, files)
    rows = sum(part["documents"] for part in counts) * minhash.bands
    edges = find_edges(context.engine, files, rows, minhash.least_similarity)
    near = smallest_of_component(edges)
    pq.write_table(copies.sort_by("id"), draft.folder / COPIES, compression="zstd")
    pq.write_table(near, draft.folder / NEAR, compression="zstd")
    total = sum(part["documents"] for part in counts)
    extra = (pc.sum(copies["copies"]).as_py() or 0) - copies.num_rows
    draft.counts.update(documents=total, exact_copies=extra, near_duplicates=near.num_rows)


@dataclass(frozen=True)
class _IndexMaker:
    minhash: MinHash

    def __call__(self, documents: Path, index: Path) -> Counts:
        rows, total = write_index(documents, index, self.minhash)
        return {"documents": rows, BYTES: total}


def find_copies(engine: Engine, files: list[Path]) -> pa.Table:
    """Ids that occur more than once: how many `copies` there are, and the `place` of the one that stays, the first by name."""
    from daft import col

    by_id = engine.frame(files).groupby("id").agg(col("place").min(), col("place").count().alias("copies"))
    return by_id.where("copies > 1").select("id", "place", "copies").to_arrow()


STAGE = Stage("deduplicate", 2, ("corpus",), _settings, _run)
