"""Hornbook: one recipe folder in, one examined and packed small language model out. `run(Recipe.load(folder))` does it all."""

import os
from typing import TYPE_CHECKING, Any

# Read by Daft when it is imported, which several rooms do: no telemetry.
os.environ.setdefault("DO_NOT_TRACK", "1")

if TYPE_CHECKING:
    from hornbook.pipeline import Run, run
    from hornbook.recipe import Recipe

__all__ = ["Recipe", "Run", "run"]


def __getattr__(name: str) -> Any:
    """Load the names above when they are first asked for, so that `hornbook --help` need not wait for them."""
    if name == "Recipe":
        from hornbook.recipe import Recipe

        return Recipe
    if name in ("Run", "run"):
        from hornbook import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'hornbook' has no attribute {name!r}")
