"""Privileges given up for good, and limits that no one can raise again (capabilities(7), prctl(2), getrlimit(2))."""

import ctypes
import os
import resource
import struct

OPEN_FILES = 32
"""Descriptors that a candidate may have."""

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
_PR_CAP_AMBIENT, _CLEAR_ALL = 47, 4
_CAPSET, _CAPABILITIES_VERSION_3 = 126, 0x20080522
_KILL = 9
_LIBC = ctypes.CDLL(None, use_errno=True)


def drop_privileges() -> None:
    """Give up every capability, root's too, and every way to new ones. Raises OSError where the kernel will not."""
    capability = 0
    while (
        _LIBC.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) == 0
    ):  # fails for the first that is none, or that is not ours to drop
        capability += 1
    _LIBC.prctl(_PR_CAP_AMBIENT, _CLEAR_ALL, 0, 0, 0)
    header, none = struct.pack("=Ii", _CAPABILITIES_VERSION_3, 0), bytes(24)
    for failed in (
        _LIBC.syscall(_CAPSET, header, none),
        _LIBC.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        _LIBC.prctl(
            _PR_SET_DUMPABLE, 0, 0, 0, 0
        ),  # its memory and descriptors are nobody's to look at, in /proc either
    ):
        if failed:
            raise OSError(ctypes.get_errno(), "privileges cannot be dropped")


def limit(memory: int, disk: int) -> None:
    """Bound the address space and the size of a file, in bytes; the rest to what a program may need."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, disk),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(what, (most, most))


def limit_one(cpu_seconds: int) -> None:
    """Bound this process alone: its time on a processor, and its life to that of the one that started it."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, _KILL, 0, 0, 0)
    if os.getppid() == 1:
        os._exit(1)
    # The first signal can be ignored, the second, a second later, cannot.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
