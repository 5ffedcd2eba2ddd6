"""What goes into the sandbox and what comes out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from hornbook.errors import HornbookError


class SandboxError(HornbookError):
    """Programs cannot be isolated here, or what is asked of the sandbox cannot be carried out."""


@dataclass(frozen=True)
class Limits:
    """What one program may use, over all of its calls. Sizes are bytes; the interpreter itself takes 60 MB of the memory."""

    cpu_seconds: int = 3
    wall_seconds: float = 10.0
    memory_bytes: int = 512 * 2**20
    output_bytes: int = 2**20
    disk_bytes: int = 8 * 2**20
    files: int = 256

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if value <= 0:
                raise SandboxError(f"The sandbox's {name} is {value}.", "It has to be more than 0.")


@dataclass(frozen=True)
class Call:
    """A function of the program, and the plain data to call it with."""

    function: str
    arguments: Sequence[Any] = ()
    keywords: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """Arguments, and the value that is right for them, which no program gets to see."""

    arguments: Sequence[Any]
    expected: Any


class Kind(StrEnum):
    """Ways not to return a value."""

    ERROR = "error"  # raised an exception, or returned what is not plain data
    FORBIDDEN = "forbidden"  # tried what is not allowed, and let the PermissionError pass
    TIME = "time"
    MEMORY = "memory"
    OUTPUT = "output"  # sent back too much, or what is no answer
    DISK = "disk"
    KILLED = "killed"  # ended itself, or crashed the interpreter


@dataclass(frozen=True)
class Value:
    """What a call returned: plain data."""

    value: Any


@dataclass(frozen=True)
class Failure:
    """Why there is no value. An `exception` is named by its type, and by the built-in type that it is derived from (`base`)."""

    kind: Kind
    message: str
    exception: str | None = None
    base: str | None = None

    def __str__(self) -> str:
        return f"{self.kind}: {self.exception + ': ' if self.exception else ''}{self.message}"


Outcome = Value | Failure


@dataclass(frozen=True)
class Execution:
    """
    One outcome a call, in the order of the calls.

    `failure` says why the program did not live to the end of them; it is then the outcome of every call that it did not answer.
    """

    outcomes: tuple[Outcome, ...]
    failure: Failure | None = None


@dataclass(frozen=True)
class Verdict:
    """Whether a program passed, and if not, why not. `failure` is there where it was no wrong answer."""

    passed: bool
    reason: str = ""
    failure: Failure | None = None
