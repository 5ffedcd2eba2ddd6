"""Coverage as plain data, for a report to draw."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from hornbook.llm.run import Ledger
from hornbook.synthesize.coverage.planning import LeafState, prospects
from hornbook.synthesize.coverage.species import Sample, coverage, new_species, rarefied, richness
from hornbook.synthesize.syllabus.tree import Syllabus

_POINTS = 20  # of either part of the curve


def tree(syllabus: Syllabus, states: Sequence[LeafState]) -> dict[str, Any]:
    """
    The syllabus as nested dictionaries (`name`, sums of `quota`, `asked`, `documents` and `ideas`, `leaves`, `treated`, `children`);
    leaves add what they promise. The states are those of its leaves, in their order; ValueError where they are not as many.
    """
    root = _node(syllabus.subject)
    for leaf, state, prospect in zip(syllabus.leaves, states, prospects(states), strict=True):
        figures = {
            "quota": leaf.quota,
            "asked": state.asked,
            "documents": state.ideas.draws,
            "ideas": state.ideas.seen,
            "leaves": 1,
            "treated": int(state.ideas.draws > 0),
        }
        node = root
        _add(node, figures)
        for name in leaf.path[1:]:
            children = node["children"]
            if not any(child["name"] == name for child in children):
                children.append(_node(name))
            node = next(child for child in children if child["name"] == name)
            _add(node, figures)
        node["coverage"] = coverage(state.ideas).to_dict()
        node["expected_new_per_request"] = prospect.new
    return root


def _node(name: str) -> dict[str, Any]:
    sums = dict.fromkeys(("quota", "asked", "documents", "ideas", "leaves", "treated"), 0)
    return {"name": name, **sums, "children": []}


def _add(node: dict[str, Any], figures: dict[str, int]) -> None:
    for key, figure in figures.items():
        node[key] += figure


def saturation(sample: Sample) -> dict[str, Any]:
    """
    How many species so many draws show: `observed` points up to those there were, `expected` ones up to as many again, each with
    `draws`, `value`, `low` and `high`; the `coverage`, and the `richness` that there is at least.
    """
    n = sample.draws
    steps = np.unique(np.linspace(0, n, _POINTS + 1).round().astype(int)).tolist()
    observed = [{"draws": draws, **_bounds(rarefied(sample, draws).to_dict())} for draws in steps]
    expected = []
    for further in steps:
        more = new_species(sample, further)
        bounds = zip(("value", "low", "high"), (more.value, more.low, more.high), strict=True)
        expected.append({"draws": n + further, **{name: sample.seen + bound for name, bound in bounds}})
    figures = {"coverage": coverage(sample).to_dict(), "richness": richness(sample).to_dict()}
    return {"draws": n, "seen": sample.seen, "observed": observed, "expected": expected, **figures}


def _bounds(estimate: dict[str, Any]) -> dict[str, Any]:
    return {name: estimate[name] for name in ("value", "low", "high")}


def costs(ledger: Ledger, accepted: int, new: int) -> dict[str, Any]:
    """What a run cost in all, for each accepted document and for each of the `new` ideas; None where that is infinite."""
    each = {"per_accepted": ledger.cost_per(accepted), "per_new": ledger.cost_per(new)}
    finite = {name: cost if np.isfinite(cost) else None for name, cost in each.items()}
    return {"money": ledger.money, "accepted": accepted, "new": new, **finite}
