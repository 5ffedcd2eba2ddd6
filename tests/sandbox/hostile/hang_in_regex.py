"""Must not hang within C, where no exception reaches."""

import re


def attack(facts):
    return re.match(r"(a+)+$", "a" * 60 + "b")
