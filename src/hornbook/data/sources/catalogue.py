"""From the name of a corpus to its units, and from a unit to its documents."""

import os
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from hornbook.data.documents import Document
from hornbook.data.sources import pypi
from hornbook.data.sources.archives import read_tar, read_zip, zip_text_bytes
from hornbook.data.sources.files import is_text
from hornbook.data.sources.folders import read_files, unfit_place, walk
from hornbook.data.sources.lines import COMPRESSIONS, read_lines
from hornbook.data.sources.tables import read_arrow, read_parquet, row_groups
from hornbook.data.sources.unit import LARGEST_TEXT, UNIT_BYTES, Format, SetAside, UnfitError, Unit, printable
from hornbook.data.sources.wheels import read_wheel, wheel_label
from hornbook.errors import DataError
from hornbook.hashing import digest, file_digest

_FORMATS: dict[str, Format] = {
    ".jsonl": "lines",
    ".jsonl.gz": "lines",
    ".jsonl.zst": "lines",
    ".parquet": "parquet",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".warc.wet.gz": "warc",
    ".whl": "wheel",
    ".zip": "zip",
    ".tar.gz": "tar",
    ".tgz": "tar",
}
_SAVED_DATASET = {"dataset_info.json", "state.json"}
_SAVED_SHARD = re.compile(r"data-\d+-of-\d+\.arrow|dataset\.arrow")

_READERS = {
    "files": read_files,
    "wheel": read_wheel,
    "zip": read_zip,
    "tar": read_tar,
    "lines": read_lines,
    "parquet": read_parquet,
    "arrow": read_arrow,
}

_FILES_A_UNIT = 1000
_COMPRESSED = {*COMPRESSIONS, ".tgz"}
_USUAL_EXPANSION = 4


def units(source: str, cache: Path, report: pypi.Report = lambda done, total: None) -> list[Unit]:
    """
    The units of a corpus, which can be read in any order and by any process.

    `source` is `pypi:NAME==VERSION`, `pypi:FILE` (a file of such lines), a folder, or a file: .jsonl, .jsonl.gz, .jsonl.zst,
    .parquet, .warc, .warc.gz, .whl, .zip, .tar.gz. Data files within a folder are read as such, and so is a folder that
    Hugging Face `datasets` saved to disk. Only `pypi:` needs the network, for wheels that are not in `cache` yet;
    `report` is then told how many of how many are there.
    Raises DataError for what is none of these, and for a package that cannot be had.
    """
    if source.startswith(pypi.PYPI):
        wheels = pypi.fetch(pypi.read_pins(source.removeprefix(pypi.PYPI)), cache, report)
        return [_whole(wheel, wheel.name, "wheel") for wheel in wheels]
    path = Path(source)
    format_ = _format(path.name)
    with _named_errors():
        if path.is_dir():
            return _units_of_folder(path)
        if path.is_file() and format_:
            return _cut(path, path.name, format_)
    raise DataError(
        f"{source}: " + ("no such file or folder." if not path.exists() else "not a kind of file that is a corpus."),
        f"Name a folder, pypi:NAME==VERSION, or a file that ends in {', '.join(_FORMATS)}.",
    )


def read_unit(unit: Unit, largest: int = LARGEST_TEXT) -> Iterator[Document | SetAside]:
    """
    The documents of a unit and what was set aside, one at a time and always in the same order.

    A text of more than `largest` bytes is set aside. Raises DataError for a file that is gone or may not be read.
    """
    with _named_errors():
        # The readers would take what cannot be opened for one more broken archive.
        os.close(os.open(unit.path, os.O_RDONLY))
        try:
            yield from _reader(unit.format)(unit, largest)
        except UnfitError as error:
            yield SetAside(unit.label, error.reason, unit.bytes)


def fingerprint(corpus: Sequence[Unit]) -> str:
    """
    A hash of all that the units' documents depend on: the contents of the files and their names below the corpus.

    It depends neither on the units' order, nor on where the corpus lies, nor on times. Raises DataError for a file that is gone.
    """
    whole_files = {(unit.label, unit.path) for unit in corpus if unit.format != "files"}
    with _named_errors():
        contents = [[label, file_digest(path)] for label, path in whole_files]
        for unit in corpus:
            for name in unit.names:
                path = unit.path / name
                contents.append([f"{unit.label}/{printable(name)}", unfit_place(unit.path, path) or file_digest(path)])
    return digest(sorted(contents))


def _reader(format_: Format) -> Callable[[Unit, int], Iterator[Document | SetAside]]:
    if format_ == "warc":
        from hornbook.data.sources.pages import read_warc  # its libraries are heavy

        return read_warc
    return _READERS[format_]


def _units_of_folder(folder: Path) -> list[Unit]:
    label = printable(folder.resolve().name)
    sizes = dict(walk(folder))
    found: list[Unit] = []
    texts: dict[str, int] = {}
    for name, size in sizes.items():
        format_ = "arrow" if _is_saved_shard(name, sizes) else _format(name)
        if format_ is None or unfit_place(folder, folder / name):
            texts[name] = size if is_text(name) else 0  # the others are set aside unread
        else:
            found += _cut(folder / name, f"{label}/{printable(name)}", format_)
    return found + [
        Unit("files", folder, label, sum(texts[name] for name in names), tuple(names)) for names in _groups(texts)
    ]


def _groups(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    group: list[str] = []
    total = 0
    for name, size in sizes.items():
        group.append(name)
        total += size
        if total >= UNIT_BYTES or len(group) == _FILES_A_UNIT:
            yield group
            group, total = [], 0
    if group:
        yield group


def _cut(path: Path, label: str, format_: Format) -> list[Unit]:
    """The units of one file: several where it is long and can be entered in the middle."""
    size = path.stat().st_size
    if format_ == "lines" and path.suffix.lower() not in COMPRESSIONS:
        starts = range(0, size, UNIT_BYTES)
        return [
            Unit(format_, path, label, (end := min(start + UNIT_BYTES, size)) - start, (), start, end)
            for start in starts
        ]
    if format_ == "parquet":
        try:
            return [Unit(format_, path, label, bytes_, (), start, stop) for start, stop, bytes_ in row_groups(path)]
        except UnfitError:
            pass  # whoever reads it will set it aside
    return [_whole(path, label, format_)]


def _whole(path: Path, label: str, format_: Format) -> Unit:
    if format_ in ("wheel", "zip"):
        return Unit(format_, path, wheel_label(path) if format_ == "wheel" else label, zip_text_bytes(path))
    expansion = _USUAL_EXPANSION if path.suffix.lower() in _COMPRESSED else 1
    return Unit(format_, path, label, expansion * path.stat().st_size)


def _format(name: str) -> Format | None:
    return next((format_ for suffix, format_ in _FORMATS.items() if name.lower().endswith(suffix)), None)


def _is_saved_shard(name: str, names: Container[str]) -> bool:
    folder, _, base = name.rpartition("/")
    beside = (f"{folder}/{other}".lstrip("/") for other in _SAVED_DATASET)
    return bool(_SAVED_SHARD.fullmatch(base)) and all(other in names for other in beside)


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DataError(f"{error.filename}: cannot be read ({error.strerror}).", "Check that it is there.") from None
