"""
Files inside zip and tar.gz archives.

Archives are hostile. Nothing is extracted to disk, so a member's name is a label and never a path; members are read one at
a time, and only those that are no larger than a document may be; an archive that grows a hundredfold is read no further.
"""

import gzip
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from hornbook.data.documents import Document
from hornbook.data.licenses import nearest
from hornbook.data.sources.files import File, folder_licenses, is_text, read_file
from hornbook.data.sources.unit import Allowance, SetAside, UnfitError, Unit, broken_after, printable

# What the standard library raises for damaged, encrypted or nonsensical archives.
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError, RuntimeError)


def read_zip(unit: Unit, largest: int) -> Iterator[Document | SetAside]:
    """
    The text files of a zip archive, in its own order; the nearest licence file gives the licence.

    Raises UnfitError where the archive cannot be read.
    """
    with open_zip(unit) as files:
        licenses = folder_licenses(files)
        for file in files:
            yield read_file(file, nearest(file.folder, licenses.get), {}, largest)


def read_tar(unit: Unit, largest: int) -> Iterator[Document | SetAside]:
    """
    The text files of a tar.gz archive, in its own order. It is read twice: a licence may come after what it speaks for.

    Raises UnfitError where the archive, or what is left of it, cannot be read.
    """
    licenses: dict[str, str] = {}
    with suppress(UnfitError):
        licenses = folder_licenses(_tar_files(unit, largest))
    for file in _tar_files(unit, largest):
        yield read_file(file, nearest(file.folder, licenses.get), {}, largest)


@contextmanager
def open_zip(unit: Unit) -> Iterator[list[File]]:
    """The files of a zip archive, which can be read while the block runs. Raises UnfitError where it is none."""
    with broken_after(*_BROKEN):
        archive = zipfile.ZipFile(unit.path)
    with archive:
        allowance = Allowance(unit.path)
        members = [member for member in archive.infolist() if not member.is_dir()]
        yield [
            File(
                unit.label,
                printable(member.filename),
                member.file_size,
                partial(_read_zip_member, archive, member, allowance),
            )
            for member in members
        ]


def zip_text_bytes(path: Path) -> int:
    """How much text a zip archive claims to hold; its size where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(member.file_size for member in archive.infolist() if is_text(member.filename))
    except _BROKEN:
        return path.stat().st_size


def _read_zip_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, allowance: Allowance) -> bytes:
    # zipfile unpacks the other methods, LZMA and bzip2, without any bound on memory.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnfitError("broken-archive")
    allowance.take(member.file_size)
    with broken_after(*_BROKEN), archive.open(member) as stream:
        return stream.read(member.file_size + 1)  # never without a size: the claim may be a lie


class _BoundedGzip(gzip.GzipFile):
    """Refuses single reads past a bound, which only the headers of a hostile tar file ask for."""

    longest_read = 0

    def read(self, size: int | None = -1) -> bytes:
        if size is None or not 0 <= size <= self.longest_read:
            raise tarfile.ReadError(f"{size} bytes at once")
        return super().read(size)


def _tar_files(unit: Unit, largest: int) -> Iterator[File]:
    """The files of a tar.gz archive; each can be read until the next is asked for."""
    allowance = Allowance(unit.path)
    with broken_after(*_BROKEN), _BoundedGzip(unit.path) as stream:
        stream.longest_read = largest + tarfile.RECORDSIZE
        archive = tarfile.TarFile(fileobj=stream)
        while member := archive.next():
            archive.members.clear()  # type: ignore[attr-defined]  # tarfile remembers them all
            if member.size < 0:  # would lead back to an earlier member, without end
                raise UnfitError("broken-archive")
            allowance.take(tarfile.BLOCKSIZE + member.size)
            if not member.isdir():
                read = partial(_read_tar_member, archive, member)
                yield File(unit.label, printable(member.name), member.size, read)
        while rest := stream.read(tarfile.RECORDSIZE):
            if any(rest):  # tarfile takes a damaged header for the end of the archive
                raise UnfitError("broken-archive")


def _read_tar_member(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    if not member.isfile():
        raise UnfitError("link" if member.issym() or member.islnk() else "special-file")
    with broken_after(*_BROKEN):
        stream = archive.extractfile(member)
        assert stream is not None, "it is a file"
        return stream.read()
