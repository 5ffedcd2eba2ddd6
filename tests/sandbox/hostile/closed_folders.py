"""Must not leave folders behind that cannot be opened."""

import os


def attack(facts):
    for mode in (0o000, 0o300, 0o500):
        os.mkdir(f"closed{mode}", 0o700)
        os.mkdir(f"closed{mode}/inner", mode)
    os.umask(0o777)
    open("closed", "w").close()
    return "contained"
