"""Must not leave a child behind."""

import os
import time


def attack(facts):
    try:
        if os.fork() == 0:
            time.sleep(600)
            os._exit(0)
    except OSError:
        return "contained"
    return "escaped: forked"
