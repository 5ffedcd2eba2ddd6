"""What a corpus is divided into, and what is set aside while it is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

LARGEST_TEXT = 4 * 2**20
"""Bytes of a file, or characters of a row, that at most become a document: more is nearly always data or generated code."""

UNIT_BYTES = 32 * 2**20
"""About how many bytes go into one unit where a corpus can be cut."""

Format = Literal["files", "wheel", "zip", "tar", "lines", "parquet", "arrow", "warc"]

Reason = Literal[
    "binary",  # NUL bytes, or a kind of file that holds no text
    "bomb",  # an archive that grows out of all proportion when unpacked
    "broken-archive",  # a container, or what is left of one, that cannot be read
    "broken-page",  # a web page that the extractor fails on
    "broken-row",  # a line that is no JSON object, or a text column that holds no text
    "empty",  # nothing but white space
    "encoding",  # bytes whose encoding is unknown
    "link",  # a symbolic or hard link
    "no-main-text",  # a web page without main text
    "no-text",  # a row or table without a text column
    "not-a-page",  # a WARC record that is no web page: requests, metadata, redirects, images
    "other-kind",  # a file that is neither a program nor prose
    "record",  # what an installer notes about a wheel
    "special-file",  # a device, socket or pipe
    "too-large",
]


@dataclass(frozen=True)
class Unit:
    """
    A part of a corpus that any process can read without the rest.

    `label` begins the source of its documents, and never holds an absolute path; `bytes` estimates how much text it holds.
    `names` are the files of a folder; `start` and `stop` bound the bytes of JSON lines or the row groups of Parquet.
    """

    format: Format
    path: Path
    label: str
    bytes: int
    names: tuple[str, ...] = ()
    start: int = 0
    stop: int | None = None


@dataclass(frozen=True)
class SetAside:
    """
    Something that did not become a document: where it lies, why, and its bytes.

    Of an archive that cannot be read on they are the unit's estimate.
    """

    where: str
    reason: Reason
    bytes: int


class UnfitError(Exception):
    """Raised inside the readers for what cannot become a document; they turn it into a SetAside."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@contextmanager
def broken_after(*errors: type[Exception]) -> Iterator[None]:
    """Turn what a library raises for a damaged file into UnfitError."""
    try:
        yield
    except UnfitError:
        raise
    except errors:
        raise UnfitError("broken-archive") from None


class Allowance:
    """
    How many bytes may still be unpacked from one archive.

    Source code and prose shrink to a quarter or a third, very regular text to a thirtieth; only a bomb shrinks a hundredfold.
    """

    _LARGEST_EXPANSION = 100
    _ALWAYS_ALLOWED = 64 * 2**20

    def __init__(self, archive: Path) -> None:
        self._left = max(self._ALWAYS_ALLOWED, self._LARGEST_EXPANSION * archive.stat().st_size)

    def take(self, size: int) -> None:
        """Unpack so many bytes. Raises UnfitError where that is out of proportion."""
        self._left -= size
        if self._left < 0:
            raise UnfitError("bomb")


def check_text(text: str, largest: int) -> None:
    """Raise UnfitError for a text that is too large, empty, or not what UTF-8 can hold."""
    if len(text) > largest:
        raise UnfitError("too-large")
    if not text or text.isspace():
        raise UnfitError("empty")
    if "\0" in text:
        raise UnfitError("binary")
    if not text.isascii() and has_surrogates(text):
        raise UnfitError("encoding")


def has_surrogates(text: str) -> bool:
    """Whether a text has half characters, which JSON escapes and undecodable file names bring in and UTF-8 has no bytes for."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def printable(name: str) -> str:
    """A file's name with bytes that are not UTF-8 written as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()
