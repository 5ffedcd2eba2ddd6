"""Every family holds what it promises: its solution and its oracle prove each other, on inputs that fit its head."""

import ast
import inspect
import re
from collections.abc import Callable
from copy import deepcopy
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

import pytest

from hornbook.synthesize.exercises.families import Family, families
from hornbook.synthesize.exercises.task import Task

DRAWS = range(8)
FAMILIES = [pytest.param(family, id=name) for name, family in families().items()]
each_family = pytest.mark.parametrize("family", FAMILIES)


def solution(task: Task) -> Callable[..., Any]:
    """The body of a task as a function under its head."""
    parameters = ", ".join(f"{name}: {kind}" for name, kind in task.parameters.items())
    lines = [*task.imports, f"def {task.name}({parameters}) -> {task.returns}:"]
    lines += [f"    {line}" if line else "" for line in task.body.splitlines()]
    scope: dict[str, Any] = {}
    exec("\n".join(lines), scope)
    return scope[task.name]


def fits(value: object, kind: Any) -> bool:
    """Whether a value has exactly the type that an annotation says: True is no int here, and 1 no float."""
    if kind is None or kind is NoneType:
        return value is None
    if kind in (Any, object):
        return True
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return any(fits(value, option) for option in inner)
    if type(value) is not (origin or kind):
        return False
    if isinstance(value, dict) and inner:
        return all(fits(key, inner[0]) and fits(item, inner[1]) for key, item in value.items())
    if isinstance(value, tuple) and inner and inner[-1] is not Ellipsis:
        return len(value) == len(inner) and all(map(fits, value, inner))
    if isinstance(value, list | set | tuple) and inner:
        return all(fits(item, inner[0]) for item in value)
    return True


def same(first: object, second: object) -> bool:
    """Whether two values are equal and of the same types all the way down, dicts in the same order."""
    if type(first) is not type(second) or first != second:
        return False
    if isinstance(first, dict) and isinstance(second, dict):
        return same(list(first.items()), list(second.items()))
    if isinstance(first, list | tuple) and isinstance(second, list | tuple):
        return all(map(same, first, second))
    return True


def test_fits_and_same_are_strict() -> None:
    assert fits([1, 2], list[int])
    assert fits({"a": (1, "b")}, dict[str, tuple[int, str]])
    assert fits((1, 2, 3), tuple[int, ...])
    assert fits(None, int | None)
    for value, kind in ((True, int), (1, float), ([1, "a"], list[int]), ((1,), tuple[int, int]), (None, int)):
        assert not fits(value, kind)
    assert same({"a": [1, 2.0]}, {"a": [1, 2.0]})
    for first, second in ((1, True), ([1], [1.0]), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), ((1,), [1])):
        assert not same(first, second)


@each_family
def test_body_and_oracle_prove_each_other(family: Family) -> None:
    for number in DRAWS:
        task = family.task(number)
        solve, returns = solution(task), eval(task.returns)
        for given in task.inputs:
            before = deepcopy(given)
            solved = solve(*given)
            expected = task.oracle(*deepcopy(before))
            assert same(solved, expected), f"draw {number}: {given} gives {solved!r}, but {expected!r} was expected"
            assert fits(solved, returns), f"draw {number}: {solved!r} is no {task.returns}"
            assert same(given, before), f"draw {number}: {before} has become {given}"


@each_family
def test_the_oracle_changes_no_argument(family: Family) -> None:
    for number in DRAWS:
        task = family.task(number)
        for given in task.inputs:
            before = deepcopy(given)
            task.oracle(*given)
            assert same(given, before), f"draw {number}: {before} has become {given}"


@each_family
def test_inputs_fit_the_head(family: Family) -> None:
    for number in DRAWS:
        task = family.task(number)
        kinds = [eval(kind) for kind in task.parameters.values()]
        assert list(inspect.signature(solution(task)).parameters) == list(task.parameters)
        assert len(task.inputs) >= 5
        for given in task.inputs:
            assert len(given) == len(kinds), f"draw {number}: {given}"
            assert all(map(fits, given, kinds)), f"draw {number}: {given} does not fit {task.parameters}"


@each_family
def test_results_differ_between_inputs(family: Family) -> None:
    """A rare draw may be dull, but most must tell a solution from a constant."""
    results = [{repr(task.oracle(*deepcopy(given))) for given in task.inputs} for task in map(family.task, DRAWS)]
    assert sum(len(different) > 1 for different in results) >= len(DRAWS) - 1


@each_family
def test_the_same_seed_gives_the_same_task(family: Family) -> None:
    for number in DRAWS:
        first, again = family.task(number), family.task(number)
        for part in ("name", "parameters", "returns", "statement", "body", "inputs", "imports"):
            assert same(getattr(first, part), getattr(again, part))
    assert any(family.task(number, seed=1).statement != family.task(number).statement for number in DRAWS)


@each_family
def test_statements_of_different_draws_vary(family: Family) -> None:
    statements = {family.task(number).statement for number in range(60)}
    assert len(statements) >= 40


@each_family
def test_a_task_is_well_formed(family: Family) -> None:
    for number in DRAWS:
        task = family.task(number)
        assert task.name.isidentifier()
        assert task.name not in task.parameters
        assert task.statement.strip() == task.statement
        assert task.statement.endswith((".", "?", "!", ")")), task.statement
        assert not re.search(r"\$\w", task.body), "a placeholder was left in"
        assert "  " not in task.statement
        assert len(task.body.splitlines()) <= 20
        assert all(
            isinstance(node, ast.Import | ast.ImportFrom) for line in task.imports for node in ast.parse(line).body
        )
        names = {node.id for node in ast.walk(ast.parse(task.body)) if isinstance(node, ast.Name)}
        for line in task.imports:
            for node in ast.parse(line).body:
                assert isinstance(node, ast.Import | ast.ImportFrom)
                assert any((alias.asname or alias.name).partition(".")[0] in names for alias in node.names), line
