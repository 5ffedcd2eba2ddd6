"""One self-contained page about a curation, and the same figures as JSON."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hornbook.artifact import Artifact
from hornbook.curate.selection import COPY, LEAK, NEAR
from hornbook.report.curation import charts
from hornbook.report.curation.collect import collect_curation
from hornbook.report.templates import plain, templates, write_page

_IN_WORDS = {COPY: "exact copies", NEAR: "near-duplicates", LEAK: "exam leaks"}


def write_curation_report(
    folder: Path, recipe_name: str, description: str, artifacts: Mapping[str, Artifact], made: Sequence[str]
) -> None:
    """
    Write `report.html` and `report.json` about a curation into its run folder.

    `artifacts` are those of all its stages, by name; `made` names those that this run carried out itself.
    """
    figures = plain(collect_curation(recipe_name, description, artifacts, made))
    write_page(folder, curation_page(figures), figures)


def curation_page(figures: Mapping[str, Any]) -> str:
    """The page as HTML; no text of a document or name can become markup."""
    classifier = figures["classifier"]
    return (
        templates()
        .get_template("curation.html.jinja")
        .render(
            report=figures,
            reasons=_IN_WORDS,
            histograms=[charts.histogram(one) for one in figures["histograms"]],
            calibration=charts.calibration(classifier["calibration"]) if classifier else "",
        )
    )
