"""Must not look around."""

import os


def attack(facts):
    for path in ("/tmp", "/home", "/proc", "/sys", "/var", "/etc", facts["folder"]):
        try:
            os.listdir(path)
        except OSError:
            continue
        return "escaped: " + path
    return "contained"
