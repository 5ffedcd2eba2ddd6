from collections.abc import Callable
from dataclasses import replace

import pytest

from hornbook.sandbox import Case, Sandbox
from hornbook.synthesize.exercises import verification
from hornbook.synthesize.exercises.exercise import Exercise
from hornbook.synthesize.exercises.verification import MUTANTS, prove


def test_a_sound_exercise_is_accepted_and_all_of_its_mutants_fail(exercise: Exercise, sandbox: Sandbox) -> None:
    proof = prove(exercise, sandbox)
    assert proof.accepted
    assert 0 < proof.killed == proof.mutants <= MUTANTS


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda one: replace(one, solution="    return sum(value for value in values if value >= 7)"), verification.DIFFERS),
        (lambda one: replace(one, solution="    return float(sum(value for value in values if value > 7))"), verification.DIFFERS),
        (lambda one: replace(one, solution="    raise ValueError"), verification.DIFFERS),
        (lambda one: replace(one, solution="    return sum(v for v in values if v > 7"), verification.BROKEN),
        (lambda one: replace(one, solution="    return sum(v for v in values if v > 7) + 41 - 41"), verification.UNTOLD),
        (lambda one: replace(one, solution="    # Long.\n" * 400 + one.solution), verification.LONG),
        (lambda one: replace(one, shown=4), verification.LEAKED),
        (lambda one: replace(one, prompt=one.prompt.replace("    >>>", f"{one.solution}\n    >>>")), verification.LEAKED),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(
    exercise: Exercise, sandbox: Sandbox, spoil: Callable[[Exercise], Exercise], reason: str
) -> None:
    proof = prove(spoil(exercise), sandbox)
    assert (proof.accepted, proof.reason) == (False, reason)


def test_a_solution_that_differs_from_process_to_process_is_rejected(exercise: Exercise, sandbox: Sandbox) -> None:
    drawn = "    import time\n    return sum(v for v in values if v > 7) + (time.time_ns() // 1_000) % 2"
    reasons = {prove(replace(exercise, solution=drawn.replace("1_000", "1")), sandbox).reason for _ in range(20)}
    assert reasons <= {verification.DIFFERS, verification.UNSTABLE}


def test_cases_that_let_a_mutant_pass_are_too_few(exercise: Exercise, sandbox: Sandbox) -> None:
    """Without a value on the boundary, > and >= are the same."""
    weak = tuple(case for case in exercise.cases if 7 not in case.arguments[0])
    proof = prove(replace(exercise, cases=weak), sandbox)
    assert proof.reason == verification.SURVIVED
    assert proof.killed < proof.mutants


@pytest.mark.parametrize("body", ["    return values", "    return None", "    return 17"])
def test_what_needs_no_thought_is_no_exercise(exercise: Exercise, sandbox: Sandbox, body: str) -> None:
    expected = {"    return values": lambda values: values, "    return None": lambda _: None}.get(body, lambda _: 17)
    cases = tuple(Case(case.arguments, expected(case.arguments[0])) for case in exercise.cases)
    assert prove(replace(exercise, solution=body, cases=cases), sandbox).reason == verification.GUESSED


def test_rivals_that_end_their_process_fail_and_those_behind_them_are_still_run(
    sandbox: Sandbox, exercise: Exercise
) -> None:
    ends = "import os\ndef total_above(values):\n    os._exit(0)\n"
    wrong = "def total_above(values):\n    return 3\n"
    programs = [ends, exercise.program, wrong, ends, exercise.program]
    assert verification._passing(exercise, programs, sandbox) == [False, True, False, False, True]


def test_a_rival_without_end_is_given_up_and_the_others_run_in_the_same_process(
    sandbox: Sandbox, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "while True:\n        try:\n            values = list(values)\n        except Exception:\n            pass\n"
    endless = f"def total_above(values):\n    {body}"
    runs: list[str] = []
    run = sandbox.run
    monkeypatch.setattr(sandbox, "run", lambda program, calls: (runs.append(program), run(program, calls))[1])
    assert verification._passing(exercise, [endless, exercise.program], sandbox) == [False, True]
    assert len(runs) == 1


@pytest.mark.parametrize(
    ("number", "told"),
    [(8, True), (9, True), (43, False), (14, True), (128, True), (6, True), (3600, True), (35, False)],
)
def test_a_number_may_follow_in_one_step_from_what_is_told(exercise: Exercise, number: int, told: bool) -> None:
    assert (
        verification._untold(
            replace(exercise, prompt=exercise.prompt.split("\n\n")[0] + '"""\n', solution=f"    return {number}")
        )
        is not told
    )
