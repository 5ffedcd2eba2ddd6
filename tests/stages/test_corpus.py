"""What a corpus is made of, whatever its sources are called and wherever they lie."""

import json
import random
import shutil
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hornbook import pipeline
from hornbook.errors import DataError, RecipeError
from hornbook.hashing import file_digest
from hornbook.pipeline import Run
from hornbook.recipe import Recipe
from hornbook.stages import corpus, decontaminate


def text(seed: int) -> str:
    return " ".join("".join(random.Random(seed + n).choices("abcdefg", k=6)) for n in range(0, 4000, 100))


def write_texts(folder: Path, *seeds: int) -> Path:
    folder.mkdir(parents=True)
    for seed in seeds:
        (folder / f"n{seed}.md").write_text(text(seed))
    return folder


def curate(
    tmp_path: Path,
    *sources: Path,
    keep: tuple[str, ...] = (),
    until: str | None = None,
    out: str = "out",
    store: str = "store",
) -> Run:
    values = {
        "corpus": {str(source): {"source": str(source)} for source in sources},
        "curate": {"keep": list(keep)},
    }
    return pipeline.run(Recipe.build(tmp_path / out, values), until, tmp_path / store, tmp_path, quiet=True)


def files(run: Run) -> dict[str, str]:
    """The contents of all that a run made, by name."""
    return {
        f"{stage}/{file.relative_to(artifact.folder)}": file_digest(file)
        for stage, artifact in run.artifacts.items()
        for file in artifact.folder.rglob("*.parquet")
    }


def names(folder: Path) -> set[str]:
    """The names of the files that documents came from."""
    return {Path(source).name for source in pq.read_table(folder)["source"].to_pylist()}


def kept(run: Run) -> set[str]:
    return names(run.folder / "kept")


def test_the_same_key_stands_for_the_same_bytes_wherever_the_sources_lie(tmp_path: Path) -> None:
    write_texts(tmp_path / "here/notes", 1, 2)
    write_texts(tmp_path / "here/more", 2, 3)
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    one = curate(tmp_path, tmp_path / "here/notes", tmp_path / "here/more", until="deduplicate", store="a")
    other = curate(tmp_path, tmp_path / "there/more", tmp_path / "here/../there/notes", until="deduplicate", store="b")
    assert {name: artifact.key for name, artifact in one.artifacts.items()} == {
        name: artifact.key for name, artifact in other.artifacts.items()
    }
    assert files(one) == files(other)


def test_a_source_that_is_given_twice_is_read_once(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "notes", 1, 2)
    run = curate(tmp_path, folder, tmp_path / "notes/../notes", until="corpus")
    assert run.artifacts["corpus"].counts["documents"] == 2


def test_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    run = curate(tmp_path, write_texts(tmp_path / "a/notes", 1, 2), write_texts(tmp_path / "b/notes", 2, 3))
    assert run.artifacts["corpus"].counts["documents"] == 4
    assert kept(run) == {"n1.md", "n2.md", "n3.md"}
    assert run.artifacts["select"].counts["dropped_documents"] == {"copy": 1}


def test_names_beyond_ascii_and_beyond_utf8(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "nötes 日本", 1)
    (folder / "ä ö.md").write_text(text(2))
    expected = {"n1.md", "ä ö.md"}
    if sys.platform == "linux":
        Path(str(folder / "bad") + "\udcff.md").write_text(text(3))
        expected |= {"bad\\udcff.md"}
    run = curate(tmp_path, folder, until="corpus", out="öut")
    assert names(run.folder / "stages/corpus/documents") == expected


@pytest.mark.parametrize("name", ["empty", "pictures"])
def test_a_corpus_without_documents_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/a.png").write_bytes(b"\x89PNG")
    with pytest.raises(DataError) as error:
        curate(tmp_path, tmp_path / name)
    assert f"no document in {tmp_path / name}" in str(error.value)
    assert ("binary 1" if name == "pictures" else "nothing") in str(error.value)


def test_parts_without_documents_or_survivors_are_passed_through(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "notes", 1)
    (folder / "copies.jsonl").write_text(json.dumps({"text": text(1), "source": "zz"}) + "\n")
    (folder / "nothing.jsonl").write_text("\n\n")
    run = curate(tmp_path, folder)
    assert run.artifacts["select"].counts["dropped_documents"] == {"copy": 1}
    assert len(list((run.folder / "kept").iterdir())) == 3
    assert kept(run) == {"n1.md"}


def test_everything_may_be_dropped(tmp_path: Path) -> None:
    run = curate(tmp_path, write_texts(tmp_path / "notes", 1, 2), keep=("score_lines > 1000",))
    assert (run.artifacts["select"].counts["kept_documents"], kept(run)) == (0, set())


def test_odd_rows_of_one_file(tmp_path: Path) -> None:
    """The same text several times, odd meta, texts of no word at all."""
    rows = [
        {"text": text(1), "meta": {"redacted": 5, "x": float("nan")}},
        {"text": "  " + text(1) + "\n", "meta": "[1, 2]"},
        {"text": text(2) + " jane.miller@muellerbau.de", "meta": {"redacted": "own", "é": "ü"}},
        {"text": "!!! ???", "meta": "no json"},
        {"text": "??? !!!", "source": 7, "license": None},
        {"text": ""},
        {"text": "\ud800"},
    ]
    (tmp_path / "odd.jsonl").write_text("\n".join(map(json.dumps, rows)))
    run = curate(tmp_path, tmp_path / "odd.jsonl")
    found = pq.read_table(run.folder / "kept").to_pylist()
    assert [json.loads(row["meta"]) for row in found] == [
        *({"redacted": 5, "x": None}, {"redacted": {"email": 1}, "é": "ü"}),
        *({}, {}),
    ]
    assert run.artifacts["select"].counts["dropped_documents"] == {"copy": 1}
    assert run.artifacts["corpus"].counts["set_aside"] == {"empty": 1, "encoding": 1}


def test_a_single_line_is_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text('{"text": "One line is all that there is."}')
    assert curate(tmp_path, tmp_path / "one.jsonl").artifacts["curated"].counts["documents"] == 1


def test_a_place_to_write_within_a_source_is_refused(tmp_path: Path) -> None:
    recipe = Recipe.build(
        tmp_path, {"corpus": {"own": {"source": "notes"}, "packages": {"source": "pypi:six==1.17.0"}}}
    )
    corpus.check_apart(recipe, [tmp_path / "out", tmp_path / "notes-too", tmp_path])
    for folder in (tmp_path / "notes", tmp_path / "notes/out", tmp_path / "out/../notes/store"):
        with pytest.raises(DataError, match="lies within the source"):
            corpus.check_apart(recipe, [tmp_path / "out", folder])


def test_a_source_without_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match=r"\[corpus\.own\] source"):
        Recipe.build(tmp_path, {"corpus": {"own": {"source": ""}}})


def test_two_exams_of_one_name_are_two(tmp_path: Path) -> None:
    for number, folder in enumerate(("a", "b")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "exam.jsonl").write_text(json.dumps({"text": text(number)}))
    recipe = Recipe.build(tmp_path, {"evaluate": {"exams": ["a/exam.jsonl", "b/exam.jsonl"]}})
    before = decontaminate.STAGE.settings(recipe)
    (tmp_path / "a/exam.jsonl").write_text(json.dumps({"text": text(7)}))
    assert decontaminate.STAGE.settings(recipe) != before
