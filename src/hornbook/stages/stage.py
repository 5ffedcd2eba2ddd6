"""What a stage is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hornbook.artifact import Artifact, Draft
from hornbook.data.engine import Engine
from hornbook.hashing import file_digest
from hornbook.progress import StageProgress
from hornbook.recipe import Recipe

STAGES = "stages"
"""The folder of a run in which every stage's artifact is found by its name."""


@dataclass(frozen=True)
class StageContext:
    """
    What a stage works with: the recipe, the artifacts it asked for by name, the draft to fill, who watches, the engine for work on a
    corpus, and a folder for what was fetched and need not be fetched again.
    """

    recipe: Recipe
    inputs: Mapping[str, Artifact]
    draft: Draft
    progress: StageProgress
    engine: Engine
    cache: Path


@dataclass(frozen=True)
class Stage:
    """
    A step of the pipeline.

    `inputs` are the stages whose artifacts it reads, as far as the recipe needs them. `settings` gives all that the result depends
    on besides them, files by their content; `version` is raised when the code comes to give another result from the same.
    """

    name: str
    version: int
    inputs: tuple[str, ...]
    settings: Callable[[Recipe], Mapping[str, Any]]
    run: Callable[[StageContext], None]


def contents(path: Path) -> str | dict[str, str]:
    """The digest of a file, or of every file below a folder by its name there."""
    if path.is_file():
        return file_digest(path)
    return {str(file.relative_to(path)): file_digest(file) for file in sorted(path.rglob("*")) if file.is_file()}
