"""Must not find the expected value in the frames of the harness."""

import sys


def attack(facts):
    frame = sys._getframe()
    while frame:
        for value in [*frame.f_locals.values(), *frame.f_globals.values()]:
            if isinstance(value, str) and value.startswith("expected-"):
                return value
        frame = frame.f_back
    return "contained"
