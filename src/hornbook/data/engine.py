"""
The engine: Daft, on this machine or on a Ray cluster, by the same frames.

Two things are asked of it. `frame` opens Parquet files for set operations (group, join). `make_parts` does work that is
independent for each part of a corpus in as many processes as there are cores, and keeps every part that is finished:
a run that was killed goes on with the parts that are missing.
"""

import json
import os
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, cast, get_args

from hornbook.errors import DataError, HornbookError

# Read by Daft when it is imported: no telemetry.
os.environ.setdefault("DO_NOT_TRACK", "1")

if TYPE_CHECKING:
    import daft

EngineName = Literal["native", "ray"]

Input = TypeVar("Input")
Counts = dict[str, Any]
"""What making a part counted, as plain values."""

_UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Engine:
    """Where frames are computed: in this process and its children, or on the Ray cluster at `address` (default: a local one)."""

    name: EngineName = "native"
    address: str | None = None

    @classmethod
    def named(cls, name: str, address: str | None = None) -> "Engine":
        """The engine of that name. Raises DataError where there is none."""
        if name not in get_args(EngineName):
            raise DataError(f"--engine {name}: no such engine.", f"Allowed: {', '.join(get_args(EngineName))}.")
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
        not made again. On Ray the folder must lie on a disk that all nodes share. Raises what `make` raised.
        """
        folder.mkdir(parents=True, exist_ok=True)
        counts = {name: found for name in inputs if (found := _finished_part(folder, name)) is not None}
        for name, figures in counts.items():
            report(name, figures)
        missing = [(name, value) for name, value in inputs.items() if name not in counts]
        for name, figures in self._map(_PartMaker(make, folder), missing):
            counts[name] = figures
            report(name, figures)
        return {name: counts[name] for name in inputs}

    def _map(self, maker: "_PartMaker[Any]", inputs: list[tuple[str, Any]]) -> Iterator[tuple[str, Counts]]:
        if not inputs:
            return
        frame = _daft(self).from_pydict({"input": [pickle.dumps(pair) for pair in inputs]})
        processes = min(len(inputs), _cores())
        if self.name == "ray":
            frame = frame.into_partitions(len(inputs))
        outcomes = frame.select(_in_processes(maker, processes)(frame["input"]).alias("outcome"))
        for row in outcomes.iter_rows():
            outcome = pickle.loads(row["outcome"])
            if isinstance(outcome, Exception):
                raise outcome
            yield outcome


@cache
def _daft(engine: Engine) -> Any:
    """Daft, set to an engine; one process knows one. Raises DataError where another was set before, or Ray does not answer."""
    import daft

    try:
        if engine.name == "ray":
            daft.set_runner_ray(address=engine.address)
        else:
            daft.set_runner_native()
    except Exception as error:  # Daft and Ray raise errors of many kinds here
        raise DataError(
            f"The engine {engine.name} cannot be started ({error}).",
            "Use --engine native, or check the address of the Ray cluster; a process stays with its first engine.",
        ) from None
    return daft


NATIVE = Engine()
"""This machine."""


def _in_processes(maker: "_PartMaker[Any]", processes: int) -> Any:
    """The maker as a function of Daft columns that takes one row at a time, in processes of their own."""
    import daft

    @daft.cls(use_process=True, max_concurrency=processes)
    class Worker:
        @daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=1)
        def make(self, pickled: daft.Series) -> list[bytes]:
            [pair] = pickled.to_pylist()
            try:
                return [pickle.dumps(maker(*pickle.loads(pair)))]
            except (HornbookError, OSError) as error:  # as a value: Daft would wrap it beyond recognition
                return [pickle.dumps(error)]

    return Worker().make


@dataclass(frozen=True)
class _PartMaker(Generic[Input]):
    make: Callable[[Input, Path], Counts]
    folder: Path

    def __call__(self, name: str, value: Input) -> tuple[str, Counts]:
        unfinished = self.folder / f"{name}{_UNFINISHED}"
        counts = self.make(value, unfinished)
        # The counts come first: a part is finished when the file itself has its name.
        (self.folder / f"{name}.json").write_text(json.dumps(counts))
        _sync(unfinished)
        unfinished.rename(self.folder / f"{name}.parquet")
        return name, counts


def _finished_part(folder: Path, name: str) -> Counts | None:
    if not (folder / f"{name}.parquet").exists():
        return None
    return json.loads((folder / f"{name}.json").read_text())  # type: ignore[no-any-return]


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _cores() -> int:
    return len(os.sched_getaffinity(0))
