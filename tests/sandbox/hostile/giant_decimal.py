"""Must not have the harness parse a decimal number in quadratic time."""

import os


def attack(facts):
    for descriptor in range(3, 32):
        try:
            os.write(descriptor, b'["tuple","value",' + b"9" * 500_000 + b"]\n")
        except OSError:
            pass
    return "contained"
