"""Charts as inline SVG. Their colours are the page's CSS variables, so that they follow light, dark and print."""

import io
import math
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

import matplotlib
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter

from hornbook.report.data import TrainingPoint
from hornbook.report.formats import printable, shorten
from hornbook.stats import Estimate

# Colours that occur nowhere else stand in for the variables until the SVG is written.
_INK, _MUTED, _LINE, _GOOD, _BAD = "#010101", "#020202", "#030303", "#040404", "#050505"
_VARIABLES = {_INK: "ink", _MUTED: "muted", _LINE: "line", _GOOD: "good", _BAD: "bad"}

_FONT = 13
_SMALL = 11
_LETTER = 0.6
"""Width of a letter as a share of the font size."""
_LABEL = 28
"""Letters of a label; longer ones are cut."""
_ROW = 23
_CELL = 21

_SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "text.parse_math": False, "font.size": _FONT}


def loss_curve(points: Sequence[TrainingPoint]) -> Markup:
    """Loss over steps, on a logarithmic scale where it allows one, above the learning rate. Empty without points."""
    points = [point for point in points if math.isfinite(point.loss)]
    if not points:
        return Markup()
    steps = [point.step for point in points]
    with matplotlib.rc_context(_SETTINGS):
        figure = _figure(560, 340)
        loss = _axes(figure, left=56, right=26, top=24, bottom=126)
        loss.plot(steps, [point.loss for point in points], color=_GOOD, linewidth=1.6, clip_on=False)
        if min(point.loss for point in points) > 0:
            loss.set_yscale("log")
            loss.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
            loss.yaxis.set_minor_formatter(NullFormatter())
        loss.tick_params(labelbottom=False)
        rate = _axes(figure, left=56, right=26, top=256, bottom=42)
        rate.plot(steps, [point.learning_rate for point in points], color=_MUTED, linewidth=1.4, clip_on=False)
        rate.set_ylim(bottom=0)
        rate.yaxis.set_major_locator(MaxNLocator(2))
        rate.set_xlabel("step", color=_MUTED)
        for axes, title in ((loss, "Loss, nats a token"), (rate, "Learning rate")):
            axes.set_title(title, loc="left", fontsize=_FONT, color=_INK)
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
            axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
            axes.grid(color=_LINE, linewidth=0.8, clip_on=False)
            axes.margins(x=0)
        return _svg(figure, "Loss and learning rate over the steps of training")


def accuracy_bars(tools: Mapping[str, Estimate]) -> Markup:
    """One bar a tool with its 95 % interval, in the order given. Empty without tools."""
    if not tools:
        return Markup()
    labels = [_label(tool) for tool in tools]
    with matplotlib.rc_context(_SETTINGS):
        left, right = _width(labels, _FONT), 124
        figure = _figure(left + 280 + right, _ROW * len(tools) + 34)
        axes = _axes(figure, left=left, right=right, top=4, bottom=30)
        axes.set_axis_off()
        for share in (0, 0.25, 0.5, 0.75, 1):
            axes.plot([share, share], [-0.5, len(tools) - 0.5], color=_LINE, linewidth=0.8, clip_on=False, zorder=0)
            axes.text(share, len(tools) - 0.3, f"{share:.0%}".replace("%", " %"), ha="center", va="top", color=_MUTED)
        for row, (label, estimate) in enumerate(zip(labels, tools.values(), strict=True)):
            axes.add_artist(Rectangle((0, row - 0.32), estimate.value, 0.64, **_fill(_GOOD, 0.4)))
            axes.text(-0.02, row, label, ha="right", va="center_baseline", color=_INK)
            axes.text(1.19, row, f"{100 * estimate.value:.0f} %", ha="right", va="center_baseline", color=_INK)
            axes.text(1.44, row, f"of {estimate.n:,}", ha="right", va="center_baseline", color=_MUTED)
            low, high, cap = estimate.low, estimate.high, 0.16
            across, down = [low, low, low, high, high, high], [row - cap, row + cap, row, row, row - cap, row + cap]
            axes.plot(across, down, color=_INK, linewidth=1.3, clip_on=False)
        axes.set_xlim(0, 1)
        axes.set_ylim(len(tools) - 0.5, -0.5)
        return _svg(figure, "Tool accuracy by tool, with 95 % intervals")


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
    rows, columns = [_label(name) for name in wanted], [_label(name) for name in names]
    with matplotlib.rc_context(_SETTINGS):
        left, top = _width(rows, _SMALL), _width(columns, _SMALL)
        figure = _figure(left + _CELL * len(columns) + 4, top + _CELL * len(rows) + 4)
        axes = _axes(figure, left=left, right=4, top=top, bottom=4)
        axes.set_axis_off()
        _draw_grid(axes, rows, columns)
        for row, expected in enumerate(wanted):
            for column, called in enumerate(names):
                if number := counts.get((expected, called), 0):
                    share = number / totals[expected]
                    _draw_cell(axes, row, column, number, share, _GOOD if expected == called else _BAD)
        axes.set_xlim(0, len(columns))
        axes.set_ylim(len(rows), 0)
        return _svg(figure, "Expected tools against called tools", kind="map")


def _draw_cell(axes: Axes, row: int, column: int, number: int, share: float, colour: str) -> None:
    axes.add_artist(Rectangle((column, row), 1, 1, **_fill(colour, 0.16 + 0.44 * math.sqrt(share))))
    font = 9 if number < 1000 else 7.5
    axes.text(column + 0.5, row + 0.5, str(number), ha="center", va="center_baseline", color=_INK, fontsize=font)


def _draw_grid(axes: Axes, rows: Sequence[str], columns: Sequence[str]) -> None:
    """Labels of rows and columns, and all lines between them as one path."""
    for row, label in enumerate(rows):
        axes.text(-0.3, row + 0.5, label, ha="right", va="center_baseline", color=_INK, fontsize=_SMALL)
    for column, label in enumerate(columns):
        axes.text(column + 0.5, -0.3, label, ha="center", va="bottom", rotation=90, color=_INK, fontsize=_SMALL)
    across = [(x, y) for y in range(len(rows) + 1) for x in (0, len(columns), math.nan)]
    down = [(x, y) for x in range(len(columns) + 1) for y in (0, len(rows), math.nan)]
    axes.plot(*zip(*across, *down, strict=True), color=_LINE, linewidth=0.6, clip_on=False, zorder=0)


def _fill(colour: str, alpha: float) -> dict[str, Any]:
    return {"facecolor": colour, "alpha": alpha, "linewidth": 0, "clip_on": False}


def _label(name: str) -> str:
    return shorten(printable(name), _LABEL)


def _width(labels: Sequence[str], font: float) -> int:
    """Room for labels, in pixels."""
    return round(max(map(len, labels)) * _LETTER * font) + 14


def _figure(width: float, height: float) -> Figure:
    """A figure measured in pixels."""
    figure = Figure(figsize=(width / 72, height / 72), dpi=72)
    figure.patch.set_visible(False)
    return figure


def _axes(figure: Figure, left: float, right: float, top: float, bottom: float) -> Axes:
    """Axes without frame and ticks at these distances, in pixels, from the figure's edges."""
    width, height = figure.get_size_inches() * 72
    place = (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
    axes = figure.add_axes(place)
    axes.set_frame_on(False)
    axes.set_axisbelow(True)
    axes.tick_params(which="both", length=0, pad=6, labelcolor=_MUTED)
    return axes


def _svg(figure: Figure, description: str, kind: str = "chart") -> Markup:
    """The figure as an `<svg>` element of nothing but paths and texts, described for those who cannot see it."""
    file = io.StringIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # text is drawn by the browser, in fonts of its own
        figure.savefig(file, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    drawn = ElementTree.fromstring(file.getvalue())
    width, height = (str(round(length * 72)) for length in figure.get_size_inches())
    frame = {"viewBox": f"0 0 {width} {height}", "width": width, "height": height}
    svg = ElementTree.Element("svg", frame | {"class": kind, "role": "img", "aria-label": description})
    for element in drawn.iter():
        tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
        if tag in ("path", "text"):
            ElementTree.SubElement(svg, tag, _plain_attributes(element)).text = element.text
            svg[-1].tail = "\n"
    return Markup(ElementTree.tostring(svg, encoding="unicode"))


def _plain_attributes(element: ElementTree.Element) -> dict[str, str]:
    """Attributes without fonts and idle rotations, with variables in the place of colours."""
    attributes = {name: " ".join(value.split()) for name, value in element.attrib.items()}
    styles = [style for style in attributes.get("style", "").split("; ") if not style.startswith("font-family")]
    attributes["style"] = "; ".join(styles)
    for colour, variable in _VARIABLES.items():
        attributes["style"] = attributes["style"].replace(colour, f"var(--{variable})")
    if attributes.get("transform", "").startswith("rotate(-0 "):
        del attributes["transform"]
    return attributes
