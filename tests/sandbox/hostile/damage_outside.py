"""Must not change, empty or remove files outside."""

import os


def attack(facts):
    secret = facts["secret"]
    for attempt in (
        lambda: os.truncate(secret, 0),
        lambda: os.chmod(secret, 0o777),
        lambda: os.chown(secret, 65534, 65534),
        lambda: os.utime(secret, (0, 0)),
        lambda: os.setxattr(secret, "user.x", b"x"),
        lambda: os.unlink(secret),
        lambda: os.rmdir(facts["folder"]),
        lambda: os.mkdir(facts["folder"] + "/made"),
        lambda: os.mkfifo(facts["folder"] + "/pipe"),
        lambda: os.rename(secret, secret + "2"),
    ):
        try:
            attempt()
        except OSError:
            continue
        return "escaped: changed it"
    return "contained"
