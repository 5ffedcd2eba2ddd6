"""Must not outlive every exception."""

import signal


def attack(facts):
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
