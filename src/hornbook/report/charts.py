"""Charts as inline SVG. Their colours are the page's CSS variables, so that they follow light, dark and print."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import matplotlib
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter

from hornbook.report.data import TrainingPoint
from hornbook.report.drawing import (
    BAD,
    FONT,
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
)  # fmt: skip
from hornbook.stats import Estimate

_ROW = 23
_CELL = 21


def loss_curve(points: Sequence[TrainingPoint]) -> Markup:
    """Loss over steps, on a logarithmic scale where it allows one, above the learning rate. Empty without points."""
    points = [point for point in points if math.isfinite(point.loss)]
    if not points:
        return Markup()
    steps = [point.step for point in points]
    with matplotlib.rc_context(SETTINGS):
        figure = new_figure(560, 340)
        loss = new_axes(figure, left=56, right=26, top=24, bottom=126)
        loss.plot(steps, [point.loss for point in points], color=GOOD, linewidth=1.6, clip_on=False)
        if min(point.loss for point in points) > 0:
            loss.set_yscale("log")
            loss.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
            loss.yaxis.set_minor_formatter(NullFormatter())
        loss.tick_params(labelbottom=False)
        rate = new_axes(figure, left=56, right=26, top=256, bottom=42)
        rate.plot(steps, [point.learning_rate for point in points], color=MUTED, linewidth=1.4, clip_on=False)
        rate.set_ylim(bottom=0)
        rate.yaxis.set_major_locator(MaxNLocator(2))
        rate.set_xlabel("step", color=MUTED)
        for axes, title in ((loss, "Loss, nats a token"), (rate, "Learning rate")):
            axes.set_title(title, loc="left", fontsize=FONT, color=INK)
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
            axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
            axes.grid(color=LINE, linewidth=0.8, clip_on=False)
            axes.margins(x=0)
        return to_svg(figure, "Loss and learning rate over the steps of training")


def accuracy_bars(tools: Mapping[str, Estimate]) -> Markup:
    """One bar a tool with its 95 % interval, in the order given. Empty without tools."""
    if not tools:
        return Markup()
    labels = [label_of(tool) for tool in tools]
    with matplotlib.rc_context(SETTINGS):
        left, right = width_of(labels, FONT), 124
        figure = new_figure(left + 280 + right, _ROW * len(tools) + 34)
        axes = new_axes(figure, left=left, right=right, top=4, bottom=30)
        axes.set_axis_off()
        for share in (0, 0.25, 0.5, 0.75, 1):
            axes.plot([share, share], [-0.5, len(tools) - 0.5], color=LINE, linewidth=0.8, clip_on=False, zorder=0)
            axes.text(share, len(tools) - 0.3, f"{share:.0%}".replace("%", " %"), ha="center", va="top", color=MUTED)
        for row, (label, estimate) in enumerate(zip(labels, tools.values(), strict=True)):
            axes.add_artist(Rectangle((0, row - 0.32), estimate.value, 0.64, **fill(GOOD, 0.4)))
            axes.text(-0.02, row, label, ha="right", va="center_baseline", color=INK)
            axes.text(1.19, row, f"{100 * estimate.value:.0f} %", ha="right", va="center_baseline", color=INK)
            axes.text(1.44, row, f"of {estimate.n:,}", ha="right", va="center_baseline", color=MUTED)
            low, high, cap = estimate.low, estimate.high, 0.16
            across, down = [low, low, low, high, high, high], [row - cap, row + cap, row, row, row - cap, row + cap]
            axes.plot(across, down, color=INK, linewidth=1.3, clip_on=False)
        axes.set_xlim(0, 1)
        axes.set_ylim(len(tools) - 0.5, -0.5)
        return to_svg(figure, "Tool accuracy by tool, with 95 % intervals")


def heat_map(counts: Mapping[tuple[str, str], int], names: Sequence[str]) -> Markup:
    """
    Expected tool (rows) against called tool (columns), in the order of `names`, shaded by the share of the row.

    Empty where nothing is counted.
    """
    if not counts:
        return Markup()
    totals: Counter[str] = Counter()
    for (expected, _), number in counts.items():
        totals[expected] += number
    wanted = [name for name in names if totals[name]]
    rows, columns = [label_of(name) for name in wanted], [label_of(name) for name in names]
    with matplotlib.rc_context(SETTINGS):
        left, top = width_of(rows, SMALL), width_of(columns, SMALL)
        figure = new_figure(left + _CELL * len(columns) + 4, top + _CELL * len(rows) + 4)
        axes = new_axes(figure, left=left, right=4, top=top, bottom=4)
        axes.set_axis_off()
        _draw_grid(axes, rows, columns)
        for row, expected in enumerate(wanted):
            for column, called in enumerate(names):
                if number := counts.get((expected, called), 0):
                    share = number / totals[expected]
                    _draw_cell(axes, row, column, number, share, GOOD if expected == called else BAD)
        axes.set_xlim(0, len(columns))
        axes.set_ylim(len(rows), 0)
        return to_svg(figure, "Expected tools against called tools", kind="map")


def _draw_cell(axes: Axes, row: int, column: int, number: int, share: float, colour: str) -> None:
    axes.add_artist(Rectangle((column, row), 1, 1, **fill(colour, 0.16 + 0.44 * math.sqrt(share))))
    font = 9 if number < 1000 else 7.5
    axes.text(column + 0.5, row + 0.5, str(number), ha="center", va="center_baseline", color=INK, fontsize=font)


def _draw_grid(axes: Axes, rows: Sequence[str], columns: Sequence[str]) -> None:
    """Labels of rows and columns, and all lines between them as one path."""
    for row, label in enumerate(rows):
        axes.text(-0.3, row + 0.5, label, ha="right", va="center_baseline", color=INK, fontsize=SMALL)
    for column, label in enumerate(columns):
        axes.text(column + 0.5, -0.3, label, ha="center", va="bottom", rotation=90, color=INK, fontsize=SMALL)
    across = [(x, y) for y in range(len(rows) + 1) for x in (0, len(columns), math.nan)]
    down = [(x, y) for x in range(len(columns) + 1) for y in (0, len(rows), math.nan)]
    axes.plot(*zip(*across, *down, strict=True), color=LINE, linewidth=0.6, clip_on=False, zorder=0)
