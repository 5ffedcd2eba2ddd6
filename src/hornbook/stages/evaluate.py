"""Stage `evaluate`: the checkpoint sits every exam, the packed files those that the recipe names."""

import statistics
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hornbook.evaluate.suites.tool_calls import Item, load_items, sit
from hornbook.recipe import Recipe
from hornbook.stages import commands, pretrain
from hornbook.stages.stage import Stage, StageContext, contents

RESULTS = "results"
_TIMED_COMMANDS = 200


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    return {"exams": {str(exam): contents(recipe.path(exam)) for exam in recipe.evaluate.exams}}


def _run(context: StageContext) -> None:
    from hornbook.serve.chat import open_chat

    named = {path.stem: load_items(context.recipe.path(path)) for path in context.recipe.evaluate.exams}
    held_out = {"held-out": load_items(context.inputs["commands"].path(commands.HELD_OUT))}
    checkpoint = context.inputs["pretrain"].path(pretrain.CHECKPOINT)
    packed = sorted(context.inputs["export"].folder.glob("*.gguf"), key=lambda file: file.stat().st_size)
    results = context.draft.folder / RESULTS
    results.mkdir()
    for file in packed:
        _examine(context, file, file.stem, named, results)
        texts = [item.text for items in (named or held_out).values() for item in items][:_TIMED_COMMANDS]
        with open_chat(file) as chat:
            times = [chat.call(text).milliseconds for text in texts]
        context.draft.counts[file.name] = {"median_milliseconds": statistics.median(times), "commands": len(times)}
    _examine(context, checkpoint, "checkpoint", {**named, **held_out}, results)


def _examine(context: StageContext, model: Path, name: str, exams: Mapping[str, list[Item]], results: Path) -> None:
    from hornbook.evaluate.generators import open_generator

    with open_generator(model) as generator:
        generator.name = name
        for exam, items in exams.items():
            context.progress.start(f"answers by {name}", len(items))
            number = len(list(results.iterdir()))  # in the names, so that the order of sitting is kept
            sit(generator, items, exam, context.progress.update).save(results / f"{number:02d} {name} on {exam}.json")


STAGE = Stage("evaluate", 1, ("commands", "pretrain", "export"), _settings, _run)
