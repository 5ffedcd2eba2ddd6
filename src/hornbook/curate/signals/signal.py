"""What a signal is: from a batch of documents to columns, one value a document, null where it does not apply."""

from typing import Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike

from hornbook.curate.signals.texts import Flags


class Signal(Protocol):
    """
    One measurement of documents (`hornbook.data.documents.SCHEMA`).

    `version` rises whenever the same document would get another value. No text makes `measure` raise.
    """

    name: str
    version: int
    fields: tuple[pa.Field, ...]

    def measure(self, batch: pa.RecordBatch) -> dict[str, pa.Array]:
        """One array for each of `fields`, by its name."""
        ...


def score(name: str, kind: pa.DataType, description: str) -> pa.Field:
    """A column `score_<name>` that tells, in one line, what it says."""
    return pa.field(f"score_{name}", kind, metadata={"description": description})


def description(field: pa.Field) -> str:
    """What a column says."""
    return str(field.metadata[b"description"].decode())


def share(part: ArrayLike, whole: ArrayLike) -> pa.Array:
    """The share as float32; null where there is nothing to have a share of."""
    return ratio(part, whole, np.asarray(whole) > 0)


def ratio(numerator: ArrayLike, denominator: ArrayLike, known: Flags) -> pa.Array:
    """A ratio as float32; null where it is not known."""
    values = np.asarray(numerator) / np.where(known, denominator, 1)
    return pa.array(values.astype(np.float32), mask=~known)
