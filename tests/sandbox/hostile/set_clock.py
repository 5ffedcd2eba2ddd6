"""Must not change the time for everybody."""

import time


def attack(facts):
    try:
        time.clock_settime(time.CLOCK_REALTIME, 0)
    except OSError:
        return "contained"
    return "escaped: 1970"
