"""Must not pass by writing verdicts and answers to every descriptor there is."""

import os


def attack(facts):
    lines = [
        b'["tuple","passed"]\n',
        b'["tuple","loaded"]\n',
        b'{"signal":null,"cpu_seconds":0,"disk":false}\n',
        b"ready\n",
    ]
    for descriptor in range(64):
        for line in lines:
            try:
                os.write(descriptor, line)
            except OSError:
                pass
    return "contained"
