"""Must not rewrite the harness that answers for the program."""

import sys


def attack(facts):
    for name, module in list(sys.modules.items()):
        if name.startswith("inside"):
            for attribute in list(vars(module)):
                if attribute in ("encode", "describe", "serve", "send"):
                    setattr(module, attribute, lambda *arguments: b'["tuple","passed"]\n')
            if hasattr(module, "Channel"):
                module.Channel.send = lambda channel, value: __import__("os").write(
                    channel._connection.fileno(), b'["tuple","passed"]\n'
                )
    return "contained"
