"""Must not exhaust the stack of Python."""


def attack(facts):
    return attack(facts)
