"""Must not read and write another process's memory by system call."""

import ctypes
import os


class Vector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def attack(facts):
    libc = ctypes.CDLL(None)
    buffer = ctypes.create_string_buffer(16)
    ours, theirs = Vector(ctypes.addressof(buffer), 16), Vector(id(object), 16)
    for process in (os.getppid(), facts["parent"], os.getpid()):
        for call in (310, 311):
            if libc.syscall(call, process, ctypes.byref(ours), 1, ctypes.byref(theirs), 1, 0) != -1:
                return "escaped: memory"
    return "contained"
