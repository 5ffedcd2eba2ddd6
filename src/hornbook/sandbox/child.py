"""One forked process, as the trusted side sees it."""

import signal
import socket
import time
from types import TracebackType
from typing import Any, Self

from hornbook.sandbox.inside.plain import decode, encode
from hornbook.sandbox.inside.zygote import EXAMS
from hornbook.sandbox.outcomes import Failure, Kind
from hornbook.sandbox.zygote import Zygote

_PIECE = 65536


class Stopped(Exception):  # noqa: N818 - a candidate's, not ours
    """A child sent no answer, and never will."""

    def __init__(self, kind: Kind, message: str) -> None:
        self.failure = Failure(kind, message)


class Child:
    """
    A fresh child of the zygote, a b"candidate" or an b"examiner", dead when the `with` block is left.

    Values go in, and what comes out is plain data or nothing. Raises Stopped where there is no answer to be had.
    """

    def __init__(self, zygote: Zygote, role: bytes) -> None:
        self._zygote = zygote
        self._connection = zygote.fork(role)
        self._cpu_seconds = zygote.limits.cpu_seconds * (EXAMS if role == b"examiner" else 1)
        self._received = b""
        self._alive = True
        self.renew()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def renew(self) -> None:
        """Let its time, and what it may send, begin anew."""
        self._deadline = time.monotonic() + self._zygote.limits.wall_seconds
        self._budget = self._zygote.limits.output_bytes

    def kill(self) -> None:
        """End it, if it has not ended."""
        if self._alive:
            self._alive = False
            self._connection.close()
            self._zygote.kill()

    def send(self, *values: Any) -> None:
        """Send plain data. Raises TypeError or RecursionError where it is not plain."""
        lines = b"".join(map(encode, values))
        try:
            self._connection.settimeout(self._time_left())
            self._connection.sendall(lines)
        except OSError as error:
            raise self.stopped(error) from None

    def hand(self, value: Any, other: "Child") -> None:
        """Send plain data, and with it this side's end of the other child's socket."""
        other._connection.settimeout(None)  # which the two sides share
        line = encode(value)
        try:
            self._connection.settimeout(self._time_left())
            sent = socket.send_fds(self._connection, [line], [other._connection.fileno()])
            self._connection.sendall(line[sent:])
        except OSError as error:
            raise self.stopped(error) from None

    def receive(self) -> tuple[Any, ...]:
        """One message, which the candidate may have made up: a tuple that begins with a string."""
        try:
            message = decode(self._line())
        except OSError as error:
            raise self.stopped(error) from None
        except ValueError:
            message = None
        if type(message) is not tuple or not message or type(message[0]) is not str:
            raise Stopped(Kind.OUTPUT, "it sent what is no answer")
        return message

    def stopped(self, error: OSError) -> Stopped:
        """Kill it, and say why there was no more to hear from it."""
        self.kill()
        limits, fate = self._zygote.limits, self._zygote.fate()
        if fate is None:
            return Stopped(Kind.KILLED, "the sandbox has gone")
        if fate["disk"]:
            return Stopped(Kind.DISK, f"it wrote more than {limits.disk_bytes} bytes, or {limits.files} files")
        if fate["signal"] == signal.SIGXCPU or fate["cpu_seconds"] >= self._cpu_seconds:
            return Stopped(Kind.TIME, f"it took more than {self._cpu_seconds} seconds of a processor")
        if isinstance(error, TimeoutError):
            return Stopped(Kind.TIME, f"it took more than {limits.wall_seconds} seconds")
        how = f"was ended by signal {fate['signal']}" if fate["signal"] else "ended itself"
        return Stopped(Kind.KILLED, f"it {how} before it answered")

    def _line(self) -> bytes:
        pieces = [self._received]
        while b"\n" not in pieces[-1]:
            self._connection.settimeout(self._time_left())
            piece = self._connection.recv(_PIECE)
            if not piece:
                raise ConnectionResetError
            self._budget -= len(piece)
            if self._budget < 0:
                raise Stopped(Kind.OUTPUT, f"it sent more than {self._zygote.limits.output_bytes} bytes")
            pieces.append(piece)
        line, _, self._received = b"".join(pieces).partition(b"\n")
        return line

    def _time_left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left
