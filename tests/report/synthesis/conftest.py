"""Pages are read strictly; a run over two families of exercises and an exam that holds one of theirs."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hornbook import pipeline
from hornbook.pipeline import Run
from hornbook.recipe import Recipe
from hornbook.synthesize.exercises import families as room
from hornbook.synthesize.exercises.exercise import write_exercise
from hornbook.synthesize.exercises.families import families

FAMILIES = ("lists_filtering/first_text_that", "lists_filtering/keep_numbers")
OF_EACH = 8


class Page(HTMLParser):
    """The tags, attributes and text of a page; every element that is opened is closed, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    @property
    def links(self) -> list[str]:
        return [value for name, value in self.attributes if name == "href"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in ("meta", "link", "br", "input"):
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text += f"{data}\n"


@pytest.fixture(scope="session")
def read_page() -> type[Page]:
    return Page


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an exam, for a store and runs."""
    folder = tmp_path_factory.mktemp("workshop")
    item = write_exercise(families()[FAMILIES[1]], 0)
    line = {"task_id": "own/0", "prompt": item.prompt, "canonical_solution": item.solution}
    (folder / "own.jsonl").write_text(json.dumps(line) + "\n")
    return folder


@pytest.fixture(scope="module")
def carry_out(workshop: Path) -> Iterator[Callable[..., Run]]:
    """Carries out a recipe with exercises of two families and whatever else it is given."""
    chosen = {name: families()[name] for name in FAMILIES}

    def run(name: str, **sections: object) -> Run:
        values = {
            "description": "What <b>they</b> wrote",
            "synthesize": {"exercises": {"of_each_family": OF_EACH}},
            "evaluate": {"exams": [workshop / "own.jsonl"]},
            **sections,
        }
        recipe = Recipe.build(workshop / name, values)
        return pipeline.run(recipe, store=workshop / "store", runs=workshop / "runs", quiet=True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "families", lambda: chosen)
        patch.setattr("hornbook.stages.exercises.families", lambda: chosen)
        yield run
