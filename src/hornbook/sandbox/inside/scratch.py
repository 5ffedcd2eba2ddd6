"""The folder that a candidate may write to: measured while it runs, emptied when it has gone."""

# Paths are strings here: there may be many, and the interpreter is to stay small.
# ruff: noqa: PTH101, PTH104, PTH106, PTH108

import os
from itertools import count


def exceeds(folder: str, most_bytes: int, most_files: int) -> bool:
    """Whether the folder holds more than that, or what cannot be looked at; folders count as files. Stops as soon as it knows."""
    total = files = 0
    try:
        for path, folders, names in os.walk(folder, onerror=_unless_gone):
            files += len(folders) + len(names)
            total += sum(_size(f"{path}/{name}") for name in names[: most_files + 1])
            if files > most_files or total > most_bytes:
                return True
    except OSError:
        return True
    return False


def _unless_gone(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _size(path: str) -> int:
    try:
        return os.lstat(path).st_blocks * 512
    except FileNotFoundError:
        return 0


def empty(folder: str) -> None:
    """
    Remove all that is in the folder, which nobody else may be changing.

    Folders may be nested deeper than a path can say and closed to their owner: each one's folders are moved to the top first.
    Raises OSError where something will not go.
    """
    names = count()
    while entries := list(os.scandir(folder)):
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
                continue
            os.chmod(entry.path, 0o700)
            for inner in list(os.scandir(entry.path)):
                if inner.is_dir(follow_symlinks=False):
                    os.chmod(inner.path, 0o700)  # to rename a folder is to change it
                    os.rename(inner.path, _unused(folder, names))
                else:
                    os.unlink(inner.path)
            os.rmdir(entry.path)


def _unused(folder: str, names: "count[int]") -> str:
    return next(path for path in (f"{folder}/{name}" for name in names) if not os.path.lexists(path))
