"""Must not be unpickled by the harness."""

import pickle


class Bomb:
    def __reduce__(self):
        return (exec, ("raise SystemExit(0)",))


def attack(facts):
    return pickle.dumps(Bomb())
