"""
Ways to isolate a zygote, best first, and the commands that start one.

Within either, every candidate is held by seccomp, resource limits and the loss of all privileges, and by Landlock where the kernel has
it. Bubblewrap adds namespaces of its own: of users, processes, files, networks and the rest.
"""

import os
import platform
import shutil
import sys
import sysconfig
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from hornbook.sandbox import inside
from hornbook.sandbox.inside import landlock

_PACKAGE = Path(inside.__file__).resolve().parent
_START = "import sys; sys.path.insert(0, {folder!r}); from inside.zygote import main; sys.path.pop(0); main()"
_WITHIN = "/hornbook/inside"  # where bubblewrap puts the package: the way to it here is nobody's business in there
ADVICE = "Install bubblewrap (apt-get install bubblewrap), or use Linux 5.13 or later with Landlock, on x86-64."
"""What to do where there is neither."""


class Isolation(StrEnum):
    """What stands around the zygote."""

    BUBBLEWRAP = "bubblewrap"
    LANDLOCK = "landlock"


def obstacle(isolation: Isolation) -> str | None:
    """What is missing for it, as far as can be said without trying."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "the system is not Linux on x86-64"
    if isolation is Isolation.BUBBLEWRAP and not shutil.which("bwrap"):
        return "bwrap is not installed"
    if isolation is Isolation.LANDLOCK and not landlock.version():
        return "the kernel has no Landlock"
    return None


def package(isolation: Isolation) -> str:
    """Where the zygote's own code lies, as the zygote sees it."""
    return _WITHIN if isolation is Isolation.BUBBLEWRAP else str(_PACKAGE)


def readable() -> list[str]:
    """The files and folders that a candidate may read: the interpreter, its library, and the shared libraries it is linked with."""
    python, library = os.path.realpath(sys.executable), str(Path(os.__file__).resolve().parent)
    linked = [sysconfig.get_config_var("LIBDIR") or library, "/lib", "/lib64", "/usr/lib", "/usr/lib64"]
    paths = [python, library, *linked, "/usr/share/zoneinfo"]
    return list(dict.fromkeys(path for path in paths if Path(path).exists()))


def environment(scratch: str) -> dict[str, str]:
    """All that a candidate finds in its environment. The hash seed makes the order of sets the same in every run."""
    return {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "LD_BIND_NOW": "1", "HOME": scratch, "TMPDIR": scratch}


def python(settings: str, package: str) -> list[str]:
    """The command that runs the zygote, without packages other than the standard library's."""
    start = _START.format(folder=str(Path(package).parent))
    return [os.path.realpath(sys.executable), "-s", "-S", "-B", "-P", "-c", start, settings]


def bubblewrap(scratch: str, disk_bytes: int, command: Sequence[str]) -> list[str]:
    """That command in namespaces of its own, where there is nothing but what may be read, and the scratch folder in memory."""
    namespaces = ["user", "ipc", "pid", "net", "uts", "cgroup-try"]
    nobody = "65534"
    return [
        shutil.which("bwrap") or "bwrap",
        *(f"--unshare-{namespace}" for namespace in namespaces),
        *("--uid", nobody, "--gid", nobody, "--cap-drop", "ALL", "--new-session", "--hostname", "sandbox"),
        *(part for path in readable() for part in ("--ro-bind", path, path)),
        *("--ro-bind", str(_PACKAGE), _WITHIN),
        *("--dev-bind", os.devnull, os.devnull),
        *("--size", str(disk_bytes), "--tmpfs", scratch, "--remount-ro", "/"),
        *("--", *command),
    ]
