"""Must not talk to another process over a socket without a path."""

import socket


def attack(facts):
    try:
        socket.socket(socket.AF_UNIX).connect("\0" + facts["abstract"])
    except OSError:
        return "contained"
    return "escaped: connected"
