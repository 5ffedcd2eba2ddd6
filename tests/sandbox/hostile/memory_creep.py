"""Must not take all memory bit by bit, whatever is said."""

import mmap


def attack(facts):
    kept = []
    while True:
        try:
            kept.append(bytearray(10**6))
        except MemoryError:
            break
    try:
        kept.append(mmap.mmap(-1, 2**28))
    except (OSError, MemoryError):
        pass
    return "escaped: much memory" if len(kept) > 1000 else "contained"
