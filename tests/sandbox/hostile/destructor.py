"""Must not act when the harness lets go of an object."""

import os


class Last:
    def __del__(self):
        for descriptor in range(3, 32):
            try:
                os.write(descriptor, b'["tuple","passed"]\n')
            except OSError:
                pass


def attack(facts):
    keep = Last()
    return "contained"
