"""From a file's bytes to its text: UTF-8, else what the file declares, else Latin-1 where that is clear."""

import codecs
import re

from hornbook.data.sources.unit import UnfitError

# UTF-32's mark begins with UTF-16's, so it comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Python's comment (PEP 263), Emacs's and Vim's lines, XML's declaration and HTML's <meta charset>.
_DECLARATION = re.compile(rb"(?:coding|encoding|charset)\s*[:=]\s*[\"']?([-\w.]+)", re.IGNORECASE)
_DECLARED_WITHIN = 1024

# Codecs for human text. Python has others (rot13, punycode, unicode_escape, idna) that a hostile file could ask for.
_HUMAN = (
    "iso8859",
    "cp",
    "koi8",
    "mac-",
    "gb",
    "big5",
    "euc_",
    "shift_jis",
    "iso2022",
    "johab",
    "hz",
    "tis-620",
    "ptcp",
)

# In real Latin-1 the bytes past ASCII are letters or a few signs, and stand alone or in pairs; other encodings use the C1
# controls (Windows, KOI8, Shift JIS) or write every letter so (Cyrillic, Greek, EUC).
_LATIN_1_NEVER = re.compile(rb"[\x80-\x9f]|[\xa0-\xff]{3}")
_LATIN_1_RUN = re.compile(rb"[\xa0-\xff]+")
_LATIN_1_LARGEST_SHARE = 0.1
_LATIN_1_LARGEST_SHARE_OF_PAIRS = 0.25


def decode(raw: bytes, declared: str | None = None) -> str:
    """
    The text of a file; `declared` is the encoding that came with it, as in an HTTP header.

    Raises UnfitError: `binary` for NUL bytes in what is not UTF-16 or UTF-32, `encoding` where no encoding fits.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decode_strictly(raw, encoding)
    if b"\0" in raw:
        raise UnfitError("binary")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        pass
    if asked_for := _human_encoding(declared or _declaration(raw)):
        return _decode_strictly(raw, asked_for)
    if _is_clearly_latin_1(raw):
        return raw.decode("latin-1")
    raise UnfitError("encoding")


def _decode_strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise UnfitError("encoding") from None


def _declaration(raw: bytes) -> str:
    found = _DECLARATION.search(raw[:_DECLARED_WITHIN])
    return found[1].decode("ascii", "replace") if found else ""


def _human_encoding(name: str) -> str | None:
    try:
        encoding = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return encoding if encoding.startswith(_HUMAN) else None


def _is_clearly_latin_1(raw: bytes) -> bool:
    if _LATIN_1_NEVER.search(raw):
        return False
    runs = _LATIN_1_RUN.findall(raw)
    pairs = sum(len(run) == 2 for run in runs)
    return len(runs) + pairs <= _LATIN_1_LARGEST_SHARE * len(raw) and pairs <= _LATIN_1_LARGEST_SHARE_OF_PAIRS * len(
        runs
    )
