"""One file to one document, whether it lies in a folder or in an archive."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from hornbook.data import licenses
from hornbook.data.documents import Document
from hornbook.data.sources.encodings import decode
from hornbook.data.sources.unit import SetAside, UnfitError, check_text

# What the `identify` library calls a language, and its name; special ones first, since a file can have several tags.
# Data (JSON, CSV, XML, SVG, translations) teach no language: they are of another kind.
_PROGRAMS = {
    "cython": "Cython", "pyi": "Python", "python": "Python",
    "cuda": "CUDA", "objective-c++": "Objective-C++", "objective-c": "Objective-C", "c": "C", "c++": "C++", "c#": "C#",
    "asm": "Assembly", "rust": "Rust", "go": "Go", "zig": "Zig", "swift": "Swift", "nim": "Nim",
    "java": "Java", "kotlin": "Kotlin", "scala": "Scala", "groovy": "Groovy", "clojure": "Clojure",
    "ts": "TypeScript", "tsx": "TypeScript", "jsx": "JavaScript", "javascript": "JavaScript", "vue": "Vue",
    "svelte": "Svelte", "coffee": "CoffeeScript", "html": "HTML", "css": "CSS", "scss": "SCSS", "sass": "Sass",
    "less": "Less", "jinja": "Jinja", "php": "PHP", "ruby": "Ruby", "perl": "Perl", "lua": "Lua", "r": "R",
    "julia": "Julia", "fortran": "Fortran", "pascal": "Pascal", "haskell": "Haskell", "ocaml": "OCaml", "f#": "F#",
    "elm": "Elm", "erlang": "Erlang", "elixir": "Elixir", "scheme": "Scheme", "lean": "Lean", "dart": "Dart",
    "crystal": "Crystal", "solidity": "Solidity", "verilog": "Verilog", "system-verilog": "SystemVerilog",
    "shell": "Shell", "fish": "Fish", "powershell": "PowerShell", "batch": "Batch", "vim": "Vim script", "nix": "Nix",
    "makefile": "Makefile", "cmake": "CMake", "meson": "Meson", "bazel": "Starlark", "dockerfile": "Dockerfile",
    "terraform": "HCL", "hcl": "HCL", "sql": "SQL", "graphql": "GraphQL", "proto": "Protocol Buffers", "thrift": "Thrift",
    "toml": "TOML", "yaml": "YAML", "ini": "INI", "vhdl": "VHDL",
}  # fmt: skip
_PROSE = {
    "markdown": "Markdown", "mdx": "Markdown", "myst": "Markdown", "rst": "reStructuredText", "asciidoc": "AsciiDoc",
    "tex": "TeX", "plain-text": "Text",
}  # fmt: skip

_LARGEST_LICENSE_FILE = 100_000


@dataclass(frozen=True)
class Kind:
    """What a file is: `code` or `book`, and in which language."""

    origin: str
    language: str


_KINDS = {tag: Kind("code", language) for tag, language in _PROGRAMS.items()}
_KINDS |= {tag: Kind("book", language) for tag, language in _PROSE.items()}


@dataclass(frozen=True)
class File:
    """A file that may become a document: its path in the folder or archive that `label` names, and how to get its bytes."""

    label: str
    path: str
    size: int
    read: Callable[[], bytes]

    @property
    def source(self) -> str:
        return f"{self.label}/{self.path}"

    @property
    def folder(self) -> str:
        """The path of the folder that it lies in, "" being the root."""
        return self.path.rpartition("/")[0]


def kind_of(path: str) -> Kind:
    """What a file's name says of it. Raises UnfitError: `binary` or `other-kind`."""
    from identify.identify import tags_from_filename

    tags = tags_from_filename(path)
    for tag, kind in _KINDS.items():
        if tag in tags:
            return kind
    raise UnfitError("binary" if "binary" in tags else "other-kind")


def is_text(path: str) -> bool:
    """Whether a file's name says that it is a program or prose."""
    try:
        return bool(kind_of(path))
    except UnfitError:
        return False


def read_file(
    file: File,
    license: str,  # noqa: A002
    meta: dict[str, Any],
    largest: int,
    kind: Kind | None = None,
) -> Document | SetAside:
    """The document that a file is, or why it is none. Only what may become one is read; its name tells its kind."""
    try:
        kind = kind or kind_of(file.path)
        if file.size > largest:
            raise UnfitError("too-large")
        text = decode(file.read())
        check_text(text, largest)
    except UnfitError as error:
        return SetAside(file.source, error.reason, file.size)
    return Document(text, file.source, license, kind.origin, {**meta, "path": file.path, "language": kind.language})


def read_license(file: File) -> str:
    """The licence whose text a file holds, or NOASSERTION."""
    try:
        return licenses.from_text(decode(file.read())) if file.size <= _LARGEST_LICENSE_FILE else licenses.UNKNOWN
    except UnfitError:
        return licenses.UNKNOWN


def folder_licenses(files: Iterable[File]) -> dict[str, str]:
    """The licence of every folder with a licence file of its own."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file in files:
        if licenses.is_license_file(file.path):
            found[file.folder][file.path] = read_license(file)
    return {folder: names[licenses.speaking_file(names)] for folder, names in found.items()}
