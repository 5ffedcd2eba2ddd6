"""
Programs that a model wrote, run where they can do nothing but compute.

    with Sandbox() as sandbox:
        sandbox.run(program, [Call("solve", (3,))])                       what the calls come to
        sandbox.judge(program, "solve", [Case((3,), 9)])                  whether they come to what is expected
        sandbox.run_checks(program, "solve", "assert solve(3) == 9")      whether the function stands up to asserts
        sandbox.map(lambda program: sandbox.judge(program, "solve", cases), programs)      on all cores, in order

**What is contained.** A program is taken to be hostile, and to know all of this code. It runs in a process of its own, forked from a
warm interpreter that knows nothing, and killed when its verdict is in. It reads Python's own library, and writes to a scratch folder
that is emptied after it. It cannot see other files, start a process or a thread, send a signal, open a socket, look into another
process, load machine code from a file, or use more than its limits of time, memory, disk and output. What it prints goes nowhere.

**What decides.** Plain data goes in and plain data comes out (see `inside.plain`); what is expected stays on this side, or with checks
that run in a third process. The program shares its interpreter with the code that answers for it, and may overwrite all of it. All it
gains is to send other plain data, which is what returning is. Ending well, printing and claiming to be equal prove nothing.

**How.** Bubblewrap, where it works: namespaces of its own for users, processes, files and networks. Else Landlock, which needs no
privileges. Within either, every program is under a seccomp filter that lists what is allowed, resource limits, no_new_privs and the
loss of all capabilities; so root may use it too. Where neither works, SandboxError says what to install; nothing runs unprotected.

**What is not contained.** Faults of the kernel or the processor, and what can be learned by timing. With Landlock alone a program can
tell that a path exists, its size and its owner, and may hold some 32 unlinked files, each as large as the limit of the disk, until it
is killed; the disk is looked at 50 times a second, so that much can be written in between. A program may answer right for the cases
asked, and wrong for all others. Programs that need threads, asyncio, sockets or packages beyond the standard library fail.

Runs are the same twice: the seeds of hashes and of `random` are fixed.
"""

from hornbook.sandbox.equality import same
from hornbook.sandbox.isolation import Isolation
from hornbook.sandbox.outcomes import (
    Call,
    Case,
    Execution,
    Failure,
    Kind,
    Limits,
    Outcome,
    SandboxError,
    Value,
    Verdict,
)
from hornbook.sandbox.sandbox import Sandbox

__all__ = [
    "Call",
    "Case",
    "Execution",
    "Failure",
    "Isolation",
    "Kind",
    "Limits",
    "Outcome",
    "Sandbox",
    "SandboxError",
    "Value",
    "Verdict",
    "same",
]
