"""Documents: Parquet with one schema, streamed, and named by their content."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hornbook.errors import DataError
from hornbook.hashing import text_digest

SCHEMA = pa.schema([(name, pa.string()) for name in ("id", "text", "source", "license", "origin", "meta")])
_ROWS_PER_GROUP = 20_000


@dataclass(frozen=True)
class Document:
    """A text and where it comes from. `license` is an SPDX expression; `origin` is web, code, book or synthetic:<teacher>."""

    text: str
    source: str
    license: str
    origin: str
    meta: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """A hash of the text, in NFC and with runs of white space as one space: never of its path or position."""
        return text_digest(" ".join(unicodedata.normalize("NFC", self.text).split()))


def write_documents(path: Path, documents: Iterable[Document]) -> int:
    """Stream documents into a Parquet file (zstd); return how many."""
    count = 0
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for group in _groups(documents):
            count += len(group)
            rows = [
                (
                    document.id,
                    document.text,
                    document.source,
                    document.license,
                    document.origin,
                    json.dumps(document.meta),
                )
                for document in group
            ]
            writer.write_batch(pa.record_batch([pa.array(column) for column in zip(*rows, strict=True)], schema=SCHEMA))
    return count


def read_documents(path: Path, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
    """Stream a Parquet file as Arrow batches. Raises DataError where it is missing or damaged."""
    try:
        with pq.ParquetFile(path) as file:
            yield from file.iter_batches(batch_size=_ROWS_PER_GROUP, columns=columns)
    except (OSError, pa.ArrowInvalid) as error:
        raise DataError(f"{path}: not a readable Parquet file ({error}).", "Make it again.") from None


def read_texts(path: Path) -> Iterator[str]:
    """Stream the texts of a Parquet file of documents."""
    for batch in read_documents(path, ["text"]):
        yield from batch.column("text").to_pylist()


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    group: list[Document] = []
    for document in documents:
        group.append(document)
        if len(group) == _ROWS_PER_GROUP:
            yield group
            group = []
    if group:
        yield group
