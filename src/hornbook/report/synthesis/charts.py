"""The charts of a synthesis's report, as inline SVG."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.patches import Polygon
from matplotlib.ticker import FuncFormatter, MaxNLocator

from hornbook.report.drawing import GOOD, LINE, MUTED, SETTINGS, SMALL, fill, new_axes, new_figure, to_svg


def saturation(figures: Mapping[str, Any]) -> Markup:
    """`coverage.summary.saturation`: the ideas that so many documents show and so many more would, with bands. Empty without any."""
    draws = figures["draws"]
    if not draws:
        return Markup()
    with matplotlib.rc_context(SETTINGS):
        figure = new_figure(560, 320)
        axes = new_axes(figure, left=58, right=24, top=26, bottom=46)
        _draw_curve(axes, figures["observed"], GOOD, "-")
        _draw_curve(axes, figures["expected"], MUTED, "--")
        top = 1.05 * max(point["high"] for points in ("observed", "expected") for point in figures[points])
        axes.plot([draws, draws], [0, top], color=MUTED, linewidth=1, clip_on=False)
        axes.text(draws, 1.02 * top, "written so far", ha="center", va="bottom", color=MUTED, fontsize=SMALL)
        axes.set_xlim(0, 2 * draws)
        axes.set_ylim(0, top)
        for axis, title in ((axes.xaxis, "documents"), (axes.yaxis, "different ideas")):
            axis.set_major_locator(MaxNLocator(6, integer=True))
            axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
            axis.set_label_text(title, color=MUTED)
        axes.grid(color=LINE, linewidth=0.8, clip_on=False)
        return to_svg(figure, "Different ideas by the number of documents, so far and as expected")


def _draw_curve(axes: Axes, points: Sequence[Mapping[str, float]], colour: str, style: str) -> None:
    """A line through the values, on a band from `low` to `high`."""
    draws = [point["draws"] for point in points]
    upper = [(point["draws"], point["high"]) for point in points]
    lower = [(point["draws"], point["low"]) for point in reversed(points)]
    axes.add_artist(Polygon([*upper, *lower], closed=True, **fill(colour, 0.2)))
    axes.plot(draws, [point["value"] for point in points], style, color=colour, linewidth=1.6, clip_on=False)
