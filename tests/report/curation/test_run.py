"""A real run over a few small generated files, with texts that want to break the page."""

import json
import random
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from hornbook import pipeline
from hornbook.artifact import Artifact
from hornbook.pipeline import Run
from hornbook.report.curation.page import write_curation_report
from hornbook.report.terminal import print_curation
from hornbook.stages import classify

KEEP = [
    "score_code_language = 'python'",
    "score_syntax_valid",
    "not score_is_test",
    "score_lines > 3 and score_lines < 900",
]
CUT = "score_function_lines < 5.9"
SECRET = "jane.miller@muellerbau.de"
HOSTILE = "</pre></script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}"
EXAM = {
    "task_id": "own/1",
    "prompt": "def running_totals(values):\n    '''Give the sum of all values up to each place in the list.'''\n",
    "canonical_solution": (
        "    total, totals = 0, []\n    for value in values:\n        total += value\n"
        "        totals.append(total)\n    return totals\n"
    ),
    "test": "",
}
LEAK = "\n\ndef sums(numbers):\n    s, out = 0, []\n    for n in numbers:\n        s += n\n        out.append(s)\n    return out\n"


def module(seed: int) -> str:
    """A small Python module like no other, with a function of three lines and one of seven."""
    words = random.Random(seed)
    names = ["".join(words.choices("abcdefghijklmnop", k=7)) for _ in range(20)]
    functions = [
        f"def {name}({other}):\n    '''{name} {other}.'''\n"
        + f"    {other} += {seed}\n" * (1 + 4 * (n % 2))
        + f"    return {other}\n"
        for n, (name, other) in enumerate(zip(names[::2], names[1::2], strict=True))
    ]
    return "\n\n".join(functions[: 3 + seed % 4])


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "tests").mkdir()
    for number in range(24):
        (folder / f"m{number:02d}.py").write_text(module(number))
    (folder / "copy.py").write_text(module(3))
    (folder / "near.py").write_text(module(5).replace("return", "return  1 +", 1))
    (folder / "leak.py").write_text(module(101) + LEAK)
    (folder / "secret.py").write_text(f"# ask {SECRET}\n# {HOSTILE}\n" + module(202))
    (folder / "tests" / "test_it.py").write_text("def test_it():\n    assert 1 + 1 == 2\n" * 3)
    (folder / "broken.py").write_text("def f(:\n    pass\n" * 4)
    (folder / "<i>odd&.md").write_text("# Notes\n\nThese lines say a few things, but they are no program.\n" * 3)
    (folder / "picture.py").write_bytes(b"\0\1\2" * 40)
    return folder


@pytest.fixture(scope="module")
def exam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("exam") / "own.jsonl"
    file.write_text(json.dumps(EXAM) + "\n")
    return file


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="module")
def run(corpus: Path, exam: Path, store: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    out = tmp_path_factory.mktemp("run") / "out"
    return pipeline.curate([str(corpus)], out, [*KEEP, CUT], [exam], store, quiet=True)


@pytest.fixture(scope="module")
def figures(run: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((run.folder / "report.json").read_text())
    return found


class Page(HTMLParser):
    """The tags, attributes, identities and text of a page; every element that is opened is closed, in order."""

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
        if tag not in ("meta", "link", "br"):
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text += f"{data}\n"


@pytest.fixture(scope="module")
def html(run: Run) -> str:
    return (run.folder / "report.html").read_text()


def test_figures_add_up_with_what_the_stages_counted(run: Run, figures: dict[str, Any]) -> None:
    counts = {name: artifact.counts for name, artifact in run.artifacts.items()}
    filters = {one["reason"]: one for one in figures["filters"]}
    assert list(filters) == ["copy", "near-duplicate", "exam leak", *KEEP, CUT]
    assert {reason: one["documents"] for reason, one in filters.items() if one["documents"]} == counts["select"][
        "dropped_documents"
    ]
    assert set(filters) - set(counts["select"]["dropped_documents"]) == {KEEP[3]}
    assert figures["filters"][-1]["remaining"] == figures["stayed"]["documents"] == counts["curated"]["documents"]
    for unit in ("documents", "bytes"):
        dropped = sum(one[unit] for one in figures["filters"])
        assert figures["came_in"][unit] == figures["stayed"][unit] + dropped == counts["corpus"][unit]
    assert figures["stayed"]["redacted_documents"] == counts["curated"]["redacted_documents"] == 1
    assert figures["set_aside"] == counts["corpus"]["set_aside"] == {"binary": 1}


def test_shares_add_up_to_the_whole(figures: dict[str, Any]) -> None:
    for rows in figures["shares"].values():
        assert sum(row["documents"] for row in rows) == figures["came_in"]["documents"]
        assert sum(row["bytes"] for row in rows) == figures["came_in"]["bytes"]
        assert sum(row["kept_documents"] for row in rows) == figures["stayed"]["documents"]
        assert sum(row["kept_bytes"] for row in rows) == figures["stayed"]["bytes"]
    languages = {row["name"]: row["documents"] for row in figures["shares"]["language"]}
    assert languages == {"python": figures["came_in"]["documents"] - 1, "markdown": 1}


def test_every_condition_has_a_histogram_of_all_that_was_measured(run: Run, figures: dict[str, Any]) -> None:
    found = {one["column"]: one for one in figures["histograms"]}
    assert {condition for one in found.values() for condition in one["conditions"]} == {*KEEP, CUT}
    for one in found.values():
        assert (
            sum(one["kept"]) + sum(one["dropped"]) + one["missing"] * ("edges" in one)
            == run.artifacts["signals"].counts["documents"]
        )
        assert one["description"]
    assert found["score_function_lines"]["cuts"] == [{"value": 5.9, "sign": "<"}]
    assert found["score_lines"]["cuts"] == []
    assert dict(zip(found["score_is_test"]["labels"], found["score_is_test"]["dropped"], strict=True))["true"] == 1


def test_duplicates_and_leaks_are_named(figures: dict[str, Any]) -> None:
    groups = {
        frozenset((one["members"], one["copies"], one["near"])): one["source"]
        for one in figures["duplicates"]["largest"]
    }
    assert figures["duplicates"]["groups"] == 2
    assert {Path(source).name for source in groups.values()} <= {"m03.py", "copy.py", "m05.py", "near.py"}
    leaks = figures["leaks"]
    assert leaks["items"] == 1
    assert leaks["exams"] == ["own.jsonl"]
    nearest = leaks["nearest"][0]
    assert (nearest["item"], Path(nearest["source"]).name, nearest["reason"]) == ("own/1", "leak.py", "exam leak")
    assert nearest["similarity"] >= leaks["similarity"]
    assert leaks["found_at"][0]["documents"] == 1


def test_every_reason_has_examples_without_secrets(run: Run, figures: dict[str, Any], html: str) -> None:
    shown = Counter(one["reason"] for one in figures["examples"]["documents"])
    assert set(shown) == {None, *run.artifacts["select"].counts["dropped_documents"]}
    assert max(shown.values()) <= 3
    assert SECRET not in html
    assert SECRET not in json.dumps(figures)
    for one in figures["examples"]["documents"]:
        assert one["text"].count("\n") <= 15


def test_the_page_is_whole_and_its_parts_are_found(html: str) -> None:
    page = Page(html)
    targets = {value[1:] for name, value in page.attributes if name == "href" and value.startswith("#")}
    assert targets == {value for name, value in page.attributes if name == "id"}
    assert "judges" not in targets
    assert not re.search(r"https?:|@import|url\(", html.partition('id="examples"')[0])


def test_stages_say_how_fast_they_were(run: Run, figures: dict[str, Any]) -> None:
    stages = {stage["name"]: stage for stage in figures["stages"]}
    assert list(stages) == list(run.artifacts)
    assert not any(stage["reused"] for stage in stages.values())
    manifest = run.artifacts["signals"].manifest
    assert stages["signals"]["bytes_per_second"] == round(figures["came_in"]["bytes"] / manifest["seconds"])
    assert stages["select"]["bytes_per_second"] is None
    assert figures["on_text"]["seconds"] == figures["seconds"]


def test_without_exam_and_conditions_there_is_a_page_still(corpus: Path, store: Path, tmp_path: Path) -> None:
    bare = pipeline.curate([str(corpus)], tmp_path / "bare", [], [], store, quiet=True)
    page = Page((bare.folder / "report.html").read_text())
    assert "No exam was named" in page.text
    assert "No condition was set" in page.text
    assert page.tags["svg"] == 0


def test_a_run_that_makes_nothing_leaves_the_report_be(
    run: Run, corpus: Path, exam: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = run.folder / "report.html"
    before = page.stat().st_mtime_ns
    again = pipeline.curate([str(corpus)], run.folder, [*KEEP, CUT], [exam], store, quiet=True)
    assert again.made == []
    assert page.stat().st_mtime_ns == before
    print_curation(run.folder, {name: artifact.counts for name, artifact in run.artifacts.items()})
    assert str(page) in capsys.readouterr().out


KAPPA = {"value": 0.02, "low": -0.1, "high": 0.13, "n": 6}
ESTIMATE = {"value": 0.9, "low": 0.8, "high": 1.0, "n": 9}
METRICS = {
    "classifier": {
        "n": 9, "positives": 4, "auc": ESTIMATE, "f1": ESTIMATE, "cut": 2.5, "tuning_auc": 0.8, "penalty": 100.0,
        "calibration": [{"predicted": 1.5, "gold": 1.0, "n": 5}, {"predicted": 3.0, "gold": 3.5, "n": 4}],
    },
    "teacher": {"agreement_with_itself": KAPPA, "agreement_with_gold": dict.fromkeys(KAPPA) | {"n": 0}, "weight": 0.0, "documents": 6},
}  # fmt: skip
ASKED = {
    "model": "<b>oracle</b>", "documents": 6, "accepted": 11, "set_aside": 1,
    "prompt_tokens": 4_321, "completion_tokens": 765, "money": 0.25, "cost_per_accepted": 0.0227,
}  # fmt: skip


@pytest.fixture(scope="module")
def judged(run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Artifact]:
    """The same run with a classifier: it gives the documents that were measured 0.0, 0.1, 0.2 and so on."""
    folder = tmp_path_factory.mktemp("classify")
    (folder / classify.EDUCATION).mkdir()
    number = 0
    for part in sorted((run.folder / "stages/signals/scores").glob("*.parquet")):
        ids = pq.read_table(part, columns=["id"])["id"]
        scores = pa.array([(number + place) / 10 for place in range(len(ids))], pa.float32())
        number += len(ids)
        schema = pa.schema([("id", pa.string()), classify.EDUCATION_SCORE])
        pq.write_table(pa.table([ids, scores], schema=schema), folder / classify.EDUCATION / part.name)
    select = run.artifacts["select"]
    keep = {**select.manifest, "settings": {"keep": ["score_education >= 1.25"], "leak_similarity": 0.8}}
    selection = folder / "selection"
    selection.mkdir()
    graded = ds.dataset(folder / classify.EDUCATION).to_table()
    good = {row["id"] for row in graded.to_pylist() if row["score_education"] >= 1.25}
    for part in sorted((select.folder / "selection").glob("*.parquet")):
        rows = pq.read_table(part).to_pylist()
        for row in rows:
            if row["reason"] not in ("copy", "near-duplicate"):
                row["reason"] = None if row["id"] in good else "score_education >= 1.25"
        pq.write_table(pa.Table.from_pylist(rows, schema=pq.read_schema(part)), selection / part.name)
    more = {
        name: {**select.manifest, "counts": counts} for name, counts in (("annotate", ASKED), ("classify", METRICS))
    }
    return {
        **run.artifacts,
        "annotate": Artifact(folder, more["annotate"]),
        "classify": Artifact(folder, more["classify"]),
        "select": Artifact(folder, keep),
    }


def test_with_a_classifier_the_judges_are_judged_and_the_cut_is_shown(
    judged: dict[str, Artifact], tmp_path: Path
) -> None:
    write_curation_report(tmp_path, "<u>name</u>", HOSTILE, judged, ["select"])
    figures = json.loads((tmp_path / "report.json").read_text())
    documents = figures["examples"]["documents"]
    assert figures["examples"]["condition"] == "score_education >= 1.25"
    assert [one["reason"] is None for one in documents] == [True] * 10 + [False] * 10
    scores = [round(one["scores"]["score_education"], 4) for one in documents]
    assert scores == [round(2.2 - place / 10, 4) for place in range(20)]
    [histogram] = figures["histograms"]
    assert histogram["cuts"] == [{"value": 1.25, "sign": ">="}]
    page = Page((tmp_path / "report.html").read_text())
    words = " ".join(page.text.split())
    assert "The teacher agrees with itself no better than chance" in words
    assert "it was given no weight" in words
    for shown in ("90.0", "4,321", "<b>oracle</b>", "<u>name</u>", "kept >= 1.25", "not measured"):
        assert shown in words
    assert (page.tags["script"], page.tags["img"], page.tags["b"] > 0, page.tags["u"]) == (0, 0, True, 0)


def test_hostile_texts_and_names_are_shown_and_do_nothing(html: str) -> None:
    page = Page(html)
    assert (page.tags["script"], page.tags["img"], page.tags["style"]) == (0, 0, 1)
    assert "<i>odd&.md" in page.text
    assert not any(name.startswith("on") for name, _ in page.attributes)
