"""Stage `tokenizer`: learns the tokenizer from the textbook, then writes the textbook's tokens."""

from collections.abc import Mapping
from typing import Any

from hornbook.data.documents import read_documents, read_texts
from hornbook.recipe import Recipe
from hornbook.stages import commands
from hornbook.stages.stage import Stage, StageContext, contents
from hornbook.tokenizer import Tokenizer
from hornbook.tools import load_tools, scaffold

TOKENIZER, TOKENS = "tokenizer.json", "tokens"


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    return {**recipe.tokenizer.model_dump(), "tools": contents(recipe.path(commands.section(recipe).tools))}


def _run(context: StageContext) -> None:
    from hornbook.train.batches import TokenizedDocuments

    recipe, textbook = context.recipe, context.inputs["commands"].path(commands.TRAIN)
    pieces = scaffold(load_tools(recipe.path(commands.section(recipe).tools)))
    tokenizer = Tokenizer.train(read_texts(textbook), recipe.tokenizer.vocabulary, pieces)
    tokenizer.save(context.draft.folder / TOKENIZER)
    total = context.inputs["commands"].counts["examples"]
    context.progress.start("examples", total)
    parts: list[TokenizedDocuments] = []
    done = 0
    for batch in read_documents(textbook, ["text"]):
        parts.append(TokenizedDocuments.encode(tokenizer, batch.column("text").to_pylist()))
        done += batch.num_rows
        context.progress.update(done)
    tokens = TokenizedDocuments.concatenate(parts)
    (context.draft.folder / TOKENS).mkdir()
    tokens.save(context.draft.folder / TOKENS)
    context.draft.counts.update(vocabulary=len(tokenizer), documents=len(tokens), tokens=len(tokens.tokens))


STAGE = Stage("tokenizer", 1, ("commands",), _settings, _run)
