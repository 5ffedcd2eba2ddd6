"""Must not run for ever."""


def attack(facts):
    while True:
        pass
