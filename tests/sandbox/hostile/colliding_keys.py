"""Must not have the harness build a dictionary whose keys all collide."""

import os


def attack(facts):
    keys = ",".join(f'["int","{key * (2**61 - 1):x}"],0' for key in range(5, 30_000))
    for descriptor in range(3, 32):
        try:
            os.write(descriptor, f'["tuple","value",["dict",{keys}]]\n'.encode())
        except OSError:
            pass
    return "contained"
