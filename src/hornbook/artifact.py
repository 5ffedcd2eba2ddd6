"""
The artifact store: every stage's result in a folder named after what went in.

    .hornbook/artifacts/<stage>-<key12>/   finished, verified by its manifest, never changed
    .hornbook/work/<stage>-<key12>/        what an unfinished stage may go on from, removed when it is finished
    .hornbook/tmp/                         results being written; a rename makes them artifacts

The key is a hash of stage, stage version, settings and the keys of the inputs: a second run finds the first one's folder.
"""

import errno
import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hornbook.errors import ArtifactError, DiskFullError
from hornbook.hashing import digest, file_digest

MANIFEST = "manifest.json"
_PACKAGES = ("hornbook", "numpy", "pyarrow", "tokenizers", "torch")


@dataclass(frozen=True)
class Artifact:
    """A finished result: its folder, and what its manifest says."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The hash of all that went in."""
        return str(self.manifest["key"])

    @property
    def counts(self) -> dict[str, Any]:
        """What the stage counted."""
        return dict(self.manifest["counts"])

    def path(self, name: str) -> Path:
        """A file or folder of the artifact."""
        return self.folder / name

    def check_sizes(self) -> None:
        """Compare every file's size with the manifest. Raises ArtifactError naming the file."""
        for name, expected in self.manifest["files"].items():
            path = self.folder / name
            if not path.is_file():
                raise self._damaged(f"{path} is missing")
            if path.stat().st_size != expected["bytes"]:
                raise self._damaged(
                    f"{path} has {path.stat().st_size} bytes where the manifest says {expected['bytes']}"
                )

    def check_contents(self) -> None:
        """Compare every file's SHA-256 with the manifest. Raises ArtifactError naming the file."""
        for name, expected in self.manifest["files"].items():
            if file_digest(self.folder / name) != expected["sha256"]:
                raise self._damaged(f"the contents of {self.folder / name} are not what was written")

    def _damaged(self, what: str) -> ArtifactError:
        return ArtifactError(
            f"A stored artifact is damaged: {what}.", f"Delete {self.folder} and run again; it will be made anew."
        )


@dataclass
class Draft:
    """An artifact being written: `folder` becomes the artifact; `work` survives a killed run; `counts` go into the manifest."""

    folder: Path
    work: Path
    counts: dict[str, Any] = field(default_factory=dict)


class ArtifactStore:
    """Finds and writes artifacts below one root folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @staticmethod
    def key(stage: str, stage_version: int, settings: Mapping[str, Any], inputs: Mapping[str, str]) -> str:
        """The key of a result; `inputs` are the names and keys of the artifacts that it is made from."""
        return digest([stage, stage_version, settings, inputs])

    def find(self, stage: str, key: str) -> Artifact | None:
        """The finished artifact of that key, or None. Raises ArtifactError where it is damaged."""
        folder = self._folder("artifacts", stage, key)
        if not folder.exists():
            return None
        try:
            manifest = json.loads((folder / MANIFEST).read_text())
            artifact = Artifact(folder, manifest)
            complete = artifact.key == key and bool(manifest["files"])
        except (OSError, ValueError, KeyError, TypeError):
            complete = False
        if not complete:
            raise ArtifactError(
                f"A stored artifact is damaged: {folder / MANIFEST} cannot be read.",
                f"Delete {folder} and run again; it will be made anew.",
            )
        artifact.check_sizes()
        return artifact

    @contextmanager
    def write(
        self, stage: str, stage_version: int, settings: Mapping[str, Any], inputs: Mapping[str, str]
    ) -> Iterator[Draft]:
        """
        Make an artifact: fill the draft's folder inside the `with` block; at its end the folder is the artifact.

        Raises DiskFullError where there is no room; whatever the stage had put in its work folder stays.
        """
        key = self.key(stage, stage_version, settings, inputs)
        target, work, temporary = (self._folder(kind, stage, key) for kind in ("artifacts", "work", "tmp"))
        started = time.monotonic()
        _forget_peak_memory()
        with self._room_on_disk():
            for folder in (target.parent, work, temporary.parent):
                folder.mkdir(parents=True, exist_ok=True)
            with _alone(work):
                # What a killed run left half written is of no use: only the work folder is made to be gone on from.
                shutil.rmtree(temporary, ignore_errors=True)
                temporary.mkdir()
                draft = Draft(temporary, work)
                yield draft
                manifest = {
                    "stage": stage,
                    "key": key,
                    "version": stage_version,
                    "settings": settings,
                    "inputs": inputs,
                    "counts": draft.counts,
                    "seconds": round(time.monotonic() - started, 3),
                    "peak_memory_mb": _peak_memory_mb(),
                    "packages": {package: version(package) for package in _PACKAGES},
                    "files": _describe_files(temporary),
                }
                (temporary / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")
                sync_tree(temporary)
                temporary.rename(target)
                _sync(target.parent)
                shutil.rmtree(work, ignore_errors=True)

    def _folder(self, kind: str, stage: str, key: str) -> Path:
        return self.root / kind / f"{stage}-{key[:12]}"

    @contextmanager
    def _room_on_disk(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            # Writers below us (Arrow, safetensors) wrap the system's error in types of their own; the text always stays.
            if getattr(error, "errno", None) == errno.ENOSPC or os.strerror(errno.ENOSPC) in str(error):
                raise DiskFullError(
                    f"The disk that holds {self.root.resolve()} is full.",
                    "Free some room, or choose another place with --store; run again and it goes on from what was finished.",
                ) from error
            raise


@contextmanager
def _alone(work: Path) -> Iterator[None]:
    """Hold a lock on a work folder, which the system lets go of even when this process is killed."""
    descriptor = os.open(work, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise ArtifactError(
            f"Another run is making the same artifact ({work.name}).", "Wait for it, then run again to use its result."
        ) from None
    finally:
        os.close(descriptor)


def _forget_peak_memory() -> None:
    """Make the kernel count this process's peak memory from now on (Linux, proc(5))."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _peak_memory_mb() -> int:
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
    return 0


def _describe_files(folder: Path) -> dict[str, dict[str, Any]]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): {"bytes": path.stat().st_size, "sha256": file_digest(path)} for path in files
    }


def sync_tree(folder: Path) -> None:
    """Force a folder's files, and then the folders themselves, to disk."""
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
