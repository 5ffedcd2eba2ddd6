"""Must not send answers from another descriptor after the harness has lost its own."""

import os


def attack(facts):
    for descriptor in range(3, 32):
        try:
            os.dup2(descriptor, 40 - descriptor % 8)
            os.dup2(0, descriptor)
        except OSError:
            pass
    return "contained"
