"""Documents: Parquet with one schema, streamed, and named by their content."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from hornbook.errors import DataError
from hornbook.hashing import text_digest

SCHEMA = pa.schema([(name, pa.string()) for name in ("id", "text", "source", "license", "origin", "meta")])
_ROWS_PER_GROUP = 20_000
_CHARACTERS_PER_GROUP = 16 * 2**20
_OFTEN_EQUAL = ["license", "origin"]
"""Columns that get a dictionary. To look for equal texts in vain takes a quarter of the time of writing them."""

# ASCII's white space, as str.split sees it, becomes spaces. In long texts numpy then drops what is too many of them twice as
# fast as split and join; in short ones its calls cost more than they save.
_SPACES = bytes(ord(" ") if chr(code).isspace() and code < 128 else code for code in range(256))
_WORTH_NUMPY = 1000


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
        return text_digest(_squeeze(unicodedata.normalize("NFC", self.text)))


def _squeeze(text: str) -> str:
    """A text with each run of white space as one space, and none at its ends."""
    if len(text) < _WORTH_NUMPY or not text.isascii():
        return " ".join(text.split())
    characters = np.frombuffer(text.encode().translate(_SPACES), np.uint8)
    is_space = characters == ord(" ")
    is_kept = ~is_space
    is_kept[1:] |= ~is_space[:-1]  # the first space of a run
    kept: bytes = characters[is_kept].tobytes()
    return kept.decode().strip(" ")


def write_documents(path: Path, documents: Iterable[Document]) -> int:
    """
    Stream documents into a Parquet file (zstd); return how many.

    Only a group of rows is in memory: 20,000, or 16 million characters where they are long.
    """
    count = 0
    with pq.ParquetWriter(path, SCHEMA, compression="zstd", use_dictionary=_OFTEN_EQUAL) as writer:
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
            columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
            writer.write_batch(pa.record_batch(columns, schema=SCHEMA))
    return count


def read_documents(path: Path, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
    """Stream a Parquet file as Arrow batches, one for each group of rows. Raises DataError where it is missing or damaged."""
    try:
        with pq.ParquetFile(path) as file:
            for group in range(file.num_row_groups):
                yield from file.read_row_group(group, columns=columns).combine_chunks().to_batches()
    except (OSError, pa.ArrowInvalid) as error:
        raise DataError(f"{path}: not a readable Parquet file ({error}).", "Make it again.") from None


def read_texts(path: Path) -> Iterator[str]:
    """Stream the texts of a Parquet file of documents."""
    for batch in read_documents(path, ["text"]):
        yield from batch.column("text").to_pylist()


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    group: list[Document] = []
    characters = 0
    for document in documents:
        group.append(document)
        characters += len(document.text)
        if len(group) == _ROWS_PER_GROUP or characters >= _CHARACTERS_PER_GROUP:
            yield group
            group, characters = [], 0
    if group:
        yield group
