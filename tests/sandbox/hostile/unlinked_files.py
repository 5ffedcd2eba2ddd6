"""Must not fill the disk with files that have no name."""

import mmap
import os


def attack(facts):
    kept = []
    try:
        while len(kept) < 200:
            file = open("file", "w+b")
            file.write(b"x" * 2**20)
            file.flush()
            os.unlink("file")
            kept.append(mmap.mmap(file.fileno(), 0))
            file.close()
    except OSError:
        return "contained"
    return "escaped: 200 MB without a name"
