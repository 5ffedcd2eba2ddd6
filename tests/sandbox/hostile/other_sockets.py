"""Must not open sockets of the kernel's: netlink, packet, vsock."""

import ctypes


def attack(facts):
    libc = ctypes.CDLL(None)
    for family in (16, 17, 38, 40, 44):
        for kind in (1, 2, 3, 5):
            if libc.socket(family, kind, 0) != -1:
                return "escaped: a socket"
    pair = (ctypes.c_int * 2)()
    return "escaped: a pair" if libc.socketpair(1, 1, 0, pair) != -1 else "contained"
