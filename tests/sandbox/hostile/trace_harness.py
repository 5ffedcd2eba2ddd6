"""Must not trace the harness and change what it does."""

import sys


def tracer(frame, event, argument):
    frame.f_locals.update(value="passed")
    if frame.f_code.co_name == "send":
        raise SystemExit(0)
    return tracer


def attack(facts):
    sys.settrace(tracer)
    sys.setprofile(tracer)
    return "contained"
