from random import Random

import pytest

from hornbook.synthesize.grammar import split_spans
from hornbook.synthesize.template import TemplateError, TemplateParser, Writer


def phrasings(source: str, rules: dict[str, str] | None = None, tries: int = 300) -> set[str]:
    writers: dict[str, Writer] = {}
    parser = TemplateParser(writers, {})
    for name, text in (rules or {}).items():
        writers[name] = parser.parse(text).write
    template = parser.parse(source)
    random = Random(0)
    results = set()
    for _ in range(tries):
        out: list[str] = []
        template.write(random, out, {})
        results.add("".join(out))
    return results


def test_alternatives_and_options_give_every_phrasing() -> None:
    assert phrasings("(a|b)[c|d]") == {"a", "b", "ac", "ad", "bc", "bd"}


def test_nesting_escapes_and_empty_alternatives() -> None:
    assert phrasings(r"(x(1|2)|\(y\)|)") == {"x1", "x2", "(y)", ""}


def test_ranges_hold_both_ends() -> None:
    assert phrasings("<3..5>") == {"3", "4", "5"}


def test_rules_are_put_in() -> None:
    assert phrasings("go <where>", {"where": "(up|down)"}) == {"go up", "go down"}


def test_captures_become_spans_and_choices_become_values() -> None:
    writers: dict[str, Writer] = {}
    choices: dict[str, dict[str, Writer]] = {}
    parser = TemplateParser(writers, choices)
    choices["loudness"] = {"up": parser.parse("louder").write}
    template = parser.parse("{change=loudness} by {amount=7..7} points")
    out: list[str] = []
    chosen: dict[str, str] = {}
    template.write(Random(0), out, chosen)
    assert split_spans("".join(out), parser.marks) == ("louder by 7 points", {"amount": "7"})
    assert chosen == {"change": "up"}


@pytest.mark.parametrize("source", ["(a", "a)", "[a", "(a]", "a > b", "{a", "<>"])
def test_unbalanced_templates_are_refused(source: str) -> None:
    with pytest.raises(TemplateError):
        TemplateParser({}, {}).parse(source)


def test_a_span_within_a_span_is_refused() -> None:
    parser = TemplateParser({}, {})
    mark = parser.parse("{a=1..2}") and next(iter(parser.marks))
    with pytest.raises(ValueError, match="captured twice"):
        split_spans(f"{mark}x{mark}y\ue0ff\ue0ff", parser.marks)
