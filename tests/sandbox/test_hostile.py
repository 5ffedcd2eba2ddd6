"""Attacks on the sandbox, one a file, each against every isolation that this machine offers."""

import os
import secrets
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hornbook.sandbox import Call, Case, Isolation, Limits, Sandbox, Value, isolation
from hornbook.sandbox.isolation import obstacle

ATTACKS = sorted(Path(__file__).parent.joinpath("hostile").glob("*.py"))
LEVELS = [level for level in Isolation if not obstacle(level)]
# As on a kernel that has no Landlock, where the namespaces hold alone.
WITHOUT_LANDLOCK = "from inside import landlock; landlock.version = lambda: 0; main()"
LIMITS = Limits(cpu_seconds=1, wall_seconds=1.0, memory_bytes=256 * 2**20)

# What a program finds when it begins.
SURROUNDINGS = """
import builtins, math, os, random, resource, signal, sys, tempfile

def open_descriptors():
    found = []
    for descriptor in range(100):
        try:
            os.fstat(descriptor)
            found.append(descriptor)
        except OSError:
            pass
    return found

def surroundings():
    umask = os.umask(0)
    return [
        os.listdir("."), os.getcwd(), dict(os.environ), sorted(vars(builtins)), sorted(sys.modules), sys.path, umask, math.pi,
        random.random(), hash("hornbook"), sys.getrecursionlimit(), tempfile.tempdir, open_descriptors(), sorted([3, 1, 2]),
        [str(signal.getsignal(number)) for number in sorted(signal.valid_signals())],
        [resource.getrlimit(getattr(resource, name)) for name in dir(resource) if name.startswith("RLIMIT_")],
    ]
"""


class World(NamedTuple):
    """What an attack is told of the world outside, and how to see whether it got there."""

    facts: dict[str, Any]
    unchanged: Callable[[], bool]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("outside")
    secret = folder / "secret"
    secret.write_text("a secret")
    before = secret.stat()
    os.environ["HORNBOOK_SECRET"] = "a secret"
    abstract = f"hornbook-{secrets.token_hex(8)}"
    with (
        socket.create_server(("127.0.0.1", 0)) as port,
        socket.socket(socket.AF_UNIX) as path,
        socket.socket(socket.AF_UNIX) as name,
    ):
        path.bind(str(folder / "socket"))
        name.bind(f"\0{abstract}")
        listeners = (port, path, name)
        for listener in listeners:
            listener.listen()
            listener.setblocking(False)

        def unchanged() -> bool:
            for listener in listeners:
                try:
                    listener.accept()
                except BlockingIOError:
                    continue
                return False
            after = secret.stat()
            names = sorted(entry.name for entry in folder.iterdir())
            stayed = (before.st_mtime_ns, before.st_ctime_ns, before.st_nlink) == (
                after.st_mtime_ns,
                after.st_ctime_ns,
                after.st_nlink,
            )
            return stayed and names == ["secret", "socket"] and not list(Path("/tmp").glob("hornbook-was-here"))

        facts = {
            "parent": os.getpid(),
            "folder": str(folder),
            "secret": str(secret),
            "port": port.getsockname()[1],
            "unix": str(folder / "socket"),
            "abstract": abstract,
            "marker": "the harness's socket",
        }
        yield World(facts, unchanged)
    del os.environ["HORNBOOK_SECRET"]


@pytest.fixture(
    scope="module", params=[*LEVELS, *(f"{level} alone" for level in LEVELS if level is Isolation.BUBBLEWRAP)]
)
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    level, _, alone = request.param.partition(" ")
    with pytest.MonkeyPatch.context() as patch:
        if alone:
            patch.setattr(isolation, "_START", isolation._START.replace("main()", WITHOUT_LANDLOCK))
        with Sandbox(LIMITS, Isolation(level), workers=1) as opened:
            yield opened


@pytest.fixture(scope="module")
def surroundings(sandbox: Sandbox) -> list[Any]:
    """As the first program finds them. The trusted examiner is there from now on."""
    assert sandbox.run_checks("def f(): return 1", "f", "assert f() == 1", trusted=True).passed
    return look_around(sandbox)


@pytest.fixture(scope="module")
def resting(surroundings: list[Any]) -> int:
    """How many processes there are between programs."""
    counts = []
    for _ in range(20):
        counts.append(len(descendants(os.getpid())))
        time.sleep(0.02)
    return min(counts)


def look_around(sandbox: Sandbox) -> list[Any]:
    [outcome] = sandbox.run(SURROUNDINGS, [Call("surroundings")]).outcomes
    assert isinstance(outcome, Value), outcome
    return list(outcome.value)


def descendants(process: int) -> set[int]:
    found: set[int] = set()
    with suppress(OSError):  # it has ended since
        for task in Path(f"/proc/{process}/task").iterdir():
            found |= set(map(int, (task / "children").read_text().split()))
    return found.union(*map(descendants, found))


def settle(expected: int) -> bool:
    """Whether there are soon as many processes as that."""
    for _ in range(200):
        if len(descendants(os.getpid())) == expected:
            return True
        time.sleep(0.02)
    return False


def test_there_is_an_isolation_to_test() -> None:
    assert LEVELS
    assert len(ATTACKS) >= 30


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda path: path.stem)
def test_an_attack_is_contained(
    attack: Path, sandbox: Sandbox, surroundings: list[Any], resting: int, world: World
) -> None:
    program, expected = attack.read_text(), f"expected-{secrets.token_hex(16)}"

    verdict = sandbox.judge(program, "attack", [Case((world.facts,), expected)])
    assert not verdict.passed
    assert "escaped" not in verdict.reason
    assert "contained" in verdict.reason or verdict.failure or "is not" in verdict.reason

    checks = f"def check(candidate):\n    assert candidate({world.facts!r}) == {expected!r}"
    verdict = sandbox.run_checks(program, "attack", checks, trusted=True)
    assert not verdict.passed
    assert "escaped" not in verdict.reason

    assert sandbox.judge("def honest(x): return x + 1", "honest", [Case((1,), 2)]).passed
    assert sandbox.run_checks("def honest(x): return x + 1", "honest", "assert honest(1) == 2", trusted=True).passed
    assert look_around(sandbox) == surroundings
    assert settle(resting)
    assert world.unchanged()
