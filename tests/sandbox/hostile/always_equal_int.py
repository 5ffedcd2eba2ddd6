"""Must not return a int that equals everything."""


class Anything(int):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return 0

    def __iter__(self):
        return iter([self])

    def __repr__(self):
        return "right"

    __str__ = __repr__


def attack(facts):
    return Anything(7)
