from pathlib import Path

import pytest

from hornbook.synthesize.commands import CommandSampler, Example, Style, hold_out, normalised
from hornbook.synthesize.grammar import Grammar, load_grammar
from hornbook.tools import load_tools

WATCH = Path(__file__).parents[2] / "recipes/watch"


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return load_grammar(WATCH / "grammar", load_tools(WATCH / "tools.json"))


def sample(grammar: Grammar, number: int, exam: list[str] | None = None, seed: int = 0) -> list[Example]:
    sampler = CommandSampler(grammar.marks, Style(), exam or [])
    return list(sampler.examples(grammar.families, number, {"escalate": 0.3}, seed))


def test_examples_are_distinct_repeatable_and_shared_out(grammar: Grammar) -> None:
    examples = sample(grammar, 3000)
    assert len({normalised(example.text) for example in examples}) == len(examples)
    assert examples == sample(grammar, 3000)
    assert examples != sample(grammar, 3000, seed=1)
    escalated = sum(example.call.name == "escalate" for example in examples)
    assert 0.25 < escalated / len(examples) < 0.35


def test_arguments_are_verbatim_spans_or_allowed_choices(grammar: Grammar) -> None:
    tools = load_tools(WATCH / "tools.json")
    for example in sample(grammar, 6000):
        for argument, value in example.call.arguments.items():
            choices = tools[example.call.name].arguments[argument]
            assert value in (choices or example.text), example
            assert value == value.strip()
            assert value


def test_exam_items_are_dropped_and_counted(grammar: Grammar) -> None:
    exam = [example.text.upper() + "!" for example in sample(grammar, 1000)[::10]]
    sampler = CommandSampler(grammar.marks, Style(), exam)
    examples = list(sampler.examples(grammar.families, 1000, {"escalate": 0.3}, 0))
    assert not {normalised(text) for text in exam} & {normalised(example.text) for example in examples}
    assert sampler.counts.exam_items >= len(exam)


def test_whole_families_are_held_out_of_every_tool(grammar: Grammar) -> None:
    learned, held_out = hold_out(grammar, 0.1, seed=0)
    assert {family.tool for family in held_out} == {family.tool for family in learned}
    assert not {family.key for family in held_out} & {family.key for family in learned}
    assert len(learned) + len(held_out) == len(grammar.families)
    assert held_out == hold_out(grammar, 0.1, seed=0)[1]
