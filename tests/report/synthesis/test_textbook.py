"""The page of a real run in which a scripted teacher wrote a book."""

import json
import random
import re
from pathlib import Path

import pytest

from hornbook import pipeline
from hornbook.pipeline import Run
from hornbook.recipe import Recipe
from hornbook.report.synthesis import charts
from hornbook.report.synthesis.page import synthesis_page
from hornbook.synthesize.coverage.species import Sample
from hornbook.synthesize.coverage.summary import saturation

SYLLABUS = """
subject = "Water"
quota = 3
[topics]
Rain = ["clouds", "puddles"]
[topics.Ice]
"On land" = ["glaciers", "frost: on <i>windows</i>"]
"""
CONCEPTS = ("clouds", "puddles", "glaciers", "frost")
WORDS = ("children", "stones", "windows", "farmers", "rivers", "candles", "gardens", "horses", "bridges", "lamps")
REFUSAL = "I'm sorry, but I cannot <script>write</script> about frost. " + "It is far too cold for me. " * 5


def passage(prompt: str) -> str:
    """English sentences about the concept that the prompt names; about frost there are none."""
    draw = random.Random(prompt)
    about = next(name for name in CONCEPTS if name in prompt)
    if about == "frost":
        return REFUSAL
    return " ".join(
        f"The {draw.choice(WORDS)} and the {draw.choice(WORDS)} know about {about} when there are {draw.choice(WORDS)}."
        for _ in range(5)
    )


@pytest.fixture
def finished(tmp_path: Path, scene) -> Run:
    (tmp_path / "syllabus.toml").write_text(SYLLABUS)
    scene.scripted.script = lambda question, times: scene.say(passage(question), usage=(50, 100))
    teacher = {"url": scene.endpoint.url, "model": "scripted", "prompt_price": 2.0, "completion_price": 10.0}
    book = {"license": "CC-BY-4.0", "teacher": teacher, "round_requests": 8, "most_tokens": 3000}
    recipe = Recipe.build(tmp_path, {"synthesize": {"textbook": book}})
    return pipeline.run(recipe, store=tmp_path / "store", runs=tmp_path / "runs", quiet=True)


def test_a_book_is_shown_with_coverage_costs_and_texts(finished: Run, read_page) -> None:
    html = (finished.folder / "report.html").read_text()
    figures = json.loads((finished.folder / "report.json").read_text())
    counts, book = finished.artifacts["textbook"].counts, figures["parts"]["textbook"]
    for name in ("coverage", "saturation", "costs", "rounds"):
        assert book[name] == counts[name]
    assert sum(one["number"] for one in book["rejected"]) + book["accepted"] == book["requests"]
    page = read_page(html)
    for node in (*CONCEPTS, "Rain", "Ice", "On land"):
        assert f" {node} " in page.words
    assert "3 of the 4 of Water" in page.words
    assert f"{counts['costs']['per_new']:.4g}" in page.text
    assert f"{counts['costs']['completion_tokens']:,}" in page.text
    assert "not treated" in page.words
    assert "<script>write</script>" in page.text, "the first refusal is shown"
    for one in book["read"]:
        assert one["text"] in page.text
        assert one["prompt"] in page.text
    assert (page.tags["script"], page.tags["i"] > 0, page.tags["svg"]) == (0, True, 1)
    targets = {link[1:] for link in page.links if link.startswith("#")}
    assert targets == {value for name, value in page.attributes if name == "id"}


def test_what_is_not_known_is_said_so(finished: Run, read_page) -> None:
    figures = json.loads((finished.folder / "report.json").read_text())
    book = figures["parts"]["textbook"]
    book["costs"] |= {"per_new": None, "requests_without_count": 3}
    book["judge_costs"] = book["costs"] | {"tokens_per_new": None}
    words = read_page(synthesis_page(figures)).words
    assert "Judge" in words
    assert "3 requests came back without a count" in words
    assert "None" not in words


def test_the_curve_holds_nothing_but_paths_and_texts() -> None:
    svg = charts.saturation(saturation(Sample.of([5, 4, 2, 2, 1, 1, 1, 1, 1])))
    assert set(re.findall(r"<(\w+)", svg)) <= {"svg", "path", "text"}
    assert not re.search(r"#[0-9a-f]{3,}|font-family|url\(", svg)
    assert "stroke-dasharray" in svg
    assert charts.saturation(saturation(Sample.of([]))) == ""
