"""Stage `pretrain`: takes the model from random weights through the textbook."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from hornbook.allocator import keep_freed_memory
from hornbook.errors import RecipeError
from hornbook.recipe import Pretrain, Recipe
from hornbook.stages import tokenizer as tokenizer_stage
from hornbook.stages.stage import Stage, StageContext

CHECKPOINT, HISTORY = "checkpoint", "history.json"


def section(recipe: Recipe) -> Pretrain:
    """The recipe's `[pretrain]`."""
    if recipe.pretrain is None:
        raise RecipeError(f"{recipe.folder}/recipe.toml has no [pretrain].", "Add it with at least `tokens`.")
    return recipe.pretrain


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    return {
        "model": recipe.model.model_dump(),
        **section(recipe).model_dump(exclude={"checkpoint_seconds"}),
    }


def _run(context: StageContext) -> None:
    keep_freed_memory()
    from hornbook.model.checkpoint import save_checkpoint
    from hornbook.model.config import build_config
    from hornbook.model.initialisation import initialise
    from hornbook.model.transformer import Transformer
    from hornbook.tokenizer import Tokenizer
    from hornbook.train.batches import Batches, TokenizedDocuments
    from hornbook.train.trainer import Progress, Trainer, TrainingSettings

    recipe, settings = context.recipe, section(context.recipe)
    tokenizer = Tokenizer.load(context.inputs["tokenizer"].path(tokenizer_stage.TOKENIZER))
    data = TokenizedDocuments.load(context.inputs["tokenizer"].path(tokenizer_stage.TOKENS))
    model = Transformer(build_config(recipe.model.preset, len(tokenizer), recipe.model.context))
    initialise(model, settings.seed, tokenizer.twins())
    rows = max(1, settings.batch_tokens // settings.row_tokens)
    steps = max(1, settings.tokens // (rows * settings.row_tokens))
    batches = Batches(data, rows, settings.row_tokens, settings.prompt_weight, settings.seed)
    shared = settings.model_dump(include=set(TrainingSettings.__dataclass_fields__))
    trainer = Trainer(model, batches, TrainingSettings(steps=steps, **shared), context.draft.work)
    context.progress.start("steps", steps)

    def report(progress: Progress) -> None:
        context.progress.update(
            progress.step, loss=f"{progress.loss:.4f}", speed=f"{progress.tokens_per_second:,.0f} tokens/s"
        )
        context.progress.reporter.event("pretrain", "progress", **asdict(progress))

    history = trainer.run(report, context.progress.reporter.say)
    folder = context.draft.folder / CHECKPOINT
    folder.mkdir()
    save_checkpoint(folder, model, tokenizer)
    (context.draft.folder / HISTORY).write_text(json.dumps([asdict(progress) for progress in history]) + "\n")
    context.draft.counts.update(
        parameters=model.config.parameters,
        steps=steps,
        tokens=steps * rows * settings.row_tokens,
        loss=history[-1].loss,
        tokens_per_second=history[-1].tokens_per_second,
    )


STAGE = Stage("pretrain", 2, ("tokenizer",), _settings, _run)
