"""Must not copy a descriptor out of another process."""

import ctypes
import os


def attack(facts):
    libc = ctypes.CDLL(None)
    for process in (os.getppid(), facts["parent"], 1):
        handle = libc.syscall(434, process, 0)
        if handle != -1 or libc.syscall(438, handle, 3, 0) != -1:
            return "escaped: a handle on another process"
    return "contained"
