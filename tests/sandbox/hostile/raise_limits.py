"""Must not lift its own limits."""

import resource


def attack(facts):
    for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        for most in ((resource.RLIM_INFINITY, resource.RLIM_INFINITY), resource.getrlimit(what)):
            try:
                resource.setrlimit(what, most)
            except (OSError, ValueError):
                continue
            return "escaped: a limit set"
    return "contained"
