import math
import re
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from hornbook.report import charts
from hornbook.report.data import TrainingPoint
from hornbook.stats import proportion

HOSTILE = ["<script>alert(1)</script>", "$\\frac{1}$", "a --> b", "]]>", "\x00\ud800", "工具", '" onload="x']


def texts(svg: Markup) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter("text")]


def point(step: int, loss: float) -> TrainingPoint:
    return TrainingPoint(step, loss, 0.001 * step, 1.0, 40_000.0)


def test_bars_name_every_tool_with_its_share() -> None:
    shown = texts(charts.accuracy_bars({"set_alarm": proportion(1, 4), "escalate": proportion(1_200, 1_200)}))
    assert {"set_alarm", "25 %", "of 4", "escalate", "100 %", "of 1,200"} <= set(shown)


def test_heat_map_labels_rows_and_columns_and_writes_what_occurs() -> None:
    counts = {("set_alarm", "set_alarm"): 83, ("set_alarm", "(none)"): 5, ("escalate", "set_alarm"): 1_234}
    shown = texts(charts.heat_map(counts, ["set_alarm", "escalate", "(none)"]))
    assert [label for label in shown if not label.isdigit()] == [
        "set_alarm", "escalate", "set_alarm", "escalate", "(none)",
    ]  # fmt: skip
    assert sorted(label for label in shown if label.isdigit()) == ["1234", "5", "83"]


def test_the_curve_leaves_out_what_is_no_number() -> None:
    assert texts(charts.loss_curve([point(1, 5.0), point(2, math.nan), point(3, 0.5)]))
    assert charts.loss_curve([]) == charts.loss_curve([point(1, math.nan)]) == ""
    assert texts(charts.loss_curve([point(1, 0.0)]))


@pytest.mark.parametrize("tool", HOSTILE)
def test_names_cannot_become_markup(tool: str) -> None:
    for svg in (charts.accuracy_bars({tool: proportion(1, 2)}), charts.heat_map({(tool, tool): 1}, [tool])):
        elements = list(ElementTree.fromstring(svg).iter())
        assert {element.tag for element in elements} <= {"svg", "path", "text"}
        assert not any(name.startswith("on") for element in elements for name in element.attrib)


def test_charts_follow_the_page_and_clash_with_nothing() -> None:
    svg = charts.heat_map({("a", "a"): 1, ("a", "b"): 2}, ["a", "b"])
    assert not re.search(r"#[0-9a-f]{3,}|font-family|\bid=|url\(|http", svg)
    assert "var(--good)" in svg
    assert 'role="img" aria-label=' in svg


def test_nothing_makes_no_chart() -> None:
    assert charts.accuracy_bars({}) == charts.heat_map({}, []) == ""


def test_a_chart_of_a_great_many_tools_stays_small() -> None:
    names = [f"tool_{number}" for number in range(64)]
    counts = {(one, other): 7 for one in names[:32] for other in names[:32]}
    assert len(charts.heat_map(counts, names)) < 400_000
