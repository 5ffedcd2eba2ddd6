"""The models that stages ask: what of them a result depends on, and how they are reached."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hornbook.llm.endpoint import Endpoint
from hornbook.recipe import LanguageModel, Recipe
from hornbook.stages.stage import StageContext, contents

_PRICES_AND_NAME = {"model", "url", "prompt_price", "completion_price"}


def model_settings(recipe: Recipe, model: LanguageModel) -> Mapping[str, Any]:
    """What a result depends on; a file by what it holds. Raises RecipeError where there is no such file."""
    file = _file(recipe, model)
    return {**model.model_dump(include=_PRICES_AND_NAME), "model": contents(file) if file else model.model}


@contextmanager
def open_model(context: StageContext, model: LanguageModel) -> Iterator[Endpoint]:
    """An endpoint that answers while the block runs: the recipe's own, or a local one that is started here and ended."""
    if model.url:
        yield Endpoint(model.url, model.model, model.key_variable, model.prompt_price, model.completion_price)
        return
    from hornbook.llm.endpoint import open_local_endpoint

    name = str(_file(context.recipe, model) or model.model)
    with open_local_endpoint(name, context.cache / "models") as endpoint:
        yield endpoint


def _file(recipe: Recipe, model: LanguageModel) -> Path | None:
    """The model's .gguf file, where it is one."""
    is_file = model.model.endswith(".gguf") and not model.url
    return recipe.path(Path(model.model)) if is_file else None
