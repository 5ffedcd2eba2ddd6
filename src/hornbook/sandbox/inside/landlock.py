"""
Landlock: what this process, and all that it starts, may touch from now on (Linux 5.13 and later; landlock(7)).

It governs opening, making, renaming and removing files, TCP ports, abstract sockets and signals to others; not names and sizes, which
any path may still be asked for.
"""

import ctypes
import os
import struct
from collections.abc import Iterable

_LIBC = ctypes.CDLL(None, use_errno=True)
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every machine
_VERSION, _PATH_BENEATH = 1, 1

# <linux/landlock.h>
_WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_DIR, _REMOVE_FILE = 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5
_MAKE_DIR, _MAKE_REGULAR, _REFER, _TRUNCATE = 1 << 7, 1 << 8, 1 << 13, 1 << 14
_READ = _READ_FILE | _READ_DIR
_OWN = _READ | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REGULAR | _REFER | _TRUNCATE
_OF_A_FILE = _READ_FILE | _WRITE_FILE | _TRUNCATE
_FILE_RIGHTS = {
    1: 13,
    2: 14,
    3: 15,
    4: 15,
    5: 16,
}  # rights that each version of the interface knows; later ones know 16
_NETWORK_SINCE, _BIND_AND_CONNECT = 4, 0b11
_SCOPES_SINCE, _ABSTRACT_SOCKETS_AND_SIGNALS = 6, 0b11


def version() -> int:
    """The version of the kernel's interface; 0 where there is none."""
    known: int = _LIBC.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)
    return max(0, known)


def restrict(readable: Iterable[str], own: str, writable: Iterable[str]) -> None:
    """
    Give up all files but those below `readable`, the folder `own`, and the `writable` ones; it needs no_new_privs.

    Paths that do not exist are passed over. Raises OSError where the kernel will not.
    """
    known = version()
    handled = (1 << _FILE_RIGHTS.get(known, 16)) - 1
    network = _BIND_AND_CONNECT if known >= _NETWORK_SINCE else 0
    scopes = _ABSTRACT_SOCKETS_AND_SIGNALS if known >= _SCOPES_SINCE else 0
    # Older kernels refuse a longer structure unless the rest is zero, which it is.
    attributes = struct.pack("=QQQ", handled, network, scopes)
    ruleset = _call(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    for paths, rights in ((readable, _READ), ((own,), _OWN), (writable, _READ_FILE | _WRITE_FILE)):
        for path in filter(os.path.exists, paths):
            _allow(ruleset, path, rights & handled)
    _call(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    allowed = rights if os.path.isdir(path) else rights & _OF_A_FILE  # noqa: PTH112
    _call(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", allowed, descriptor), 0)
    os.close(descriptor)


def _call(number: int, *arguments: object) -> int:
    result: int = _LIBC.syscall(number, *arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), "Landlock")
    return result
