import ast
import doctest

import pytest

from hornbook.synthesize.exercises.exercise import Exercise, write_exercise
from hornbook.synthesize.exercises.families import Family, families
from hornbook.synthesize.exercises.task import Task, code

NAMES = ["lists_filtering/keep_numbers", "lists_filtering/summary_of_changed"]


@pytest.fixture(params=NAMES)
def drawn(request: pytest.FixtureRequest) -> list[Exercise]:
    return [write_exercise(families()[request.param], number) for number in range(60)]


def test_prompt_and_solution_are_a_program_that_does_what_the_cases_say(drawn: list[Exercise]) -> None:
    for exercise in drawn:
        module: dict[str, object] = {}
        exec(exercise.program, module)  # written by a family, not by a model
        function = module[exercise.function]
        assert callable(function)
        for case in exercise.cases:
            assert function(*case.arguments) == case.expected


def test_the_prompt_says_the_statement_and_examples_that_are_true(drawn: list[Exercise]) -> None:
    styles = set()
    for exercise in drawn:
        assert " ".join(exercise.statement.split()) in " ".join(exercise.prompt.replace("\n# ", "\n").split())
        styles.add((exercise.prompt.startswith("# "), ">>>" in exercise.prompt, " == " in exercise.prompt))
        [function] = [node for node in ast.parse(exercise.program).body if isinstance(node, ast.FunctionDef)]
        shown = doctest.DocTestParser().get_examples(ast.get_docstring(function) or "")
        calls = {
            (f"{exercise.function}({', '.join(map(repr, case.arguments))})", repr(case.expected))
            for case in exercise.cases
        }
        assert {(example.source.strip(), example.want.strip()) for example in shown} <= calls
    assert len(styles) > 2


def test_the_same_number_and_seed_write_the_same_exercise() -> None:
    family = families()[NAMES[0]]
    assert write_exercise(family, 3) == write_exercise(family, 3)
    assert write_exercise(family, 3) != write_exercise(family, 4) != write_exercise(family, 4, seed=1)


def test_backslashes_and_quotation_marks_survive_the_docstring() -> None:
    def task(_: object) -> Task:
        statement = 'Replace each line feed, written "\\n", by a mark that looks like this one here: "|"'
        body = code('return text.replace("\\n", "|")')
        return Task("flatten", {"text": "str"}, "str", statement, body, lambda text: "|".join(text.split("\n")),
                    [("a\nb",), ('say "no"',), ("\\n",), ("",), ("\n",)])  # fmt: skip

    for number in range(20):
        exercise = write_exercise(Family("test/flatten", task), number)
        module: dict[str, object] = {}
        exec(exercise.program, module)
        documentation = ast.get_docstring(ast.parse(exercise.program).body[0]) or exercise.prompt  # type: ignore[arg-type]
        assert '"\\n"' in documentation
        assert '"|"' in documentation
