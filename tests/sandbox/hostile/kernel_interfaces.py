"""Must not reach the kernel through its lesser doors: io_uring, keys, bpf, tracing, faults, handles, modules."""

import ctypes

CALLS = {
    "io_uring_setup": (425, 8, 128), "keyctl": (250, 0, -3, 1), "add_key": (248, b"user", b"x", b"x", 1, -3),
    "bpf": (321, 0, 128, 64), "perf_event_open": (298, 128, 0, -1, -1, 0), "userfaultfd": (323, 0),
    "name_to_handle_at": (303, -100, b"/", 128, 128, 0), "open_by_handle_at": (304, 3, 128, 0), "init_module": (175, 128, 1, b""),
    "kexec_load": (246, 0, 0, 0, 0), "memfd_create": (319, b"x", 0), "memfd_secret": (447, 0), "fanotify_init": (300, 0, 0),
    "inotify_init": (253,), "seccomp": (317, 1, 0, 128), "prctl": (157, 38, 1, 0, 0, 0), "modify_ldt": (154, 0, 128, 1),
    "personality": (135, 0xFFFFFFFF), "shmget": (29, 0, 4096, 0o1600), "msgget": (68, 0, 0o1600), "semget": (64, 0, 1, 0o1600),
    "mq_open": (240, b"x", 0o102, 0o600, 0), "vmsplice": (278, 1, 128, 0, 0), "splice": (275, 0, 0, 1, 0, 1, 0),
    "syslog": (103, 3, 128, 64), "landlock": (444, 0, 0, 1), "setuid": (105, 0), "setsid": (112,), "capset": (126, 128, 128),
    "process_madvise": (440, 0, 0, 0, 0, 0), "rseq": (334, 0, 32, 0, 0), "iopl": (172, 3), "quotactl": (179, 0, 0, 0, 0),
}  # fmt: skip


def attack(facts):
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(4096)
    for name, (number, *arguments) in CALLS.items():
        ctypes.set_errno(0)
        result = libc.syscall(number, *(buffer if argument == 128 else argument for argument in arguments))
        if result != -1 or ctypes.get_errno() != 1:
            return f"escaped: {name} {result} {ctypes.get_errno()}"
    return "contained"
