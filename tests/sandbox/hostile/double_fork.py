"""Must not leave a grandchild behind, in a session of its own."""

import os
import time


def attack(facts):
    try:
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(600)
            os._exit(0)
        os.wait()
    except OSError:
        return "contained"
    return "escaped: forked twice"
