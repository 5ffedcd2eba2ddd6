"""The page of a real run that wrote exercises, alone and beside a curation."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from hornbook.artifact import Artifact
from hornbook.data.documents import Document, write_documents
from hornbook.pipeline import Run
from hornbook.report.data import StageRecord
from hornbook.report.page import build_report
from hornbook.report.synthesis.exercises import exercises
from hornbook.report.synthesis.page import write_synthesis_report

HOSTILE = "</pre></script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}"


@pytest.fixture(scope="module")
def finished(carry_out) -> Run:
    return carry_out("alone")


@pytest.fixture(scope="module")
def html(finished: Run) -> str:
    return (finished.folder / "report.html").read_text()


@pytest.fixture(scope="module")
def part(finished: Run) -> dict[str, Any]:
    figures: dict[str, Any] = json.loads((finished.folder / "report.json").read_text())["parts"]["exercises"]
    return figures


def test_figures_add_up_with_what_the_stage_counted(finished: Run, part: dict[str, Any]) -> None:
    counts = finished.artifacts["exercises"].counts
    assert {one["reason"]: one["number"] for one in part["rejected"]} == counts["rejected"]
    assert part["rejected"] == sorted(part["rejected"], key=lambda one: -one["number"])
    assert part["accepted"] + sum(one["number"] for one in part["rejected"]) == part["judged"]
    assert part["judged"] + part["not_needed"] == counts["drawn"]
    [topic] = part["topics"]
    assert topic["name"] == "lists_filtering"
    assert sum(family["accepted"] for family in topic["families"]) == topic["accepted"] == counts["accepted"]
    assert part["per_second"] == pytest.approx(counts["accepted"] / finished.artifacts["exercises"].manifest["seconds"])


def test_the_page_says_it_all(html: str, part: dict[str, Any], read_page) -> None:
    page = read_page(html)
    assert page.words.startswith("alone: what was written")
    assert "What <b>they</b> wrote" in page.words
    for number in (part["accepted"], part["mutants"], part["judged"]):
        assert f" {number:,} " in page.words
    for one in part["rejected"]:
        assert one["meaning"] in page.words
    for title in ("Different words", "Near-duplicates", "Effective number"):
        assert title in page.words
    assert f"{100 * part['variety'][0]['value']:.1f}\N{NO-BREAK SPACE}%" in page.text


def test_the_page_is_whole_and_its_parts_are_found(html: str, read_page) -> None:
    page = read_page(html)
    targets = {link[1:] for link in page.links if link.startswith("#")}
    assert targets == {value for name, value in page.attributes if name == "id"}
    assert {link for link in page.links if not link.startswith("#")} == {"data:,"}
    assert not re.search(r"https?:|@import|url\(", html.partition("-read")[0])
    assert (page.tags["script"], page.tags["img"], page.tags["style"]) == (0, 0, 1)


def test_what_is_near_an_exam_item_is_shown_with_what_became_of_it(part: dict[str, Any], html: str, read_page) -> None:
    exams = part["exams"]
    assert exams["names"] == ["own.jsonl"]
    assert exams["nearest"][0]["similarity"] == 1
    for match in exams["nearest"]:
        assert (match["source"] is None) == (match["similarity"] >= exams["similarity"])
    found = {row["threshold"]: row["documents"] for row in exams["found_at"]}
    assert found[0.5] == exams["matches"] >= found[0.95] >= 1  # the exam has one item
    assert "own/0" in read_page(html).text


def test_exercises_to_read_are_whole_and_always_the_same(
    finished: Run, part: dict[str, Any], html: str, read_page
) -> None:
    files = (finished.folder / "exercises").glob("*.parquet")
    texts = {row["id"]: row["text"] for file in files for row in pq.read_table(file).to_pylist()}
    assert [one["id"] for one in part["read"]] == sorted(texts)[:50]
    page = read_page(html)
    for one in part["read"]:
        assert one["prompt"] + one["solution"] == texts[one["id"]]
        assert one["prompt"] in page.text
        assert one["solution"] in page.text
        assert one["killed"] == one["mutants"] > 0
    folded = [value for name, value in page.attributes if name == "class" and value == "ten"]
    assert len(folded) == -(-len(part["read"]) // 10)


def test_beside_a_curation_each_page_names_the_other(carry_out, workshop: Path, read_page) -> None:
    corpus = workshop / "corpus"
    corpus.mkdir()
    for name in ("one", "two"):
        (corpus / f"{name}.py").write_text(f"def {name}(a):\n    '''Give {name} of a.'''\n    return a + '{name}'\n")
    finished = carry_out("beside", corpus={"own": {"source": str(corpus)}})
    pages = {name: read_page((finished.folder / f"{name}.html").read_text()) for name in ("report", "synthesis")}
    assert "synthesis.html" in pages["report"].links
    assert "report.html" in pages["synthesis"].links
    curation = json.loads((finished.folder / "report.json").read_text())
    assert "exercises" not in {stage["name"] for stage in curation["stages"]}
    figures = json.loads((finished.folder / "synthesis.json").read_text())
    assert [(stage["name"], stage["reused"]) for stage in figures["stages"]] == [
        ("exercises", "exercises" not in finished.made)
    ]


def test_the_page_of_a_model_names_it_and_says_little_itself(run, read_page) -> None:
    assert "synthesis.html" not in read_page(build_report(run)[0]).links
    written = StageRecord(
        "exercises", 1.0, 9, {"accepted": 7, "nearest": [{"id": "0"}], "rejected": {"why": 2}}, "abc", False
    )
    html, figures = build_report(replace(run, stages=[*run.stages, written]))
    assert "synthesis.html" in read_page(html).links
    assert figures["stages"][-1]["counts"] == {"accepted": 7}


def made_up(folder: Path, documents: list[Document], **counts: Any) -> Artifact:
    """An artifact of a stage that counted all this."""
    write_documents(folder / "any.parquet", documents)
    manifest = {
        "key": "0" * 64,
        "seconds": 2.0,
        "peak_memory_mb": 1,
        "settings": {"of_each_family": 10, "exams": [["<u>exam</u>", ""]], "leak_similarity": 0.8},
        "packages": {"hornbook": "0"},
        "counts": {"accepted": len(documents), "rejected": {}, "accepted_by_family": {}, **counts},
    }
    return Artifact(folder, manifest)


def test_hostile_texts_and_names_are_shown_and_do_nothing(tmp_path: Path, read_page) -> None:
    meta = {"family": HOSTILE, "function": HOSTILE, "prompt": HOSTILE}
    documents = [Document(HOSTILE + "\ufffe\x00 solution", HOSTILE, "MIT", HOSTILE, meta)]
    near = {"id": documents[0].id, "exam": HOSTILE, "item": HOSTILE, "kind": HOSTILE, "similarity": 0.6}
    estimate = {"value": float("nan"), "low": None, "high": None, "n": 0}
    mined = made_up(
        tmp_path,
        documents,
        rejected={HOSTILE: 3},
        accepted_by_family={HOSTILE: 1},
        nearest=[near],
        near_an_exam=1,
        variety={HOSTILE: estimate},
    )
    write_synthesis_report(tmp_path, HOSTILE, HOSTILE, {"mined": mined, "exercises": mined}, [], True)
    html = (tmp_path / "synthesis.html").read_text()
    page = read_page(html)
    assert (page.tags["script"], page.tags["img"], page.tags["style"], page.tags["u"]) == (0, 0, 1, 0)
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert page.text.count(HOSTILE) > 12
    assert "not measured" in page.text
    assert not re.search(r"\b(nan|None)\b", page.text)
    assert '"value": null' in (tmp_path / "synthesis.json").read_text()


def test_thin_families_are_marked_and_full_topics_folded(tmp_path: Path, read_page) -> None:
    families = {"a.one": 10, "a.two": 10, "b.three": 4, "b.four": 5}
    artifact = made_up(tmp_path, [], accepted=29, accepted_by_family=families)
    first, second = exercises(artifact)["topics"]
    assert (first["is_full"], first["thin"], first["share"]) == (True, 0, 1.0)
    assert (second["is_full"], second["thin"], second["share"]) == (False, 1, 0.45)
    write_synthesis_report(tmp_path, "thin", "", {"exercises": artifact}, ["exercises"], False)
    words = read_page((tmp_path / "report.html").read_text()).words
    assert "1 is thin , with fewer than half of that: b/three ( 4 )" in words
    assert "1 topic has all that was wanted of every family" in words


def test_of_nothing_there_is_a_page_still(tmp_path: Path, read_page) -> None:
    artifact = made_up(tmp_path, [])
    artifact.manifest["settings"].clear()
    write_synthesis_report(tmp_path, "bare", "", {"mined": artifact}, [], False)
    words = read_page((tmp_path / "report.html").read_text()).words
    for said in ("None was.", "It was not measured.", "No exam was named", "There are none.", "not counted"):
        assert said in words
