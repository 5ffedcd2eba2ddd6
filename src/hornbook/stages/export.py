"""Stage `export`: packs the model for other programs."""

from collections.abc import Mapping
from typing import Any

from hornbook.recipe import Recipe
from hornbook.stages import pretrain
from hornbook.stages.stage import Stage, StageContext

HUGGINGFACE = "model"


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    return {**recipe.export.model_dump(), "name": recipe.name}


def _run(context: StageContext) -> None:
    from hornbook.export.gguf import write_gguf
    from hornbook.export.huggingface import write_huggingface
    from hornbook.model.checkpoint import load_checkpoint

    model, tokenizer = load_checkpoint(context.inputs["pretrain"].path(pretrain.CHECKPOINT))
    folder, name = context.draft.folder, context.recipe.name
    kinds = context.recipe.export.gguf
    context.progress.start("files", 1 + len(kinds))
    (folder / HUGGINGFACE).mkdir()
    write_huggingface(folder / HUGGINGFACE, model, tokenizer)
    context.progress.update(1)
    for number, kind in enumerate(kinds, start=2):
        path = folder / f"{name}-{kind}.gguf"
        write_gguf(path, model, tokenizer, kind, name)
        context.draft.counts[path.name] = path.stat().st_size
        context.progress.update(number)


STAGE = Stage("export", 1, ("pretrain",), _settings, _run)
