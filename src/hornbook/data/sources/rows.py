"""One row of a table, or one JSON object, to one document."""

import json
import math
import re
from collections.abc import Collection, Mapping
from typing import Any

from hornbook.data.documents import SCHEMA, Document
from hornbook.data.licenses import UNKNOWN, normalise
from hornbook.data.sources.encodings import decode
from hornbook.data.sources.files import kind_of
from hornbook.data.sources.unit import SetAside, UnfitError, check_text, printable

_NAMED = ("license", "source", "origin", "meta")
_ORIGIN = re.compile(r"web|code|book|synthetic:.+")
_LONGEST_META_TEXT = 200

parse_json = json.JSONDecoder(parse_constant=lambda name: None).decode
"""JSON to Python; NaN and the infinities, which are none but which many write, become None."""


def text_column(names: Collection[str], texts: Collection[str]) -> str | None:
    """
    The column that holds the text: `text`, else `content`, else the only one of `texts` that is not named for something else.

    `names` are all columns, `texts` those that hold strings. None where it is none or not clear.
    """
    for name in ("text", "content"):
        if name in names:
            return name
    candidates = [name for name in texts if name not in (*_NAMED, "id", "url")]
    return candidates[0] if len(candidates) == 1 else None


def read_row(row: Mapping[str, Any], column: str | None, place: str, size: int, largest: int) -> Document | SetAside:
    """
    The document of a row whose text is in `column`, or why it is none; `place` and `size` say where the row lies.

    The source is the row's `source`, else its `url`, else its place; the rest that is small goes into `meta`.
    """
    try:
        if column is None:
            raise UnfitError("no-text")
        text = row[column]
        if isinstance(text, bytes):
            text = decode(text)
        if not isinstance(text, str):
            raise UnfitError("broken-row")
        check_text(text, largest)
    except UnfitError as error:
        return SetAside(place, error.reason, size)
    license = row.get("license")  # noqa: A001
    source = row.get("source") or row.get("url")
    return Document(
        text,
        printable(source) if isinstance(source, str) else place,
        normalise(license) if isinstance(license, str) else UNKNOWN,
        _origin(row),
        _meta(row, column),
    )


def _origin(row: Mapping[str, Any]) -> str:
    """The row's own, else what its `path` says of it, else web."""
    origin, path = row.get("origin"), row.get("path")
    if isinstance(origin, str) and _ORIGIN.fullmatch(origin):
        return origin
    try:
        return kind_of(path).origin if isinstance(path, str) else "web"
    except UnfitError:
        return "web"


def _meta(row: Mapping[str, Any], column: str) -> dict[str, Any]:
    """The row's own `meta`, and its other columns with a short text, a number or a truth value."""
    own = row.get("meta")
    if isinstance(own, str):
        try:
            own = parse_json(own)
        except (ValueError, RecursionError):
            own = None
    meta = dict(own) if isinstance(own, dict) else {}
    # In documents of ours the id only repeats the text.
    passed_over = {column, *_NAMED, *(("id",) if row.keys() >= set(SCHEMA.names) else ())}
    return meta | {name: value for name, value in row.items() if name not in passed_over and _is_small(value)}


def _is_small(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= _LONGEST_META_TEXT
    return isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value))
