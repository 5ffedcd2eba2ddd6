import ast
from random import Random

import pytest

from hornbook.curate.decontaminate.disguises import DISGUISES, buried, changed, disguised, reformatted, renamed
from hornbook.curate.decontaminate.exams import ExamItem


@pytest.mark.parametrize("name", DISGUISES)
def test_every_disguise_is_python(problems: list[ExamItem], name: str) -> None:
    for item in problems:
        for seed in range(5):
            ast.parse(DISGUISES[name](item.text, Random(seed)))


def test_a_disguise_is_repeatable(problems: list[ExamItem]) -> None:
    assert disguised(problems[8].text, Random(5)) == disguised(problems[8].text, Random(5))


def test_each_disguise_changes_what_it_says(problems: list[ExamItem]) -> None:
    code = problems[12].text
    tree = ast.dump(ast.parse(code))
    assert ast.dump(ast.parse(reformatted(code, Random(2)))) == tree
    assert reformatted(code, Random(2)) != code
    assert "collatz_peak" not in renamed(code, Random(2))
    assert "Collatz sequence" in renamed(code, Random(2))
    assert "collatz_peak" in changed(code, Random(2))
    assert "Collatz sequence" not in changed(code, Random(2))


def test_code_is_buried_between_functions() -> None:
    host = "import a\n\n\ndef f():\n    return 1\n\n\nclass B:\n    pass\n"
    for seed in range(4):
        text = buried("def planted():\n    return 2\n", host, Random(seed))
        assert len(ast.parse(text).body) == 4
    assert buried("x = 1", "y = 2\n", Random(0)).startswith("y = 2\n")
