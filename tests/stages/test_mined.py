import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hornbook import pipeline
from hornbook.errors import RecipeError
from hornbook.recipe import Recipe

PAIRS = '''
def pairs(items):
    """Put neighbours of a list together, two by two.

    >>> pairs([1, 2, 3, 4])
    [[1, 2], [3, 4]]
    >>> pairs([5, 6, 7])
    [[5, 6], [7]]
    """
    return [items[place : place + 2] for place in range(0, len(items), 2)]


def wrong(number):
    """Give back twice the number that was given.

    >>> wrong(3)
    7
    """
    return 2 * number
'''


def mine(folder: Path, exams: tuple[Path, ...] = ()) -> tuple[dict[str, object], list[dict[str, object]]]:
    for name in ("one", "two"):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "lists.py").write_text(f"# {name}\n{PAIRS}")
    values = {
        "corpus": {name: {"source": str(folder / name)} for name in ("one", "two")},
        "synthesize": {"mined": {}},
        "evaluate": {"exams": list(exams)},
    }
    run = pipeline.run(Recipe.build(folder, values), "mined", folder / "store", folder / "runs", quiet=True)
    rows = [row for file in sorted((run.folder / "mined").glob("*.parquet")) for row in pq.read_table(file).to_pylist()]
    return run.artifacts["mined"].counts, rows


def test_a_function_that_stands_in_two_parts_is_kept_once_with_its_proof(tmp_path: Path) -> None:
    counts, rows = mine(tmp_path)
    [row] = rows
    meta = json.loads(str(row["meta"]))
    assert meta["function"] == "pairs"
    assert meta["line"] == 3
    assert row["origin"] == "code"
    assert str(row["source"]).endswith("lists.py")
    assert 2 * meta["killed"] >= meta["mutants"] > 0
    assert counts["drawn"] == 4
    assert counts["accepted"] == sum(counts["accepted_by_family"].values()) == 1
    assert counts["rejected"] == {"examples not borne out": 2, "seen before": 1}


def test_what_is_an_exam_item_is_not_mined(tmp_path: Path) -> None:
    head, _, body = PAIRS.partition("def wrong")[0].rpartition("    return")
    exam = tmp_path / "exam.jsonl"
    exam.write_text(json.dumps({"task_id": "mine/0", "prompt": head, "canonical_solution": f"    return{body}"}) + "\n")
    counts, rows = mine(tmp_path, (exam,))
    assert not rows
    assert counts["rejected"]["exam leak"] == 2


def test_without_a_corpus_there_is_nothing_to_mine(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match=r"nothing to mine.*Add \[corpus"):
        pipeline.run(Recipe.build(tmp_path, {"synthesize": {"mined": {}}}), store=tmp_path, runs=tmp_path, quiet=True)
