"""Must not find the expected value in the process's memory."""

import ctypes
import gc


def attack(facts):
    for thing in gc.get_objects()[:20000]:
        memory = ctypes.string_at(id(thing), 64)
        if b"expected-" in memory:
            return memory
    return "contained"
