"""Must not crash the interpreter."""

import ctypes


def attack(facts):
    return ctypes.string_at(0)
