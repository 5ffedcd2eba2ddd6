"""Must not put other modules in the harness's place."""

import sys
import types


def attack(facts):
    for name in list(sys.modules):
        sys.modules[name] = types.ModuleType(name)
    return "contained"
