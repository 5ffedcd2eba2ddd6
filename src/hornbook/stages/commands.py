"""Stage `commands`: writes the tool-call textbook and its validation part."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from hornbook.data.documents import Document, write_documents
from hornbook.errors import RecipeError
from hornbook.evaluate.suites.tool_calls import load_items
from hornbook.recipe import Commands, Recipe
from hornbook.stages.stage import Stage, StageContext, contents
from hornbook.synthesize.commands import CommandSampler, Example, Style, hold_out
from hornbook.synthesize.grammar import Grammar, load_grammar
from hornbook.tokenizer import Message, render_chat
from hornbook.tools import load_tools, render_call

TRAIN, HELD_OUT = "train.parquet", "held-out.jsonl"
_REPORT_EVERY = 1_000


def section(recipe: Recipe) -> Commands:
    """The recipe's `[synthesize.commands]`."""
    if recipe.synthesize.commands is None:
        raise RecipeError(
            f"{recipe.folder}/recipe.toml has no [synthesize.commands].", "Add it; its keys all have defaults."
        )
    return recipe.synthesize.commands


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    settings = section(recipe)
    return {
        **settings.model_dump(mode="json", exclude={"tools", "grammar"}),
        "tools": contents(recipe.path(settings.tools)),
        "grammar": contents(recipe.path(settings.grammar)),
        "exams": [contents(recipe.path(exam)) for exam in recipe.evaluate.exams],
    }


def _run(context: StageContext) -> None:
    settings = section(context.recipe)
    grammar, sampler = _open(context.recipe)
    learned, held_out = hold_out(grammar, settings.held_out_families, settings.seed)

    # Validation goes first, so that a text that both could say is no training example.
    validation = sampler.examples(held_out, settings.validation, settings.shares, settings.seed)
    validation_count = _write_exam(context.draft.folder / HELD_OUT, validation)
    examples = sampler.examples(learned, settings.examples, settings.shares, settings.seed)
    count = write_documents(
        context.draft.folder / TRAIN, map(_document, _watched(context, examples, settings.examples))
    )
    context.draft.counts.update(
        examples=count,
        validation=validation_count,
        families=len(grammar.families),
        held_out_families=len(held_out),
        duplicates=sampler.counts.duplicates,
        conflicts=sampler.counts.conflicts,
        exam_items_dropped=sampler.counts.exam_items,
        exhausted_families=len(sampler.counts.exhausted),
        tools=dict(sampler.counts.tools),
    )


def _watched(context: StageContext, examples: Iterable[Example], total: int) -> Iterator[Example]:
    context.progress.start("examples", total)
    for number, example in enumerate(examples, start=1):
        if number % _REPORT_EVERY == 0:
            context.progress.update(number)
        yield example


def sample_families(recipe: Recipe, wanted: str, number: int) -> Iterator[tuple[str, list[Example]]]:
    """
    Examples of every family, or of the tool or family of that name, for an author to read.

    Raises RecipeError where no family goes by that name.
    """
    grammar, sampler = _open(recipe)
    families = [family for family in grammar.families if wanted in ("", family.tool, family.key)]
    if not families:
        raise RecipeError(f"{wanted}: no such tool or family in the grammar.", "Name a tool, or a family as tool.name.")
    random = Random()
    for family in families:
        yield family.key, [sampler.sample(family, random) for _ in range(number)]


def _open(recipe: Recipe) -> tuple[Grammar, CommandSampler]:
    settings = section(recipe)
    grammar = load_grammar(recipe.path(settings.grammar), load_tools(recipe.path(settings.tools)))
    exam = [item.text for path in recipe.evaluate.exams for item in load_items(recipe.path(path))]
    looks = Style(settings.typed, settings.spelled_numbers, settings.misspelled, settings.dropped_apostrophes)
    return grammar, CommandSampler(grammar.marks, looks, exam)


def _document(example: Example) -> Document:
    turns = [Message("user", example.text), Message("assistant", render_call(example.call))]
    meta = {"command": example.text, "call": vars(example.call), "family": example.family}
    return Document(
        render_chat(turns).rstrip("\n"), f"grammar:{example.family}", "Apache-2.0", "synthetic:grammar", meta
    )


def _write_exam(path: Path, examples: Iterable[Example]) -> int:
    """Write examples in the form that the tool-call exam reads; return how many."""
    lines = [
        {
            "text": example.text,
            "tools": [example.call.name],
            "arguments": example.call.arguments,
            "family": example.family,
        }
        for example in examples
    ]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return len(lines)


STAGE = Stage("commands", 1, (), _settings, _run)
