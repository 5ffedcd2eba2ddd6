"""Must not exhaust the stack of C."""

import sys


class Deep:
    def __repr__(self):
        return repr(self)


def attack(facts):
    sys.setrecursionlimit(10**9)
    return repr(Deep())
