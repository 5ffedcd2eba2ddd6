"""Must not talk to another process over a socket with a path."""

import socket


def attack(facts):
    for attempt in (
        lambda: socket.socket(socket.AF_UNIX).connect(facts["unix"]),
        lambda: socket.socket(socket.AF_UNIX).bind("own"),
    ):
        try:
            attempt()
        except OSError:
            continue
        return "escaped: connected"
    return "contained"
