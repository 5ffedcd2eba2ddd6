"""Must not have the harness print or parse a number of many digits."""


def attack(facts):
    return 1 << 50_000_000
