"""Honest programs come to what they come to, whatever stands around them."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hornbook.sandbox import Call, Case, Failure, Isolation, Kind, Limits, Sandbox, SandboxError, Value
from hornbook.sandbox import sandbox as sandbox_module
from hornbook.sandbox.inside import landlock
from hornbook.sandbox.isolation import obstacle

LEVELS = [level for level in Isolation if not obstacle(level)]
LIMITS = Limits(cpu_seconds=1, wall_seconds=5.0)
ADD = "def add(x, y=0):\n    return x + y"


@pytest.fixture(scope="module", params=LEVELS)
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with Sandbox(LIMITS, request.param, workers=2) as opened:
        yield opened


def test_each_call_has_its_outcome(sandbox: Sandbox) -> None:
    program = ADD + "\nseen = []\ndef remember(x):\n    seen.append(x)\n    return seen"
    calls = [
        Call("add", (1,), {"y": 2}),
        Call("add", ("a",)),
        Call("missing"),
        Call("remember", (1,)),
        Call("remember", (2,)),
        Call("add", (2**70, 1)),
    ]
    execution = sandbox.run(program, calls)
    assert execution.failure is None
    assert execution.outcomes == (
        Value(3),
        Failure(Kind.ERROR, 'can only concatenate str (not "int") to str', "TypeError", "TypeError"),
        Failure(Kind.ERROR, "name 'missing' is not defined", "NameError", "NameError"),
        Value([1]),
        Value([1, 2]),
        Value(2**70 + 1),
    )


@pytest.mark.parametrize(
    ("body", "kind", "exception"),
    [
        ("raise ValueError('no')", Kind.ERROR, "ValueError"),
        ("raise SystemExit(0)", Kind.ERROR, "SystemExit"),
        ("return object()", Kind.ERROR, "TypeError"),
        ("return [f for f in [lambda: 1]]", Kind.ERROR, "TypeError"),
        ("return f()", Kind.ERROR, "RecursionError"),
        ("return len(bytearray(10 ** 10))", Kind.MEMORY, "MemoryError"),
        ("__import__('os').fork()", Kind.FORBIDDEN, "PermissionError"),
        ("__import__('socket').socket()", Kind.FORBIDDEN, "PermissionError"),
        ("return 'x' * 10 ** 7", Kind.OUTPUT, None),
        ("__import__('os')._exit(0)", Kind.KILLED, None),
        ("__import__('ctypes').string_at(0)", Kind.KILLED, None),
        ("\n    while True: pass", Kind.TIME, None),
    ],
)
def test_each_kind_of_failure_is_told(sandbox: Sandbox, body: str, kind: Kind, exception: str | None) -> None:
    execution = sandbox.run(f"def f():\n    {body}\ndef g():\n    return 1", [Call("g"), Call("f"), Call("g")])
    first, failure, last = execution.outcomes
    assert first == Value(1)
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.exception) == (kind, exception)
    assert last == (Value(1) if exception else failure)
    assert execution.failure == (None if exception else failure)


def test_a_program_that_waits_is_stopped_by_the_clock() -> None:
    with Sandbox(Limits(wall_seconds=0.3), workers=1) as sandbox:
        [outcome] = sandbox.run("import time\ndef f(): time.sleep(60)", [Call("f")]).outcomes
        assert outcome == Failure(Kind.TIME, "it took more than 0.3 seconds")
        verdict = sandbox.run_checks("def f(): return 1", "f", "import time\ntime.sleep(60)")
        assert verdict.failure == outcome


def test_the_disk_is_limited_in_bytes_and_files(sandbox: Sandbox) -> None:
    files = "def f():\n    for n in range(10 ** 6):\n        open(str(n), 'w').close()"
    size = "def f():\n    for n in range(100):\n        open(str(n), 'wb').write(bytes(10 ** 6))\n    while True: pass"
    for program in (files, size):
        [outcome] = sandbox.run(program, [Call("f")]).outcomes
        assert isinstance(outcome, Failure)
        assert outcome.kind is Kind.DISK or outcome.exception == "OSError", outcome


def test_a_program_that_does_not_load_fails_every_call(sandbox: Sandbox) -> None:
    for program in ("def f(:", "1 / 0", "raise SystemExit", "import nowhere", "\0", "\ud800"):
        execution = sandbox.run(program, [Call("f"), Call("g")])
        assert execution.failure
        assert execution.outcomes == (execution.failure, execution.failure)
    assert sandbox.run("1 / 0", []).failure
    assert sandbox.run("1", []) == sandbox.run("2", [])


def test_arguments_have_to_be_plain(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError, match="object is not plain data"):
        sandbox.run(ADD, [Call("add", (object(),))])
    assert sandbox.judge(ADD, "add", [Case((1, 2), 3)]).passed


def test_a_scratch_folder_is_there_and_empty_each_time(sandbox: Sandbox) -> None:
    program = """
import os, tempfile
def f():
    before = os.listdir(".")
    with open("notes", "w") as file:
        file.write("kept")
    os.makedirs("a/b/c")
    os.rename("notes", "a/b/notes")
    with tempfile.TemporaryDirectory() as folder, open(folder + "/x", "w") as file:
        file.write("x")
    return before, open("a/b/notes").read(), sorted(os.listdir("."))
"""
    for _ in range(6):
        assert sandbox.run(program, [Call("f")]).outcomes == (Value(([], "kept", ["a"])),)


def test_chance_and_order_are_the_same_twice(sandbox: Sandbox) -> None:
    program = "import random\ndef f():\n    return random.random(), list({str(n) for n in range(20)}), hash('a')"
    outcomes = {str(sandbox.run(program, [Call("f")])) for _ in range(6)}
    assert len(outcomes) == 1


def test_much_of_the_library_is_there(sandbox: Sandbox) -> None:
    program = """
import asyncio, bisect, collections, csv, datetime, decimal, difflib, functools, hashlib, heapq, io, itertools, json, logging, math
import operator, re, statistics, string, textwrap, threading, typing, unittest, uuid, zlib
from dataclasses import dataclass
from zoneinfo import ZoneInfo

@dataclass
class Point:
    x: int

def f():
    print("heard by nobody")
    return [Point(1).x, hashlib.sha256(b"x").hexdigest()[:8], statistics.median([1, 3]), str(decimal.Decimal("0.1") + 1),
            functools.reduce(operator.mul, range(1, 30)), json.loads('{"a": [1]}'), re.findall("a.", "abac")]
"""
    expected = [1, "2d711642", 2.0, "1.1", 8841761993739701954543616000000, {"a": [1]}, ["ab", "ac"]]
    verdict = sandbox.judge(program, "f", [Case((), expected)], tolerance=0.0)
    assert verdict.passed, verdict.reason


def test_a_judgement_says_what_was_wrong(sandbox: Sandbox) -> None:
    assert sandbox.judge(ADD, "add", [Case((1, 2), 3), Case(("a", "b"), "ab")]).passed
    wrong = sandbox.judge(ADD, "add", [Case((1, 2), 3), Case((1, 2), 4)])
    assert (wrong.passed, wrong.reason, wrong.failure) == (False, "3 is not 4", None)
    assert not sandbox.judge(ADD, "add", [Case((1, 2), 3.0)]).passed
    assert sandbox.judge(ADD, "add", [Case((1, 2), 3.0)], tolerance=0.0).passed
    huge = sandbox.judge("def f(): return 2 ** 100_000", "f", [Case((), 1)])
    assert huge.reason == "a number of very many digits is not 1"
    error = sandbox.judge(ADD, "add", [Case((1, "a"), 1)])
    assert error.failure
    assert error.failure.exception == "TypeError"


@pytest.mark.parametrize("trusted", [True, False])
def test_checks_run_beside_the_program(sandbox: Sandbox, trusted: bool) -> None:
    def check(program: str, checks: str, name: str = "add") -> tuple[bool, str]:
        verdict = sandbox.run_checks(program, name, checks, trusted)
        return verdict.passed, verdict.reason

    assert check(ADD, "assert add(1, y=2) == 3") == (True, "")
    assert check(ADD, "def check(candidate):\n    assert candidate(1, 2) == 3 and add(1) == 1") == (True, "")
    # The stub that a problem's own text defines does not stand in the way.
    assert check(ADD, "def add(x, y=0):\n    'Adds.'\ndef check(candidate):\n    assert add(1, 1) == 2") == (True, "")
    assert check(ADD, "assert add(1, 2) == 4, 'wrong'") == (False, "error: AssertionError: wrong")
    assert check("def add(x): raise KeyError(x)", "try: add(1)\nexcept KeyError: pass") == (True, "")
    assert check("class No(ValueError): pass\ndef add(x): raise No('x')", "try: add(1)\nexcept ValueError: pass") == (
        True,
        "",
    )
    assert check("def add(x): raise SystemExit", "add(1)") == (False, "error: CandidateError: ")
    assert check("def add(x): return b'\\xff'.decode()", "add(1)")[1].startswith("error: CandidateError: 'utf-8' codec")
    assert check("1 / 0", "add(1)") == (False, "error: ZeroDivisionError: division by zero")
    assert check(ADD, "add(lambda: 1)") == (False, "error: TypeError: function is not plain data")
    assert check(ADD, "1 / 0") == (False, "error: ZeroDivisionError: division by zero")
    assert check("import os\ndef add(x): os._exit(0)", "try: add(1)\nexcept Exception: pass")[1].startswith("killed")
    assert check("while True: pass", "add(1)")[1].startswith("time")
    assert check("def add(x): return 'x' * 10 ** 7", "try: add(1)\nexcept Exception: pass")[1].startswith("output")
    assert check(ADD, "import os\nos._exit(0)")[1].startswith("killed")
    assert check(ADD, "assert add(1, y=2) == 3") == (True, "")


def test_trusted_checks_outlive_an_examiner_that_has_gone(sandbox: Sandbox) -> None:
    timer = "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0.05)\nassert add(1) == 1"
    for _ in range(2):
        assert sandbox.run_checks(ADD, "add", timer, trusted=True).passed
    time.sleep(0.2)
    for _ in range(4):
        assert sandbox.run_checks(ADD, "add", "assert add(1) == 1", trusted=True).passed


def test_untrusted_checks_start_from_nothing() -> None:
    with Sandbox(LIMITS, workers=1) as sandbox:
        for trusted in (True, False):
            assert sandbox.run_checks(ADD, "add", "import math\nmath.pi = 3", trusted).passed
        assert sandbox.run_checks(ADD, "add", "import math\nassert math.pi > 3", trusted=False).passed


def _honest_programs() -> list[tuple[str, list[Case]]]:
    programs = []
    for n in range(100):
        programs += [
            (f"def solve(x):\n    return x * {n} + 1", [Case((x,), x * n + 1) for x in range(3)]),
            (f"def solve(words):\n    return sorted(words)[:{n}]", [Case((["b", "a", "c"],), ["a", "b", "c"][:n])]),
            (
                f"from collections import Counter\ndef solve(text):\n    return Counter(text * {n + 1})",
                [Case(("aab",), {"a": 2 * (n + 1), "b": n + 1})],
            ),
            (
                f"import math\ndef solve(x):\n    return math.sqrt(x) / {n + 1}",
                [Case((2,), 2**0.5 / (n + 1)), Case((0,), 0.0)],
            ),
            (
                f"def solve(items):\n    seen = set(items)\n    return {{(item, {n}) for item in seen}}, None, {n} % 2 == 0",
                [Case(([1, 1, 2],), ({(1, n), (2, n)}, None, n % 2 == 0))],
            ),
        ]
    return programs


def test_five_hundred_honest_programs_pass_in_their_order(sandbox: Sandbox) -> None:
    programs = _honest_programs()
    assert len(programs) == 500
    verdicts = list(sandbox.map(lambda job: sandbox.judge(job[0], "solve", job[1]), programs))
    assert [verdict.reason for verdict in verdicts] == [""] * 500
    order = sandbox.map(lambda n: sandbox.run("def f(n): return n", [Call("f", (n,))]).outcomes[0], range(100))
    assert list(order) == [Value(n) for n in range(100)]


def test_a_map_hands_on_what_a_task_raises_and_can_be_left_early(sandbox: Sandbox) -> None:
    def task(number: int) -> bool:
        return sandbox.judge(ADD, "add", [Case((object() if number == 2 else number,), number)]).passed

    results = sandbox.map(task, range(5))
    assert [next(results), next(results)] == [True, True]
    with pytest.raises(SandboxError):
        next(results)
    for result in sandbox.map(task, iter(range(3, 10**9))):
        assert result
        break


def test_a_sandbox_is_open_within_its_block_only(sandbox: Sandbox) -> None:
    closed = Sandbox(isolation=sandbox.isolation, workers=1)
    with pytest.raises(SandboxError, match="not open"):
        closed.run(ADD, [])
    before = set(Path(tempfile.gettempdir()).glob("hornbook-scratch-*"))
    with closed:
        assert closed.judge(ADD, "add", [Case((1,), 1)]).passed
    assert set(Path(tempfile.gettempdir()).glob("hornbook-scratch-*")) == before
    with pytest.raises(SandboxError, match="not open"):
        closed.run(ADD, [])
    with closed:
        assert closed.judge(ADD, "add", [Case((1,), 1)]).passed


def test_a_zygote_that_was_killed_is_replaced() -> None:
    with Sandbox(LIMITS, workers=1) as sandbox:
        for _ in range(3):
            for process in _zygotes(os.getpid()):
                os.kill(process, signal.SIGKILL)
            assert sandbox.judge(ADD, "add", [Case((1,), 1)]).passed


def _zygotes(parent: int) -> set[int]:
    """The direct children of a process that are zygotes, or bubblewrap around one."""
    found = set()
    for children in Path(f"/proc/{parent}/task").glob("*/children"):
        for process in map(int, children.read_text().split()):
            if b"inside.zygote" in Path(f"/proc/{process}/cmdline").read_bytes():
                found.add(process)
    return found


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_outlives_a_parent_that_is_killed(level: Isolation, tmp_path: Path) -> None:
    program = f"""
from hornbook.sandbox import Call, Isolation, Limits, Sandbox
with Sandbox(Limits(cpu_seconds=600, wall_seconds=600.0), Isolation({level.value!r}), workers=1) as sandbox:
    print("open", flush=True)
    sandbox.run("while True: pass", [])
"""
    surroundings = {**os.environ, "TMPDIR": str(tmp_path)}  # an empty scratch folder stays behind
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=surroundings) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"open\n"
        time.sleep(0.3)
        family = _zygotes(parent.pid)
        for process in list(family):
            family |= {
                int(child)
                for path in Path(f"/proc/{process}/task").glob("*/children")
                for child in path.read_text().split()
            }
        assert len(family) >= 2
        parent.kill()
    for _ in range(250):
        if not any(Path(f"/proc/{process}").exists() for process in family):
            break
        time.sleep(0.02)
    else:
        pytest.fail(f"of {family}, some live on")


def test_where_nothing_isolates_it_refuses_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(landlock, "version", lambda: 0)
    with (
        pytest.raises(SandboxError, match=r"bwrap is not installed.*no Landlock.*apt-get install bubblewrap"),
        Sandbox(),
    ):
        pass
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(SandboxError, match="not Linux on x86-64"), Sandbox():
        pass


def test_the_next_isolation_is_taken_where_the_best_does_not_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'bwrap: no permission to make a namespace' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with (
        pytest.raises(SandboxError, match="no permission to make a namespace"),
        Sandbox(isolation=Isolation.BUBBLEWRAP),
    ):
        pass
    with Sandbox(workers=1) as sandbox:
        assert sandbox.isolation is Isolation.LANDLOCK


def test_an_isolation_that_does_not_hold_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_module, "_TRIAL", "def trial():\n    return 'escaped'")
    with pytest.raises(SandboxError, match=r"not held, but came to .*escaped"), Sandbox():
        pass


def test_limits_have_to_be_more_than_nothing() -> None:
    with pytest.raises(SandboxError, match="wall_seconds is 0"):
        Limits(wall_seconds=0)
