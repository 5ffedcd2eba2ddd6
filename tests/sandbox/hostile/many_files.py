"""Must not use up the disk's inodes."""


def attack(facts):
    for number in range(10_000_000):
        open(f"file{number}", "w").close()
    return "escaped: ten million files"
