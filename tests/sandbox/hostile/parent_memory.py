"""Must not open the memory of the processes around."""

import os


def attack(facts):
    for process in ("self", os.getppid(), facts["parent"], 1, 2):
        for flags in (os.O_RDONLY, os.O_RDWR):
            try:
                os.open(f"/proc/{process}/mem", flags)
            except OSError:
                continue
            return "escaped: memory"
    return "contained"
