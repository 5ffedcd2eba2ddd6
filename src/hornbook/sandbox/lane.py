"""
What one worker has: a zygote for programs, and one for the checks on them; and what the children's messages mean.

Checks run where the program cannot reach: all that it can do for its verdict is to return values and raise errors.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

from hornbook.sandbox.child import Child, Stopped
from hornbook.sandbox.inside.zygote import EXAMS
from hornbook.sandbox.isolation import Isolation
from hornbook.sandbox.outcomes import Call, Execution, Failure, Kind, Limits, Outcome, SandboxError, Value, Verdict
from hornbook.sandbox.zygote import Zygote

_KINDS = {"MemoryError": Kind.MEMORY, "PermissionError": Kind.FORBIDDEN}
_NO_ANSWER = "it sent too much, or what is no answer"


class Lane:
    """Runs one program at a time within the `with` block."""

    def __init__(self, level: Isolation, limits: Limits) -> None:
        self._limits = limits
        self._programs, self._checks = Zygote(level, limits), Zygote(level, limits)
        self._examiner: Child | None = None
        self._exams = 0
        self._open = ExitStack()

    def __enter__(self) -> Self:
        for zygote in (self._programs, self._checks):
            self._open.enter_context(zygote)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._dismiss_examiner()
        self._open.close()

    def execute(self, program: str, calls: Sequence[Call]) -> Execution:
        """Run the program, then the calls. Raises SandboxError for arguments that are not plain."""
        outcomes: list[Outcome] = []
        failure = None
        with Child(self._programs, b"candidate") as child:
            try:
                tasks = [(call.function, tuple(call.arguments), dict(call.keywords)) for call in calls]
                child.send(("program", program), ("calls", tasks))
                loaded = child.receive()
                if loaded != ("loaded",):
                    failure = _failure(loaded)
                else:
                    outcomes += (_outcome(child.receive()) for _ in calls)
            except Stopped as stopped:
                failure = stopped.failure
            except (TypeError, RecursionError) as error:
                raise SandboxError(
                    f"An argument cannot be handed to the program: {error}.", "Use plain data only."
                ) from None
        if failure:
            outcomes += [failure] * (len(calls) - len(outcomes))
        return Execution(tuple(outcomes), failure)

    def examine(self, program: str, function: str, checks: str, trusted: bool) -> Verdict:
        """Let the checks call the program's function until they have passed or failed."""
        verdict = None
        while verdict is None:
            verdict = self._examine_once(program, function, checks, trusted)
        return verdict

    def _examine_once(self, program: str, function: str, checks: str, trusted: bool) -> Verdict | None:
        """None where earlier checks had been the end of an examiner that these were to share."""
        with Child(self._programs, b"candidate") as candidate:
            try:
                candidate.send(("program", program))
                examiner = self._take_examiner(trusted)
                try:
                    examiner.hand(("checks", checks, function, self._limits.output_bytes), candidate)
                    message = examiner.receive()
                except Stopped as stopped:
                    self._dismiss_examiner()
                    if self._exams > 1 and stopped.failure.kind is Kind.KILLED:
                        return None
                    raise
                if message == ("lost",):
                    raise candidate.stopped(ConnectionResetError())
                if message == ("overheard",):
                    raise Stopped(Kind.OUTPUT, _NO_ANSWER)
                if not trusted:
                    self._dismiss_examiner()
                return _verdict(message)
            except Stopped as stopped:
                return Verdict(False, str(stopped.failure), stopped.failure)

    def _take_examiner(self, trusted: bool) -> Child:
        if not trusted or self._exams == EXAMS:
            self._dismiss_examiner()
        if self._examiner is None:
            self._examiner, self._exams = Child(self._checks, b"examiner"), 0
        self._exams += 1
        self._examiner.renew()
        return self._examiner

    def _dismiss_examiner(self) -> None:
        if self._examiner:
            self._examiner.kill()
        self._examiner = None


def _verdict(message: tuple[Any, ...]) -> Verdict:
    if message == ("passed",):
        return Verdict(True)
    failure = _failure(message[1:])
    if message[0] == "failed" and failure.exception == "AssertionError":
        return Verdict(False, str(failure))
    return Verdict(False, str(failure), failure)


def _outcome(message: tuple[Any, ...]) -> Outcome:
    if message[0] == "value" and len(message) == 2:
        return Value(message[1])
    return _failure(message)


def _failure(message: tuple[Any, ...]) -> Failure:
    if len(message) != 4 or message[0] != "error" or not all(type(part) is str for part in message):
        raise Stopped(Kind.OUTPUT, _NO_ANSWER)
    _, exception, base, text = message
    return Failure(_KINDS.get(base, Kind.ERROR), text, exception, base)
