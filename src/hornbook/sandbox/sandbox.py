"""Programs run, judged and examined: the sandbox as its users see it."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self, TypeVar

from hornbook.sandbox import isolation
from hornbook.sandbox.equality import same
from hornbook.sandbox.isolation import Isolation
from hornbook.sandbox.lane import Lane
from hornbook.sandbox.outcomes import Call, Case, Execution, Failure, Limits, SandboxError, Value, Verdict

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

_AHEAD = 8  # jobs taken up a lane before the first one's result is due
_LIMITS = Limits()

# What must not be possible in a sandbox that is about to be trusted.
_TRIAL = """
def trial():
    import os, socket
    for attempt in (os.fork, socket.socket, lambda: os.listdir("/proc"), lambda: os.listdir("/home"), lambda: os.kill(1, 0)):
        try:
            attempt()
        except OSError:
            continue
        return "escaped"
    return "held"
"""


class Sandbox:
    """
    Runs programs within the `with` block, each in a fresh process that can do nothing but compute (see the package's docstring).

    As many run at once as there are `workers`, by default one a core. The best isolation that works here is taken, unless one is
    named. Entering raises SandboxError where none does, and says what to install. Safe to use from several threads.
    """

    def __init__(
        self, limits: Limits = _LIMITS, isolation: Isolation | None = None, workers: int | None = None
    ) -> None:
        self.limits = limits
        self.isolation = isolation
        self.workers = workers or len(os.sched_getaffinity(0))
        self._open = ExitStack()
        self._lanes: SimpleQueue[Lane] = SimpleQueue()
        self._is_open = False

    def __enter__(self) -> Self:
        obstacles = []
        for level in [self.isolation] if self.isolation else list(Isolation):
            try:
                first = self._open.enter_context(_trusted(level, self.limits))
            except SandboxError as error:
                obstacles.append(f"{level}: {error.problem.rstrip('.')}")
                continue
            self.isolation = level
            self._lanes.put(first)
            for _ in range(1, self.workers):
                self._lanes.put(self._open.enter_context(Lane(level, self.limits)))
            self._is_open = True
            return self
        raise SandboxError(f"Programs cannot be isolated on this machine ({'; '.join(obstacles)}).", isolation.ADVICE)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_open = False
        self._lanes = SimpleQueue()
        self._open.close()

    @contextmanager
    def _lane(self) -> Iterator[Lane]:
        if not self._is_open:
            raise SandboxError("The sandbox is not open.", "Use it within its `with` block.")
        lane = self._lanes.get()
        try:
            yield lane
        finally:
            self._lanes.put(lane)

    def run(self, program: str, calls: Sequence[Call]) -> Execution:
        """Run the program, then the calls, one after another in the same process. Raises SandboxError for arguments not plain."""
        with self._lane() as lane:
            return lane.execute(program, calls)

    def judge(self, program: str, function: str, cases: Sequence[Case], tolerance: float | None = None) -> Verdict:
        """
        Whether the program's function returns the expected value in every case, of the same type throughout (see `same`).

        Raises SandboxError for arguments that are not plain data.
        """
        execution = self.run(program, [Call(function, case.arguments) for case in cases])
        if execution.failure:
            return Verdict(False, str(execution.failure), execution.failure)
        for case, outcome in zip(cases, execution.outcomes, strict=True):
            if isinstance(outcome, Failure):
                return Verdict(False, str(outcome), outcome)
            if not same(case.expected, outcome.value, tolerance):
                return Verdict(False, f"{_show(outcome.value)} is not {_show(case.expected)}")
        return Verdict(True)

    def run_checks(self, program: str, function: str, checks: str, trusted: bool = False) -> Verdict:
        """
        Whether the program's function stands up to `checks`: source that asserts, at its top level or in `check(candidate)`.

        They run in another process, held as the program is, where the function's name stands for it: plain arguments are carried
        over, and a plain result or an exception of a built-in type back. What the program does to its arguments stays with it, and
        other names of the program the checks have to bring along. Checks that are `trusted` to leave Python as they found it, as a
        published exam's are, share a process with others before and after them, which is nearly twice as fast.
        """
        with self._lane() as lane:
            return lane.examine(program, function, checks, trusted)

    def map(self, task: Callable[[_Job], _Result], jobs: Iterable[_Job]) -> Iterator[_Result]:
        """
        The results of `task(job)`, in the order of the jobs, as many at once as there are workers; the task is to use this sandbox.

        Jobs are taken up as they are needed. What a task raises is raised here when its turn comes.
        """
        waiting: deque[Future[_Result]] = deque()
        with ThreadPoolExecutor(self.workers) as pool:
            try:
                for job in jobs:
                    waiting.append(pool.submit(task, job))
                    if len(waiting) == _AHEAD * self.workers:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()


def _show(value: Any) -> str:
    try:
        return repr(value)[:200]
    except ValueError:
        return "a number of very many digits"


@contextmanager
def _trusted(level: Isolation, limits: Limits) -> Iterator[Lane]:
    """A lane whose programs have been seen to be held. Raises SandboxError where they are not."""
    obstacle = isolation.obstacle(level)
    if obstacle:
        raise SandboxError(f"{obstacle}.", isolation.ADVICE)
    with Lane(level, limits) as lane:
        [outcome] = lane.execute(_TRIAL, [Call("trial")]).outcomes
        if outcome != Value("held"):
            raise SandboxError(f"A trial program was not held, but came to {outcome}.", isolation.ADVICE)
        yield lane
