"""Must not send what an examiner sends."""

import os


def attack(facts):
    for descriptor in range(3, 32):
        try:
            os.write(descriptor, b'["tuple","calls",["list"]]\n["tuple","checks","","attack",1000]\n["tuple","lost"]\n')
        except OSError:
            pass
    return "contained"
