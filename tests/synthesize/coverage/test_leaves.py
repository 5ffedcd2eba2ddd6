import json
from math import isnan
from pydoc_data.topics import topics

import numpy as np
import pytest

from hornbook.llm.run import RequestRun
from hornbook.llm.runner import Settings
from hornbook.synthesize.coverage.leaves import NONE, Verdict, confirmed, nearest_leaves, questions, treated_share
from hornbook.synthesize.embeddings import embed
from hornbook.synthesize.syllabus.tree import Leaf

MANUAL = {
    "while": "the while statement: loops while a condition holds",
    "lambda": "lambda: anonymous functions",
    "string-methods": "methods of strings",
    "import": "the import statement and modules",
    "class": "class definitions",
    "typesmapping": "dictionaries",
    "global": "global variables",
    "numbers": "numeric literals: integers, floats",
}
LEAVES = [Leaf(("Python", text), 3) for text in MANUAL.values()]


def vectors_of(leaves: list[Leaf]) -> np.ndarray:
    return embed([leaf.text for leaf in leaves])


def test_sections_of_a_manual_find_their_leaf() -> None:
    sections = [topics[name].split("\n\n", 1)[1] for name in MANUAL]
    assigned = nearest_leaves(embed(sections), vectors_of(LEAVES), margin=0)
    assert (assigned == np.arange(len(LEAVES))).mean() >= 0.7


def test_what_treats_no_leaf_is_assigned_to_none() -> None:
    strange = embed(["Mix the flour with two eggs and bake the cake for an hour.", ""])
    assert nearest_leaves(strange, vectors_of(LEAVES)).tolist() == [NONE, NONE]


def test_what_lies_between_two_leaves_is_assigned_to_none() -> None:
    leaves = np.eye(3, dtype=np.float32)
    between, near = np.array([[0.7, 0.7, 0.1]], np.float32), np.array([[0.9, 0.2, 0.1]], np.float32)
    assert nearest_leaves(between, leaves).tolist() == [NONE]
    assert nearest_leaves(near, leaves).tolist() == [0]
    assert nearest_leaves(near, leaves[:1]).tolist() == [0]
    assert nearest_leaves(near, leaves[2:]).tolist() == [NONE]
    assert nearest_leaves(near, leaves[:0]).tolist() == [NONE]
    assert nearest_leaves(near[:0], leaves).tolist() == []


def test_the_share_of_leaves_that_are_treated() -> None:
    assigned = np.array([0, 0, 1, NONE, 3])
    assert treated_share(assigned, 4).value == 0.75
    assert treated_share(assigned, 4, at_least=2).value == 0.25
    assert isnan(treated_share(assigned, 0).value)
    assert treated_share(assigned[:0], 4).value == 0
    thin = treated_share(np.arange(40), 80)
    assert thin.low < 0.5 < thin.high
    thick = treated_share(np.repeat(np.arange(40), 20), 80)
    assert (thick.low, thick.high) == (0.5, 0.5)


def test_a_judge_denies_what_does_not_treat_its_leaf(scene, tmp_path):
    def script(question, times):
        assert "import statement" in question
        if "unclear" in question:
            return scene.say("perhaps")
        return scene.say(json.dumps({"reason": "it says so", "treats": "modules" in question.split("Does it")[0]}))

    scene.scripted.script = script
    texts = ["modules are found", "cakes are baked", "skipped", "unclear"]
    assigned = np.array([3, 3, NONE, 3])
    asked = questions(scene.endpoint.model, texts, LEAVES, assigned)
    outcomes = RequestRun(scene.endpoint, asked, tmp_path, Settings(first_wait=0.01))
    assert confirmed(assigned, outcomes).tolist() == [3, NONE, NONE, 3]
    assert assigned.tolist() == [3, 3, NONE, 3]
    with pytest.raises(ValueError, match="shorter"):
        confirmed(assigned, [])


def test_the_judge_gives_its_reason_first() -> None:
    assert list(Verdict.model_json_schema()["properties"]) == ["reason", "treats"]
