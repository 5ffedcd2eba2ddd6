"""Must not take all memory at once."""


def attack(facts):
    return len(bytearray(10**12)) and "escaped: a terabyte"
