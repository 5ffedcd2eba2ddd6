"""Folders: what lies in them, in an order of its own, and their text files as documents."""

import os
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from hornbook.data.documents import Document
from hornbook.data.licenses import is_license_file, nearest, speaking_file
from hornbook.data.sources.files import File, read_file, read_license
from hornbook.data.sources.unit import Reason, SetAside, UnfitError, Unit, printable

_VERSION_CONTROL = {".git", ".hg", ".svn", ".bzr", "CVS", "_darcs"}


def walk(folder: Path) -> Iterator[tuple[str, int]]:
    """
    Every file below a folder, as its relative path and its size in bytes, without what version control keeps for itself.

    The order is sorted, a folder's files before the folders in it. Links are not followed: they are files here.
    """
    pending = [""]
    while pending:
        place = pending.pop()
        with os.scandir(folder / place) as scan:
            entries = sorted(scan, key=lambda entry: entry.name, reverse=True)
        for entry in reversed(entries):
            if not entry.is_dir(follow_symlinks=False):
                yield place + entry.name, entry.stat(follow_symlinks=False).st_size
        pending += [
            f"{place}{entry.name}/"
            for entry in entries
            if entry.is_dir(follow_symlinks=False) and entry.name not in _VERSION_CONTROL
        ]


def read_files(unit: Unit, largest: int) -> Iterator[Document | SetAside]:
    """The files of a folder that the unit names; the nearest licence file at or below the folder gives the licence."""

    @cache
    def license_in(folder: str) -> str | None:
        names = [path.name for path in (unit.path / folder).iterdir() if is_license_file(path.name)]
        return read_license(_file(unit, f"{folder}/{speaking_file(names)}".lstrip("/"))) if names else None

    for name in unit.names:
        yield read_file(_file(unit, name), nearest(name.rpartition("/")[0], license_in), {}, largest)


def unfit_place(root: Path, path: Path) -> Reason | None:
    """
    Why what lies at a path is not the folder's own: `link`, `special-file`, or None where it is.

    A link could bring in any file of the machine. Hugging Face's cache is excepted: its snapshots are links to its blobs.
    """
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        target = path.resolve()
        return None if target.parent == root.resolve().parent.parent / "blobs" and target.is_file() else "link"
    return None if stat.S_ISREG(mode) else "special-file"


def _file(unit: Unit, name: str) -> File:
    path = unit.path / name

    def read() -> bytes:
        if reason := unfit_place(unit.path, path):
            raise UnfitError(reason)
        return path.read_bytes()

    return File(unit.label, printable(name), path.lstat().st_size, read)
