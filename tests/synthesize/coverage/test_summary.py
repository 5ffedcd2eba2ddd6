import json

import pytest

from hornbook.llm.answers import Spending
from hornbook.llm.run import Ledger, Tally
from hornbook.synthesize.coverage.planning import LeafState
from hornbook.synthesize.coverage.species import Sample
from hornbook.synthesize.coverage.summary import costs, saturation, tree
from hornbook.synthesize.syllabus.tree import Leaf, Syllabus

SYLLABUS = Syllabus(
    (
        Leaf(("Physics", "Heat"), 3),
        Leaf(("Physics", "Mechanics", "inertia"), 4),
        Leaf(("Physics", "Mechanics", "friction"), 5),
    )
)


def test_the_tree_sums_its_leaves() -> None:
    states = [LeafState(leaf.quota, 6, Sample.of([2, 1] * (leaf.quota > 3))) for leaf in SYLLABUS.leaves]
    physics = tree(SYLLABUS, states)
    assert {name: physics[name] for name in ("name", "quota", "asked", "documents", "ideas", "leaves", "treated")} == {
        "name": "Physics", "quota": 12, "asked": 18, "documents": 6, "ideas": 4, "leaves": 3, "treated": 2,
    }  # fmt: skip
    heat, mechanics = physics["children"]
    assert (mechanics["quota"], mechanics["documents"], mechanics["treated"]) == (9, 6, 2)
    assert [leaf["name"] for leaf in mechanics["children"]] == ["inertia", "friction"]
    assert heat["coverage"]["value"] is None
    assert mechanics["children"][0]["coverage"]["value"] == pytest.approx(2 / 3)
    assert heat["expected_new_per_request"] > 0
    json.dumps(physics, allow_nan=False)
    with pytest.raises(ValueError, match="shorter"):
        tree(SYLLABUS, states[:2])


def test_the_curve_goes_on_where_the_draws_end() -> None:
    curve = saturation(Sample.of([5, 4, 2, 2, 1, 1, 1, 1, 1]))
    assert (curve["draws"], curve["seen"]) == (18, 9)
    assert curve["observed"][0]["value"] == 0
    assert curve["observed"][-1] == pytest.approx({"draws": 18, "value": 9, "low": 9, "high": 9}, abs=4)
    assert curve["expected"][0] == {"draws": 18, "value": 9, "low": 9, "high": 9}
    assert curve["expected"][-1]["draws"] == 36
    assert curve["expected"][-1]["value"] > 9
    json.dumps(curve, allow_nan=False)


def test_a_curve_of_nothing() -> None:
    curve = saturation(Sample.of([]))
    assert curve["observed"] == [{"draws": 0, "value": 0.0, "low": 0.0, "high": 0.0}]
    json.dumps(curve, allow_nan=False)


def test_what_each_new_idea_cost() -> None:
    ledger = Ledger(Tally(), Spending(), 6.0, 1.0)
    assert costs(ledger, 12, 3) == {"money": 6.0, "accepted": 12, "new": 3, "per_accepted": 0.5, "per_new": 2.0}
    assert costs(ledger, 12, 0)["per_new"] is None
