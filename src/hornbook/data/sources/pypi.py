"""Packages of the Python Package Index, or of whatever index pip is set up for, as wheels in a cache folder."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from tempfile import TemporaryDirectory

from hornbook.errors import DataError

PYPI = "pypi:"
"""What the name of a source begins with that is a package, or a file of packages."""

Report = Callable[[int, int], None]

_DOWNLOADS = 4


def read_pins(text: str) -> list[str]:
    """
    The packages that `NAME==VERSION`, or a file of such lines, asks for: in normal form, sorted, each once.

    Blank lines and comments are passed over. Raises DataError naming the line for anything but one exact version.
    """
    if "==" in text:
        return [_pin(text, f"pypi:{text}")]
    path = Path(text)
    if not path.is_file():
        raise DataError(
            f"pypi:{text} is neither NAME==VERSION nor a file of such lines.",
            "Give the version, as in pypi:attrs==24.2.0.",
        )
    lines = enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
    asked = [(number, re.sub(r"(^|\s)#.*", "", line).strip()) for number, line in lines]
    pins = sorted({_pin(line, f"{path}, line {number}") for number, line in asked if line})
    if not pins:
        raise DataError(f"{path} names no package.", "Write one NAME==VERSION a line.")
    return pins


def fetch(pins: Sequence[str], cache: Path, report: Report) -> list[Path]:
    """
    The wheel of each pin, in order. What is in the cache needs no network; `report` is told how many of how many are there.

    Raises DataError naming a package that cannot be had.
    """
    folders = {pin: cache / "pypi" / pin for pin in pins}
    missing = [pin for pin in pins if not folders[pin].is_dir()]
    report(len(pins) - len(missing), len(pins))
    with ThreadPoolExecutor(_DOWNLOADS) as pool:
        downloads = [pool.submit(_download, pin, folders[pin]) for pin in missing]
        try:
            for done, download in enumerate(as_completed(downloads), start=len(pins) - len(missing) + 1):
                download.result()
                report(done, len(pins))
        except DataError:
            pool.shutdown(cancel_futures=True)
            raise
    return [next(folders[pin].glob("*.whl")) for pin in pins]


def _pin(line: str, where: str) -> str:
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.utils import canonicalize_name
    from packaging.version import Version

    try:
        wanted = Requirement(line)
        (specifier,) = wanted.specifier
        exact = specifier.operator == "==" and not specifier.version.endswith(".*")
        if not exact or wanted.extras or wanted.marker or wanted.url:
            raise ValueError(line)
    except (InvalidRequirement, ValueError):
        raise DataError(
            f"{where}: {line!r} is not one exact version of a package.", "Write NAME==VERSION and nothing else."
        ) from None
    return f"{canonicalize_name(wanted.name)}=={Version(specifier.version)}"


def _download(pin: str, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=".download-") as temporary:
        # Wheels only: to download a source distribution pip runs its setup.py, and the code of a corpus is hostile.
        command = [
            sys.executable,
            "-P",
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-input",
            "--disable-pip-version-check",
        ]
        command += ["--no-deps", "--only-binary", ":all:", "--dest", temporary, pin]
        # Constraints that the environment or a configuration file has for other installs must not bind a corpus; an
        # empty variable would not overrule a file.
        environment = {**os.environ, "PIP_CONSTRAINT": os.devnull}
        run = subprocess.run(command, capture_output=True, text=True, errors="replace", env=environment)
        wheels = list(Path(temporary).glob("*.whl"))
        if run.returncode or len(wheels) != 1:
            errors = [line for line in run.stderr.splitlines() if line.strip()]
            says = next(
                (line for line in errors if line.startswith("ERROR:")), errors[-1] if errors else "no wheel came"
            )
            raise DataError(
                f"{pin} cannot be had as a wheel (pip: {says.removeprefix('ERROR:').strip()}).",
                "Check the name and version, and that pip reaches an index, or take the package off the list.",
            )
        # Renamed when it is whole, so that a killed download is never taken for one.
        finished = Path(temporary) / "finished"
        finished.mkdir()
        wheels[0].rename(finished / wheels[0].name)
        try:
            finished.rename(folder)
        except OSError:  # another process was first
            if not folder.is_dir():
                raise
