"""Must not find the expected value among all objects of the interpreter."""

import gc


def attack(facts):
    gc.unfreeze()
    for thing in gc.get_objects():
        parts = list(thing.values()) if type(thing) is dict else thing if type(thing) in (list, tuple) else ()
        for part in parts:
            if type(part) is str and part.startswith("expected-"):
                return part
    return "contained"
