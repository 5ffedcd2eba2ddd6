"""Must not leave its folders by mounting, another root or namespaces of its own."""

import ctypes
import os


def attack(facts):
    libc = ctypes.CDLL(None)
    for flag in (0x10000000, 0x00020000, 0x20000000, 0x40000000, 0x04000000, 0x08000000):
        if libc.unshare(flag) != -1:
            return "escaped: a namespace"
    if libc.mount(b"none", b".", b"tmpfs", 0, None) != -1 or libc.umount2(b"/", 2) != -1 or libc.setns(0, 0) != -1:
        return "escaped: mounted"
    for number in (428, 429, 430, 432, 442, 155):
        if libc.syscall(number, 0, 0, 0, 0, 0) != -1:
            return "escaped: mounted"
    try:
        os.chroot(".")
    except OSError:
        return "contained"
    return "escaped: a root of its own"
