"""A sandbox for all tests of this folder, and an exercise to start from."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from hornbook.sandbox import Case, Sandbox
from hornbook.synthesize.exercises.exercise import Exercise

HEAD = "def total_above(values: list[int]) -> int:\n"
STATEMENT = "Return the sum of the values that are greater than 7; 0 if there are none."


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def exercise() -> Exercise:
    cases = [([1, 8, 9], 17), ([7, 8], 8), ([], 0), ([30, -4, 7], 30), ([2, 3], 0), ([10, 10], 20)]
    prompt = f'{HEAD}    """{STATEMENT}\n\n    >>> total_above([1, 8, 9])\n    17\n    """\n'
    solution = "    return sum(value for value in values if value > 7)"
    typed = tuple(Case((values,), expected) for values, expected in cases)
    return Exercise("total_above", STATEMENT, prompt, solution, typed, 1, "test/total_above")


def with_solution(exercise: Exercise, solution: str) -> Exercise:
    return replace(exercise, solution=solution)
