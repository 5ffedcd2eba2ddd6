"""Wheels: the source code and prose of a published Python package, with the licence that its metadata name."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from hornbook.data import licenses
from hornbook.data.documents import Document
from hornbook.data.sources.archives import open_zip
from hornbook.data.sources.files import File, Kind, read_file, read_license
from hornbook.data.sources.unit import SetAside, UnfitError, Unit

_LARGEST_METADATA = 2**20
_NO_DESCRIPTION = "UNKNOWN"  # as old build tools wrote it
_LANGUAGES = {"text/markdown": "Markdown", "text/x-rst": "reStructuredText"}


def wheel_label(path: Path) -> str:
    """`pypi:NAME==VERSION` by a wheel's file name, which is what an index goes by; where it is no such name, as it is."""
    identity = _identity(path)
    return f"pypi:{identity['package']}=={identity['version']}" if identity else path.name


def read_wheel(unit: Unit, largest: int) -> Iterator[Document | SetAside]:
    """
    The text files of a wheel, in its own order; of its metadata the long description, which is the package's README.

    Raises UnfitError where the wheel cannot be read.
    """
    about = _identity(unit.path)
    with open_zip(unit) as files:
        records = {file.path: file for file in files if file.folder.partition("/")[0].endswith(".dist-info")}
        metadata = _metadata(records)
        license = _license(metadata, records)  # noqa: A001
        for file in files:
            if file.path not in records:
                yield read_file(file, license, about, largest)
            elif described := _description(file, metadata):
                yield read_file(described, license, about, largest, _description_kind(metadata))
            else:
                yield SetAside(file.source, "record", file.size)


def _identity(path: Path) -> dict[str, str]:
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename

    try:
        name, version, _, _ = parse_wheel_filename(path.name)
    except InvalidWheelFilename:
        return {}
    return {"package": name, "version": str(version)}


def _metadata(records: Mapping[str, File]) -> Mapping[str, Any]:
    from packaging.metadata import parse_email

    file = next((file for path, file in records.items() if path.endswith("/METADATA")), None)
    if file is None or file.size > _LARGEST_METADATA:
        return {}
    try:
        return parse_email(file.read())[0]
    except UnfitError:
        return {}


def _license(metadata: Mapping[str, Any], records: Mapping[str, File]) -> str:
    named = licenses.of_package(metadata)
    texts = [path for path in records if licenses.is_license_file(path)]
    return read_license(records[licenses.speaking_file(texts)]) if named == licenses.UNKNOWN and texts else named


def _description(file: File, metadata: Mapping[str, Any]) -> File | None:
    """Of the METADATA file the description alone, where it has one."""
    text = metadata.get("description", _NO_DESCRIPTION)
    if not file.path.endswith("/METADATA") or text.strip() == _NO_DESCRIPTION:
        return None
    return replace(file, read=lambda: text.encode())


def _description_kind(metadata: Mapping[str, Any]) -> Kind:
    content_type = metadata.get("description_content_type", "").partition(";")[0]
    return Kind("book", _LANGUAGES.get(content_type, "Text"))
