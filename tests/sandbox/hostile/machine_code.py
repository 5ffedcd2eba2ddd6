"""Must not make system calls from machine code of its own."""

import ctypes
import mmap


def attack(facts):
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    # mov eax, NUMBER; syscall; ret, for getpid through the x32 interface and for fork
    for number in (0x40000000 + 57, 57):
        memory.seek(0)
        memory.write(b"\xb8" + number.to_bytes(4, "little") + b"\x0f\x05\xc3")
        address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
        if ctypes.CFUNCTYPE(ctypes.c_long)(address)() >= 0:
            return "escaped: forked"
    return "contained"
