"""Python functions as sequences of syntax-tree nodes, in which names, constants and docstrings are made alike."""

import ast
import builtins

Function = ast.FunctionDef | ast.AsyncFunctionDef
Tree = list[str]

_BUILTINS = frozenset(dir(builtins))
_PLAIN = frozenset(("FunctionDef", "arg", "name", "Return", "Call", "Assign", "int", "str", "float", "bool"))
_LEFT_OUT = (ast.Import, ast.ImportFrom, ast.Pass, ast.expr_context)
_UNNAMED = (ast.arguments, ast.BinOp, ast.BoolOp, ast.Compare, ast.Expr, ast.UnaryOp)
"""Nodes that their parts tell of: an operator, a test."""
_ALIKE: dict[type, str] = {ast.AnnAssign: "Assign", ast.AsyncFunctionDef: "FunctionDef"}
_FIELDS_LEFT_OUT = ("annotation", "decorator_list", "format_spec", "returns", "type_params")


def tree_of(function: Function) -> Tree:
    """
    A function's nodes, parents first.

    Built-in names and attributes stay, since nobody can rename them; other names become "name", and constants their type. Left out are
    docstrings, decorators, annotations and imports. Raises RecursionError for a function too deeply nested.
    """
    tree: Tree = []
    _add(function, tree)
    return tree


def evidence(tree: Tree) -> int:
    """How many nodes are not to be found in just any function: a tree with none looks like a thousand others by chance."""
    return sum(node not in _PLAIN for node in tree)


def _add(node: ast.AST, tree: Tree) -> None:
    if isinstance(node, ast.Name):
        tree.append(node.id if node.id in _BUILTINS else "name")
    elif isinstance(node, ast.Constant):
        tree.append(type(node.value).__name__)
    elif isinstance(node, ast.Attribute):
        tree.append(f".{node.attr}")
        _add(node.value, tree)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        _add(node.operand, tree)
    elif isinstance(node, ast.JoinedStr):
        tree.append("JoinedStr")
        _add_field("values", [part.value for part in node.values if isinstance(part, ast.FormattedValue)], tree)
    elif not isinstance(node, _LEFT_OUT) and not is_bare_constant(node):
        if not isinstance(node, _UNNAMED):
            tree.append(_ALIKE.get(type(node)) or type(node).__name__)
        for field in node._fields:
            if field not in _FIELDS_LEFT_OUT:
                _add_field(field, getattr(node, field), tree)


def _add_field(field: str, value: object, tree: Tree) -> None:
    if isinstance(value, ast.AST):
        _add(value, tree)
    elif isinstance(value, list) and value:
        if field in ("orelse", "finalbody"):
            tree.append(field)
        for part in value:
            if isinstance(part, ast.AST):
                _add(part, tree)


def is_bare_constant(node: ast.AST) -> bool:
    """Is it a docstring, or another constant that stands by itself?"""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
