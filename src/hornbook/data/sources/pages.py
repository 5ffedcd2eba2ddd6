"""Web pages in WARC files (ISO 28500), as their main text. WARC files are hostile: nothing is unpacked without a bound."""

import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import pyarrow as pa
import trafilatura
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from hornbook.data.documents import Document
from hornbook.data.licenses import UNKNOWN
from hornbook.data.sources.encodings import decode
from hornbook.data.sources.unit import Allowance, SetAside, UnfitError, Unit, broken_after, check_text, printable

_HTML = ("text/html", "application/xhtml+xml")
_PLAIN = "text/plain"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([-\w]+)", re.IGNORECASE)
_LONGEST_HEADERS = 2**20
_BUFFER = 2**16


def read_warc(unit: Unit, largest: int) -> Iterator[Document | SetAside]:
    """
    The pages of a WARC file: answers with status 200, saved resources, and the ready texts of WET files.

    The source is the page's address. A record's place is `label#number`, counted from 0.
    Raises UnfitError where the rest of the file cannot be read.
    """
    with _open(unit) as file:
        reader = _Reader(file, unit)
        for number, record in enumerate(_records(reader)):
            yield _read_record(record, f"{unit.label}#{number}", largest)


def _read_record(record: Any, place: str, largest: int) -> Document | SetAside:
    try:
        content_type = _page_type(record)
        raw = _payload(record, largest)
        charset = _CHARSET.search(content_type)
        text = decode(raw, charset[1] if charset else None)
        if content_type.startswith(_HTML):
            text = _main_text(text)
        check_text(text, largest)
    except UnfitError as error:
        return SetAside(place, error.reason, record.length or 0)
    address, date = (record.rec_headers.get_header(name) for name in ("WARC-Target-URI", "WARC-Date"))
    return Document(text, printable(address or place), UNKNOWN, "web", {"record": place, "date": date})


def _page_type(record: Any) -> str:
    """The content type of a page. Raises UnfitError for other records."""
    answer = record.http_headers
    if record.rec_type == "response" and answer and answer.get_statuscode() == "200":
        content_type = answer.get_header("Content-Type", "")
    elif record.rec_type in ("conversion", "resource"):
        content_type = record.rec_headers.get_header("Content-Type", "")
    else:
        raise UnfitError("not-a-page")
    if not content_type.lower().startswith((*_HTML, _PLAIN)):
        raise UnfitError("not-a-page")
    return str(content_type).lower()


def _payload(record: Any, largest: int) -> bytes:
    """A record's contents as the author wrote them. warcio's own reader unpacks without a bound."""
    if record.length is None or record.length > 2 * largest:
        raise UnfitError("too-large")
    headers, stream = record.http_headers, record.raw_stream
    if headers and headers.get_header("Transfer-Encoding", "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    with broken_after(Exception):
        raw = cast(bytes, stream.read())
    packing = headers.get_header("Content-Encoding", "identity").lower() if headers else "identity"
    if packing in ("gzip", "x-gzip", "deflate"):
        raw = _unpack(raw, largest)
    elif packing != "identity":
        raise UnfitError("encoding")
    if len(raw) > largest:
        raise UnfitError("too-large")
    return raw


def _unpack(raw: bytes, largest: int) -> bytes:
    """Undo gzip or deflate, up to a byte more than `largest`. Crawlers that store pages unpacked often keep the header."""
    for window in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):  # with a header of either kind, then without
        try:
            return zlib.decompressobj(window).decompress(raw, largest + 1)
        except zlib.error:
            continue
    return raw


def _main_text(html: str) -> str:
    try:
        # `fast` leaves out two further extractors as fall-backs, which take most of the time.
        text = trafilatura.extract(html, fast=True, include_comments=False)
    except Exception:  # whatever a hostile page makes a parser do
        raise UnfitError("broken-page") from None
    if not text:
        raise UnfitError("no-main-text")
    return text


def _records(reader: "_Reader") -> Iterator[Any]:
    iterator = ArchiveIterator(reader.stream)
    iterator.reader = reader
    with broken_after(Exception):  # of a damaged file warcio asks attributes that nothing has
        for record in iterator:
            reader.lines_left = _LONGEST_HEADERS
            yield record
            iterator.read_to_end()
            if getattr(record.raw_stream, "limit", 0):
                raise ArchiveLoadFailed("the file ends within a record")
        if iterator.err_count:
            raise ArchiveLoadFailed("something lies between the records")


def _open(unit: Unit) -> BinaryIO:
    # Arrow unpacks gzip and notices where it is damaged; warcio takes that for the end of the file.
    return cast(BinaryIO, pa.input_stream(unit.path, compression="gzip" if unit.path.suffix.lower() == ".gz" else None))


class _Reader(BufferedReader):  # type: ignore[misc]
    """warcio's reader, with bounds on the headers of a record and on what a file unpacks to."""

    def __init__(self, file: BinaryIO, unit: Unit) -> None:
        super().__init__(file, block_size=_BUFFER)
        self.lines_left = _LONGEST_HEADERS
        self._allowance = Allowance(unit.path)

    def readline(self, length: int | None = None) -> bytes:
        line = cast(bytes, super().readline(min(length or self.lines_left, self.lines_left)))
        self.lines_left -= len(line)
        if self.lines_left <= 0:
            raise ArchiveLoadFailed("headers without end")
        return line

    def _process_read(self, data: bytes) -> None:
        self._allowance.take(len(data))
        super()._process_read(data)
