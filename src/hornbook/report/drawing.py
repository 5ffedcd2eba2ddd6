"""What charts are drawn with: figures measured in pixels, in the page's colours, that become inline SVG."""

import io
import warnings
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hornbook.report.formats import printable, shorten

# Colours that occur nowhere else stand in for the variables until the SVG is written.
INK, MUTED, LINE, GOOD, BAD = "#010101", "#020202", "#030303", "#040404", "#050505"
_VARIABLES = {INK: "ink", MUTED: "muted", LINE: "line", GOOD: "good", BAD: "bad"}

FONT = 13
SMALL = 11
_LETTER = 0.6
"""Width of a letter as a share of the font size."""
_LABEL = 28
"""Letters of a label; longer ones are cut."""

SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "text.parse_math": False, "font.size": FONT}


def fill(colour: str, alpha: float) -> dict[str, Any]:
    """How a patch is filled: with a colour and no edge."""
    return {"facecolor": colour, "alpha": alpha, "linewidth": 0, "clip_on": False}


def label_of(name: str) -> str:
    """A name as a label: printable, and cut where it is long."""
    return shorten(printable(name), _LABEL)


def width_of(labels: Sequence[str], font: float) -> int:
    """Room for labels, in pixels."""
    return round(max(map(len, labels)) * _LETTER * font) + 14


def new_figure(width: float, height: float) -> Figure:
    """A figure measured in pixels."""
    figure = Figure(figsize=(width / 72, height / 72), dpi=72)
    figure.patch.set_visible(False)
    return figure


def new_axes(figure: Figure, left: float, right: float, top: float, bottom: float) -> Axes:
    """Axes without frame and ticks at these distances, in pixels, from the figure's edges."""
    width, height = figure.get_size_inches() * 72
    place = (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
    axes = figure.add_axes(place)
    axes.set_frame_on(False)
    axes.set_axisbelow(True)
    axes.tick_params(which="both", length=0, pad=6, labelcolor=MUTED)
    return axes


def to_svg(figure: Figure, description: str, kind: str = "chart") -> Markup:
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
