"""What a document's licence lets one do."""

from enum import IntEnum
from functools import cache, lru_cache
from typing import Any

import pyarrow as pa

from hornbook.curate.signals.signal import score
from hornbook.data.licenses import licensing


class Policy(IntEnum):
    """Classes of licences, from the freest to the strictest; what nobody has classed is the last."""

    PERMISSIVE = 0
    WEAK_COPYLEFT = 1
    COPYLEFT = 2
    PROPRIETARY_OR_UNKNOWN = 3

    @property
    def label(self) -> str:
        """As it stands in the column."""
        return self.name.lower().replace("_", "-")


_OF_CATEGORY = {
    "Permissive": Policy.PERMISSIVE,
    "Public Domain": Policy.PERMISSIVE,
    "Copyleft Limited": Policy.WEAK_COPYLEFT,
    "Copyleft": Policy.COPYLEFT,
}


class Licence:
    """
    The class of a document's SPDX expression: of `A OR B` the freer, of `A AND B` the stricter, of `A WITH exception` the
    exception's, which is what it was written for. The classes are those of ScanCode's licence database.
    """

    name = "licence"
    version = 1
    fields = (score("license_class", pa.string(), "licence: " + ", ".join(policy.label for policy in Policy)),)

    def measure(self, batch: pa.RecordBatch) -> dict[str, pa.Array]:
        licences = batch.column("license").fill_null("").dictionary_encode()
        labels = pa.array([policy_of(licence).label for licence in licences.dictionary.to_pylist()], pa.string())
        return {"score_license_class": labels.take(licences.indices)}


@lru_cache(maxsize=10_000)
def policy_of(expression: str) -> Policy:
    """The class of an SPDX expression; what cannot be read is unknown."""
    from license_expression import ExpressionError

    try:
        tree = licensing().parse(expression)
        return Policy.PROPRIETARY_OR_UNKNOWN if tree is None else _policy(tree)
    except (ExpressionError, RecursionError):
        return Policy.PROPRIETARY_OR_UNKNOWN


def _policy(tree: Any) -> Policy:
    if tree.isliteral:
        key = tree.exception_symbol.key if hasattr(tree, "exception_symbol") else tree.key
        return _table().get(key.lower(), Policy.PROPRIETARY_OR_UNKNOWN)
    return (min if tree.operator.strip() == "OR" else max)(_policy(part) for part in tree.args)


@cache
def _table() -> dict[str, Policy]:
    """The class of each licence and exception by its SPDX keys in small letters, the retired ones too."""
    from license_expression import get_license_index

    table = {}
    for licence in get_license_index():
        for key in (licence["spdx_license_key"], *licence["other_spdx_license_keys"]):
            if key:
                table[key.lower()] = _OF_CATEGORY.get(licence["category"], Policy.PROPRIETARY_OR_UNKNOWN)
    return table
