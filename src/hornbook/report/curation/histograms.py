"""How the scores of documents are spread, and how much of each bar stays."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from hornbook.curate.signals.signal import description
from hornbook.report.curation.conditions import columns_of, cut_of

_BARS = 30
_WIDE = 100
"""Numbers that reach further than this are sizes or counts, and need a logarithmic scale."""
_WORDS = 12
NO_WORD = "(none)"
OTHERS = "(others)"


def histograms(
    measured: pa.Table, schema: pa.Schema, columns: Sequence[str], keep: Sequence[str]
) -> list[dict[str, Any]]:
    """
    For each column what it says, the conditions that use it, their cuts, and its bars: `kept` and `dropped` documents each.

    Numbers have `edges`, one more than bars; flags and words have `labels`. `missing` documents have no value.
    """
    kept = np.asarray(pc.is_null(measured["reason"]))
    return [
        {
            "column": name,
            "description": description(schema.field(name)),
            "conditions": [condition for condition in keep if name in columns_of(condition, schema.names)],
            "cuts": [{"value": cut.value, "sign": cut.sign} for cut in map(cut_of, keep) if cut and cut.column == name],
            "missing": measured[name].null_count,
            **_bars(measured[name], kept),
        }
        for name in columns
    ]


def _bars(column: pa.ChunkedArray, kept: NDArray[np.bool_]) -> dict[str, Any]:
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        return _numbers(column, kept)
    return _labels(column, kept)


def _numbers(column: pa.ChunkedArray, kept: NDArray[np.bool_]) -> dict[str, Any]:
    values = np.asarray(column.cast(pa.float64()).fill_null(float("nan")))
    known = np.isfinite(values)
    if not known.any():
        return {"edges": [], "kept": [], "dropped": []}
    edges = _edges(float(values[known].min()), float(values[known].max()), pa.types.is_integer(column.type))
    inside = np.clip(values, edges[0], edges[-1])  # an edge may fall short of a value by its last bit
    counts = [np.histogram(inside[known & some], edges)[0].tolist() for some in (kept, ~kept)]
    return {"edges": edges.tolist(), "kept": counts[0], "dropped": counts[1]}


def _edges(low: float, high: float, whole: bool) -> NDArray[np.float64]:
    """Round numbers between which the bars stand."""
    if low >= 0 and high > _WIDE:
        return np.concatenate([[0.0], np.unique(np.round(np.geomspace(1, high + 1, _BARS)))])
    # The last bar of whole numbers ends behind the largest of them.
    high += whole
    edges = MaxNLocator(_BARS, integer=whole).tick_values(low, high if high > low else low + 1)
    return np.asarray(edges, np.float64)


def _labels(column: pa.ChunkedArray, kept: NDArray[np.bool_]) -> dict[str, Any]:
    words = [
        NO_WORD if word is None else str(word).lower() if isinstance(word, bool) else word
        for word in column.to_pylist()
    ]
    commonest = [word for word, _ in Counter(words).most_common(_WORDS)]
    shown = set(commonest)
    counts = Counter((word if word in shown else OTHERS, bool(stays)) for word, stays in zip(words, kept, strict=True))
    labels = commonest + [OTHERS] * (len(set(words)) > len(shown))
    return {
        "labels": labels,
        "kept": [counts[label, True] for label in labels],
        "dropped": [counts[label, False] for label in labels],
    }
