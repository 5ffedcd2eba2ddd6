"""A recipe with a syllabus and a teacher, end to end."""

import json
import random
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hornbook import pipeline
from hornbook.errors import ModelError, RecipeError
from hornbook.pipeline import Run
from hornbook.recipe import Recipe

SYLLABUS = """
subject = "Water"
quota = 2
[topics]
Ice = ["freezing: why ponds freeze from above", "icebergs"]
Rain = ["clouds", "puddles: where they go"]
"""
CONCEPTS = ("freezing", "icebergs", "clouds", "puddles")
NOUNS = "children water stones windows farmers rivers metal candles glass gardens horses bridges lamps mountains boats bakers"
VERBS = "carry warm follow break measure lift watch colour bend cool move gather turn hide paint weigh"
ENDS = (
    "in the early morning",
    "because the air is dry",
    "when nobody is looking",
    "after a long winter",
    "near the old school",
)


def passage(prompt: str) -> str:
    """English sentences about the concept that the prompt names, different for each prompt."""
    draw = random.Random(prompt)
    about = next(name for name in CONCEPTS if name in prompt)
    nouns, verbs = NOUNS.split(), VERBS.split()
    return " ".join(
        f"The {draw.choice(nouns)} and the {draw.choice(nouns)} {draw.choice(verbs)} {about} {draw.choice(ENDS)}."
        for _ in range(5)
    )


@pytest.fixture
def recipe(tmp_path: Path, scene) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "syllabus.toml").write_text(SYLLABUS)
    (folder / "recipe.toml").write_text(f"""
[synthesize.textbook]
license = "CC-BY-4.0"
round_requests = 8
least_new = 0.2
most_tokens = 4000
[synthesize.textbook.teacher]
url = "{scene.endpoint.url}"
model = "scripted"
prompt_price = 2.0
completion_price = 10.0
""")
    scene.scripted.script = lambda question, times: scene.say(passage(question), usage=(50, 100))
    return folder


def run(recipe: Path, *overrides: str) -> Run:
    folder = recipe.parent
    loaded = Recipe.load(recipe, overrides)
    return pipeline.run(loaded, None, folder / "store", folder / "runs", quiet=True)


def test_a_teacher_writes_a_book_whose_cost_and_coverage_are_known(recipe: Path, scene) -> None:
    finished = run(recipe)
    counts = finished.artifacts["textbook"].counts
    rows = pq.read_table(finished.folder / "stages/textbook/textbook.parquet").to_pylist()
    assert counts["accepted"] == len(rows) == len({row["id"] for row in rows}) > 0
    assert {(row["license"], row["origin"]) for row in rows} == {("CC-BY-4.0", "synthetic:scripted")}
    assert {json.loads(row["meta"])["asked_for"][0] for row in rows} == {"Water"}
    costs = counts["costs"]
    assert (costs["prompt_tokens"], costs["completion_tokens"]) == (
        scene.scripted.prompt_tokens,
        scene.scripted.completion_tokens,
    )
    assert counts["coverage"]["asked"] == counts["requests"] == scene.scripted.asked.total()
    assert counts["requests"] == counts["accepted"] + sum(one["texts"] for one in counts["rejected"].values())


def test_a_book_is_written_once(recipe: Path, scene) -> None:
    run(recipe)
    asked = scene.scripted.asked.total()
    assert run(recipe).made == []
    again = run(recipe, "synthesize.textbook.least_new=0.21")
    assert again.made == ["textbook"]
    assert scene.scripted.asked.total() == asked, "what was answered is not asked again"


def test_a_judge_has_a_word(recipe: Path, scene) -> None:
    def script(question: str, times: int):
        if not question.startswith("The text:"):
            return scene.say(passage(question), usage=(50, 100))
        verdict = {"reason": "So it is.", "correct": len(question) % 2 == 0, "clear": True, "harmless": True}
        return scene.say(json.dumps(verdict), usage=(200, 20))

    scene.scripted.script = script
    judged = f'{{url = "{scene.endpoint.url}", model = "scripted"}}'
    counts = run(recipe, f"synthesize.textbook.judge={judged}").artifacts["textbook"].counts
    assert counts["rejected"]["judged wrong"]["texts"] > 0
    assert counts["judge_costs"]["prompt_tokens"] > 0


def test_what_is_missing_is_named(recipe: Path, scene) -> None:
    with pytest.raises(RecipeError, match=r"names none\.toml"):
        run(recipe, "synthesize.textbook.syllabus=none.toml")
    scene.scripted.script = lambda question, times: scene.say("No.", usage=(1, 1))
    (recipe / "syllabus.toml").write_text("subject = 3")
    with pytest.raises(RecipeError, match=r"syllabus\.toml"):
        run(recipe)


def test_a_teacher_that_is_not_there_is_said(recipe: Path) -> None:
    with pytest.raises(ModelError, match=r"127\.0\.0\.1:9"):
        run(recipe, "synthesize.textbook.teacher.url=http://127.0.0.1:9/v1")
