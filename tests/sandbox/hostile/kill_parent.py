"""Must not kill those who watch it."""

import os
import signal


def attack(facts):
    for process in (os.getppid(), facts["parent"], 1, 2, os.getpgrp()):
        for number in (0, signal.SIGKILL, signal.SIGSTOP):
            try:
                os.kill(process, number)
            except OSError:
                continue
            return "escaped: killed"
    return "contained"
