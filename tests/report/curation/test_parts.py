"""The parts of the report that need no run."""

import math
import re
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.curate.signals.signal import score
from hornbook.report.curation import charts
from hornbook.report.curation.conditions import Cut, columns_of, cut_of
from hornbook.report.curation.examples import excerpt
from hornbook.report.curation.histograms import NO_WORD, OTHERS, histograms
from hornbook.report.curation.judges import in_words
from hornbook.report.curation.shares import first_segments

KNOWN = ["id", "score_lines", "score_is_test", "score_leak"]


@pytest.mark.parametrize(
    ("condition", "cut"),
    [
        ("score_lines >= 2", Cut("score_lines", 2.0, ">=")),
        ("  score_leak<-0.5 ", Cut("score_leak", -0.5, "<")),
        ("score_lines > 2 and score_lines < 9", None),
        ("not score_is_test", None),
        ("score_lines = 2", None),
    ],
)
def test_only_a_comparison_is_a_cut(condition: str, cut: Cut | None) -> None:
    assert cut_of(condition) == cut


def test_columns_of_a_condition_come_once_and_in_its_order() -> None:
    assert columns_of("score_leak < 1 or score_lines > score_leak or score_beauty", KNOWN) == [
        "score_leak",
        "score_lines",
    ]
    assert columns_of("true", KNOWN) == []


def bars(values: list[Any], kind: pa.DataType) -> dict[str, Any]:
    """The one histogram of a column; every other document stays."""
    field = score("x", kind, "what it says")
    reasons = pa.array([None if place % 2 == 0 else "why" for place in range(len(values))], pa.string())
    table = pa.table([reasons, pa.array(values, kind)], names=["reason", field.name])
    [found] = histograms(table, pa.schema([field]), [field.name], ["score_x > 3", "score_x"])
    return found


@given(st.lists(st.one_of(st.none(), st.integers(-50, 10**9), st.floats(-1e9, 1e9))))
def test_each_number_stands_in_one_bar(values: list[float | None]) -> None:
    for kind, some in (
        (pa.float64(), values),
        (pa.int64(), [value for value in values if not isinstance(value, float)]),
    ):
        found = bars(some, kind)
        known = [value for value in some if value is not None]
        assert sum(found["kept"]) + sum(found["dropped"]) == len(known)
        assert found["missing"] == len(some) - len(known)
        assert len(found["edges"]) == len(found["kept"]) + 1 or not known
        assert found["edges"] == sorted(set(found["edges"]))
        if known:
            assert charts.histogram(found).startswith("<svg")


def test_what_is_no_number_is_in_no_bar() -> None:
    assert sum(bars([math.nan, math.inf, 1.0], pa.float32())["kept"]) == 1
    assert charts.histogram(bars([math.nan, None], pa.float32())) == ""


def test_whole_numbers_have_a_bar_each_while_they_are_few() -> None:
    found = bars([0, 0, 1, 3], pa.int64())
    assert found["edges"] == [0, 1, 2, 3, 4]
    assert (found["kept"], found["dropped"]) == ([1, 1, 0, 0], [1, 0, 0, 1])


def test_rare_words_are_taken_together() -> None:
    found = bars(["a", "a", None, *map(str, range(20))], pa.string())
    assert found["labels"][0] == "a"
    assert found["labels"][-1] == OTHERS
    assert sum(found["kept"]) + sum(found["dropped"]) == 23
    assert set(bars([True, None, False], pa.bool_())["labels"]) == {"true", "false", NO_WORD}


def test_charts_hold_nothing_but_paths_and_texts() -> None:
    lying = {"column": "score_x", "labels": ["<script>", "b"], "kept": [1, 0], "dropped": [0, 2], "cuts": []}
    upright = {"column": "score_x", "edges": [0, 1, 2], "kept": [1, 0], "dropped": [0, 2]}
    upright["cuts"] = [{"value": 9.0, "sign": ">"}]
    drawn = [
        charts.histogram(lying),
        charts.histogram(upright),
        charts.calibration([{"predicted": 1, "gold": 2, "n": 3}]),
    ]
    for svg in drawn:
        assert set(re.findall(r"<(\w+)", svg)) <= {"svg", "path", "text"}
        assert not re.search(r"#[0-9a-f]{3,}|font-family|url\(", svg)
    assert "kept &gt; 9" in drawn[1]
    assert charts.calibration([]) == ""


def kappa(value: float | None, low: float | None, high: float | None) -> dict[str, float | None]:
    return {"value": value, "low": low, "high": high}


def test_figures_of_a_teacher_are_put_in_words() -> None:
    teacher = {
        "agreement_with_itself": kappa(0.6, 0.5, 0.7),
        "agreement_with_gold": kappa(-0.3, -0.4, -0.1),
        "weight": 0.3,
    }
    assert in_words(teacher) == (
        "The teacher agrees with itself better than chance, and with the person's grades less than chance would: "
        "one of its grades was given 0.3 of the weight of a person's."
    )
    unknown = {
        "agreement_with_itself": kappa(None, None, None),
        "agreement_with_gold": kappa(0.1, 0.0, 0.2),
        "weight": 0.0,
    }
    assert "not measured" in in_words(unknown)
    assert "no better than chance: it was given no weight" in in_words(unknown)
    assert in_words({}) == ""


def test_an_excerpt_is_short_and_without_secrets() -> None:
    text = "mail = 'jane.miller@muellerbau.de'\n" + f"{'x' * 500}\n" + "pass\n" * 100
    lines = excerpt(text).split("\n")
    assert lines[0] == "mail = '<EMAIL>'"
    assert (len(lines), max(map(len, lines)), lines[-1]) == (16, 160, "…")
    assert excerpt("a = 1\n") == "a = 1"


def test_sources_begin_with_a_package_a_folder_or_a_host() -> None:
    sources = [
        "pypi:a==1/a/b.py",
        "folder/b.md",
        "alone.txt",
        "/srv/c.txt",
        "https://example.org/x/y",
        "",
        "odd\nname/z",
    ]
    expected = ["pypi:a==1", "folder", "alone.txt", "srv", "example.org", "", "odd\nname"]
    assert first_segments(pa.chunked_array([sources])).to_pylist() == expected
    assert np.all(np.array(expected) == first_segments(pa.chunked_array([sources])).to_pylist())
