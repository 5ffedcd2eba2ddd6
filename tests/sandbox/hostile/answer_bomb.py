"""Must not fill the harness's memory with one answer."""


def attack(facts):
    return "x" * (100 * 2**20)
