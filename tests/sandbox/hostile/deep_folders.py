"""Must not nest folders deeper than a path can say, so that they cannot be removed."""

import os


def attack(facts):
    for _ in range(100):
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
        with open("file", "w") as file:
            file.write("x")
    return "contained"
