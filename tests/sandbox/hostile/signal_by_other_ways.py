"""Must not signal others by thread, queue, timer or descriptor."""

import ctypes
import fcntl
import os


def attack(facts):
    libc = ctypes.CDLL(None)
    parent = os.getppid()
    buffer = ctypes.create_string_buffer(128)
    for call in (
        (200, parent, 9),
        (234, parent, parent, 9),
        (129, parent, 9, buffer),
        (297, parent, parent, 9, buffer),
        (424, 3, 9, None, 0),
    ):
        if libc.syscall(*call) != -1:
            return "escaped: signalled"
    for descriptor in range(32):
        try:
            fcntl.fcntl(descriptor, fcntl.F_SETOWN, parent)
        except OSError:
            continue
        return "escaped: owner"
    return "contained"
