"""Batches of documents, and the labelled set of secrets and personal data."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import pyarrow as pa
import pytest

from hornbook.curate.signals.measure import measure_all
from hornbook.data.documents import SCHEMA


class Measure(Protocol):
    def __call__(self, signal: str, *texts: str | None, **changes: Any) -> dict[str, list[Any]]: ...


def batch_of(
    *texts: str | None, path: str | None = None, licence: str | None = "MIT", origin: str = "code"
) -> pa.RecordBatch:
    meta = json.dumps({"path": path} if path else {})
    rows = [[str(number), text, "here", licence, origin, meta] for number, text in enumerate(texts)]
    return pa.record_batch([pa.array(column, pa.string()) for column in zip(*rows, strict=True)], schema=SCHEMA)


@pytest.fixture(scope="session")
def batch() -> Any:
    """A batch of documents with these texts, all at one path."""
    return batch_of


@pytest.fixture(scope="session")
def measure() -> Measure:
    """The columns of one signal, without `score_`, for documents with these texts."""

    def columns(signal: str, *texts: str | None, **changes: Any) -> dict[str, list[Any]]:
        measured = measure_all(batch_of(*texts, **changes), [signal]).to_pydict()
        return {name.removeprefix("score_"): values for name, values in measured.items() if name != "id"}

    return columns


def neighbour(name: str) -> ModuleType:
    """A module that stands beside this file."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def planted() -> ModuleType:
    """The generator of secrets and personal data."""
    return neighbour("planted")


@pytest.fixture(scope="session")
def lookalikes(planted: ModuleType) -> ModuleType:
    """The generator of what looks like them."""
    return neighbour("lookalikes")
