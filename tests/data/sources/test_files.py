import pytest
from identify.identify import ALL_TAGS

from hornbook.data.documents import Document
from hornbook.data.sources import files
from hornbook.data.sources.files import File, Kind, kind_of, read_file, read_license
from hornbook.data.sources.unit import Reason, SetAside, UnfitError


def file(path: str, raw: bytes, size: int | None = None) -> File:
    return File("house", path, len(raw) if size is None else size, lambda: raw)


@pytest.mark.parametrize(
    ("path", "origin", "language"),
    [
        ("a/b.py", "code", "Python"),
        ("b.pyi", "code", "Python"),
        ("b.PYX", "code", "Cython"),
        ("x.h", "code", "C"),
        ("x.hpp", "code", "C++"),
        ("Makefile", "code", "Makefile"),
        ("deep/CMakeLists.txt", "code", "CMake"),
        ("README.md", "book", "Markdown"),
        ("docs/index.rst", "book", "reStructuredText"),
        ("notes.txt", "book", "Text"),
        ("README", "book", "Text"),
    ],
)
def test_a_name_tells_the_kind(path: str, origin: str, language: str) -> None:
    assert kind_of(path) == Kind(origin, language)


@pytest.mark.parametrize(
    ("path", "reason"),
    [("a.so", "binary"), ("a.png", "binary"), ("a.json", "other-kind"), ("a", "other-kind"), ("", "other-kind")],
)
def test_a_name_tells_what_is_no_text(path: str, reason: Reason) -> None:
    with pytest.raises(UnfitError, match=reason):
        kind_of(path)


def test_every_language_is_one_that_the_library_knows() -> None:
    assert files._KINDS.keys() <= ALL_TAGS


def test_a_file_becomes_a_document() -> None:
    assert read_file(file("a/b.py", "x = 'é'\n".encode()), "MIT", {"package": "p"}, 100) == Document(
        "x = 'é'\n", "house/a/b.py", "MIT", "code", {"package": "p", "path": "a/b.py", "language": "Python"}
    )


@pytest.mark.parametrize(
    ("path", "raw", "reason"),
    [
        ("a.py", b"", "empty"),
        ("a.py", b" \n\t\r\n", "empty"),
        ("a.py", b"a\0b", "binary"),
        ("a.py", b"\xff\xff\xff", "encoding"),
        ("a.py", b"x" * 101, "too-large"),
        ("a.csv", b"a,b", "other-kind"),
    ],
)
def test_a_file_that_is_no_document_says_why(path: str, raw: bytes, reason: Reason) -> None:
    assert read_file(file(path, raw), "MIT", {}, 100) == SetAside(f"house/{path}", reason, len(raw))


@pytest.mark.parametrize(("path", "size"), [("a.py", 101), ("a.so", 1)])
def test_what_cannot_become_a_document_is_not_read(path: str, size: int) -> None:
    def refuse() -> bytes:
        raise AssertionError("was read")

    assert isinstance(read_file(File("house", path, size, refuse), "MIT", {}, 100), SetAside)


def test_a_licence_file_that_cannot_be_read_is_unknown() -> None:
    assert read_license(file("LICENSE", b"\0")) == "NOASSERTION"
    assert read_license(file("LICENSE", b"MIT", size=10**9)) == "NOASSERTION"
