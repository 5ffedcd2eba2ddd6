"""Tables: Parquet files, and the Arrow files in a folder that Hugging Face `datasets` saved to disk."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.parquet as pq

from hornbook.data.documents import Document
from hornbook.data.sources.rows import read_row, text_column
from hornbook.data.sources.unit import UNIT_BYTES, SetAside, UnfitError, Unit, broken_after

_ROWS = 256
"""Rows that are in memory at a time."""

_BROKEN = (pa.ArrowException, OSError, ValueError)


def row_groups(path: Path) -> list[tuple[int, int, int]]:
    """Cut a Parquet file: first row group, the one after the last, and bytes once unpacked. Raises UnfitError where it is none."""
    with broken_after(*_BROKEN):
        metadata = pq.read_metadata(path)
    cuts, start, size = [], 0, 0
    for group in range(metadata.num_row_groups):
        size += metadata.row_group(group).total_byte_size
        if size >= UNIT_BYTES or group == metadata.num_row_groups - 1:
            cuts.append((start, group + 1, size))
            start, size = group + 1, 0
    return cuts


def read_parquet(unit: Unit, largest: int) -> Iterator[Document | SetAside]:
    """
    The documents of a Parquet file, of the unit's row groups. A row's place is `label#row`, counted from the file's first.

    Raises UnfitError where the rest cannot be read.
    """
    with broken_after(*_BROKEN):
        file = pq.ParquetFile(unit.path)
    with file:
        groups = range(unit.start, file.num_row_groups if unit.stop is None else unit.stop)
        first_row = sum(file.metadata.row_group(group).num_rows for group in range(unit.start))
        columns, text = _columns(file.schema_arrow)
        batches = file.iter_batches(_ROWS, row_groups=groups, columns=columns)
        yield from _read_batches(batches, text, first_row, unit.label, largest)


def read_arrow(unit: Unit, largest: int) -> Iterator[Document | SetAside]:
    """
    The documents of a file that holds an Arrow stream. A row's place is `label#row`.

    Raises UnfitError where the rest cannot be read.
    """
    with pa.memory_map(str(unit.path)) as file:
        with broken_after(*_BROKEN):
            stream = pa.ipc.open_stream(file)
        columns, text = _columns(stream.schema)
        yield from _read_batches(_slices(stream, columns), text, 0, unit.label, largest)


def _slices(stream: Iterable[pa.RecordBatch], columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    for batch in stream:
        chosen = batch.select(columns)
        chosen.validate(full=True)  # Arrow trusts the offsets in a file, and would read past its end
        for start in range(0, len(chosen), _ROWS):
            yield chosen.slice(start, _ROWS)


def _columns(schema: pa.Schema) -> tuple[list[str], str]:
    """The columns worth reading (texts, numbers, truth values) and that of the text. Raises UnfitError where there is none."""
    count = Counter(schema.names)
    fields = {field.name: field.type for field in schema if count[field.name] == 1}
    texts = [name for name, type_ in fields.items() if _is_text(type_)]
    text = text_column(fields, texts)
    if text is None:
        raise UnfitError("no-text")
    small = [name for name, type_ in fields.items() if _is_text(type_) or _is_number(type_)]
    return list(dict.fromkeys([text, *small])), text


def _is_text(type_: pa.DataType) -> bool:
    if pa.types.is_dictionary(type_):
        type_ = type_.value_type
    return bool(pa.types.is_string(type_) or pa.types.is_large_string(type_) or pa.types.is_string_view(type_))


def _is_number(type_: pa.DataType) -> bool:
    return bool(pa.types.is_integer(type_) or pa.types.is_floating(type_) or pa.types.is_boolean(type_))


def _read_batches(
    batches: Iterator[pa.RecordBatch], column: str, row_number: int, label: str, largest: int
) -> Iterator[Document | SetAside]:
    while True:
        with broken_after(*_BROKEN):
            batch = next(batches, None)
            if batch is None:
                return
            values = {name: _values(batch.column(name), name == column) for name in batch.schema.names}
        for cells in zip(*values.values(), strict=True):
            row = dict(zip(values, cells, strict=True))
            size = len(row[column]) if isinstance(row[column], bytes) else 0
            yield read_row(row, column, f"{label}#{row_number}", size, largest)
            row_number += 1


def _values(array: pa.Array, is_text_column: bool) -> list[Any]:
    """
    Python values. Nobody checks that a string in a file is UTF-8, so the text stays bytes for its row to answer for.

    In other columns a bad character becomes the replacement character.
    """
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if not _is_text(array.type):
        return cast(list[Any], array.to_pylist())
    raw = array.cast(pa.large_binary()).to_pylist()
    return raw if is_text_column else [value if value is None else value.decode("utf-8", "replace") for value in raw]
