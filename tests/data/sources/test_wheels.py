import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

MakeWheel = Callable[..., Path]
BSD = """Redistribution and use are permitted:
1. Redistributions of source code must retain this.
2. Redistributions in binary form must reproduce this.
IN NO EVENT SHALL we be liable.
"""


def test_text_files_become_documents_with_their_package(tmp_path: Path, make_wheel: MakeWheel, read: Callable) -> None:
    files = {"lantern/__init__.py": "LIGHT = 1\n", "docs/guide.rst": "Guide\n=====\n", "lantern/fast.so": b"\x7fELF\0"}
    corpus = read(make_wheel(tmp_path, files=files))
    code, prose = corpus.documents
    assert (code.source, code.origin, code.license) == ("pypi:lantern==1.0/lantern/__init__.py", "code", "MIT")
    assert code.meta == {"package": "lantern", "version": "1.0", "path": "lantern/__init__.py", "language": "Python"}
    assert (prose.text, prose.origin, prose.meta["language"]) == ("Guide\n=====\n", "book", "reStructuredText")
    assert corpus.reasons == {
        "pypi:lantern==1.0/lantern/fast.so": "binary",
        **{f"pypi:lantern==1.0/lantern-1.0.dist-info/{name}": "record" for name in ("METADATA", "WHEEL", "RECORD")},
    }


def test_the_long_description_is_a_document(tmp_path: Path, make_wheel: MakeWheel, read: Callable) -> None:
    metadata = "Description-Content-Type: text/markdown; charset=UTF-8\n\n# Lantern\n\nIt glows.\n"
    description = read(make_wheel(tmp_path, metadata=metadata)).documents[1]
    assert description.text == "# Lantern\n\nIt glows.\n"
    assert (description.origin, description.meta["language"]) == ("book", "Markdown")
    assert description.source == "pypi:lantern==1.0/lantern-1.0.dist-info/METADATA"


def test_no_description_is_no_document(tmp_path: Path, make_wheel: MakeWheel, read: Callable) -> None:
    assert read(make_wheel(tmp_path, metadata="\nUNKNOWN\n\n")).texts == ["LIGHT = 1\n"]


@pytest.mark.parametrize(
    ("metadata", "files", "license_"),
    [
        ("License-Expression: MIT OR Apache-2.0\nLicense: BSD\n", {}, "MIT OR Apache-2.0"),
        ("License: Apache 2.0\n", {}, "Apache-2.0"),
        ("Classifier: License :: OSI Approved :: ISC License (ISCL)\n", {}, "ISC"),
        ("License: BSD\n", {"lantern-1.0.dist-info/licenses/LICENSE": BSD}, "BSD-2-Clause"),
        ("License: BSD\n", {}, "NOASSERTION"),
    ],
)
def test_the_licence_comes_from_the_metadata(
    tmp_path: Path, make_wheel: MakeWheel, read: Callable, metadata: str, files: dict[str, str], license_: str
) -> None:
    wheel = make_wheel(tmp_path, files={"lantern.py": "LIGHT = 1\n", **files}, metadata=metadata)
    assert read(wheel).documents[0].license == license_


def test_a_wheel_with_an_odd_name_and_without_metadata_is_read(tmp_path: Path, read: Callable) -> None:
    path = tmp_path / "odd.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.py", "x = 1\n")
    (document,) = read(path).documents
    assert (document.source, document.license) == ("odd.whl/a.py", "NOASSERTION")
    assert document.meta == {"path": "a.py", "language": "Python"}


@pytest.mark.parametrize("metadata", [b"\xff\0", b"x" * 2**21])
def test_broken_metadata_tell_nothing(tmp_path: Path, read: Callable, metadata: bytes) -> None:
    path = tmp_path / "odd-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA if len(metadata) < 9 else zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("odd-1.dist-info/METADATA", metadata)
        archive.writestr("a.py", "x = 1\n", zipfile.ZIP_STORED)
    (document,) = read(path).documents
    assert document.license == "NOASSERTION"


def test_a_file_that_is_no_archive_is_set_aside(tmp_path: Path, read: Callable) -> None:
    path = tmp_path / "lantern-1.0-py3-none-any.whl"
    path.write_bytes(b"no zip")
    corpus = read(path)
    assert corpus.documents == []
    assert corpus.reasons == {"pypi:lantern==1.0": "broken-archive"}
    assert corpus.asides[0].bytes == 6
