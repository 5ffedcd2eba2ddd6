"""What the pages of reports have in common: templates, and figures that page and JSON can both hold."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from hornbook.report import formats
from hornbook.report.data import FIGURES_FILE, PAGE_FILE


def write_page(folder: Path, page: str, figures: Mapping[str, Any]) -> None:
    """Write `report.html` and `report.json` into an existing folder."""
    (folder / PAGE_FILE).write_text(page, encoding="utf-8")
    text = json.dumps(figures, ensure_ascii=False, allow_nan=False, indent=1)
    (folder / FIGURES_FILE).write_text(text + "\n", encoding="utf-8")


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
