"""The documents that a stage wrote: a few of them to be read, and any by its id."""

import json
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from hornbook.artifact import Artifact

_READ = 50


def to_read(artifact: Artifact) -> list[dict[str, Any]]:
    """Up to fifty documents, those of the smallest ids: ids are hashes, so they are a fair sample, and always the same."""
    ids = _documents(artifact).to_table(columns=["id"])["id"]
    return list(find(artifact, sorted(set(ids.to_pylist()))[:_READ]).values())


def find(artifact: Artifact, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Those of the ids that are there, in their order, with their documents as rows; `meta` is read."""
    rows = _documents(artifact).to_table(filter=pc.field("id").isin(pa.array(ids, pa.string()))).to_pylist()
    found = {row["id"]: row | {"meta": json.loads(row["meta"])} for row in rows}
    return {key: found[key] for key in ids if key in found}


def _documents(artifact: Artifact) -> ds.Dataset:
    return ds.dataset(sorted(artifact.folder.rglob("*.parquet")), format="parquet")
