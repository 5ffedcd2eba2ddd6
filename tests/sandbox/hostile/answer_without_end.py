"""Must not fill the harness's memory with a line that does not end."""

import os


def attack(facts):
    while True:
        for descriptor in range(3, 32):
            try:
                os.write(descriptor, b"[" * 65536)
            except OSError:
                pass
