"""
The families of tasks, by topic: one function each, which draws a task.

A family varies what is asked (bounds, operations, what the things are), how it is said, how it is solved, and what names it has.
"""

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.task import Task

_FAMILIES: "dict[str, Family]" = {}


@dataclass(frozen=True)
class Family:
    """Tasks of one kind: `name` is `topic/function`."""

    name: str
    make: Callable[[Draw], Task]

    @property
    def topic(self) -> str:
        """The module that it stands in."""
        return self.name.partition("/")[0]

    def task(self, number: int, seed: int = 0) -> Task:
        """Its task of that number."""
        return self.make(Draw(f"{seed}/{self.name}/{number}"))


def family(make: Callable[[Draw], Task]) -> Callable[[Draw], Task]:
    """Register a function that draws tasks."""
    name = f"{make.__module__.rpartition('.')[2]}/{make.__name__}"
    if name in _FAMILIES:
        raise ValueError(f"two families are called {name}")
    _FAMILIES[name] = Family(name, make)
    return make


@cache
def families() -> Mapping[str, Family]:
    """All families by name, sorted."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        import_module(module.name)
    return dict(sorted(_FAMILIES.items()))
