"""Must not sleep for ever without using the processor."""

import time


def attack(facts):
    while True:
        time.sleep(600)
