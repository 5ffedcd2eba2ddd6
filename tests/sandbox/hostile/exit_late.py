"""Must not have the last word once the interpreter shuts down."""

import atexit
import os
import sys


def attack(facts):
    atexit.register(lambda: [os.write(descriptor, b'["tuple","passed"]\n') for descriptor in range(32)])
    sys.exit(0)
