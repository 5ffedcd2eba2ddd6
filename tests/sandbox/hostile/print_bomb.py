"""Must not fill the harness's memory or disk with output."""

import os


def attack(facts):
    block = b"x" * 2**20
    for _ in range(2000):
        os.write(1, block)
        os.write(2, block)
    return "contained"
