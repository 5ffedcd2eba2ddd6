"""Must not fill the process table."""

import os


def attack(facts):
    forked = 0
    for _ in range(10000):
        try:
            forked += os.fork() == 0
        except OSError:
            continue
    return "escaped: forked" if forked else "contained"
