"""Must not find a secret in its own environment."""

import ctypes
import os


def attack(facts):
    ctypes.pythonapi.Py_GETENV = None
    libc = ctypes.CDLL(None)
    libc.getenv.restype = ctypes.c_char_p
    found = [
        name
        for name in os.environ
        if name not in ("PYTHONHASHSEED", "LC_ALL", "LC_CTYPE", "HOME", "TMPDIR", "LD_BIND_NOW", "PWD")
    ]
    if found or libc.getenv(b"HORNBOOK_SECRET"):
        return f"escaped: {found}"
    return "contained"
