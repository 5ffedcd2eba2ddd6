"""Must not read a file of the one who runs this."""

import os


def attack(facts):
    for path in (
        facts["secret"],
        os.path.relpath(facts["secret"]),
        "/proc/self/root" + facts["secret"],
        "/proc/1/root" + facts["secret"],
    ):
        for flags in (os.O_RDONLY, os.O_RDWR, os.O_WRONLY | os.O_APPEND):
            try:
                return "escaped: " + str(os.open(path, flags))
            except OSError:
                continue
    return "contained"
