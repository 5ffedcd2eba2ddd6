"""What the syntax of a module tells: what its names stand for, which names a piece of it needs, and how it is written anew."""

import ast
import builtins
import symtable
from copy import deepcopy


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAFE_BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("_")) - _words(
    """
    aiter anext breakpoint compile copyright credits delattr eval exec exit globals hash help id input license locals memoryview
    open print quit setattr vars
    """
)
"""Builtins that neither touch the outside world nor depend on the process that they run in."""

_SAFE_MODULES = _words(
    """
    abc array base64 binascii bisect calendar cmath collections collections.abc colorsys copy dataclasses datetime decimal difflib
    enum fractions functools hashlib heapq html itertools json keyword math numbers operator re statistics string struct textwrap
    types typing unicodedata urllib.parse zlib
    """
)


def definitions(tree: ast.Module) -> dict[str, ast.stmt | None]:
    """What defines each name of a module; None where that depends, or there are several."""
    found: dict[str, ast.stmt | None] = {}
    for statement in tree.body:
        is_plain = isinstance(statement, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef) or _names(
            statement
        )
        for name in _bound(statement):
            found[name] = statement if is_plain and name not in found else None
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            found.update(dict.fromkeys(node.names))
    return found


def _names(statement: ast.stmt) -> bool:
    """Whether it does nothing but give a value one or more names."""
    if isinstance(statement, ast.AnnAssign):
        return isinstance(statement.target, ast.Name)
    return isinstance(statement, ast.Assign) and all(isinstance(target, ast.Name) for target in statement.targets)


def _bound(statement: ast.stmt) -> set[str]:
    """The names that a statement of a module gives a meaning to."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    names: set[str] = set()
    for node in ast.walk(statement):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.alias(name=name, asname=alias):
                names.add(alias or name.partition(".")[0])
    return names


def is_safe(statement: ast.Import | ast.ImportFrom) -> bool:
    """Whether it imports nothing but modules of the standard library that only compute."""
    if isinstance(statement, ast.Import):
        modules = [alias.name for alias in statement.names]
    else:
        modules = [statement.module or ""]
        if statement.level or any(alias.name == "*" for alias in statement.names):
            return False
    return all(module in _SAFE_MODULES for module in modules)


def import_line(name: str, statement: ast.Import | ast.ImportFrom) -> str:
    """The import of this name alone."""
    copy = deepcopy(statement)
    copy.names = [alias for alias in copy.names if (alias.asname or alias.name.partition(".")[0]) == name][:1]
    return ast.unparse(copy)


def free_names(source: str) -> set[str]:
    """The names that some source uses and does not define."""
    top = symtable.symtable(source, "source", "exec")
    names = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced() and not symbol.is_assigned()}
    tables = list(top.get_children())
    while tables:
        table = tables.pop()
        names |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
        tables += table.get_children()
    return names


def name_of(decorator: ast.expr) -> str:
    """A decorator without what it is called with."""
    return ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)


def first_line(node: ast.FunctionDef) -> int:
    """The line where it begins, decorators included."""
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def without_docstring(node: ast.FunctionDef) -> ast.FunctionDef:
    """A copy of the function that has none."""
    copy = deepcopy(node)
    if ast.get_docstring(node) is not None:
        copy.body = copy.body[1:] or [ast.Pass()]
    return copy


def head(node: ast.FunctionDef) -> str:
    """The lines before the body, written anew."""
    copy = deepcopy(node)
    copy.body = [ast.Pass()]
    return ast.unparse(copy).rpartition("\n")[0]
