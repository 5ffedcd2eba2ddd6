"""Must not read what another program left, here or in a folder beside."""

import os


def attack(facts):
    found = os.listdir(".")
    for folder in ("..", "../..", "/tmp"):
        try:
            found += [name for name in os.listdir(folder) if name.startswith("hornbook-scratch-")]
        except OSError:
            continue
    return f"escaped: {found}" if found else "contained"
