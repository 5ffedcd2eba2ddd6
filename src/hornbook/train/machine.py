"""Settings of this machine that training depends on."""

import os
import shutil

import torch


def use_all_cores() -> int:
    """One thread for each core that this process may run on; returns their number."""
    cores = len(os.sched_getaffinity(0))
    torch.set_num_threads(cores)
    return cores


def has_compiler() -> bool:
    """Whether torch.compile finds the C++ compiler that it needs on a CPU."""
    return any(shutil.which(name) for name in (os.environ.get("CXX", "g++"), "clang++"))
