"""Must not read the expected value from the harness's own socket."""

import os
import select


def attack(facts):
    found = b""
    for descriptor in range(3, 32):
        try:
            if select.select([descriptor], [], [], 0.05)[0]:
                found += os.read(descriptor, 65536)
        except OSError:
            pass
    return "escaped: " + facts["marker"] if b"expected" in found else "contained"
