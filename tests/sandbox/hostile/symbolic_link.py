"""Must not reach a file outside through a link."""

import os


def attack(facts):
    try:
        os.symlink(facts["secret"], "link")
    except OSError:
        pass
    try:
        with open("link") as file:
            return "escaped: " + file.read()
    except OSError:
        return "contained"
