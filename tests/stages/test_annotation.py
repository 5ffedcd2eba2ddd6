"""A recipe with a teacher and a person's grades, end to end: `annotate`, `classify`, and what follows from them."""

import json
import random
import shutil
from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hornbook import pipeline
from hornbook.data.documents import Document
from hornbook.errors import DataError, ModelError, RecipeError
from hornbook.pipeline import Run
from hornbook.recipe import Recipe
from hornbook.report.trace import trace

TEACHES, CONFUSES = "explains", "tangles"


def module(number: int) -> str:
    """A module like no other, which by its docstring teaches or does not; every tenth cannot be judged."""
    words = random.Random(number)
    names = ["".join(words.choices("abcdefghijklmnop", k=7)) for _ in range(40)]
    kind = TEACHES if number % 2 else CONFUSES
    odd = "# odd\n" if number % 10 == 4 else ""
    return f'"""This {kind} {names[0]}."""\n{odd}' + "".join(f"{a} = {a}_{b}\n" for a, b in pairwise(names))


def judge(question: str) -> str:
    if "# odd" in question:
        return "I cannot say."
    score = 5 if TEACHES in question else 1
    return json.dumps({"reason": f"It {TEACHES if score == 5 else CONFUSES}.", "score": score})


@pytest.fixture
def recipe(tmp_path: Path, scene) -> Path:
    """80 documents; every fourth has a grade, half of these to learn from."""
    folder = tmp_path / "own"
    (folder / "texts").mkdir(parents=True)
    grades = []
    for number in range(80):
        text = module(number)
        (folder / f"texts/m{number:02d}.py").write_text(text)
        if number % 4 < 2:
            document = Document(text, "", "", "")
            split = "tuning" if number % 8 < 4 else "test"
            grades.append({"id": document.id, "score": 4 if number % 2 else 1, "split": split})
    (folder / "gold.jsonl").write_text("".join(json.dumps(grade) + "\n" for grade in grades))
    (folder / "recipe.toml").write_text(f"""
[corpus.own]
source = "texts"
[curate]
gold = "gold.jsonl"
keep = ["score_education > 2.5"]
[curate.teacher]
url = "{scene.endpoint.url}"
model = "scripted"
prompt_price = 2.0
completion_price = 10.0
documents = 40
""")
    scene.scripted.script = lambda question, times: scene.say(judge(question), usage=(100, 10))
    return folder


def run(recipe: Path, until: str = "curated") -> Run:
    folder = recipe.parent
    return pipeline.run(Recipe.load(recipe), until, folder / "store", folder / "runs", quiet=True)


def test_a_teacher_and_a_person_make_a_classifier(recipe: Path, scene) -> None:
    finished = run(recipe)
    asked = finished.artifacts["annotate"].counts
    table = pq.read_table(finished.folder / "stages/annotate/annotations.parquet").to_pylist()
    texts = pq.read_table(finished.folder / "stages/corpus/documents", columns=["id", "text"]).to_pylist()
    text = {row["id"]: row["text"] for row in texts}
    gold = [json.loads(line) for line in (recipe / "gold.jsonl").read_text().splitlines()]

    # Every document twice, those that a person graded for the test first; answers are what the rule says, or none.
    assert len(table) == 2 * asked["documents"]
    assert [row["sample"] for row in table] == [0, 1] * asked["documents"]
    graded = sorted(grade["id"] for grade in gold if grade["split"] == "test")
    assert [row["id"] for row in table[: 2 * len(graded) : 2]] == graded
    for row in table:
        expected = None if "# odd" in text[row["id"]] else 5 if TEACHES in text[row["id"]] else 1
        assert row["score"] == expected
        assert bool(row["set_aside"]) == (expected is None)
    assert asked["set_aside"] == sum(row["score"] is None for row in table) > 0
    assert asked["accepted"] + asked["set_aside"] == len(table)

    # The books are the endpoint's own.
    assert (asked["prompt_tokens"], asked["completion_tokens"]) == (
        scene.scripted.prompt_tokens,
        scene.scripted.completion_tokens,
    )
    assert asked["money"] == pytest.approx((asked["prompt_tokens"] * 2 + asked["completion_tokens"] * 10) / 1e6)
    assert asked["cost_per_accepted"] == pytest.approx(asked["money"] / asked["accepted"])

    metrics = json.loads((finished.folder / "stages/classify/metrics.json").read_text())
    assert metrics == {name: finished.artifacts["classify"].counts[name] for name in ("classifier", "teacher")}
    assert metrics["teacher"]["agreement_with_itself"]["value"] == pytest.approx(1)
    assert metrics["teacher"]["agreement_with_gold"]["value"] > 0.7
    assert metrics["classifier"]["n"] == 20
    assert metrics["classifier"]["auc"]["value"] > 0.9

    # What the classifier says is a score like any other, and stays with what is kept.
    kept = pq.read_table(finished.folder / "kept").to_pylist()
    assert min(row["score_education"] for row in kept) > 2.5
    assert {row["score_leak"] for row in kept} == {0.0}
    assert sum(TEACHES in row["text"] for row in kept) > 0.9 * len(kept) > 30
    story = trace(finished.folder, table[0]["id"])
    assert [given["score"] for given in story["teacher"]] == [row["score"] for row in table[:2]]
    assert isinstance(story["scores"]["score_education"], float)


def test_a_second_run_asks_nothing(recipe: Path, scene) -> None:
    first = run(recipe, "classify")
    sent = scene.scripted.asked.total()
    assert sent > 80
    assert run(recipe, "classify").made == []
    scores = pq.read_table(first.folder / "stages/classify/education").to_pylist()
    for stage in ("annotate", "classify"):
        shutil.rmtree(first.artifacts[stage].folder)
    again = run(recipe, "classify")
    assert again.made == ["annotate", "classify"]
    assert scene.scripted.asked.total() == sent
    assert again.artifacts["annotate"].counts == first.artifacts["annotate"].counts
    assert pq.read_table(again.folder / "stages/classify/education").to_pylist() == scores


def test_a_teacher_that_never_answers_as_asked_is_an_error(recipe: Path, scene) -> None:
    scene.scripted.script = lambda question, times: scene.say("Well, well.")
    with pytest.raises(ModelError, match=r"No answer of scripted at http.* can be used \(no valid answer"):
        run(recipe, "annotate")
    assert not list((recipe.parent / "store/artifacts").glob("annotate-*"))


@pytest.mark.parametrize(
    ("score", "counts"), [(5, "20 with a grade of 3 or more, and 0"), (0, "0 with a grade of 3 or more, and 20")]
)
def test_grades_that_are_all_good_or_all_bad_teach_nothing(recipe: Path, score: int, counts: str) -> None:
    gold = recipe / "gold.jsonl"
    lines = [{**json.loads(line), "score": score} for line in gold.read_text().splitlines()]
    gold.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with pytest.raises(DataError) as error:
        run(recipe)
    assert str(gold) in str(error.value)
    assert counts in str(error.value)


def test_grades_of_another_corpus_are_told_of(recipe: Path) -> None:
    (recipe / "gold.jsonl").write_text('{"id": "unknown", "score": 3, "split": "tuning"}\n')
    with pytest.raises(DataError, match=r"gold\.jsonl: of its tuning documents the corpus has 0 .* and 0 with less"):
        run(recipe)


def test_a_model_file_is_looked_for_beside_the_recipe_and_named_by_its_contents(recipe: Path) -> None:
    from hornbook.stages.annotate import STAGE

    text = (recipe / "recipe.toml").read_text()
    (recipe / "recipe.toml").write_text(
        "".join(line + "\n" for line in text.splitlines() if not line.startswith("url")).replace(
            '"scripted"', '"own.gguf"'
        )
    )
    with pytest.raises(RecipeError, match=r"names own\.gguf"):
        STAGE.settings(Recipe.load(recipe))
    settings = []
    for contents in (b"one", b"two"):
        (recipe / "own.gguf").write_bytes(contents)
        settings.append(STAGE.settings(Recipe.load(recipe)))
    assert settings[0]["model"] != settings[1]["model"]
    assert {**settings[0], "model": ""} == {**settings[1], "model": ""}
