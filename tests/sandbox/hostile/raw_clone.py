"""Must not start a process by system calls that Python does not know."""

import ctypes


def attack(facts):
    libc = ctypes.CDLL(None, use_errno=True)
    arguments = (ctypes.c_uint64 * 11)(0, 0, 0, 0, 17)
    for call in ((56, 17, 0, 0, 0, 0), (57,), (58,), (435, ctypes.byref(arguments), 88)):
        if libc.syscall(*call) != -1:
            return "escaped: cloned"
    return "contained"
