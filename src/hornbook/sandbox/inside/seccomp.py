"""
The system calls that a candidate may make, as a filter for the kernel (seccomp(2), x86-64).

What is not listed fails with EPERM. Not listed, among others, is everything that starts a process or thread, sends a signal, opens a
socket (the one that a child is born with can be read and written, and hands nothing on), looks into another process, changes limits,
modes or times, or sets namespaces, mounts or keys up. Files cannot be mapped into memory: an unlinked file would live on there, out
of sight, and a library brings new code.
"""

import ctypes
import errno
import fcntl
import struct

Instruction = tuple[int, int, int, int]
Conditions = dict[tuple[int, int], tuple[int, ...]]

_ALLOWED = {
    # memory
    "brk": 12, "munmap": 11, "mprotect": 10, "mremap": 25, "madvise": 28, "mincore": 27, "msync": 26,
    # files, by path
    "open": 2, "openat": 257, "stat": 4, "lstat": 6, "newfstatat": 262, "statx": 332, "access": 21, "faccessat": 269,
    "faccessat2": 439, "readlink": 89, "readlinkat": 267, "getcwd": 79, "chdir": 80, "mkdir": 83, "mkdirat": 258, "rmdir": 84,
    "unlink": 87, "unlinkat": 263, "rename": 82, "renameat": 264, "renameat2": 316, "statfs": 137,
    # files, by descriptor
    "read": 0, "write": 1, "readv": 19, "writev": 20, "pread64": 17, "pwrite64": 18, "lseek": 8, "fstat": 5, "fstatfs": 138,
    "recvmsg": 47, "ftruncate": 77, "fsync": 74, "fdatasync": 75, "getdents64": 217, "fchdir": 81, "close": 3, "close_range": 436,
    "dup": 32, "dup2": 33, "dup3": 292, "pipe": 22, "pipe2": 293, "poll": 7, "ppoll": 271, "select": 23, "pselect6": 270, "umask": 95,
    # its own signals and timers
    "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "rt_sigpending": 127, "rt_sigsuspend": 130, "sigaltstack": 131,
    "pause": 34, "alarm": 37, "setitimer": 38, "getitimer": 36, "restart_syscall": 219,
    # time
    "nanosleep": 35, "clock_nanosleep": 230, "clock_gettime": 228, "clock_getres": 229, "gettimeofday": 96, "time": 201,
    "times": 100, "getrusage": 98,
    # what it is and where
    "getpid": 39, "getppid": 110, "gettid": 186, "getuid": 102, "geteuid": 107, "getgid": 104, "getegid": 108, "getgroups": 115,
    "getresuid": 118, "getresgid": 120, "getpgrp": 111, "getpgid": 121, "getsid": 124, "uname": 63, "sysinfo": 99,
    "getrlimit": 97, "getrandom": 318, "getcpu": 309, "sched_getaffinity": 204, "sched_yield": 24,
    # locks and the end
    "futex": 202, "exit": 60, "exit_group": 231,
}  # fmt: skip
_FCNTL_COMMANDS = (fcntl.F_DUPFD, fcntl.F_DUPFD_CLOEXEC, fcntl.F_GETFD, fcntl.F_SETFD, fcntl.F_GETFL)
_CLOSE_ON_EXEC = (0x5451, 0x5450)
_NO_DESCRIPTOR = 0xFFFFFFFF
# Allowed where each of these halves of arguments, low 0 and high 1, has one of these values.
_CONDITIONAL: dict[str, tuple[int, Conditions, int]] = {
    "mmap": (9, {(4, 0): (_NO_DESCRIPTOR,)}, errno.EPERM),
    "fcntl": (72, {(1, 0): _FCNTL_COMMANDS}, errno.EPERM),
    "ioctl": (16, {(1, 0): _CLOSE_ON_EXEC}, errno.ENOTTY),
    "prlimit64": (302, {(0, 0): (0,), (2, 0): (0,), (2, 1): (0,)}, errno.EPERM),  # its own limits, and reading only
}

# <linux/filter.h>, <linux/seccomp.h>, <linux/audit.h>, <linux/prctl.h>
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_KILL, _ALLOW, _FAIL = 0x80000000, 0x7FFF0000, 0x00050000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_X86_64, _X32 = 0xC000003E, 0x40000000
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2

_LIBC = ctypes.CDLL(None, use_errno=True)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def compile_filter() -> ctypes.Structure:
    """The filter, for `install`."""
    instructions: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, _X86_64),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_AT_LEAST, 0, 1, _X32),
        (_RETURN, 0, 0, _KILL),
    ]
    for number in _ALLOWED.values():
        instructions += [(_JUMP_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    for number, conditions, error in _CONDITIONAL.values():
        block = _check_arguments(conditions, error)
        instructions += [(_JUMP_EQUAL, 0, len(block), number), *block]
    instructions.append((_RETURN, 0, 0, _FAIL | errno.EPERM))
    code = b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)
    return _Program(len(instructions), code)


def _check_arguments(conditions: Conditions, error: int) -> list[Instruction]:
    block: list[Instruction] = []
    for (argument, half), values in conditions.items():
        block.append((_LOAD, 0, 0, _ARGUMENTS + 8 * argument + 4 * half))
        block += [(_JUMP_EQUAL, len(values) - place, 0, value) for place, value in enumerate(values)]
        block.append((_RETURN, 0, 0, _FAIL | error))
    return [*block, (_RETURN, 0, 0, _ALLOW)]


def install(program: ctypes.Structure) -> None:
    """Put the filter on this process for good; it needs no_new_privs. Raises OSError where the kernel will not."""
    if _LIBC.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp filter")
