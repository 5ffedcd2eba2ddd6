"""Must not open what other processes have open."""

import os


def attack(facts):
    for process in ("self", "thread-self", os.getppid(), facts["parent"], 1, 2):
        for descriptor in range(16):
            for path in (f"/proc/{process}/fd/{descriptor}", f"/dev/fd/{descriptor}"):
                try:
                    opened = os.stat(os.open(path, os.O_RDWR))
                except OSError:
                    continue
                if opened.st_rdev != os.stat("/dev/null").st_rdev:  # its own input
                    return "escaped: " + path
    return "contained"
