import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from hornbook.evaluate.results import Answer, ExamResult
from hornbook.evaluate.suites.tool_calls import mark
from hornbook.report.data import PackedFile, ReportData, Textbook, Training, TrainingPoint
from hornbook.report.page import build_report, write_report
from hornbook.stats import proportion

VOID = {"meta", "link", "input", "br", "hr", "img"}
HOSTILE = "</style></script></td><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}&amp;\x00\ud800\" '"


class Page(HTMLParser):
    """Parses a page strictly: every element that is opened is closed, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in ("style", "script"):
            self.text += f"{data}\n"

    def numbers(self) -> set[float]:
        exact = [
            float(value) for name, value in self.attributes if name == "value" and value and value[0] in "-0123456789"
        ]
        shown = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", self.text.replace(",", ""))]
        return {*exact, *shown}


@pytest.fixture(scope="module")
def built(run: ReportData) -> tuple[str, dict[str, Any]]:
    return build_report(run)


@pytest.fixture(scope="module")
def page(built: tuple[str, dict[str, Any]]) -> Page:
    return Page(built[0])


def leaves(value: Any) -> Iterator[Any]:
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from leaves(item)
    if not isinstance(value, dict | list):
        yield value


def test_the_page_is_whole_and_needs_nothing_else(built: tuple[str, dict[str, Any]], page: Page) -> None:
    html, _ = built
    assert len(html.encode()) < 1_000_000
    assert not re.search(r"https?:|@import|url\(", html)
    links = [
        value for name, value in page.attributes if name in ("src", "href", "srcset", "data", "poster", "xlink:href")
    ]
    assert all(link.startswith("#") or link == "data:," for link in links)
    assert page.tags["script"] == page.tags["style"] == 1


def test_every_part_that_the_navigation_names_is_there(page: Page) -> None:
    targets = {value[1:] for name, value in page.attributes if name == "href" and value.startswith("#")}
    assert targets == {value for name, value in page.attributes if name == "id"}


def test_every_figure_of_the_json_is_on_the_page(built: tuple[str, dict[str, Any]], page: Page) -> None:
    figures = [leaf for leaf in leaves(built[1]) if isinstance(leaf, int | float) and not isinstance(leaf, bool)]
    assert len(figures) > 1_000
    assert {float(figure) for figure in figures} - page.numbers() == set()


def test_every_text_of_the_json_is_on_the_page(built: tuple[str, dict[str, Any]], page: Page) -> None:
    assert {leaf for leaf in leaves(built[1]) if isinstance(leaf, str) and leaf not in page.text} == set()


def test_the_headline_stands_beside_the_baseline(built: tuple[str, dict[str, Any]], page: Page) -> None:
    text = " ".join(page.text.split())
    head = text[: text.index("How it was made")]
    exam = built[1]["exams"][0]
    accuracy = exam["examinees"][0]["metrics"]["tool_accuracy"]
    for figure in ("1,049,472", "1.21 MB", "6.31 ms", f"{accuracy['value']:.1%}"[:-1], "Majority baseline"):
        assert figure in head


def test_examinees_share_an_exam_and_the_first_ones_answers_are_shown(
    run: ReportData, built: tuple[str, dict[str, Any]]
) -> None:
    exams = built[1]["exams"]
    assert [exam["exam"] for exam in exams] == ["human_dev", "commands", "held-out families"]
    assert [one["model"] for one in exams[0]["examinees"]] == ["watch-Q8_0.gguf", "checkpoint"]
    assert sum(tool["n"] for tool in exams[0]["tools"].values()) == len(run.exams[0].answers)
    assert sum(pair["count"] for pair in exams[0]["confusion"]) == len(run.exams[0].answers)


def hostile(value: Any) -> Any:
    """The same values with every text turned against the page."""
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, dict):
        return {f"{HOSTILE}{name}": hostile(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [hostile(item) for item in value[:50]]
    if isinstance(value, ExamResult):
        answers = [hostile(answer) for answer in value.answers[:50]]
        return replace(value, suite=HOSTILE, exam=f"{HOSTILE}{value.exam}", model=HOSTILE, answers=answers)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{part.name: hostile(getattr(value, part.name)) for part in fields(value)})
    return value


def test_hostile_texts_are_shown_and_do_nothing(run: ReportData) -> None:
    html, figures = build_report(hostile(run))
    page = Page(html)
    assert page.tags["script"] == page.tags["style"] == 1
    assert page.tags["img"] == 0
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert (
        HOSTILE.replace("\x00", "\N{REPLACEMENT CHARACTER}").replace("\ud800", "\N{REPLACEMENT CHARACTER}") in page.text
    )
    html.encode()
    json.dumps(figures, ensure_ascii=False, allow_nan=False).encode()


def test_what_was_not_measured_is_said_so(run: ReportData) -> None:
    unsure = Answer("hello", ["escalate"], None, None, "", math.nan)
    unmarked = ExamResult("tool-calls", "strange", "a.gguf", mark([unsure]), proportion(1, 1), math.nan, [unsure])
    unsat = ExamResult("tool-calls", "unsat", "a.gguf", mark([]), proportion(0, 0), 0.0, [])
    points = [TrainingPoint(1, 1.5, 0.1, 0.5, 1.0), TrainingPoint(2, math.nan, 0.1, math.inf, 1.0)]
    html, figures = build_report(
        replace(run, exams=[unmarked, unsat], training=Training(points, 1, 1.0), packed=[PackedFile("a.gguf", 1)])
    )
    page = Page(html)
    assert figures["exams"][0]["examinees"][0]["metrics"]["exact_match"]["value"] is None
    assert figures["exams"][0]["answers"][0]["confidence"] is None
    assert figures["training"]["points"][1] == {
        "step": 2, "loss": None, "learning_rate": 0.1, "gradient_norm": None, "tokens_per_second": 1.0,
    }  # fmt: skip
    assert "not measured" in page.text
    assert not re.search(r"\b(nan|inf|None)\b", page.text)
    json.dumps(figures, allow_nan=False)


def test_a_run_with_nothing_to_show_has_a_page_still(run: ReportData) -> None:
    unwritten, untrained = Textbook(0, 0, 0, 0, 0, 0, 0, {}, []), Training([], 0, 0.0)
    bare = replace(run, packed=[], exams=[], stages=[], packages={}, training=untrained, textbook=unwritten)
    html, figures = build_report(bare)
    assert "No exam was sat." in Page(html).text
    assert figures["exams"] == []


def test_both_files_say_the_same_every_time(run: ReportData, built: tuple[str, dict[str, Any]], tmp_path: Path) -> None:
    write_report(tmp_path, run)
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == built[0]
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8")) == built[1]


def test_odd_counts_of_stages_are_shown(run: ReportData) -> None:
    counts = {
        "best": True,
        "names": ["a", "b"],
        "nothing": None,
        "loss": 0.07134,
        "nested": {"inner": {"deep": 987_654}},
    }
    html, _ = build_report(replace(run, exams=[], stages=[replace(run.stages[0], counts=counts)]))
    text = " ".join(Page(html).text.split())
    for shown in ("best True", "names a, b", "loss 0.07134", "deep 987,654"):
        assert shown in text
