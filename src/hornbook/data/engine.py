"""
The engine: Daft, on this machine or on a Ray cluster, by the same frames.

Two things are asked of it. `frame` opens Parquet files for set operations (group, join). `make_parts` does work that is
independent for each part of a corpus in as many processes as there are cores, and keeps every part that is finished:
a run that was killed goes on with the parts that are missing.
"""

import atexit
import json
import os
import pickle
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, cast, get_args

from hornbook.allocator import keep_freed_memory
from hornbook.errors import DataError, HornbookError

if TYPE_CHECKING:
    import daft

EngineName = Literal["native", "ray"]

Input = TypeVar("Input")
Counts = dict[str, Any]
"""What making a part counted, as plain values."""

_WORKER = b"daft.execution.udf_worker"
_LONGEST_WAIT = 10.0  # seconds; Daft itself puts an end to a process after five


@dataclass(frozen=True)
class Engine:
    """Where frames are computed: in this process and its children, or on the Ray cluster at `address` (default: a local one)."""

    name: EngineName = "native"
    address: str | None = None

    @classmethod
    def named(cls, name: str, address: str | None = None) -> "Engine":
        """The engine of that name. Raises DataError where there is none, and for an address that it does not use."""
        if name not in get_args(EngineName):
            raise DataError(f"--engine {name}: no such engine.", f"Allowed: {', '.join(get_args(EngineName))}.")
        if address and name != "ray":
            raise DataError(f"--address {address}: only Ray has one.", "Add --engine ray, or leave it out.")
        return cls(cast(EngineName, name), address)

    def frame(self, files: Sequence[Path]) -> "daft.DataFrame":
        """Parquet files as one frame. Raises DataError where the engine does not start."""
        frame: daft.DataFrame = _daft(self).read_parquet([str(file) for file in files])
        return frame

    def make_parts(
        self,
        make: Callable[[Input, Path], Counts],
        inputs: Mapping[str, Input],
        folder: Path,
        report: Callable[[str, Counts], None],
    ) -> dict[str, Counts]:
        """
        Make `folder/<name>.parquet` from each named input, and return what was counted.

        `make(input, file)` writes the file; it is renamed to its name when it is complete. Parts that an earlier run finished are
        not made again. On Ray the folder must lie on a disk that all nodes share. Raises what `make` raised, and DataError where one
        of the processes died.
        """
        folder.mkdir(parents=True, exist_ok=True)
        counts = {name: found for name in inputs if (found := _finished_part(folder, name)) is not None}
        for name, figures in counts.items():
            report(name, figures)
        missing = [(name, value) for name, value in inputs.items() if name not in counts]
        # Parts are begun in a folder of this run: a process that outlived a killed run may be busy with the same part.
        with TemporaryDirectory(dir=folder, prefix="unfinished-") as unfinished:
            for name, figures in self._map(_PartMaker(make, folder, Path(unfinished)), missing):
                counts[name] = figures
                report(name, figures)
        return {name: counts[name] for name in inputs}

    def _map(self, maker: "_PartMaker[Any]", inputs: list[tuple[str, Any]]) -> Iterator[tuple[str, Counts]]:
        if not inputs:
            return
        daft = _daft(self)
        frame = daft.from_pydict({"input": [pickle.dumps(pair) for pair in inputs]})
        processes = min(len(inputs), _cores())
        if self.name == "ray":
            frame = frame.into_partitions(len(inputs))
        outcomes = frame.select(_in_processes(maker, processes)(frame["input"]).alias("outcome"))
        rows = outcomes.iter_rows()
        try:
            # In order, a process that is done waits for the one that was given a part before it.
            with daft.execution_config_ctx(maintain_order=False):
                for row in rows:
                    outcome = pickle.loads(row["outcome"])
                    if isinstance(outcome, Exception):
                        raise outcome
                    yield outcome
        except RuntimeError as error:
            if "UDF process" not in str(error):
                raise
            raise DataError(
                "A process that worked on a part of the corpus was killed, most likely because the memory was full.",
                "Free some memory and run again; the parts that are finished are kept.",
            ) from error
        finally:
            # After an error, too, Daft goes through all inputs before it ends: those that are left are not to take any time.
            maker.stop()
            rows.close()


@cache
def _daft(engine: Engine) -> Any:
    """Daft, set to an engine; one process knows one. Raises DataError where another was set before, or Ray does not answer."""
    import daft

    try:
        if engine.name == "ray":
            daft.set_runner_ray(address=engine.address)
        else:
            daft.set_runner_native()
            atexit.register(_wait_for_workers)
    except Exception as error:  # Daft and Ray raise errors of many kinds here
        raise DataError(
            f"The engine {engine.name} cannot be started ({error}).",
            "Use --engine native, or check the address of the Ray cluster; a process stays with its first engine.",
        ) from None
    return daft


def _wait_for_workers() -> None:
    """Let Daft's threads see their processes end: an interpreter that ends before them crashes."""
    latest = time.monotonic() + _LONGEST_WAIT
    while _has_workers() and time.monotonic() < latest:
        time.sleep(0.02)
    time.sleep(0.05)  # a thread may have seen the last one end just now


def _has_workers() -> bool:
    """Whether processes of Daft's are children of this one (Linux, proc(5))."""
    for children in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # threads and processes end while they are looked at
            if any(_WORKER in Path(f"/proc/{child}/cmdline").read_bytes() for child in children.read_text().split()):
                return True
    return False


NATIVE = Engine()
"""This machine."""


def _in_processes(maker: "_PartMaker[Any]", processes: int) -> Any:
    """The maker as a function of Daft columns that takes one row at a time, in processes of their own."""
    import daft

    @daft.cls(use_process=True, max_concurrency=processes)
    class Worker:
        @daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=1)
        def make(self, pickled: daft.Series) -> list[bytes]:
            keep_freed_memory()
            [pair] = pickled.to_pylist()
            if maker.is_stopped():
                return [pickle.dumps(None)]
            try:
                return [pickle.dumps(maker(*pickle.loads(pair)))]
            except (HornbookError, OSError) as error:  # as a value: Daft would wrap it beyond recognition
                return [pickle.dumps(error)]

    return Worker().make


@dataclass(frozen=True)
class _PartMaker(Generic[Input]):
    make: Callable[[Input, Path], Counts]
    folder: Path
    unfinished: Path

    def __call__(self, name: str, value: Input) -> tuple[str, Counts]:
        part, figures = self.unfinished / f"{name}.parquet", self.unfinished / f"{name}.json"
        counts = self.make(value, part)
        figures.write_text(json.dumps(counts))
        # The counts come first: a part is finished when the file itself has its name.
        for file in (figures, part):
            _sync(file)
            file.rename(self.folder / file.name)
        return name, counts

    def stop(self) -> None:
        """Have all processes leave the parts that they have not begun."""
        self._stopped.touch()

    def is_stopped(self) -> bool:
        return self._stopped.exists()

    @property
    def _stopped(self) -> Path:
        return self.unfinished / "stopped"


def _finished_part(folder: Path, name: str) -> Counts | None:
    if not (folder / f"{name}.parquet").exists():
        return None
    return json.loads((folder / f"{name}.json").read_text())  # type: ignore[no-any-return]


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _cores() -> int:
    return len(os.sched_getaffinity(0))
