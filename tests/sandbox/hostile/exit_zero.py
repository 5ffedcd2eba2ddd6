"""Must not pass by ending well."""

import sys


def attack(facts):
    sys.exit(0)
