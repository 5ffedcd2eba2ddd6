"""Stage `corpus`: reads raw sources into documents, a Parquet file for each part of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hornbook.data.documents import Document, write_documents
from hornbook.data.engine import Counts
from hornbook.data.sources import SetAside, Unit, fingerprint, read_unit, units
from hornbook.data.sources.pypi import PYPI, read_pins
from hornbook.errors import DataError
from hornbook.hashing import digest
from hornbook.recipe import Recipe
from hornbook.stages.parts import BYTES, make_parts
from hornbook.stages.stage import Stage, StageContext

DOCUMENTS, SET_ASIDE = "documents", "set-aside.parquet"
_SET_ASIDE_SCHEMA = pa.schema([("where", pa.string()), ("reason", pa.string()), ("bytes", pa.int64())])
_LISTED = "listed"


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    return {"sources": sorted(_distinct(recipe))}


def _distinct(recipe: Recipe) -> dict[str, str]:
    """The recipe's sources by a hash of what they hold: what is given twice is read once."""
    return {digest(_contents(source)): source for source in _sources(recipe).values()}


def _sources(recipe: Recipe) -> dict[str, str]:
    """The recipe's sources by their names; files are looked for in the recipe's folder."""
    return {name: located(section.source, recipe.folder) for name, section in recipe.corpus.items()}


def located(source: str, folder: Path) -> str:
    """A source with the file that it names looked for in a folder; `pypi:NAME==VERSION` names none."""
    packages = source.removeprefix(PYPI)
    if packages == source:
        return str(folder / source)
    return source if "==" in packages else f"{PYPI}{folder / packages}"


def _contents(source: str) -> Any:
    """What a source holds: of published packages their names and versions, which never change; of all else the files' digests."""
    if source.startswith(PYPI):
        return read_pins(source.removeprefix(PYPI))
    return fingerprint(units(source, Path()))


def check_apart(recipe: Recipe, folders: Iterable[Path]) -> None:
    """Raise DataError where one of the folders that a run writes lies in a source: the next run would read it."""
    for source in _sources(recipe).values():
        for folder in folders:
            if not source.startswith(PYPI) and folder.resolve().is_relative_to(Path(source).resolve()):
                raise DataError(
                    f"{folder} lies within the source {source}, and the next run would read what this one writes there.",
                    "Choose a place outside of it for the store and for what comes out.",
                )


def _run(context: StageContext) -> None:
    named = _units(context)
    counts = make_parts(context, DOCUMENTS, _read, named, sum(unit.bytes for unit in named.values()))
    set_aside = [item for part in counts for item in part[_LISTED]]
    reasons = dict(Counter(item["reason"] for item in set_aside))
    documents = sum(part["documents"] for part in counts)
    if not documents:
        raise DataError(_nothing(context.recipe, reasons), "Name sources that hold texts.")
    pq.write_table(
        pa.Table.from_pylist(set_aside, schema=_SET_ASIDE_SCHEMA), context.draft.folder / SET_ASIDE, compression="zstd"
    )
    context.draft.counts.update(documents=documents, bytes=sum(part[BYTES] for part in counts), set_aside=reasons)


def _nothing(recipe: Recipe, set_aside: Mapping[str, int]) -> str:
    sources = ", ".join(_sources(recipe).values())
    reasons = ", ".join(f"{reason} {number:,}" for reason, number in sorted(set_aside.items())) or "nothing"
    return f"There is no document in {sources}; set aside while reading: {reasons}."


def _units(context: StageContext) -> dict[str, Unit]:
    """All units, each by a name that comes from what its source holds, as the artifact's key does, and not from where it lies."""
    is_shown = False

    def report(done: int, total: int) -> None:
        nonlocal is_shown
        if not is_shown:
            context.progress.start("packages", total, done)
        is_shown = True
        context.progress.update(done)

    return {
        digest([held, unit.label, list(map(ascii, unit.names)), unit.start, unit.stop])[:16]: unit
        for held, source in _distinct(context.recipe).items()
        for unit in units(source, context.cache, report)
    }


def _read(unit: Unit, file: Path) -> Counts:
    """Write the documents of one unit; count them, their bytes, and what was set aside."""
    listed: list[dict[str, Any]] = []
    total = 0

    def documents() -> Iterator[Document]:
        nonlocal total
        for item in read_unit(unit):
            if isinstance(item, SetAside):
                listed.append(vars(item))
            else:
                total += len(item.text.encode())
                yield item

    return {"documents": write_documents(file, documents()), BYTES: total, _LISTED: listed}


STAGE = Stage("corpus", 1, (), _settings, _run)
