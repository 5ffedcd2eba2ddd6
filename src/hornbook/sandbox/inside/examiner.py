"""
A forked child that runs checks on a program which lives in another one, the candidate.

It is told ("checks", source, function, most), and with that is handed the socket at whose other end the candidate has been given its
program; it listens to `most` bytes. It sends one of the following, and may then be told the next.

    ("passed",)
    ("failed", "error", type, built-in type, message)     what a check raised
    ("unusable", "error", type, built-in type, message)   what the program raised instead of loading
    ("lost",)                                             the candidate has gone
    ("overheard",)                                        the candidate sent too much, or what is no answer
"""

import builtins
import random
import socket
from typing import Any

from .candidate import describe, execute
from .channel import Channel, TooMuchError


class CandidateError(Exception):
    """The examined function raised what cannot be raised here again, or is no more."""


def serve(channel: Channel) -> None:
    """Examine one candidate after another, until the other side has gone."""
    while True:
        _, checks, name, most = channel.receive()
        # Told all about the socket, Python asks the kernel for nothing, which would not answer.
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, channel.handed.pop()) as connection:
            channel.send(_examine(_Candidate(Channel(connection, most), name), checks, name))


def _examine(candidate: "_Candidate", checks: str, name: str) -> tuple[Any, ...]:
    random.seed(0)
    try:
        loaded = candidate.listen()
        if loaded[0] == "error":
            return ("unusable", *loaded)
        space = execute(checks, {name: candidate})
        if "check" in space:
            space[name] = candidate  # the checks may have brought a stub of their own
            space["check"](candidate)
        verdict: tuple[Any, ...] = ("passed",)
    except BaseException as error:
        verdict = ("failed", *describe(error))
    # Whatever the checks made of it: a candidate that has gone, or talks nonsense, has not passed.
    return candidate.end or verdict


class _Candidate:
    """Stands in for the examined function: call it."""

    def __init__(self, channel: Channel, name: str) -> None:
        self._channel = channel
        self.__name__ = self.__qualname__ = name
        self.end: tuple[str] | None = None

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        self._channel.send(("calls", [(self.__name__, arguments, keywords)]))
        kind, *details = self.listen()
        if kind == "value":
            return details[0]
        _, base, message = details
        raise _error(base, message)

    def listen(self) -> tuple[Any, ...]:
        """The candidate's next message. Raises CandidateError where there is none to come."""
        try:
            message = self._channel.receive()
            if _is_message(message):
                return message  # type: ignore[no-any-return]
            self.end = ("overheard",)
        except TooMuchError:
            self.end = ("overheard",)
        except (EOFError, OSError):
            self.end = ("lost",)
        raise CandidateError


def _is_message(message: Any) -> bool:
    if type(message) is not tuple or not message:
        return False
    kind, *details = message
    return (
        (kind == "loaded" and not details)
        or (kind == "value" and len(details) == 1)
        or (kind == "error" and len(details) == 3 and all(type(part) is str for part in details))
    )


def _error(base: str, message: str) -> Exception:
    kind = getattr(builtins, base, None)
    # Never SystemExit and its like: they would end the examination.
    if isinstance(kind, type) and issubclass(kind, Exception):
        try:
            return kind(message)
        except TypeError:  # UnicodeDecodeError and its like want more than a message
            pass
    return CandidateError(message)
