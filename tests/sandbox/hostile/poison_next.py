"""Must not change what the next program finds."""

import builtins
import math
import os
import random
import signal
import sys
import tempfile


def attack(facts):
    builtins.sorted = builtins.open = lambda *arguments: "poison"
    math.pi = 4
    random.seed(1234)
    random.random = lambda: 0.0
    os.environ["POISON"] = "1"
    os.umask(0)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.setrecursionlimit(50)
    sys.path[:] = ["."]
    for name in ("math.py", "sitecustomize.py", "json.py", "poison"):
        with open(name, "w") as file:
            file.write("raise SystemExit(0)")
    tempfile.tempdir = "/poison"
    return "contained"
