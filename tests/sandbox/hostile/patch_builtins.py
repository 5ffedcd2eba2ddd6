"""Must not make everything equal, short and true."""

import builtins


def attack(facts):
    builtins.type = lambda value: str
    builtins.isinstance = builtins.issubclass = lambda value, kinds: True
    builtins.len = lambda value: 4
    builtins.all = builtins.any = lambda values: True
    builtins.AssertionError = type("Harmless", (Exception,), {})
    return "contained"
