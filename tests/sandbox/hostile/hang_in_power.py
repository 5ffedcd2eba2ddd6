"""Must not hang within C, in arithmetic."""


def attack(facts):
    return pow(9**9**7, 9**7) % 7
