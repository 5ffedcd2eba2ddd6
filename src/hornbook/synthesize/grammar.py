"""
A command grammar: a folder of TOML files that says how people ask for each tool.

    [rules]                     phrasings that others put in, one a line
    please = '''
    please
    if you (can|could)
    '''

    [choices.change]            for arguments with an enum: how each value is said
    up = "(louder|up)"

    [set_volume.fragments]      a family of the tool set_volume
    frame = "request"           the rule with <command> in it that the family is said inside (default: the rule `frame`)
    arguments = {change = "up"} arguments that every phrase of the family has
    phrases = '''
    [turn it] {change} [to {amount=0..100}]
    '''

A family is the unit that is held out: phrasings that have a shape in common belong to one.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from hornbook.errors import RecipeError
from hornbook.synthesize.template import SPAN_END, Template, TemplateError, TemplateParser, Writer, one_of
from hornbook.tools import Tool

_HOLE = "\ue0fe"
_FAMILY_KEYS = {"frame", "arguments", "phrases"}


@dataclass(frozen=True)
class Phrase:
    """A sampled command: its text with marked spans, and the arguments that are no spans."""

    marked: str
    chosen: dict[str, str]


@dataclass(frozen=True)
class Family:
    """A group of phrasings of one tool."""

    tool: str
    name: str
    lines: int
    arguments: dict[str, str]
    write: Writer
    frame: Writer

    @property
    def key(self) -> str:
        """`tool.name`, as it stands in the grammar."""
        return f"{self.tool}.{self.name}"

    def sample(self, random: Random) -> Phrase:
        """Draw one phrase."""
        chosen = dict(self.arguments)
        frame: list[str] = []
        command: list[str] = []
        self.frame(random, frame, chosen)
        self.write(random, command, chosen)
        return Phrase("".join(frame).replace(_HOLE, "".join(command)), chosen)


@dataclass(frozen=True)
class Grammar:
    """All families, in the order of their keys, and the marks that their spans begin with."""

    families: list[Family]
    marks: dict[str, str]


def load_grammar(folder: Path, tools: Mapping[str, Tool]) -> Grammar:
    """Read every `*.toml` below the folder. Raises RecipeError naming file, table and fix."""
    files = sorted(folder.rglob("*.toml"))
    if not files:
        raise RecipeError(f"{folder}: no grammar files.", "Write one .toml file a tool there.")
    return _Loader(tools).load(files)


class _Loader:
    def __init__(self, tools: Mapping[str, Tool]) -> None:
        self._tools = tools
        self._rules: dict[str, Writer] = {"command": lambda random, out, chosen: out.append(_HOLE)}
        self._choices: dict[str, dict[str, Writer]] = {}
        self._templates: dict[str, list[tuple[str, Template]]] = {"command": []}
        self._checked: set[str] = set()
        self._captured: dict[str, set[tuple[str, str]]] = {}
        self._parser = TemplateParser(self._rules, self._choices)

    def load(self, files: Iterable[Path]) -> Grammar:
        tables = {path: _read_toml(path) for path in files}
        for path, table in tables.items():
            for name, values in table.pop("choices", {}).items():
                self._choices[name] = {
                    value: self._rule(f"{path} [choices.{name}] {value}", text) for value, text in values.items()
                }
        for path, table in tables.items():
            for name, text in table.pop("rules", {}).items():
                if name in self._templates:
                    raise RecipeError(f"{path} [rules] {name}: defined twice.", "Rename one of the two.")
                self._rules[name] = self._rule(f"{path} [rules] {name}", text, name)
        families = [
            self._family(f"{path} [{tool}.{name}]", tool, name, body)
            for path, table in tables.items()
            for tool, entries in table.items()
            for name, body in self._entries(path, tool, entries)
        ]
        for name in self._templates:
            self._check_rule(name, ())
        return Grammar(sorted(families, key=lambda family: family.key), self._parser.marks)

    def _entries(self, path: Path, tool: str, entries: Any) -> Iterable[tuple[str, Any]]:
        if tool not in self._tools:
            raise RecipeError(
                f"{path} [{tool}]: no tool of that name in tools.json.",
                f"Use rules, choices or one of: {', '.join(sorted(self._tools))}.",
            )
        if not isinstance(entries, dict) or not all(isinstance(body, dict) for body in entries.values()):
            raise RecipeError(f"{path} [{tool}]: holds something else than families.", f"Write [{tool}.NAME] tables.")
        return entries.items()

    def _family(self, where: str, tool: str, name: str, body: dict[str, Any]) -> Family:
        if unknown := set(body) - _FAMILY_KEYS:
            raise RecipeError(
                f"{where}: unknown key {sorted(unknown)[0]!r}.", f"Allowed: {', '.join(sorted(_FAMILY_KEYS))}."
            )
        key = f"{tool}.{name}"
        if key in self._templates:
            raise RecipeError(f"{where}: this family stands in two places.", "Rename one of the two.")
        write = self._rule(where, body.get("phrases", ""), key)
        arguments = dict(body.get("arguments", {}))
        for argument in arguments:
            self._check_argument(where, tool, argument, None)
        for argument, rule in self._captures(key):
            self._check_argument(where, tool, argument, rule)
        frame = body.get("frame", "frame" if "frame" in self._rules else "command")
        if frame not in self._rules:
            raise RecipeError(f"{where}: frame {frame!r} is no rule.", "Define it under [rules], with <command> in it.")
        return Family(tool, name, len(self._templates[key]), arguments, write, self._rules[frame])

    def _rule(self, where: str, text: Any, name: str = "") -> Writer:
        lines = [line.strip() for line in str(text).splitlines()]
        lines = [line for line in lines if line and not line.startswith("#")]
        if not lines:
            raise RecipeError(f"{where}: no phrases.", "Write one phrase a line.")
        templates = []
        for line in lines:
            try:
                templates.append((f"{where}: {line!r}", self._parser.parse(line)))
            except TemplateError as error:
                raise RecipeError(
                    f"{where}: {line!r} has {error}.", "Balance the brackets, or put \\ before it."
                ) from None
        self._templates.setdefault(name or where, []).extend(templates)
        return one_of([template.write for _, template in templates])

    def _captures(self, name: str) -> set[tuple[str, str]]:
        """What a rule and those that it puts in capture, as (argument, rule)."""
        if name not in self._captured:
            found = self._captured[name] = set()
            for _, template in self._templates.get(name, []):
                found.update(template.captures)
                for rule in template.rules:
                    found |= self._captures(rule)
        return self._captured[name]

    def _check_argument(self, where: str, tool: str, argument: str, rule: str | None) -> None:
        known = self._tools[tool].arguments
        if argument not in known:
            raise RecipeError(
                f"{where}: {tool} has no argument {argument!r}.", f"Allowed: {', '.join(known) or 'none'}."
            )
        values = known[argument]
        if rule in self._choices and set(self._choices[rule]) - set(values or ()):
            raise RecipeError(
                f"{where}: [choices.{rule}] has values that {tool}.{argument} does not allow.",
                f"Allowed: {', '.join(values or ('none: the argument is a span',))}.",
            )
        if rule and values and rule not in self._choices:
            raise RecipeError(
                f"{where}: {argument!r} is a choice.", f"Say how each value is said under [choices.{rule}]."
            )

    def _check_rule(self, name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise RecipeError(f"The rules {' -> '.join((*above, name))} go round in a circle.", "Break it.")
        if name in self._checked:
            return
        for where, template in self._templates[name]:
            for rule in template.rules:
                if rule not in self._templates:
                    raise RecipeError(
                        f"{where} puts in the rule {rule!r}, which is not there.", "Define it under [rules]."
                    )
                self._check_rule(rule, (*above, name))
        self._checked.add(name)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RecipeError(f"{path}: not TOML ({error}).", "Mend that line.") from None


def split_spans(marked: str, marks: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """
    Take the marks out: the plain text, and each argument's verbatim span.

    Raises ValueError where an argument is captured twice or inside another.
    """
    text: list[str] = []
    spans: dict[str, str] = {}
    open_argument, start = "", 0
    for character in marked:
        if character in marks:
            if open_argument or marks[character] in spans:
                raise ValueError(f"{marks[character]!r} is captured twice or inside another argument")
            open_argument, start = marks[character], len(text)
        elif character == SPAN_END:
            spans[open_argument] = "".join(text[start:]).strip()
            open_argument = ""
        else:
            text.append(character)
    return "".join(text).strip(), spans
