"""Must not kill all there is."""

import os
import signal


def attack(facts):
    for process in (-1, 0, -os.getpgrp(), -facts["parent"]):
        try:
            os.kill(process, signal.SIGKILL)
        except OSError:
            continue
        return "escaped: killed"
    return "contained"
