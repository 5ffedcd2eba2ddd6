from collections.abc import Callable
from pathlib import Path

import datasets
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hornbook.data.documents import Document, write_documents
from hornbook.data.sources import SetAside, read_unit, tables, units


def test_documents_of_ours_come_back(tmp_path: Path, read: Callable) -> None:
    documents = [Document(f"text {number} é", "s", "MIT", "synthetic:t", {"n": [number]}) for number in range(600)]
    write_documents(tmp_path / "d.parquet", documents)
    assert read(tmp_path / "d.parquet").documents == documents


def test_small_columns_are_kept(tmp_path: Path, read: Callable) -> None:
    table = pa.table(
        {
            "content": pa.array(["one", "two"], pa.large_string()),
            "lang": pa.array(["en", None]).dictionary_encode(),
            "n": [1, 2],
            "score": [0.5, float("inf")],
            "ok": [True, False],
            "vector": [[0.1], [0.2]],
        }
    )
    pq.write_table(table, tmp_path / "d.parquet")
    first, second = read(tmp_path / "d.parquet").documents
    assert (first.text, first.source, first.license, first.origin) == ("one", "d.parquet#0", "NOASSERTION", "web")
    assert first.meta == {"lang": "en", "n": 1, "score": 0.5, "ok": True}
    assert second.meta == {"n": 2, "ok": False}


def test_row_groups_are_read_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "UNIT_BYTES", 5_000)
    texts = [f"{number} " * 50 for number in range(1000)]
    pq.write_table(
        pa.table({"text": texts}), tmp_path / "d.parquet", row_group_size=40, compression="none", use_dictionary=False
    )
    parts = units(str(tmp_path / "d.parquet"), tmp_path)
    assert len(parts) > 3
    items = [item for part in reversed(parts) for item in read_unit(part)]
    assert {item.source: item.text for item in items} == {f"d.parquet#{row}": text for row, text in enumerate(texts)}


def test_bad_rows_are_set_aside(tmp_path: Path, read: Callable) -> None:
    raw = pa.array([b"one", b"\xff\xff\xff", None, b"", b"x" * 2000, b"two"], pa.binary())
    text = pa.StringArray.from_buffers(len(raw), *raw.buffers()[1:], raw.buffers()[0])  # Arrow checks no UTF-8
    pq.write_table(pa.table({"text": text, "note": text}), tmp_path / "d.parquet")
    corpus = read(tmp_path / "d.parquet", largest=1000)
    assert corpus.texts == ["one", "two"]
    assert corpus.asides == [
        SetAside("d.parquet#1", "encoding", 3),
        SetAside("d.parquet#2", "broken-row", 0),
        SetAside("d.parquet#3", "empty", 0),
        SetAside("d.parquet#4", "too-large", 2000),
    ]


@pytest.mark.parametrize(
    "table",
    [
        pa.table({"n": [1, 2]}),
        pa.table({"a": ["x"], "b": ["y"]}),
        pa.table([pa.array(["x"])] * 2, names=["text", "text"]),
    ],
)
def test_a_table_without_a_text_is_set_aside(tmp_path: Path, read: Callable, table: pa.Table) -> None:
    pq.write_table(table, tmp_path / "d.parquet")
    assert read(tmp_path / "d.parquet").reasons == {"d.parquet": "no-text"}


def test_a_damaged_file_is_set_aside(tmp_path: Path, read: Callable) -> None:
    path = tmp_path / "d.parquet"
    path.write_bytes(b"PAR1 nonsense")
    assert read(path).asides == [SetAside("d.parquet", "broken-archive", 13)]
    pq.write_table(pa.table({"text": ["x" * 1000] * 100}), path)
    raw = bytearray(path.read_bytes())
    raw[4:40] = b"\xff" * 36
    path.write_bytes(raw)
    assert read(path).reasons == {"d.parquet": "broken-archive"}


def test_a_saved_dataset_is_read_as_the_library_reads_it(tmp_path: Path, read: Callable) -> None:
    rows = [{"text": f"text {number}", "source": f"page {number}", "n": number} for number in range(700)]
    folder = tmp_path / "saved"
    datasets.Dataset.from_list(rows).select(range(1, 700)).save_to_disk(folder, num_shards=3)
    corpus = read(folder)
    loaded = datasets.load_from_disk(folder)
    assert [(d.text, d.source, d.meta["n"]) for d in corpus.documents] == [
        (r["text"], r["source"], r["n"]) for r in loaded
    ]
    assert set(corpus.reasons.values()) == {"other-kind"}  # its two JSON files


def test_each_part_of_a_saved_dataset_is_read(tmp_path: Path, read: Callable) -> None:
    parts = {name: datasets.Dataset.from_dict({"text": [name]}) for name in ("train", "test")}
    datasets.DatasetDict(parts).save_to_disk(tmp_path / "saved")
    assert {document.source: document.text for document in read(tmp_path / "saved").documents} == {
        f"saved/{name}/data-00000-of-00001.arrow#0": name for name in parts
    }


@pytest.mark.parametrize("content", [b"", b"nonsense", None])
def test_a_damaged_shard_is_set_aside(tmp_path: Path, read: Callable, content: bytes | None) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for name in ("dataset_info.json", "state.json"):
        (folder / name).write_text("{}")
    shard = folder / "data-00000-of-00001.arrow"
    with pa.OSFile(str(shard), "wb") as file, pa.ipc.new_stream(file, pa.schema([("text", pa.string())])) as stream:
        for number in range(3):
            stream.write_batch(pa.record_batch({"text": [f"text {number}" * 100]}))
    if content is None:
        raw = shard.read_bytes()
        shard.write_bytes(raw[: len(raw) - 300])
    else:
        shard.write_bytes(content)
    corpus = read(folder)
    assert corpus.reasons["saved/data-00000-of-00001.arrow"] == "broken-archive"
    assert len(corpus.documents) == (2 if content is None else 0)


def test_offsets_that_lead_out_of_a_shard_are_noticed(tmp_path: Path, read: Callable) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for name in ("dataset_info.json", "state.json"):
        (folder / name).write_text("{}")
    offsets = pa.py_buffer(b"".join(number.to_bytes(4, "little") for number in (0, 2**30, 6)))
    text = pa.StringArray.from_buffers(2, offsets, pa.py_buffer(b"onetwo"))
    shard = folder / "data-00000-of-00001.arrow"
    with pa.OSFile(str(shard), "wb") as file, pa.ipc.new_stream(file, pa.schema([("text", pa.string())])) as stream:
        stream.write_batch(pa.record_batch({"text": text}))
    assert read(folder).reasons["saved/data-00000-of-00001.arrow"] == "broken-archive"
