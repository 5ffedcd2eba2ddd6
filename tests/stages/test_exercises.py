import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hornbook import pipeline
from hornbook.recipe import Recipe
from hornbook.synthesize.exercises.exercise import write_exercise
from hornbook.synthesize.exercises.families import families

CHOSEN = ("lists_filtering/keep_numbers", "lists_filtering/first_text_that")


@pytest.fixture(autouse=True)
def two_families(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = {name: families()[name] for name in CHOSEN}
    monkeypatch.setattr("hornbook.stages.exercises.families", lambda: chosen)


def exercises(
    folder: Path, number: int = 6, exams: tuple[Path, ...] = ()
) -> tuple[dict[str, object], list[dict[str, object]]]:
    values = {"synthesize": {"exercises": {"of_each_family": number}}, "evaluate": {"exams": list(exams)}}
    run = pipeline.run(Recipe.build(folder, values), store=folder / "store", runs=folder / "runs", quiet=True)
    rows = [
        row for file in sorted((run.folder / "exercises").glob("*.parquet")) for row in pq.read_table(file).to_pylist()
    ]
    return run.artifacts["exercises"].counts, rows


def test_of_each_family_as_many_as_asked_for_each_with_its_proof(tmp_path: Path) -> None:
    counts, rows = exercises(tmp_path)
    assert counts["families"] == 2
    assert counts["accepted"] == len(rows) == len({row["id"] for row in rows}) == 12
    assert counts["accepted_by_family"] == dict.fromkeys((name.replace("/", ".") for name in sorted(CHOSEN)), 6)
    for row in rows:
        meta = json.loads(str(row["meta"]))
        assert meta["mutants"] == meta["killed"] > 0
        assert str(row["text"]).startswith(meta["prompt"])
        assert row["origin"] == "synthetic:exercises"
    assert 0 < counts["variety"]["distinct_3_grams"]["value"] <= 1  # type: ignore[index]


def test_the_same_recipe_writes_the_same_and_another_seed_writes_others(tmp_path: Path) -> None:
    _, first = exercises(tmp_path / "one", 3)
    _, again = exercises(tmp_path / "two", 3)
    assert first == again


def test_what_is_an_exam_item_is_no_exercise(tmp_path: Path) -> None:
    item = write_exercise(families()[CHOSEN[0]], 0)
    exam = tmp_path / "exam.jsonl"
    line = {"task_id": "mine/0", "prompt": item.prompt, "canonical_solution": item.solution}
    exam.write_text(json.dumps(line) + "\n")
    counts, rows = exercises(tmp_path, 4, (exam,))
    assert counts["rejected"]["exam leak"] >= 1  # type: ignore[index]
    assert counts["nearest"][0] | {"similarity": 1.0} == counts["nearest"][0]  # type: ignore[index]
    assert item.program not in {row["text"] for row in rows}
