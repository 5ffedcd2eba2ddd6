"""Must not leave a file outside."""

import os


def attack(facts):
    written = []
    for folder in (
        facts["folder"],
        "/tmp",
        "/dev/shm",
        "/root",
        "/var/tmp",
        "/",
        os.path.dirname(os.getcwd()),
        os.path.dirname(os.__file__),
    ):
        try:
            with open(os.path.join(folder, "hornbook-was-here"), "w") as file:
                written.append(file.name)
        except OSError:
            continue
    return f"escaped: {written}" if written else "contained"
