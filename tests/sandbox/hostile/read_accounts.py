"""Must not read the machine's accounts."""


def attack(facts):
    for path in ("/etc/passwd", "/etc/shadow", "/etc/hostname", "/root/.bashrc", "/proc/version", "/sys/kernel/notes"):
        try:
            with open(path) as file:
                return "escaped: " + file.read()
        except OSError:
            continue
    return "contained"
