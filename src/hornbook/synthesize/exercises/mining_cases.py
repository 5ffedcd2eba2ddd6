"""The cases of a mined function: those of its examples, and further ones that are derived from them."""

import math
from collections import Counter
from collections.abc import Sequence

from hornbook.sandbox import Call, Case, Execution, Sandbox, Value
from hornbook.sandbox.equality import same
from hornbook.synthesize.exercises.mining_inputs import Arguments, variations
from hornbook.synthesize.exercises.mining_programs import Unfit
from hornbook.synthesize.exercises.mutants import mutants
from hornbook.synthesize.exercises.task import Plain

INTRICATE, UNSTABLE, FEW = "arguments or results not plain", "not the same twice", "too few further cases"

_DERIVED = 10
_TRIED = 48  # inputs, to choose from
_MUTANTS = 12
_LONGEST_RESULT = 300  # characters


def cases_of(function: str, program: str, given: Sequence[Arguments], sandbox: Sandbox) -> tuple[Case, ...]:
    """The cases of the examples, then derived ones. Raises Unfit where there are too few that return plain data, always the same."""
    inputs = [*given, *variations(given, _TRIED, program)]
    first, second = (sandbox.run(program, [Call(function, each) for each in inputs]) for _ in range(2))
    cases = []
    for number, (arguments, one, other) in enumerate(zip(inputs, first.outcomes, second.outcomes, strict=True)):
        if not isinstance(one, Value):
            if number < len(given):
                raise Unfit(INTRICATE)
        elif not isinstance(other, Value) or not same(one.value, other.value):
            raise Unfit(UNSTABLE)
        elif number < len(given) or _is_telling(one.value):
            cases.append(Case(arguments, one.value))
    derived = cases[len(given) :]
    if len(derived) < 3:
        raise Unfit(FEW)
    return (*cases[: len(given)], *_telling(function, program, cases[: len(given)], derived, sandbox))


def _is_telling(result: Plain) -> bool:
    """Not a result that shows that an input made no sense, as a complex or infinite number does; and none too long."""
    makes_sense = not isinstance(result, complex) and not (isinstance(result, float) and not math.isfinite(result))
    return makes_sense and len(repr(result)) <= _LONGEST_RESULT


def _telling(
    function: str, program: str, given: Sequence[Case], derived: Sequence[Case], sandbox: Sandbox
) -> list[Case]:
    """Some of the derived cases, chosen one by one: what tells the most mutants from the program, then new results."""
    calls = [Call(function, case.arguments) for case in (*given, *derived)]
    runs = [sandbox.run(mutant, calls) for mutant in mutants(program, function, _MUTANTS, f"choice/{program}")]
    told = [_told_apart([*given, *derived], run) for run in runs]
    alive = {number for number, cases in enumerate(told) if not any(case < len(given) for case in cases)}
    results = Counter(repr(case.expected) for case in given)
    left = list(range(len(derived)))
    chosen: list[int] = []
    while left and len(chosen) < _DERIVED:
        best = min(
            left,
            key=lambda place: (
                -sum(place + len(given) in told[number] for number in alive),
                results[repr(derived[place].expected)],
                place,
            ),
        )
        left.remove(best)
        chosen.append(best)
        results[repr(derived[best].expected)] += 1
        alive -= {number for number in alive if best + len(given) in told[number]}
    return [derived[place] for place in sorted(chosen)]


def _told_apart(cases: Sequence[Case], run: Execution) -> set[int]:
    """The numbers of the cases that a mutant fails. Where it ended its process, that case alone: the rest it did not get to."""
    wrong = set()
    for number, (case, outcome) in enumerate(zip(cases, run.outcomes, strict=True)):
        if not isinstance(outcome, Value) or not same(case.expected, outcome.value):
            wrong.add(number)
        if outcome is run.failure:
            break
    return wrong
