import json
import os
import pickle
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hornbook.data.documents import Document
from hornbook.data.sources import Unit, catalogue, fingerprint, read_unit, units
from hornbook.errors import DataError

in_one_folder = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def corpus(tmp_path: Path, make_wheel: Callable) -> Path:
    """A folder with something of several kinds."""
    folder = tmp_path / "corpus"
    make_wheel(folder / "wheels")
    for number in range(20):
        (folder / f"{number}.md").write_text(f"# Chapter {number}\n")
    lines = "".join(json.dumps({"text": f"line {number}"}) + "\n" for number in range(50))
    (folder / "rows.jsonl").write_text(lines + "{\n")
    return folder


def ids(parts: list[Unit]) -> list[str]:
    return [item.id for part in parts for item in read_unit(part) if isinstance(item, Document)]


@in_one_folder
@given(seed=st.integers(), unit_bytes=st.integers(50, 2000))
def test_ids_depend_neither_on_order_nor_on_cuts(corpus: Path, tmp_path: Path, seed: int, unit_bytes: int) -> None:
    whole = units(str(corpus), tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "UNIT_BYTES", unit_bytes)
        parts = units(str(corpus), tmp_path)
    random.Random(seed).shuffle(parts)
    assert sorted(ids(parts)) == sorted(ids(whole))
    assert fingerprint(parts) == fingerprint(whole)


def test_a_unit_is_read_again_and_elsewhere_just_so(corpus: Path, tmp_path: Path) -> None:
    for unit in units(str(corpus), tmp_path):
        assert list(read_unit(pickle.loads(pickle.dumps(unit)))) == list(read_unit(unit))
        assert not any(str(tmp_path) in repr(item) for item in read_unit(unit))


def test_a_fingerprint_depends_on_contents_and_names_alone(corpus: Path, tmp_path: Path) -> None:
    before = fingerprint(units(str(corpus), tmp_path))
    shutil.copytree(corpus, tmp_path / "elsewhere" / "corpus")
    os.utime(tmp_path / "elsewhere" / "corpus" / "1.md", (0, 0))
    assert fingerprint(units(str(tmp_path / "elsewhere" / "corpus"), tmp_path)) == before
    (corpus / "1.md").rename(corpus / "one.md")
    renamed = fingerprint(units(str(corpus), tmp_path))
    (corpus / "2.md").write_text("# Chapter B\n")
    assert len({before, renamed, fingerprint(units(str(corpus), tmp_path))}) == 3


def test_a_fingerprint_reads_no_links_and_no_pipes(corpus: Path, tmp_path: Path) -> None:
    before = fingerprint(units(str(corpus), tmp_path))
    (corpus / "link.md").symlink_to("/dev/zero")
    os.mkfifo(corpus / "pipe.md")
    assert fingerprint(units(str(corpus), tmp_path)) != before


@pytest.mark.parametrize(("name", "says"), [("nothing", "no such file"), ("book.pdf", "not a kind of file")])
def test_what_is_no_corpus_is_named(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "book.pdf").write_bytes(b"%PDF")
    with pytest.raises(DataError, match=rf"{name}: {says}.*Name a folder"):
        units(str(tmp_path / name), tmp_path)


def test_a_file_that_went_since_the_corpus_was_listed_is_named(corpus: Path, tmp_path: Path) -> None:
    parts = units(str(corpus / "rows.jsonl"), tmp_path)
    files = units(str(corpus), tmp_path)
    (corpus / "rows.jsonl").unlink()
    with pytest.raises(DataError, match=r"rows\.jsonl: cannot be read"):
        list(read_unit(parts[0]))
    with pytest.raises(DataError, match=r"rows\.jsonl: cannot be read"):
        fingerprint(files)


def test_an_empty_folder_has_no_units(tmp_path: Path) -> None:
    assert units(str(tmp_path), tmp_path) == []
    assert fingerprint([]) == fingerprint([])
