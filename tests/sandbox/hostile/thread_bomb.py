"""Must not start threads without end."""

import threading
import time


def attack(facts):
    for _ in range(10000):
        try:
            threading.Thread(target=time.sleep, args=(600,)).start()
        except RuntimeError:
            return "contained"
    return "escaped: threads"
