"""How well the classifier and its teacher judge, in figures and in plain words."""

from collections.abc import Mapping
from typing import Any

from hornbook.artifact import Artifact

_ASKED = (
    "model",
    "documents",
    "accepted",
    "set_aside",
    "prompt_tokens",
    "completion_tokens",
    "money",
    "cost_per_accepted",
)


def judges(artifacts: Mapping[str, Artifact]) -> dict[str, Any]:
    """What `classifier` and `teacher` are known by; None where the run has none."""
    counts = artifacts["classify"].counts if "classify" in artifacts else {}
    teacher = None
    if "annotate" in artifacts:
        asked = artifacts["annotate"].counts
        teacher = {
            "asked": {name: asked[name] for name in _ASKED},
            **{name: value for name, value in counts.get("teacher", {}).items() if name != "documents"},
        }
        teacher["words"] = in_words(teacher)
    return {"classifier": counts.get("classifier"), "teacher": teacher}


def in_words(teacher: Mapping[str, Any]) -> str:
    """What agreement and weight of a teacher mean; empty where no classifier learned from it."""
    if "weight" not in teacher:
        return ""
    itself = _agreement(teacher["agreement_with_itself"])
    person = _agreement(teacher["agreement_with_gold"])
    return (
        f"The teacher agrees with itself {itself}, and with the person's grades {person}: {_weight(teacher['weight'])}."
    )


def _agreement(kappa: Mapping[str, float | None]) -> str:
    value, low, high = kappa["value"], kappa["low"], kappa["high"]
    if value is None or low is None or high is None:
        return "to an extent that was not measured"
    if high < 0:
        return "less than chance would"
    return "no better than chance" if low <= 0 else "better than chance"


def _weight(weight: float) -> str:
    if weight == 0:
        return "it was given no weight, and the classifier learned from the person's grades alone"
    return f"one of its grades was given {weight:g} of the weight of a person's"
