"""
Mutants: programs that differ from a solution by one small mistake (DeMillo, Lipton and Sayward, 1978). Tests that let one pass prove
little of the solution either.
"""

import ast
from collections.abc import Callable
from random import Random

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_NAMES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "upper": "lower",
    "lower": "upper",
    "startswith": "endswith",
    "endswith": "startswith",
    "lstrip": "rstrip",
    "rstrip": "lstrip",
}
_Mistake = Callable[[ast.AST], None]


def mutants(program: str, function: str, number: int, seed: str) -> list[str]:
    """
    Up to so many different programs with one mistake in the function, drawn by the seed.

    Nothing is changed in a `while` loop that would keep it from ending.
    """
    tree = ast.parse(program)
    places = [(node, mistake) for node in _nodes(_definition(tree, function)) for mistake in _possible(node)]
    chosen = Random(seed).sample(places, min(number, len(places)))
    return [_with_mistake(tree, node, mistake) for node, mistake in chosen]


def _definition(tree: ast.Module, function: str) -> ast.FunctionDef:
    return next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function)


def _with_mistake(tree: ast.Module, node: ast.AST, mistake: _Mistake) -> str:
    """The program with the mistake, which is taken back: to copy a tree takes three times as long as to write it down."""
    before = dict(vars(node))
    mistake(node)
    mutant = ast.unparse(tree)
    vars(node).update(before)
    return mutant


def _nodes(definition: ast.FunctionDef) -> list[ast.AST]:
    """The nodes of a function's body that may be changed."""
    body = definition.body[1:] if ast.get_docstring(definition) is not None else definition.body
    found: list[ast.AST] = []
    for statement in body:
        _collect(statement, found)
    return found


def _collect(node: ast.AST, found: list[ast.AST]) -> None:
    if isinstance(node, ast.While | ast.JoinedStr):
        return
    found.append(node)
    for child in ast.iter_child_nodes(node):
        _collect(child, found)


def _possible(node: ast.AST) -> list[_Mistake]:
    match node:
        case ast.Compare(ops=[operator, *_]) if type(operator) in _COMPARISONS:
            return [_swap_comparison]
        case ast.BinOp(op=operator) | ast.AugAssign(op=operator) if type(operator) in _OPERATORS:
            return [_swap_operator]
        case ast.BoolOp():
            return [_swap_connective]
        case ast.If() | ast.IfExp():
            return [_negate]
        case ast.Constant(value=bool()):
            return [_flip]
        case ast.Constant(value=int()):
            return [_add_one]
        case ast.Constant(value=str(text)) if text:
            return [_lengthen]
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in _NAMES:
            return [_rename]
        case ast.Slice(lower=lower, upper=upper) if lower or upper:
            return [_unbind]
        case ast.comprehension(ifs=[_, *_]):
            return [_drop_condition]
        case _:
            return []


def _swap_comparison(node: ast.AST) -> None:
    assert isinstance(node, ast.Compare)
    node.ops = [_COMPARISONS[type(node.ops[0])](), *node.ops[1:]]


def _swap_operator(node: ast.AST) -> None:
    assert isinstance(node, ast.BinOp | ast.AugAssign)
    node.op = _OPERATORS[type(node.op)]()


def _swap_connective(node: ast.AST) -> None:
    assert isinstance(node, ast.BoolOp)
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()


def _negate(node: ast.AST) -> None:
    assert isinstance(node, ast.If | ast.IfExp)
    node.test = ast.UnaryOp(ast.Not(), node.test)


def _flip(node: ast.AST) -> None:
    assert isinstance(node, ast.Constant)
    node.value = not node.value


def _add_one(node: ast.AST) -> None:
    assert isinstance(node, ast.Constant)
    assert isinstance(node.value, int)
    node.value += 1


def _lengthen(node: ast.AST) -> None:
    assert isinstance(node, ast.Constant)
    assert isinstance(node.value, str)
    node.value += "x"


def _rename(node: ast.AST) -> None:
    if isinstance(node, ast.Name):
        node.id = _NAMES[node.id]
    elif isinstance(node, ast.Attribute):
        node.attr = _NAMES[node.attr]


def _unbind(node: ast.AST) -> None:
    assert isinstance(node, ast.Slice)
    if node.lower:
        node.lower = None
    else:
        node.upper = None


def _drop_condition(node: ast.AST) -> None:
    assert isinstance(node, ast.comprehension)
    node.ifs = node.ifs[:-1]
