"""An exercise: a task in the form that a pupil sees, with its solution and the cases that a solution is tried on."""

import textwrap
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from random import Random

from hornbook.sandbox import Case
from hornbook.synthesize.exercises.families import Family
from hornbook.synthesize.exercises.task import Task

_WIDTH = 88
_INDENT = " " * 4
_LONGEST_EXAMPLE = 76


@dataclass(frozen=True)
class Exercise:
    """
    A function to write: `prompt` is its head with the statement of what it is to do, `solution` its indented body; together they are
    a program.

    The first `shown` of the cases stand in the prompt as examples. `family` says where it comes from.
    """

    function: str
    statement: str
    prompt: str
    solution: str
    cases: tuple[Case, ...]
    shown: int
    family: str

    @property
    def program(self) -> str:
        """The whole function."""
        return f"{self.prompt}{self.solution}\n"


def write_exercise(family: Family, number: int, seed: int = 0) -> Exercise:
    """The family's task of that number as an exercise, dressed in a style drawn by the same seed."""
    task = family.task(number, seed)
    random = Random(f"style/{seed}/{family.name}/{number}")
    cases = tuple(Case(arguments, task.oracle(*deepcopy(arguments))) for arguments in task.inputs)
    examples = _examples(task, cases, random)
    annotated = not examples or random.random() < 0.85
    imports = "".join(f"{line}\n" for line in task.imports) + ("\n\n" if task.imports else "")
    prompt = imports + _dress(task, _head(task, annotated), examples, random)
    return Exercise(
        task.name, task.statement, prompt, textwrap.indent(task.body, _INDENT), cases, len(examples), family.name
    )


def _head(task: Task, annotated: bool) -> str:
    if not annotated:
        return f"def {task.name}({', '.join(task.parameters)}):\n"
    parameters = ", ".join(f"{name}: {kind}" for name, kind in task.parameters.items())
    return f"def {task.name}({parameters}) -> {task.returns}:\n"


def _examples(task: Task, cases: Sequence[Case], random: Random) -> list[tuple[str, str]]:
    """Calls with what they return, of the first cases: none in one of five exercises, else up to three that fit on a line."""
    wanted = random.choice((0, 1, 2, 2, 3))
    examples = []
    for case in cases[:wanted]:
        call = f"{task.name}({', '.join(map(repr, case.arguments))})"
        if len(call) + len(repr(case.expected)) > _LONGEST_EXAMPLE:
            break
        examples.append((call, repr(case.expected)))
    return examples


def _dress(task: Task, head: str, examples: Sequence[tuple[str, str]], random: Random) -> str:
    """Head and statement: as a docstring with doctests, with examples in prose, or as a comment above."""
    if not examples and random.random() < 0.3:
        return _filled(task.statement, "# ") + "\n" + head
    statement = _filled(task.statement, "", _WIDTH - len(_INDENT))
    if not examples:
        return head + _docstring(statement)
    style = random.choice(("doctest", "doctest", "equals", "returns"))
    if style == "doctest":
        lines = [f">>> {call}\n{result}" for call, result in examples]
    elif style == "equals":
        lines = [random.choice(("Examples:", "For example:")), *(f"  {call} == {result}" for call, result in examples)]
    else:
        lines = [f"{call} returns {result}" for call, result in examples]
    return head + _docstring(f"{statement}\n\n" + "\n".join(lines))


def _filled(text: str, indent: str, width: int = _WIDTH) -> str:
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _docstring(text: str) -> str:
    opening = 'r"""' if "\\" in text else '"""'
    if "\n" in text or len(text) + 2 * len(opening) > _WIDTH - len(_INDENT) or text.endswith('"'):
        text += "\n"
    return textwrap.indent(f'{opening}{text}"""', _INDENT) + "\n"
