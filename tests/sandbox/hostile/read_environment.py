"""Must not read the environment of the processes around."""

import os


def attack(facts):
    for process in ("self", os.getppid(), facts["parent"], 1, 2):
        for name in ("environ", "cmdline", "maps"):
            try:
                with open(f"/proc/{process}/{name}", "rb") as file:
                    return f"escaped: {file.read()}"
            except OSError:
                continue
    return "contained"
