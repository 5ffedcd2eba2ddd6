"""Must not fill the disk with one file."""


def attack(facts):
    with open("big", "wb") as file:
        for _ in range(1000):
            file.write(b"x" * 2**20)
    return "escaped: a gigabyte"
