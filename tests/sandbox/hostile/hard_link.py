"""Must not give a file outside a second name, inside."""

import os


def attack(facts):
    for attempt in (lambda: os.link(facts["secret"], "link"), lambda: os.rename(facts["secret"], "link")):
        try:
            attempt()
        except OSError:
            continue
        return "escaped: linked"
    return "contained"
