"""
Functions cut out of a module, each with all that it needs to run by itself.

A function may use builtins that only compute, modules of the standard library that do, and constants and other functions of which the
same is true, from its own module or from those that lie on the same shelf.
"""

import ast
import builtins
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass

from hornbook.synthesize.exercises import mining_syntax as syntax

OUTSIDE, CLASS, UNKNOWN, AMBIGUOUS, IMPURE, DECORATED, LAYOUT, SPRAWLING = (
    "needs another module",
    "needs a class",
    "needs a name that is not found",
    "needs two things of one name",
    "does more than compute",
    "decorated",
    "layout not understood",
    "needs too much",
)

UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
"""What `Module` raises for a text that is none."""

_DECORATORS = frozenset({"cache", "lru_cache", "functools.cache", "functools.lru_cache"})
_MOST_NEEDED = 12
_LONGEST_PREAMBLE = 2000  # characters


class Unfit(Exception):  # noqa: N818 - a finding rather than an error
    """Something cannot be made an exercise; `reason` is one of a few."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Cutting:
    """
    A function out of a module: `preamble` is what it needs, `head` stands before its docstring and `body` behind it, each whole lines
    as their author wrote them. `indent` is the white space before the body.
    """

    name: str
    line: int
    preamble: str
    head: str
    indent: str
    body: str
    parameters: ast.arguments

    @property
    def program(self) -> str:
        """All of it but for the docstring."""
        return f"{self.preamble}{self.head}{self.body}\n"


class Shelf:
    """
    Modules that may import from one another: their texts by dotted name, such as `pieces.lists`, or `pieces.__init__` for a package's
    own. They are read when they are needed.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._read: dict[str, Module | None] = {}

    def find(self, name: str) -> "Module | None":
        """The module of that name, if there is one that can be read."""
        for full in (name, f"{name}.__init__"):
            if full in self._texts:
                if full not in self._read:
                    self._read[full] = None
                    with suppress(*UNREADABLE):
                        self._read[full] = Module(self._texts[full], full, self)
                return self._read[full]
        return None


@dataclass(frozen=True)
class _Definition:
    module: "Module"
    statement: ast.stmt


_Needed = dict[str, _Definition]
"""Definitions by name, each behind those that it needs itself."""


class Module:
    """The text of a module, taken apart. Its dotted name is needed to follow relative imports. Raises one of UNREADABLE."""

    def __init__(self, text: str, name: str = "", shelf: Shelf | None = None) -> None:
        text = re.sub("\r\n?", "\n", text)
        self._lines = text.split("\n")
        self._tree = ast.parse(text)
        self._definitions = syntax.definitions(self._tree)
        self._name, self._shelf = name, shelf or Shelf({})

    def functions(self) -> Iterator[ast.FunctionDef]:
        """The functions of the module itself that have a docstring and more."""
        for node in self._tree.body:
            if isinstance(node, ast.FunctionDef) and len(node.body) > 1 and ast.get_docstring(node):
                yield node

    def cut(self, node: ast.FunctionDef) -> Cutting:
        """The function with all that it needs. Raises Unfit where that is too much, or not to be had."""
        first, start = node.body[0], syntax.first_line(node)
        assert first.end_lineno is not None
        indent = self._lines[first.lineno - 1][: first.col_offset]
        if not indent.isspace() or first.end_lineno >= node.body[1].lineno:
            raise Unfit(LAYOUT)
        needed: _Needed = {node.name: _Definition(self, node)}
        own = self._need(node, needed)
        del needed[node.name]
        head = "\n".join(self._lines[start - 1 : first.lineno - 1]) if own is node else syntax.head(own)
        body = "\n".join(self._lines[first.end_lineno : node.end_lineno]).strip("\n")
        return Cutting(node.name, node.lineno, _preamble(needed), f"{head}\n", indent, body, node.args)

    def _need(self, node: ast.FunctionDef, needed: _Needed) -> ast.FunctionDef:
        """Note what a function needs. The function itself, without annotations that would need what is not to be had."""
        if any(syntax.name_of(decorator) not in _DECORATORS for decorator in node.decorator_list):
            raise Unfit(DECORATED)
        for part in ast.walk(node):
            if isinstance(part, ast.Global):
                raise Unfit(IMPURE)
            if isinstance(part, ast.Import | ast.ImportFrom) and not syntax.is_safe(part):
                raise Unfit(OUTSIDE)
        own = self._without_foreign_annotations(node)
        self._gather(syntax.free_names(ast.unparse(syntax.without_docstring(own))), needed)
        return own

    def _gather(self, names: set[str], needed: _Needed) -> None:
        """Note what defines the names in this module, and what those definitions need."""
        for name in sorted(names):
            if name not in self._definitions:
                origin = self._origin(name)
                if origin:
                    origin._gather({name}, needed)
                elif name not in syntax.SAFE_BUILTINS:
                    raise Unfit(IMPURE if hasattr(builtins, name) else UNKNOWN)
                continue
            statement = self._definitions[name]
            if statement is None:
                raise Unfit(UNKNOWN)
            if isinstance(statement, ast.ImportFrom) and not syntax.is_safe(statement):
                self._source(statement, name)._gather({name}, needed)
            elif name not in needed:
                self._note(name, statement, needed)
            elif needed[name].statement is not statement and not _are_one(needed[name].statement, statement, name):
                raise Unfit(AMBIGUOUS)

    def _note(self, name: str, statement: ast.stmt, needed: _Needed) -> None:
        needed[name] = _Definition(self, statement)  # already, lest two that need each other be followed for ever
        if len(needed) > _MOST_NEEDED:
            raise Unfit(SPRAWLING)
        match statement:
            case ast.Import() | ast.ImportFrom():
                if not syntax.is_safe(statement):
                    raise Unfit(OUTSIDE)
            case ast.FunctionDef():
                self._need(statement, needed)
            case ast.Assign() | ast.AnnAssign(value=ast.expr()):
                self._gather(syntax.free_names(ast.unparse(statement)), needed)
            case ast.ClassDef():
                raise Unfit(CLASS)
            case _:
                raise Unfit(UNKNOWN)
        needed[name] = needed.pop(name)

    def _origin(self, name: str) -> "Module | None":
        """The module on the shelf of which all is imported, and that defines the name."""
        for statement in self._tree.body:
            if isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*":
                module = self._on_shelf(statement)
                if module and name in module._definitions:
                    return module
        return None

    def _source(self, statement: ast.ImportFrom, name: str) -> "Module":
        """The module on the shelf from which a name is imported, unchanged. Raises Unfit where there is none."""
        module = self._on_shelf(statement)
        if module is None or not any(alias.name == name and alias.asname in (None, name) for alias in statement.names):
            raise Unfit(OUTSIDE)
        return module

    def _on_shelf(self, statement: ast.ImportFrom) -> "Module | None":
        """The module that is imported from, if it is on the shelf."""
        parents = self._name.split(".")[: -statement.level] if statement.level else []
        module = self._shelf.find(".".join([*parents, *filter(None, [statement.module])]))
        return None if module is self else module

    def _without_foreign_annotations(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """The function, or a copy of it without the annotations of which a name means nothing to those who have but this function."""
        copy = deepcopy(node)
        arguments = [*copy.args.posonlyargs, *copy.args.args, *copy.args.kwonlyargs, copy.args.vararg, copy.args.kwarg]
        for argument in filter(None, arguments):
            if argument.annotation and not self._is_known(argument.annotation):
                argument.annotation = None
        if copy.returns and not self._is_known(copy.returns):
            copy.returns = None
        return node if ast.dump(copy.args) == ast.dump(node.args) and bool(copy.returns) == bool(node.returns) else copy

    def _is_known(self, annotation: ast.expr) -> bool:
        is_quoted = isinstance(annotation, ast.Constant) and isinstance(annotation.value, str)
        source = ast.unparse(annotation)
        try:
            self._gather(syntax.free_names(ast.literal_eval(source) if is_quoted else source), {})
        except (Unfit, SyntaxError):
            return False
        return True

    def text(self, statement: ast.stmt) -> str:
        """A definition of the module as it is written, a function without its docstring."""
        if not isinstance(statement, ast.FunctionDef):
            return "\n".join(self._lines[statement.lineno - 1 : statement.end_lineno])
        own = self._without_foreign_annotations(statement)
        if own is not statement or ast.get_docstring(statement) is not None:
            return ast.unparse(syntax.without_docstring(own))
        return "\n".join(self._lines[syntax.first_line(statement) - 1 : statement.end_lineno])


def _are_one(statement: ast.stmt, other: ast.stmt, name: str) -> bool:
    """Whether two statements import the same."""
    imports = [each for each in (statement, other) if isinstance(each, ast.Import | ast.ImportFrom)]
    return len(imports) == 2 and len({syntax.import_line(name, each) for each in imports}) == 1


def _preamble(needed: _Needed) -> str:
    """The text of what is needed: imports, then constants and functions, those of one module in its order."""
    imports: set[str] = set()
    others: dict[tuple[int, int], _Definition] = {}
    ranks: dict[int, int] = {}
    for name, definition in needed.items():
        if isinstance(definition.statement, ast.Import | ast.ImportFrom):
            imports.add(syntax.import_line(name, definition.statement))
        else:
            rank = ranks.setdefault(id(definition.module), len(ranks))
            others[rank, definition.statement.lineno] = definition
    text, is_compact = "\n".join(sorted(imports)), False
    for _, definition in sorted(others.items(), key=lambda each: each[0]):
        was_compact, is_compact = is_compact, not isinstance(definition.statement, ast.FunctionDef)
        gap = "\n" if was_compact and is_compact else "\n\n\n"
        text += (gap if text else "") + definition.module.text(definition.statement)
    if len(text) > _LONGEST_PREAMBLE:
        raise Unfit(SPRAWLING)
    return f"{text}\n\n\n" if text else ""
