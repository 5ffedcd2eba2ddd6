"""What the pages of reports have in common: templates, and figures that page and JSON can both hold."""

import json
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from hornbook.report import formats
from hornbook.report.data import REPORT, SYNTHESIS, WRITERS


def write_page(folder: Path, page: str, figures: Mapping[str, Any], name: str = REPORT) -> None:
    """Write `report.html` and `report.json`, or others of that name, into an existing folder."""
    (folder / f"{name}.html").write_text(page, encoding="utf-8")
    text = json.dumps(figures, ensure_ascii=False, allow_nan=False, indent=1)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def beside(stages: Collection[str]) -> str | None:
    """The page beside the report of a run with these stages: the one about what was written, if anything was."""
    return f"{SYNTHESIS}.html" if WRITERS & set(stages) else None


def plain(value: Any) -> Any:
    """Values for JSON and page: texts printable, numbers finite or None."""
    if isinstance(value, str):
        return formats.printable(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {plain(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [plain(item) for item in value]
    return value


def templates() -> Environment:
    """The templates of pages: they escape all texts, and spell figures as `formats` does."""
    environment = Environment(
        loader=PackageLoader("hornbook.report", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"words": formats.words, "metric": formats.metric}
    for name, spell in formats.FORMATS.items():
        environment.filters[name] = _exact(spell)
    return environment


def _exact(spell: Callable[[float | None], str]) -> Callable[[float | None], str]:
    """A filter that spells a figure for people and keeps the exact value for programs, in a `<data>` element."""

    def figure(value: float | None) -> str:
        return spell(value) if value is None else Markup('<data value="{}">{}</data>').format(value, spell(value))

    return figure
