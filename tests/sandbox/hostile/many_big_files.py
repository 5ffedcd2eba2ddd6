"""Must not fill the disk with files that are each small enough."""


def attack(facts):
    for number in range(100_000):
        with open(f"file{number}", "wb") as file:
            file.write(b"x" * 2**20)
    return "escaped: a hundred gigabytes"
