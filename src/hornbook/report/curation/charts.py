"""The charts of a curation's report, as inline SVG."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib
import numpy as np
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from hornbook.report.drawing import (
    BAD,
    GOOD,
    INK,
    LINE,
    MUTED,
    SETTINGS,
    SMALL,
    fill,
    label_of,
    new_axes,
    new_figure,
    to_svg,
    width_of,
)

_WIDTH, _HEIGHT = 410, 210
_ROW = 22
_TICKS = 6
_HIGHEST_GRADE = 5


def histogram(figures: Mapping[str, Any]) -> Markup:
    """One of `histograms`: what stays stands on what goes, and a line marks each cut. Empty where no document has a value."""
    if not figures["kept"]:
        return Markup()
    with matplotlib.rc_context(SETTINGS):
        description = f"Documents by {figures['column']}, kept and dropped"
        return to_svg(_upright(figures) if "edges" in figures else _lying(figures), description)


def calibration(points: Sequence[Mapping[str, float]]) -> Markup:
    """The grade that was predicted against the mean of a person's grades, a point for each group. Empty without points."""
    if not points:
        return Markup()
    with matplotlib.rc_context(SETTINGS):
        figure = new_figure(340, 320)
        axes = new_axes(figure, left=46, right=16, top=12, bottom=46)
        axes.plot([0, _HIGHEST_GRADE], [0, _HIGHEST_GRADE], color=MUTED, linewidth=1, clip_on=False)
        line = [point["predicted"] for point in points], [point["gold"] for point in points]
        axes.plot(*line, color=GOOD, linewidth=1.6, clip_on=False)
        for x, y in zip(*line, strict=True):
            axes.add_artist(Rectangle((x - 0.06, y - 0.06), 0.12, 0.12, **fill(GOOD, 1)))
        axes.set_xlim(0, _HIGHEST_GRADE)
        axes.set_ylim(0, _HIGHEST_GRADE)
        axes.grid(color=LINE, linewidth=0.8, clip_on=False)
        axes.set_xlabel("predicted grade", color=MUTED)
        axes.set_ylabel("mean of a person's grades", color=MUTED)
        return to_svg(figure, "Predicted grades against a person's grades")


def _upright(figures: Mapping[str, Any]) -> Figure:
    """Bars of numbers, all of one width, whatever lies between their edges."""
    edges, kept, dropped = figures["edges"], figures["kept"], figures["dropped"]
    figure = new_figure(_WIDTH, _HEIGHT)
    axes = new_axes(figure, left=58, right=14, top=22, bottom=28)
    for place, (stays, goes) in enumerate(zip(kept, dropped, strict=True)):
        axes.add_artist(Rectangle((place + 0.06, 0), 0.88, stays, **fill(GOOD, 0.75)))
        axes.add_artist(Rectangle((place + 0.06, stays), 0.88, goes, **fill(MUTED, 0.4)))
    top = 1.05 * max(1, *(stays + goes for stays, goes in zip(kept, dropped, strict=True)))
    for cut in figures["cuts"]:
        _draw_cut(axes, float(np.interp(cut["value"], edges, range(len(edges)))), cut, top, len(kept))
    axes.set_xlim(0, len(kept))
    axes.set_ylim(0, top)
    step = max(1, -(-len(kept) // _TICKS))
    places = range(0, len(edges), step)
    axes.set_xticks(list(places), [f"{edges[place]:,.6g}" for place in places])
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.grid(axis="y", color=LINE, linewidth=0.8, clip_on=False)
    return figure


def _draw_cut(axes: Axes, place: float, cut: Mapping[str, Any], top: float, bars: int) -> None:
    axes.plot([place, place], [0, top], color=BAD, linewidth=1.6, clip_on=False)
    is_right = place > bars / 2
    text = f"kept {cut['sign']} {cut['value']:g}"
    axes.text(place, 1.03 * top, text, ha="right" if is_right else "left", va="bottom", color=BAD, fontsize=SMALL)


def _lying(figures: Mapping[str, Any]) -> Figure:
    """Bars of flags and words, each with its name and number of documents."""
    labels = [label_of(label) for label in figures["labels"]]
    left, right = width_of(labels, SMALL), 62
    figure = new_figure(_WIDTH, _ROW * len(labels) + 12)
    axes = new_axes(figure, left=left, right=right, top=6, bottom=6)
    axes.set_axis_off()
    most = max(1, *(stays + goes for stays, goes in zip(figures["kept"], figures["dropped"], strict=True)))
    for row, (label, stays, goes) in enumerate(zip(labels, figures["kept"], figures["dropped"], strict=True)):
        axes.add_artist(Rectangle((0, row - 0.32), stays / most, 0.64, **fill(GOOD, 0.75)))
        axes.add_artist(Rectangle((stays / most, row - 0.32), goes / most, 0.64, **fill(MUTED, 0.4)))
        axes.text(-0.02, row, label, ha="right", va="center_baseline", color=INK, fontsize=SMALL)
        axes.text(1.02, row, f"{stays + goes:,}", ha="left", va="center_baseline", color=MUTED, fontsize=SMALL)
    axes.set_xlim(0, 1)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    return figure
