"""Must not open a connection."""

import socket


def attack(facts):
    for family, kind in (
        (socket.AF_INET, socket.SOCK_STREAM),
        (socket.AF_INET, socket.SOCK_DGRAM),
        (socket.AF_INET6, socket.SOCK_STREAM),
    ):
        try:
            socket.socket(family, kind).connect(("127.0.0.1", facts["port"]))
        except OSError:
            continue
        return "escaped: connected"
    return "contained"
