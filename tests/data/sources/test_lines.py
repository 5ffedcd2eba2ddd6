import gzip
import json
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hornbook.data.documents import Document
from hornbook.data.sources import SetAside, Unit, catalogue, read_unit, units

in_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: not text.isspace()
)
documents = st.builds(
    Document,
    texts,
    source=texts,
    license=st.sampled_from(["MIT", "Apache-2.0 OR MIT", "NOASSERTION"]),
    origin=st.sampled_from(["web", "code", "book", "synthetic:small teacher"]),
    meta=st.dictionaries(texts, st.integers() | texts | st.lists(texts), max_size=3),
)


def write_lines(path: Path, rows: Sequence[Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def as_row(document: Document, meta_as_text: bool) -> dict[str, Any]:
    meta = json.dumps(document.meta) if meta_as_text else document.meta
    return {name: getattr(document, name) for name in ("id", "text", "source", "license", "origin")} | {"meta": meta}


@in_one_folder
@given(st.lists(documents, max_size=5), st.booleans())
def test_documents_come_back(tmp_path: Path, read: Callable, written: list[Document], meta_as_text: bool) -> None:
    path = write_lines(tmp_path / "x.jsonl", [as_row(document, meta_as_text) for document in written])
    assert read(path).documents == written


@in_one_folder
@given(st.lists(st.text(max_size=40), max_size=20), st.lists(st.integers(0, 500), max_size=6))
def test_cuts_neither_lose_nor_repeat_a_line(tmp_path: Path, rows: list[str], cuts: list[int]) -> None:
    path = write_lines(tmp_path / "x.jsonl", [{"text": text} for text in rows])
    size = path.stat().st_size
    bounds = sorted({0, size, *(cut for cut in cuts if cut < size)})
    parts = [Unit("lines", path, "x.jsonl", 0, (), start, stop) for start, stop in pairwise(bounds)]
    whole = list(read_unit(Unit("lines", path, "x.jsonl", size)))
    assert [item for part in parts for item in read_unit(part)] == whole


def test_a_long_file_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "UNIT_BYTES", 100)
    path = write_lines(tmp_path / "x.jsonl", [{"text": f"line {number}"} for number in range(40)])
    parts = units(str(path), tmp_path)
    assert len(parts) > 5
    assert sum(part.bytes for part in parts) == path.stat().st_size
    assert [item.text for part in parts for item in read_unit(part)] == [f"line {number}" for number in range(40)]


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_compressed_lines_are_the_same_lines(tmp_path: Path, read: Callable, suffix: str) -> None:
    path = tmp_path / f"x.jsonl{suffix}"
    content = b'\xef\xbb\xbf{"text": "one"}\r\n\n{"text": "two"}'
    with pa.output_stream(path, compression={"": None, ".gz": "gzip", ".zst": "zstd"}[suffix]) as file:
        file.write(content)
    assert [(document.text, document.source) for document in read(path).documents] == [
        ("one", f"x.jsonl{suffix}#0"),
        ("two", f"x.jsonl{suffix}#21"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "broken-row"),
        (b"[1]", "broken-row"),
        (b"7", "broken-row"),
        (b"[" * 100_000, "broken-row"),
        (b"1" * 5_000, "broken-row"),
        (b'{"text": 5}', "broken-row"),
        (b'{"text": null, "title": "t"}', "broken-row"),
        (b'{"a": "x", "b": "y"}', "no-text"),
        (b"{}", "no-text"),
        (b'{"text": " \\n"}', "empty"),
        (b'{"text": "\\u0000"}', "binary"),
        (b'{"text": "\\ud800"}', "encoding"),
        (b'{"text": "\xff"}', "encoding"),
        (b'{"text": "' + b"x" * 200_000 + b'"}', "too-large"),
        (b'{"text": "' + b"x" * 900_000 + b'"}', "too-large"),
    ],
)
def test_a_bad_line_is_set_aside_and_the_others_are_read(
    tmp_path: Path, read: Callable, line: bytes, reason: str
) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"text": "one"}\n' + line + b'\n{"text": "two"}\n')
    corpus = read(path, largest=150_000)
    assert corpus.texts == ["one", "two"]
    assert corpus.asides == [SetAside("x.jsonl#16", reason, len(line) + 1)]


def test_the_text_may_have_another_name(tmp_path: Path, read: Callable) -> None:
    rows = [{"content": "one", "title": "t"}, {"story": "two", "url": "https://a.example", "n": 1}]
    assert read(write_lines(tmp_path / "x.jsonl", rows)).texts == ["one", "two"]


def test_what_a_row_says_of_itself_is_kept(tmp_path: Path, read: Callable) -> None:
    rows = [
        {"text": "one", "url": "https://a.example/1", "license": "Apache 2.0", "id": "<7>", "score": 0.5, "ok": True},
        {"text": "two", "source": "books", "url": "https://a.example/2", "license": ["MIT"], "origin": "elsewhere"},
        {"text": "three", "path": "a/b.py", "embedding": [0.1], "long": "x" * 201, "none": None, "nan": float("nan")},
        {"text": "four", "path": "a.bin", "meta": "{", "source": 5},
        {"text": "five", "source": "\ud800"},
    ]
    found = read(write_lines(tmp_path / "x.jsonl", rows)).documents
    assert [(document.source, document.license, document.origin) for document in found[:2]] == [
        ("https://a.example/1", "Apache-2.0", "web"),
        ("books", "NOASSERTION", "web"),
    ]
    assert found[0].meta == {"url": "https://a.example/1", "id": "<7>", "score": 0.5, "ok": True}
    assert (found[2].origin, found[2].meta) == ("code", {"path": "a/b.py"})
    assert (found[3].origin, found[3].meta) == ("web", {"path": "a.bin"})
    assert found[3].source.startswith("x.jsonl#")
    assert found[4].source == "\\ud800"


@pytest.mark.parametrize("damage", [lambda raw: raw[: len(raw) // 2], lambda raw: b"no gzip"])
def test_what_cannot_be_unpacked_is_set_aside(tmp_path: Path, read: Callable, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "x.jsonl.gz"
    lines = "".join(json.dumps({"text": f"{number**9}"}) + "\n" for number in range(100_000))
    path.write_bytes(damage(gzip.compress(lines.encode(), 1)))
    corpus = read(path)
    assert corpus.reasons == {"x.jsonl.gz": "broken-archive"}
    assert corpus.texts == [f"{number**9}" for number in range(len(corpus.texts))]


def test_a_bomb_is_not_unpacked_to_its_end(tmp_path: Path, read: Callable) -> None:
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "one"}\n' + b" " * 200_000_000, 1))
    corpus = read(path)
    assert corpus.texts == ["one"]
    assert corpus.reasons == {"x.jsonl.gz": "bomb"}
