"""Must not return what equals everything."""


class Anything:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = object.__hash__


def attack(facts):
    return Anything()
