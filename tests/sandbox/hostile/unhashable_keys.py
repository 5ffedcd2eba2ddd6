"""Must not have the harness trip over keys that are none."""

import os


def attack(facts):
    for descriptor in range(3, 32):
        try:
            os.write(descriptor, b'["tuple","value",["dict",["list"],1]]\n')
        except OSError:
            pass
    return "contained"
