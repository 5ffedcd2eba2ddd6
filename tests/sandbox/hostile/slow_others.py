"""Must not change the priority, processors or limits of others."""

import os
import resource


def attack(facts):
    parent = os.getppid()
    for attempt in (
        lambda: os.setpriority(os.PRIO_USER, os.getuid(), 19),
        lambda: os.setpriority(os.PRIO_PROCESS, parent, 19),
        lambda: os.sched_setaffinity(parent, {0}),
        lambda: os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0)),
        lambda: resource.prlimit(parent, resource.RLIMIT_NOFILE, (1, 1)),
        lambda: resource.prlimit(facts["parent"], resource.RLIMIT_NOFILE),
    ):
        try:
            attempt()
        except OSError:
            continue
        return "escaped: others suffer"
    return "contained"
