"""Must not confuse the harness by closing all that is open."""

import os


def attack(facts):
    os.closerange(0, 64)
    return "contained"
