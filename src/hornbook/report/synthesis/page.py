"""One self-contained page about what was written, and the same figures as JSON."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hornbook.artifact import Artifact
from hornbook.report.data import REPORT, SYNTHESIS
from hornbook.report.synthesis import charts
from hornbook.report.synthesis.collect import collect_synthesis
from hornbook.report.templates import plain, templates, write_page


def write_synthesis_report(
    folder: Path,
    recipe_name: str,
    description: str,
    artifacts: Mapping[str, Artifact],
    made: Sequence[str],
    is_beside: bool,
) -> None:
    """
    Write `report.html` and `report.json` about what was written into its run folder; `synthesis.*` where it stands beside those.

    `artifacts` are those of all stages of the run, by name; `made` names those that this run carried out itself.
    """
    figures = plain(collect_synthesis(recipe_name, description, artifacts, made, is_beside))
    write_page(folder, synthesis_page(figures), figures, SYNTHESIS if is_beside else REPORT)


def synthesis_page(figures: Mapping[str, Any]) -> str:
    """The page as HTML; no text of a document or name can become markup."""
    book = figures["parts"].get("textbook")
    saturation = charts.saturation(book["saturation"]) if book else ""
    return templates().get_template("synthesis.html.jinja").render(report=figures, saturation=saturation)
