"""Must not raise an error that the checks take for the right answer."""


class Right(AssertionError):
    def __eq__(self, other):
        return True

    def __str__(self):
        raise SystemExit(0)

    def __reduce__(self):
        return (print, ())


def attack(facts):
    raise Right
