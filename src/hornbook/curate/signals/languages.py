"""Which programming language a document is in, and how that language marks a comment."""

import json
from dataclasses import dataclass
from pathlib import PurePosixPath

import pyarrow as pa

from hornbook.curate.signals.signal import score
from hornbook.curate.signals.texts import once_a_batch

_HASH, _SLASHES, _DASHES = (b"#",), (b"//", b"/*", b"* ", b"*/"), (b"--",)

# What a line of comment starts with, in the languages that have code and comments.
COMMENT_MARKS: dict[str, tuple[bytes, ...]] = {
    **dict.fromkeys(("python", "shell", "ruby", "perl", "r", "yaml", "ini", "make", "cmake", "julia", "elixir"), _HASH),
    **dict.fromkeys(("c", "c++", "c#", "java", "javascript", "typescript", "go", "rust"), _SLASHES),
    **dict.fromkeys(("kotlin", "swift", "scala", "dart", "php", "objective-c", "cuda"), _SLASHES),
    **dict.fromkeys(("sql", "lua", "haskell"), _DASHES),
}
PROSE = frozenset(("markdown", "restructuredtext", "text", "html", "tex"))

_SUFFIXES = {
    "python": "py pyi pyw pyx",
    "shell": "sh bash zsh",
    "ruby": "rb",
    "perl": "pl pm",
    "r": "r",
    "yaml": "yaml yml",
    "ini": "ini cfg conf",
    "make": "mk",
    "cmake": "cmake",
    "julia": "jl",
    "elixir": "ex exs",
    "c": "c h",
    "c++": "cc cpp cxx hpp hh hxx",
    "c#": "cs",
    "java": "java",
    "javascript": "js mjs cjs jsx",
    "typescript": "ts tsx mts",
    "go": "go",
    "rust": "rs",
    "kotlin": "kt kts",
    "swift": "swift",
    "scala": "scala",
    "dart": "dart",
    "php": "php",
    "objective-c": "m mm",
    "cuda": "cu cuh",
    "sql": "sql",
    "lua": "lua",
    "haskell": "hs",
    "markdown": "md markdown",
    "restructuredtext": "rst",
    "text": "txt",
    "html": "html htm",
    "xml": "xml svg",
    "css": "css scss less",
    "json": "json ipynb",
    "toml": "toml",
    "tex": "tex",
}
_BY_SUFFIX = {suffix: language for language, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_BY_NAME = {"makefile": "make", "dockerfile": "shell", "cmakelists.txt": "cmake"}
_ALIASES = {"cpp": "c++", "csharp": "c#", "js": "javascript", "ts": "typescript", "bash": "shell", "golang": "go"}


@dataclass(frozen=True)
class Place:
    """What a document's `meta` says of where it lay: its path, in small letters, and its programming language."""

    path: str | None
    language: str | None


@once_a_batch
def places(batch: pa.RecordBatch) -> list[Place]:
    """The place of each document; the language that `meta` names wins over the one that the path's suffix suggests."""
    return [_place(meta) for meta in batch.column("meta").to_pylist()]


def _place(meta: str | None) -> Place:
    try:
        values = json.loads(meta or "{}")
    except (ValueError, RecursionError):
        values = {}
    values = values if isinstance(values, dict) else {}
    path = values.get("path")
    path = path.lower().replace("\\", "/") if isinstance(path, str) and path else None
    language = str(values.get("language")).lower()
    language = _ALIASES.get(language, language)
    return Place(path, language if language in _SUFFIXES else _language_of(path))


def _language_of(path: str | None) -> str | None:
    if path is None:
        return None
    pure = PurePosixPath(path)
    return _BY_NAME.get(pure.name) or _BY_SUFFIX.get(pure.suffix[1:])


class CodeLanguage:
    """The programming or markup language, from `meta`: its `language`, else the suffix of its `path`."""

    name = "code_language"
    version = 1
    fields = (score("code_language", pa.string(), "programming or markup language, as path or source name it"),)

    def measure(self, batch: pa.RecordBatch) -> dict[str, pa.Array]:
        return {"score_code_language": pa.array([place.language for place in places(batch)], pa.string())}
