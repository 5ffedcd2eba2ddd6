"""Must not overflow the harness's stack with a deeply nested answer."""

import os


def attack(facts):
    for descriptor in range(3, 32):
        try:
            os.write(descriptor, b'["tuple","value",' + b'["list",' * 100_000 + b"1" + b"]" * 100_000 + b"]\n")
        except OSError:
            pass
    return "contained"
