"""The signals there are, and measuring some of them."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import pyarrow as pa

from hornbook.curate.signals.kinds import Kinds
from hornbook.curate.signals.language import Language
from hornbook.curate.signals.languages import CodeLanguage
from hornbook.curate.signals.licences import Licence
from hornbook.curate.signals.repetition import Repetition
from hornbook.curate.signals.sensitive import Sensitive
from hornbook.curate.signals.shape import Shape
from hornbook.curate.signals.signal import Signal
from hornbook.curate.signals.structure import Structure
from hornbook.curate.signals.syntax import Syntax
from hornbook.curate.signals.texts import Texts
from hornbook.errors import RecipeError

# In the order in which their columns stand. A signal that asks a model belongs at the end: it costs most.
SIGNALS: dict[str, Callable[[], Signal]] = {
    "shape": Shape,
    "repetition": Repetition,
    "language": Language,
    "code_language": CodeLanguage,
    "syntax": Syntax,
    "structure": Structure,
    "kinds": Kinds,
    "licence": Licence,
    "sensitive": Sensitive,
}
_PIECE = 4_000_000


def measure_all(batch: pa.RecordBatch, names: Sequence[str]) -> pa.RecordBatch:
    """
    `id` and the columns of the named signals, in the order of `SIGNALS`, for a batch of documents.

    The batch is worked on in pieces of some 4 MB, which fit the processor's caches. Raises RecipeError for a name that is
    no signal's.
    """
    signals = _signals(names)
    schema = pa.schema([batch.schema.field("id"), *columns(names)])
    return pa.concat_batches([_measure(piece, signals, schema) for piece in _pieces(batch)])


def columns(names: Sequence[str]) -> list[pa.Field]:
    """The columns of the named signals, each with its description. Raises RecipeError for a name that is no signal's."""
    return [field for signal in _signals(names) for field in signal.fields]


def _signals(names: Sequence[str]) -> list[Signal]:
    for name in names:
        if name not in SIGNALS:
            raise RecipeError(f"There is no signal named {name!r}.", f"Choose from {', '.join(SIGNALS)}.")
    return [_signal(name) for name in SIGNALS if name in names]


@cache
def _signal(name: str) -> Signal:
    return SIGNALS[name]()


def _measure(piece: pa.RecordBatch, signals: Sequence[Signal], schema: pa.Schema) -> pa.RecordBatch:
    arrays = {"id": piece.column("id")}
    for signal in signals:
        arrays |= signal.measure(piece)
    return pa.record_batch([arrays[name] for name in schema.names], schema=schema)


def _pieces(batch: pa.RecordBatch) -> list[pa.RecordBatch]:
    """Cut a batch where its texts pass a multiple of a piece's size."""
    starts = Texts(batch.column("text")).bounds[:-1]
    cuts = np.flatnonzero(np.diff(starts // _PIECE)) + 1
    return [batch.slice(start, end - start) for start, end in pairwise([0, *cuts.tolist(), batch.num_rows])]
