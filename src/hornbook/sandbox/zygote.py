"""A warm interpreter within the isolation, as the trusted side sees it."""

import json
import shutil
import socket
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from hornbook.sandbox import isolation
from hornbook.sandbox.inside.scratch import empty
from hornbook.sandbox.isolation import Isolation
from hornbook.sandbox.outcomes import Limits, SandboxError

_TO_START = 60.0  # seconds, on a busy machine
_TO_CLEAN_UP = 10.0
_PIECE = 65536
_SCRATCH = "/scratch"  # where bubblewrap puts it


class Zygote:
    """One isolated interpreter, started within the `with` block or when it is first needed. It has one child at a time."""

    def __init__(self, level: Isolation, limits: Limits) -> None:
        self._level, self.limits = level, limits
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._scratch: Path | None = None
        self._is_killing = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start it. Raises SandboxError saying what it said where it does not come up."""
        scratch = _SCRATCH
        if self._level is Isolation.LANDLOCK:
            self._scratch = Path(tempfile.mkdtemp(prefix="hornbook-scratch-"))
            scratch = str(self._scratch.resolve())
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._process = subprocess.Popen(
                self._command(scratch, theirs.fileno()),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=isolation.environment(scratch),
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
            theirs.close()
            self._control.settimeout(_TO_START)
            greeting = self._control.recv(16)
        except OSError as error:
            self.stop()
            raise SandboxError(f"The sandbox does not start: {error}.", isolation.ADVICE) from None
        if greeting != b"ready":
            said = self._last_words()
            self.stop()
            raise SandboxError(f"The sandbox does not start: {said}.", isolation.ADVICE)

    def stop(self) -> None:
        """End it, and its child with it."""
        if self._control:
            self._control.close()
        if self._process:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_TO_CLEAN_UP)
            self._process.kill()
            self._process.communicate()
        if self._scratch:
            with suppress(OSError):
                empty(str(self._scratch))
            shutil.rmtree(self._scratch, ignore_errors=True)
        self._process = self._control = self._scratch = None
        self._is_killing = False

    def fork(self, role: bytes) -> socket.socket:
        """
        The socket to a fresh child, a b"candidate" or an b"examiner"; the zygote is started where there is none.

        Raises SandboxError where none will start.
        """
        self.fate()
        for last_try in (False, True):
            if self._control is None:
                self.start()
            assert self._control is not None
            ours, theirs = socket.socketpair()
            with theirs:
                try:
                    socket.send_fds(self._control, [role], [theirs.fileno()])
                    return ours
                except OSError as error:
                    ours.close()
                    self.stop()
                    if last_try:
                        raise SandboxError(f"The sandbox has gone: {error}.", "Run again.") from None
        raise AssertionError("the last try returns or raises")

    def kill(self) -> None:
        """Have the child killed and its scratch folder emptied."""
        assert self._control is not None
        with suppress(OSError):
            self._control.send(b"kill")
        self._is_killing = True

    def fate(self) -> dict[str, Any] | None:
        """Wait until the child that was killed last is dead. What had become of it; None where the zygote has gone itself."""
        if not self._is_killing or self._control is None:
            return None
        self._is_killing = False
        with suppress(OSError, ValueError):
            self._control.settimeout(_TO_CLEAN_UP)
            told: dict[str, Any] = json.loads(self._control.recv(_PIECE))
            return told
        self.stop()
        return None

    def _command(self, scratch: str, control: int) -> list[str]:
        package = isolation.package(self._level)
        settings = {
            "control": control,
            "scratch": scratch,
            "readable": [*isolation.readable(), package],
            "needs_landlock": self._level is Isolation.LANDLOCK,
            **asdict(self.limits),
        }
        command = isolation.python(json.dumps(settings), package)
        if self._level is Isolation.BUBBLEWRAP:
            return isolation.bubblewrap(scratch, self.limits.disk_bytes, command)
        return command

    def _last_words(self) -> str:
        assert self._process is not None
        with suppress(subprocess.TimeoutExpired):
            _, said = self._process.communicate(timeout=_TO_CLEAN_UP)
            return (said.decode(errors="replace").strip().splitlines() or ["it says nothing"])[-1]
        return "it hangs"
