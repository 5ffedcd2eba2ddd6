"""Must not pass by ending the process before anybody can object."""

import os


def attack(facts):
    os._exit(0)
