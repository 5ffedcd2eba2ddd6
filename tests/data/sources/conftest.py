"""Small corpora of every kind, made by the tests themselves."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from hornbook.data.documents import Document
from hornbook.data.sources import LARGEST_TEXT, SetAside, read_unit, units


class Corpus(NamedTuple):
    documents: list[Document]
    asides: list[SetAside]

    @property
    def texts(self) -> list[str]:
        return [document.text for document in self.documents]

    @property
    def reasons(self) -> dict[str, str]:
        return {aside.where: aside.reason for aside in self.asides}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Corpus]:
    """Read a whole corpus, its units one after another."""

    def read_corpus(source: object, largest: int = LARGEST_TEXT) -> Corpus:
        items = [item for unit in units(str(source), tmp_path / "cache") for item in read_unit(unit, largest)]
        documents = [item for item in items if isinstance(item, Document)]
        return Corpus(documents, [item for item in items if isinstance(item, SetAside)])

    return read_corpus


@pytest.fixture
def make_wheel() -> Callable[..., Path]:
    """Write a wheel that pip accepts."""

    def write(
        folder: Path,
        name: str = "lantern",
        version: str = "1.0",
        files: Mapping[str, str | bytes] = {"lantern/__init__.py": "LIGHT = 1\n"},
        metadata: str = "License-Expression: MIT\n",
    ) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}-{version}-py3-none-any.whl"
        records = f"{name}-{version}.dist-info"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in files.items():
                archive.writestr(member, content)
            archive.writestr(
                f"{records}/METADATA", f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{metadata}"
            )
            archive.writestr(f"{records}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            archive.writestr(f"{records}/RECORD", "")
        return path

    return write
