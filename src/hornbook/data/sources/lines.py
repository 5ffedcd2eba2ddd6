"""JSON lines, plain or compressed (gzip, Zstandard)."""

import io
from collections.abc import Iterator
from typing import BinaryIO, cast

import pyarrow as pa

from hornbook.data.documents import Document
from hornbook.data.sources.rows import parse_json, read_row, text_column
from hornbook.data.sources.unit import Allowance, SetAside, Unit, broken_after

COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}

_BUFFER = 2**20
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_lines(unit: Unit, largest: int) -> Iterator[Document | SetAside]:
    """
    The documents of a file of JSON lines, of those lines that begin within the unit's bytes.

    A line's place is `label#byte`: where it begins in the file, or in what the file unpacks to.
    Raises UnfitError where the rest of a compressed file cannot be unpacked.
    """
    longest = 4 * largest  # room for a text's escapes and for other columns
    for offset, size, line in _lines(unit, longest):
        place = f"{unit.label}#{offset}"
        if size > longest:
            yield SetAside(place, "too-large", size)
        elif not line.isspace():
            yield _read_line(line, place, largest)


def _read_line(line: bytes, place: str, largest: int) -> Document | SetAside:
    try:
        row = parse_json(line.decode())
    except UnicodeDecodeError:
        return SetAside(place, "encoding", len(line))
    except (ValueError, RecursionError):
        return SetAside(place, "broken-row", len(line))
    if not isinstance(row, dict):
        return SetAside(place, "broken-row", len(line))
    column = text_column(row, [name for name, value in row.items() if isinstance(value, str)])
    return read_row(row, column, place, len(line), largest)


def _lines(unit: Unit, longest: int) -> Iterator[tuple[int, int, bytes]]:
    """Where each line begins, how many bytes it has, and no more than `longest` of them."""
    with _open(unit) as file:
        offset = unit.start
        if unit.start:
            # The line that began before the unit belongs to the unit before, unless it ends right there.
            file.seek(unit.start - 1)
            offset += _read_line_of(file, longest)[0] - 1
        while unit.stop is None or offset < unit.stop:
            size, line = _read_line_of(file, longest)
            if not size:
                return
            yield offset, size, line.removeprefix(_BYTE_ORDER_MARK) if offset == 0 else line
            offset += size


def _read_line_of(file: BinaryIO, longest: int) -> tuple[int, bytes]:
    line = piece = file.readline(longest)
    size = len(line)
    while len(piece) == longest and not piece.endswith(b"\n"):
        piece = file.readline(longest)
        size += len(piece)
    return size, line


def _open(unit: Unit) -> BinaryIO:
    compression = COMPRESSIONS.get(unit.path.suffix.lower())
    return cast(BinaryIO, _Unpacked(unit, compression)) if compression else unit.path.open("rb", _BUFFER)


class _Unpacked(io.BufferedReader):
    """A compressed file's contents. Reading raises UnfitError where it is damaged or a bomb."""

    def __init__(self, unit: Unit, compression: str) -> None:
        super().__init__(pa.input_stream(unit.path, compression=compression), _BUFFER)
        self._allowance = Allowance(unit.path)

    def readline(self, size: int | None = -1) -> bytes:
        with broken_after(OSError):
            line = super().readline(size)
        self._allowance.take(len(line))
        return line
