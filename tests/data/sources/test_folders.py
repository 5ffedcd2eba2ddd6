import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hornbook.data.sources import catalogue, fingerprint, read_unit, units
from hornbook.data.sources.folders import walk
from hornbook.errors import DataError

MIT = "Permission is hereby granted, free of charge ... this permission notice shall be included ..."


def fill(folder: Path, files: Mapping[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return folder


def test_a_walk_is_sorted_and_passes_over_version_control(tmp_path: Path) -> None:
    names = ["b.py", "a/z.py", "a/b/c.py", "a.py", ".git/config.txt", "a/.hg/x.py", "c/CVS/y.py", ".github/w.yml"]
    fill(tmp_path, dict.fromkeys(names, "12345"))
    assert list(walk(tmp_path)) == [(name, 5) for name in ("a.py", "b.py", ".github/w.yml", "a/z.py", "a/b/c.py")]


def test_text_files_become_documents_under_the_nearest_licence(tmp_path: Path, read: Callable) -> None:
    files = {
        "a.py": "a = 1\n",
        "LICENSE": MIT,
        "sub/b.py": "b = 1\n",
        "own/LICENSE.txt": "Ours.",
        "own/deep/c.md": "# C\n",
    }
    corpus = read(fill(tmp_path / "corpus", files))
    found = {document.source: (document.license, document.origin) for document in corpus.documents}
    assert found == {
        "corpus/LICENSE": ("MIT", "book"),
        "corpus/a.py": ("MIT", "code"),
        "corpus/sub/b.py": ("MIT", "code"),
        "corpus/own/LICENSE.txt": ("NOASSERTION", "book"),
        "corpus/own/deep/c.md": ("NOASSERTION", "book"),
    }


def test_data_files_in_a_folder_are_read_as_such(tmp_path: Path, make_wheel: Callable, read: Callable) -> None:
    folder = fill(tmp_path / "corpus", {"a.txt": "text\n", "rows/b.jsonl": '{"text": "line"}\n'})
    pq.write_table(pa.table({"text": ["row"]}), folder / "c.parquet")
    make_wheel(folder / "wheels")
    assert {document.source: document.text for document in read(folder).documents} == {
        "corpus/a.txt": "text\n",
        "corpus/rows/b.jsonl#0": "line",
        "corpus/c.parquet#0": "row",
        "pypi:lantern==1.0/lantern/__init__.py": "LIGHT = 1\n",
    }


def test_links_and_pipes_are_set_aside_unread(tmp_path: Path, read: Callable) -> None:
    fill(tmp_path, {"secret.txt": "secret", "secrets/s.txt": "secret", "secret.jsonl": '{"text": "secret"}'})
    folder = fill(tmp_path / "corpus", {"a.txt": "text\n"})
    for name in ("secret.txt", "secrets", "secret.jsonl", "nowhere.txt"):
        (folder / f"to_{name}").symlink_to(tmp_path / name)
    os.mkfifo(folder / "pipe.txt")
    corpus = read(folder)
    assert corpus.texts == ["text\n"]
    assert corpus.reasons == {
        "corpus/to_secret.txt": "link",
        "corpus/to_secrets": "other-kind",
        "corpus/to_secret.jsonl": "other-kind",
        "corpus/to_nowhere.txt": "link",
        "corpus/pipe.txt": "special-file",
    }


def test_the_links_of_a_hugging_face_snapshot_are_followed(tmp_path: Path, read: Callable) -> None:
    blobs = fill(
        tmp_path / "datasets--a--b" / "blobs", {"1": '{"text": "line"}\n', "2": "# Card\n", "3": '{"text": "line 2"}'}
    )
    snapshot = tmp_path / "datasets--a--b" / "snapshots" / "abc"
    snapshot.mkdir(parents=True)
    (snapshot / "x.jsonl").symlink_to(blobs / "1")
    (snapshot / "README.md").symlink_to(blobs / "2")
    (snapshot / "more").mkdir()
    (snapshot / "more" / "y.jsonl").symlink_to(blobs / "3")
    corpus = read(snapshot)
    assert corpus.texts == ["line", "line 2", "# Card\n"]
    assert corpus.asides == []
    before = fingerprint(units(str(snapshot), tmp_path / "cache"))
    (blobs / "3").write_text('{"text": "line 3"}\n')
    assert fingerprint(units(str(snapshot), tmp_path / "cache")) != before


def test_a_name_that_is_not_utf_8_is_written_with_escapes(tmp_path: Path, read: Callable) -> None:
    folder = fill(tmp_path / "corpus", {})
    (tmp_path / "corpus").mkdir()
    (folder / os.fsdecode(b"caf\xe9")).mkdir()
    (folder / os.fsdecode(b"caf\xe9") / os.fsdecode(b"\xff.py")).write_text("x = 1\n")
    (document,) = read(folder).documents
    assert document.source == "corpus/caf\\udce9/\\udcff.py"


def test_a_large_folder_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "UNIT_BYTES", 50)
    monkeypatch.setattr(catalogue, "_FILES_A_UNIT", 3)
    fill(tmp_path, {f"{number}.txt": "x" * number for number in range(1, 30)})
    parts = units(str(tmp_path), tmp_path / "cache")
    assert len(parts) > 10
    texts = [item.text for part in reversed(parts) for item in read_unit(part)]
    assert sorted(texts) == ["x" * number for number in range(1, 30)]


def test_a_file_that_went_since_it_was_listed_is_named(tmp_path: Path) -> None:
    (unit,) = units(str(fill(tmp_path, {"a.txt": "a", "b.txt": "b"})), tmp_path / "cache")
    (tmp_path / "b.txt").unlink()
    with pytest.raises(DataError, match=r"b\.txt: cannot be read"):
        list(read_unit(unit))
