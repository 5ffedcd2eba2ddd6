"""
A syllabus written by hand, in TOML.

    subject = "Physics for a beginner"
    quota = 4                                       # documents wanted of a concept that does not say how many

    [topics]
    Heat = ["temperature", "expansion: why bridges have gaps"]

    [topics.Mechanics]
    "Forces and motion" = ["inertia", { name = "friction", about = "on ice, on sand, on wheels", quota = 8 }]
    Energy = ["kinetic energy", "potential energy"]

A topic is a list of concepts, or a table of further topics. What stands behind a concept's colon is said about it.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hornbook.errors import RecipeError
from hornbook.synthesize.commands import normalised
from hornbook.synthesize.syllabus.tree import Leaf, Syllabus

QUOTA = 1
_KEYS = {"subject", "quota", "topics"}
_CONCEPT_KEYS = {"name", "about", "quota"}


def load_syllabus(file: Path) -> Syllabus:
    """Read a syllabus. Raises RecipeError naming file, key and fix."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RecipeError(f"{file}: no such file.", "Write the syllabus there, or mend the name.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecipeError(f"{file}: not TOML ({error}).", "Mend that line.") from None
    _known_keys(str(file), table, _KEYS)
    subject = table.get("subject")
    if not isinstance(subject, str) or not subject.strip():
        raise RecipeError(f"{file} subject: this key must be set to a text.", 'Write subject = "...".')
    if "topics" not in table:
        raise RecipeError(
            f"{file} [topics]: this table must be there.", 'Write [topics], and topic = ["concept", ...].'
        )
    reader = _Reader(file, _quota(f"{file} quota", table.get("quota", QUOTA)))
    return Syllabus(tuple(reader.leaves(("topics",), (subject.strip(),), table["topics"])))


class _Reader:
    def __init__(self, file: Path, quota: int) -> None:
        self._file, self._quota = file, quota

    def leaves(self, keys: tuple[str, ...], path: tuple[str, ...], body: Any) -> Iterator[Leaf]:
        """The leaves of a topic: `keys` is where it stands in the file, `path` where in the tree."""
        where = f"{self._file} [{'.'.join(keys)}]"
        if not isinstance(body, dict | list) or not body:
            raise RecipeError(f"{where}: holds no concepts.", 'Write topic = ["concept", ...].')
        if isinstance(body, list):
            concepts = [self._concept(f"{where} {number}", path, entry) for number, entry in enumerate(body, 1)]
            _no_repeats(where, [leaf.name for leaf in concepts])
            yield from concepts
        else:
            _no_repeats(where, list(body))
            for name, below in body.items():
                yield from self.leaves((*keys, name), (*path, name), below)

    def _concept(self, where: str, path: tuple[str, ...], entry: Any) -> Leaf:
        if isinstance(entry, str):
            name, _, about = (part.strip() for part in entry.partition(":"))
            entry = {"name": name, "about": about}
        if not isinstance(entry, dict):
            raise RecipeError(
                f"{where}: {entry!r} is no concept.", 'Write "name", "name: about it" or a table with a name.'
            )
        _known_keys(where, entry, _CONCEPT_KEYS)
        name, about = entry.get("name", ""), entry.get("about", "")
        if not isinstance(name, str) or not isinstance(about, str) or not normalised(name):
            raise RecipeError(
                f"{where}: a concept's name and what is said about it are texts.", 'Write "name: about it".'
            )
        return Leaf((*path, name), _quota(f"{where} quota", entry.get("quota", self._quota)), about)


def _known_keys(where: str, table: dict[str, Any], allowed: set[str]) -> None:
    if unknown := set(table) - allowed:
        raise RecipeError(f"{where}: unknown key {min(unknown)!r}.", f"Allowed: {', '.join(sorted(allowed))}.")


def _no_repeats(where: str, names: list[str]) -> None:
    seen: dict[str, str] = {}
    for name in names:
        if first := seen.get(normalised(name)):
            raise RecipeError(f"{where}: {name!r} is {first!r} again.", "Take one of the two out.")
        seen[normalised(name)] = name


def _quota(where: str, value: Any) -> int:
    if type(value) is not int or value < 1:
        raise RecipeError(f"{where} = {value!r}: not a whole number above 0.", "Change the value.")
    return value
