import unicodedata
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.data.documents import SCHEMA, Document, read_documents, read_texts, write_documents
from hornbook.data.json_lines import read_json_lines
from hornbook.errors import DataError
from hornbook.hashing import text_digest


def document(text: str, **changes: str) -> Document:
    return Document(text, **{"source": "s", "license": "MIT", "origin": "web", **changes}, meta={"n": 1})


def test_documents_come_back_in_one_schema(tmp_path: Path) -> None:
    path = tmp_path / "d.parquet"
    documents = [document(f"text {number} é") for number in range(45_000)]
    assert write_documents(path, documents) == 45_000
    assert pq.read_schema(path).equals(SCHEMA)
    assert list(read_texts(path)) == [document.text for document in documents]
    assert pq.ParquetFile(path).num_row_groups == 3
    assert next(batch.schema.names for batch in read_documents(path, ["id", "meta"])) == ["id", "meta"]


def test_an_id_comes_from_the_content_alone() -> None:
    assert document("a  b\n").id == document(" a b", source="elsewhere", origin="book").id
    assert document("cafe\u0301").id == document("caf\u00e9").id
    assert document("a b").id != document("a  c").id


spaced = st.lists(
    st.sampled_from(["a", "é", "e\u0301", "\x1c", "\u00a0", " ", "  ", "\t", "\r\n", "\x85", "\u3000"]) | st.text()
)


@given(spaced, st.sampled_from(["", "x" * 2000, " " * 2000, " a  b" * 500]))
def test_ids_of_short_and_long_texts_follow_one_rule(pieces: list[str], filling: str) -> None:
    for text in ("".join(pieces) + filling, filling + "".join(pieces)):
        assert document(text).id == text_digest(" ".join(unicodedata.normalize("NFC", text).split()))


def test_long_documents_are_written_in_smaller_groups(tmp_path: Path) -> None:
    assert write_documents(tmp_path / "d.parquet", (document("x" * 3_000_000) for _ in range(20))) == 20
    assert pq.ParquetFile(tmp_path / "d.parquet").num_row_groups == 4


@pytest.mark.parametrize("content", [None, b"", b"PAR1 nonsense"])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "d.parquet"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match=r"d\.parquet: not a readable Parquet file"):
        list(read_documents(path))


@given(st.lists(st.dictionaries(st.text(), st.integers() | st.text())))
def test_json_lines_come_back(tmp_path_factory: pytest.TempPathFactory, values: list[dict[str, int | str]]) -> None:
    import json

    path = tmp_path_factory.mktemp("lines") / "x.jsonl"
    path.write_text("".join(json.dumps(value) + "\n\n" for value in values))
    assert [value for _, value in read_json_lines(path)] == values


@pytest.mark.parametrize(("line", "says"), [("{", "broken JSON"), ("[1]", "not a JSON object"), ("nul", "broken JSON")])
def test_a_broken_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"a": 1}\n' + line + "\n")
    with pytest.raises(DataError, match=rf"x\.jsonl, line 2: {says}"):
        list(read_json_lines(path))
