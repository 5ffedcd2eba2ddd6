"""
A warm interpreter that gives up all it does not need, and then forks a child for every program.

Over its control socket it is sent b"candidate" or b"examiner" with the child's end of a socket pair, and then b"kill": it kills the
child, empties the scratch folder and answers what had become of the child. When the control socket closes it does so and ends.
"""

import gc
import importlib
import json
import os
import random
import resource
import signal
import socket
import sys
from contextlib import suppress
from typing import Any

from . import candidate, examiner, landlock, privileges, scratch, seccomp
from .channel import Channel

# Files cannot be mapped within the sandbox, which keeps extension modules out that are not here already. Modules that have work to
# do after every fork (logging, concurrent.futures) are better imported by those who need them.
_MODULES = (
    "_blake2", "_bz2", "_contextvars", "_csv", "_elementtree", "_lzma", "_opcode", "_pickle", "_posixsubprocess",
    "_queue", "_statistics", "_uuid", "_zoneinfo", "abc", "array", "ast", "binascii", "bisect", "cmath",
    "collections.abc", "contextlib", "copy", "ctypes", "dataclasses", "datetime", "decimal", "enum", "fcntl",
    "fractions", "functools", "grp", "hashlib", "heapq", "io", "itertools", "json", "math", "mmap", "numbers",
    "operator", "os", "pathlib", "pyexpat", "random", "re", "select", "statistics", "string", "struct", "sys",
    "tempfile", "textwrap", "time", "types", "typing", "unicodedata", "zlib",
)  # fmt: skip
EXAMS = 256
"""Examinations that one examiner has the processor time for."""

_REHEARSALS = 20
_PLAY = """
import math
import re
from typing import List

def play():
    return [sorted({1: 2.5, "a": math.pi}, key=str), (True, None)]
"""
_LOOK_EVERY = 0.02  # seconds between looks at what a candidate has written


def main() -> None:
    """The zygote's life. Its settings are the first argument, as JSON (see `hornbook.sandbox.zygote`)."""
    settings: dict[str, Any] = json.loads(sys.argv[1])
    del sys.argv[1:]
    control = socket.socket(fileno=settings["control"])
    os.closerange(3, control.fileno())
    os.closerange(control.fileno() + 1, 1024)
    for name in _MODULES:
        importlib.import_module(name)
    os.umask(0o077)
    os.chdir(settings["scratch"])
    privileges.drop_privileges()
    if landlock.version():
        landlock.restrict(settings["readable"], settings["scratch"], [os.devnull])
    elif settings["needs_landlock"]:
        raise OSError("this kernel has no Landlock")
    privileges.limit(settings["memory_bytes"], settings["disk_bytes"])
    os.dup2(1, 2)  # so far for complaints, from here on as deaf as the output
    control.send(b"ready")
    _Zygote(control, settings).live()


class _Zygote:
    def __init__(self, control: socket.socket, settings: dict[str, Any]) -> None:
        self._control = control
        self._scratch: str = settings["scratch"]
        self._disk: tuple[int, int] = (settings["disk_bytes"], settings["files"])
        self._cpu_seconds: int = settings["cpu_seconds"]
        self._filter = seccomp.compile_filter()

    def live(self) -> None:
        _rehearse()
        gc.collect()
        gc.freeze()  # pages that the collector does not touch stay shared
        while True:
            self._control.settimeout(None)
            role, descriptors, _, _ = socket.recv_fds(self._control, 16, 1)
            if not role:
                return
            child = os.fork()
            if child == 0:
                self._live_as(role, descriptors[0])
            os.close(descriptors[0])
            self._control.settimeout(_LOOK_EVERY)
            if not self._watch(child):
                return

    def _live_as(self, role: bytes, descriptor: int) -> None:
        try:
            self._control.close()
            channel = Channel(socket.socket(fileno=descriptor))
            random.seed(0)
            examines = role == b"examiner"
            privileges.limit_one(self._cpu_seconds * (EXAMS if examines else 1))
            seccomp.install(self._filter)
            (examiner if examines else candidate).serve(channel)
        finally:
            os._exit(0)

    def _watch(self, child: int) -> bool:
        """Whether there is to be another child after this one."""
        too_much = False
        while True:
            try:
                message = self._control.recv(16)
                break
            except TimeoutError:
                if not too_much and scratch.exceeds(self._scratch, *self._disk):
                    too_much = True
                    os.kill(child, signal.SIGKILL)
        os.kill(child, signal.SIGKILL)
        _, status, usage = os.wait4(child, 0)
        if not message:
            return False
        scratch.empty(self._scratch)
        self._control.send(json.dumps(_what_became(status, usage, too_much)).encode())
        return True


def _rehearse() -> None:
    """Live some children's lives here: what Python prepares on first use, a child would prepare in memory of its own."""
    for _ in range(_REHEARSALS):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            director = Channel(ours)
            director.send(("program", _PLAY))
            director.send(("calls", [("play", (), {})]))
            ours.shutdown(socket.SHUT_WR)
            with suppress(EOFError):
                candidate.serve(Channel(theirs))


def _what_became(status: int, usage: resource.struct_rusage, too_much: bool) -> dict[str, Any]:
    return {
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "disk": too_much,
    }
