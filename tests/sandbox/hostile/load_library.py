"""Must not bring machine code of its own."""

import ctypes
import glob
import os
import shutil


def attack(facts):
    for library in glob.glob("/usr/lib/*/libz.so*") + glob.glob("/usr/lib/*/libcrypt.so*"):
        shutil.copyfile(library, "own.so")
        for path in ("./own.so", os.path.abspath("own.so"), library if "libcrypt.so" in library else "./own.so"):
            try:
                ctypes.CDLL(path)
            except OSError:
                continue
            return "escaped: loaded " + path
    return "contained"
