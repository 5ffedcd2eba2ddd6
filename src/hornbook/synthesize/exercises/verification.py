"""
The proof of an exercise, by running it.

The solution has to pass twice, in a fresh process each time; what a pupil could write without having understood anything, and
mutants of the solution, have to fail.
"""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hornbook.sandbox import Call, Case, Execution, Outcome, Sandbox, Value
from hornbook.sandbox.equality import same
from hornbook.synthesize.exercises.exercise import Exercise
from hornbook.synthesize.exercises.mutants import mutants

MUTANTS = 6
_LONGEST = 4_000  # characters
_FEWEST_HIDDEN = 3

DIFFERS, UNSTABLE, GUESSED, SURVIVED = (
    "solution fails",
    "not the same twice",
    "passed without a thought",
    "mutant passes",
)
LEAKED, UNTOLD, LONG, BROKEN = "tests leak", "constant not told", "too long", "not Python"

# What every reader knows: small numbers, and how many make a dozen, a day, an hour, an alphabet or a circle.
_KNOWN = frozenset((*range(-2, 3), 10, 12, 24, 26, 60, 100, 180, 360, 365, 366, 1000, 3600, 86400))
_WORDS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "eleven": 11}
_WORDS |= {"third": 3, "fifth": 5, "ninth": 9, "hundred": 100, "thousand": 1000}
_HIGHEST_POWER = 64
_NUMBER = re.compile(r"\d+")

# Each rival in a module of its own, made when it is first called. One that has failed, or takes too long, is not called again.
_RIVALS = """\
import signal

PROGRAMS, MODULES, FAILED = {programs!r}, {{}}, set()

def give_up(*_):
    raise KeyboardInterrupt("too slow")

def rival(number, *arguments):
    if number in FAILED:
        raise RuntimeError("it has failed before")
    FAILED.add(number)
    signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, {seconds})
    try:
        if number not in MODULES:
            MODULES[number] = {{}}
            exec(PROGRAMS[number], MODULES[number])
        result = MODULES[number][{function!r}](*arguments)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    FAILED.remove(number)
    return result
"""
_RIVAL_SECONDS = 0.2  # of processor time for one call: solutions take a thousandth of it


@dataclass(frozen=True)
class Proof:
    """Whether an exercise is accepted, else why not; how many mutants were tried, and how many failed as they should."""

    accepted: bool
    reason: str = ""
    mutants: int = 0
    killed: int = 0


def prove(exercise: Exercise, sandbox: Sandbox, least_killed: float = 1.0) -> Proof:
    """Read the exercise, then run its solution, its stand-ins and its mutants, of which at least this share has to fail."""
    reason = _read(exercise)
    if reason:
        return Proof(False, reason)
    calls = [Call(exercise.function, case.arguments) for case in exercise.cases]
    first, second = (sandbox.run(exercise.program, calls) for _ in range(2))
    if not _passes(exercise.cases, first.outcomes):
        return Proof(False, DIFFERS)
    if not _passes(exercise.cases, second.outcomes):
        return Proof(False, UNSTABLE)
    wrong = mutants(exercise.program, exercise.function, MUTANTS, exercise.program)
    rivals = [*_stand_ins(exercise), *wrong]
    passing = _passing(exercise, rivals, sandbox)
    killed = passing[len(rivals) - len(wrong) :].count(False)
    figures = len(wrong), killed
    if any(passing[: len(rivals) - len(wrong)]):
        return Proof(False, GUESSED, *figures)
    if killed < least_killed * len(wrong):
        return Proof(False, SURVIVED, *figures)
    return Proof(True, "", *figures)


def _read(exercise: Exercise) -> str:
    """What is wrong with the exercise as a text, if anything is."""
    if len(exercise.program) > _LONGEST:
        return LONG
    if len(exercise.cases) - exercise.shown < _FEWEST_HIDDEN or exercise.solution.strip() in exercise.prompt:
        return LEAKED
    try:
        return UNTOLD if _untold(exercise) else ""
    except SyntaxError:
        return BROKEN


def _untold(exercise: Exercise) -> bool:
    """Whether the solution has a whole number that does not follow, in one step, from what the prompt says and everybody knows."""
    text = exercise.prompt.lower()
    told = {int(digits) for digits in _NUMBER.findall(text)} | {value for word, value in _WORDS.items() if word in text}
    followed = told | _KNOWN
    for one in told | {1}:
        followed |= {result for other in told | {1, 2, 10} for result in (one + other, one - other, one * other)}
        followed |= {base**one for base in (2, 10) if 0 < one <= _HIGHEST_POWER}
    definition = ast.parse(exercise.program).body[-1]
    assert isinstance(definition, ast.FunctionDef)
    numbers = (node.value for node in ast.walk(definition) if isinstance(node, ast.Constant))
    return any(type(number) is int and number not in followed for number in numbers)


def _passes(cases: Sequence[Case], outcomes: Sequence[Outcome]) -> bool:
    return all(
        isinstance(outcome, Value) and same(case.expected, outcome.value)
        for case, outcome in zip(cases, outcomes, strict=True)
    )


def _stand_ins(exercise: Exercise) -> list[str]:
    """What can be written without understanding: nothing, an argument as it is, what the first example returns."""
    program = ast.parse(exercise.program)
    function = program.body[-1]
    assert isinstance(function, ast.FunctionDef)
    arguments = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    stand_ins = []
    for result in ("None", repr(exercise.cases[0].expected), *arguments):
        function.body = ast.parse(f"return {result}").body
        stand_ins.append(ast.unparse(program))  # with all that stands before it, which its head may need
    return stand_ins


def _passing(exercise: Exercise, programs: Sequence[str], sandbox: Sandbox) -> list[bool]:
    """
    Which of the programs pass every case.

    They run in one process, one behind the other, as long as none ends it: that one has failed, and those behind it run anew.
    """
    passing: list[bool] = []
    while len(passing) < len(programs):
        left = list(programs[len(passing) :])
        calls = [Call("rival", (number, *case.arguments)) for number in range(len(left)) for case in exercise.cases]
        program = _RIVALS.format(programs=left, function=exercise.function, seconds=_RIVAL_SECONDS)
        execution = sandbox.run(program, calls)
        passing += _judge(exercise, execution, len(left))
    return passing


def _judge(exercise: Exercise, execution: Execution, programs: int) -> list[bool]:
    """Verdicts up to the first program that ended the process."""
    cases = exercise.cases
    verdicts = []
    for number in range(programs):
        outcomes = execution.outcomes[number * len(cases) : (number + 1) * len(cases)]
        verdicts.append(_passes(cases, outcomes))
        if execution.failure and outcomes[-1] is execution.failure:
            break
    return verdicts
