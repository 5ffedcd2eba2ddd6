"""Must not turn the socket that it has into another, or send descriptors over it."""

import array
import os
import socket


def attack(facts):
    for descriptor in range(3, 32):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        own = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, descriptor)
        for attempt in (
            lambda: own.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0]))]),
            lambda: own.connect(facts["unix"]),
            lambda: own.listen(),
            lambda: own.send(b"x"),
            lambda: own.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**30),
        ):
            try:
                attempt()
            except OSError:
                continue
            return "escaped: a socket"
        own.detach()
    return "contained"
