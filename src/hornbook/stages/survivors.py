"""What the stages that read only documents without a duplicate have in common."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hornbook.curate.duplicates.index import Duplicates, read_survivors
from hornbook.data.engine import Counts
from hornbook.stages import corpus, deduplicate
from hornbook.stages.parts import BYTES, make_parts, parts_of
from hornbook.stages.stage import StageContext

COLUMNS = ["id", "text", "source", "license", "origin", "meta"]
Transform = Callable[[pa.RecordBatch, str], pa.RecordBatch]
"""A batch of documents, and the name of the part's file, to a batch of what is found out about them."""


def make_tables(context: StageContext, folder: str, transform: Transform, schema: pa.Schema) -> list[Counts]:
    """Write what `transform` finds out about every surviving document, a file for each part of the corpus."""
    documents, found = context.inputs["corpus"], context.inputs["deduplicate"]
    inputs = {part.stem: part for part in parts_of(documents, corpus.DOCUMENTS)}
    maker = _TableMaker(
        transform, schema, found.path(deduplicate.INDEX), found.path(deduplicate.COPIES), found.path(deduplicate.NEAR)
    )
    return make_parts(context, folder, maker, inputs, documents.counts[BYTES])


@dataclass(frozen=True)
class _TableMaker:
    transform: Transform
    schema: pa.Schema
    index: Path
    copies: Path
    near: Path

    def __call__(self, documents: Path, table: Path) -> Counts:
        rows = total = 0
        with pq.ParquetWriter(table, self.schema, compression="zstd") as writer:
            for batch in self._surviving(documents):
                found = self.transform(batch, documents.name)
                writer.write_batch(found)
                rows += found.num_rows
                total += pc.sum(pc.binary_length(batch.column("text"))).as_py() or 0
        return {"rows": rows, BYTES: total}

    def _surviving(self, documents: Path) -> Iterator[pa.RecordBatch]:
        duplicates = Duplicates.load(self.copies, self.near)
        yield from read_survivors(documents, self.index / documents.name, duplicates, COLUMNS)
