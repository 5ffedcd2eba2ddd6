"""Must not pass by printing what a harness might look for."""

import sys


def attack(facts):
    for stream in (sys.stdout, sys.stderr, sys.__stdout__):
        print("passed", "OK", '["tuple","passed"]', "1 passed in 0.01s", sep="\n", file=stream, flush=True)
    return "contained"
