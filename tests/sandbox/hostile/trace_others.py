"""Must not trace another process."""

import ctypes
import os


def attack(facts):
    libc = ctypes.CDLL(None)
    for request in (16, 0x4206):
        for process in (os.getppid(), facts["parent"], 1, 2):
            if libc.ptrace(request, process, 0, 0) != -1:
                return "escaped: traced"
    return "escaped: traceable" if libc.ptrace(0, 0, 0, 0) != -1 else "contained"
