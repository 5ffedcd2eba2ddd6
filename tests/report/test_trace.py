from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hornbook.data.documents import Document, write_documents
from hornbook.errors import DataError
from hornbook.report.trace import trace


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run that read its corpus and did no more."""
    folder = tmp_path / "stages/corpus/documents"
    folder.mkdir(parents=True)
    write_documents(folder / "a.parquet", [Document(f"text {n}", f"f{n}", "MIT", "book") for n in range(40)])
    write_documents(folder / "b.parquet", [Document(" text 7\n", "again", "MIT", "book", {"path": "again"})])
    return tmp_path


def test_stages_that_were_not_run_are_left_out(run: Path) -> None:
    story = trace(run, Document("text 7", "", "", "").id)
    assert list(story) == ["id", "text", "found_in"]
    assert story["text"] == "text 7"
    assert [(found["source"], found["meta"]) for found in story["found_in"]] == [
        ("f7", {}),
        ("again", {"path": "again"}),
    ]


def test_the_beginning_of_an_id_is_enough_where_no_other_begins_so(run: Path) -> None:
    ids = pq.read_table(run / "stages/corpus/documents/a.parquet")["id"].to_pylist()
    assert trace(run, ids[0][:10])["id"] == ids[0]
    with pytest.raises(DataError, match=r"begin 40 documents: (\w{32}, ){4}\w{32} of"):
        trace(run, "")
    with pytest.raises(DataError, match="xyz: begins no document"):
        trace(run, "xyz")


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no run folder with a corpus"):
        trace(tmp_path, "ab")
