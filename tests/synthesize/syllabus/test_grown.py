import json

import pytest

from hornbook.llm.run import RequestRun
from hornbook.llm.runner import Settings
from hornbook.synthesize.embeddings import embed
from hornbook.synthesize.syllabus.grown import Names, grown, questions, seed_of
from hornbook.synthesize.syllabus.tree import Syllabus

ANSWERS = {
    "Divide the subject": ["1. Heat", "2) Mechanics", "- heat.", "Physics", "  "],
    "Heat": ["temperature", "expansion"],
    "Mechanics": [],
}


def teacher(scene):
    def script(question, times):
        part = question.split("one of its parts: ")[-1].split(".")[0] if "one of its parts" in question else ""
        return scene.say(json.dumps({"names": ANSWERS[part or "Divide the subject"]}))

    scene.scripted.script = script


def level(scene, folder, syllabus: Syllabus) -> Syllabus:
    asked = questions(syllabus, scene.endpoint.model, number=3)
    return grown(syllabus, RequestRun(scene.endpoint, asked, folder, Settings(first_wait=0.01)), embed)


def test_a_teacher_divides_the_subject_level_by_level(scene, tmp_path):
    teacher(scene)
    first = level(scene, tmp_path, seed_of("Physics", quota=5))
    assert [leaf.path for leaf in first.leaves] == [("Physics", "Heat"), ("Physics", "Mechanics")]
    second = level(scene, tmp_path, first)
    assert [leaf.path for leaf in second.leaves] == [
        ("Physics", "Heat", "temperature"),
        ("Physics", "Heat", "expansion"),
        ("Physics", "Mechanics"),  # named no parts
    ]
    assert {leaf.quota for leaf in second.leaves} == {5}


def test_the_teacher_is_told_what_is_treated_elsewhere(scene, tmp_path):
    teacher(scene)
    first = level(scene, tmp_path, seed_of("Physics", quota=5))
    heat, mechanics = questions(first, "teacher", number=7)
    assert heat.answer is Names
    assert "one of its parts: Heat." in heat.messages[0].content
    assert "treated elsewhere: Mechanics." in heat.messages[0].content
    assert "into 7 parts" in mechanics.messages[0].content
    assert heat.body()["response_format"]["json_schema"]["schema"]["additionalProperties"] is False


def test_a_leaf_without_an_answer_stays_a_leaf(scene, tmp_path):
    scene.scripted.script = lambda question, times: scene.say("no JSON")
    seed = seed_of("Physics", quota=5)
    assert level(scene, tmp_path, seed) == seed


def test_every_leaf_needs_its_outcome():
    with pytest.raises(ValueError, match="shorter"):
        grown(seed_of("Physics", quota=5), [], embed)
