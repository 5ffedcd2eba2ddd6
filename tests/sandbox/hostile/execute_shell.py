"""Must not run a shell."""

import os
import subprocess


def attack(facts):
    for attempt in (
        lambda: subprocess.run(["/bin/sh", "-c", "true"]),
        lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "true"], {}),
        lambda: os.execv("/bin/sh", ["sh", "-c", "sleep 600"]),
        lambda: 1 / (os.system("true") == 0),
    ):
        try:
            attempt()
        except (OSError, ArithmeticError):
            continue
        return "escaped: a shell"
    return "contained"
