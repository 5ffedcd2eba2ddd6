"""Must not hang the compiler."""


def attack(facts):
    return eval("(" * 90 + "1" + ",)" * 90 + "+ 9 ** 9 ** 9 ** 9")
