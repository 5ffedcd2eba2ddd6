"""
A forked child that runs one program, and answers for it over one socket.

It is told ("program", source) and then ("calls", [(function, arguments, keywords), ...]), again and again. It sends ("loaded",) once,
and ("value", value) or ("error", type, built-in type, message) for each call; the latter once, for all, where the program fails.

Nothing here can be relied on once the program has begun: it shares this interpreter. So there is nothing here worth stealing. What
a right answer would be is known to the other side alone.
"""

import sys
import types
from typing import Any

from .channel import Channel

_MESSAGE_LENGTH = 500
_NAME = "program"


def serve(channel: Channel) -> None:
    """Run the program and answer calls, until the other side has gone."""
    _, source = channel.receive()
    try:
        space = execute(source, {})
        channel.send(("loaded",))
    except BaseException as error:
        channel.send(describe(error))
        return
    while True:
        _, calls = channel.receive()
        for call in calls:
            _answer(channel, space, *call)


def execute(source: str, names: dict[str, Any]) -> dict[str, Any]:
    """Run a program as a module that has these names to begin with. The names that it has in the end."""
    module = types.ModuleType(_NAME)  # dataclasses and pickle look a class up in its module
    sys.modules[_NAME] = module
    space = vars(module)
    space.update(names)
    exec(compile(source, f"<{_NAME}>", "exec"), space)
    return space


def describe(error: BaseException) -> tuple[str, str, str, str]:
    """The message that says what was raised."""
    try:
        message = str(error)[:_MESSAGE_LENGTH]
    except BaseException:
        message = ""
    kinds = [kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins"]
    return ("error", type(error).__name__, kinds[0], message)


def _answer(
    channel: Channel, space: dict[str, Any], name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]
) -> None:
    try:
        if name not in space:
            raise NameError(f"name {name!r} is not defined")
        channel.send(("value", space[name](*arguments, **keywords)))
    except BaseException as error:
        channel.send(describe(error))
