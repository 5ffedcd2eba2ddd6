import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from operator import eq
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from hornbook import pipeline
from hornbook.curate.duplicates.signatures import MinHash
from hornbook.errors import DataError, RecipeError
from hornbook.hashing import file_digest
from hornbook.pipeline import Run
from hornbook.report.trace import trace

KEEP = ["score_code_language = 'python'", "score_syntax_valid", "score_lines > 3"]
EXAM = {
    "task_id": "own/1",
    "prompt": "def running_totals(values):\n    '''Give the sum of all values up to each place in the list.'''\n",
    "canonical_solution": (
        "    total, totals = 0, []\n    for value in values:\n        total += value\n"
        "        totals.append(total)\n    return totals\n"
    ),
    "test": "",
}
LEAK = """
def sums(numbers):
    # a copy under other names
    s, out = 0, []
    for n in numbers:
        s += n
        out.append(s)
    return out
"""


def module(seed: int) -> str:
    """A small Python module like no other."""
    words = random.Random(seed)
    names = ["".join(words.choices("abcdefghijklmnop", k=7)) for _ in range(30)]
    functions = [
        f"def {name}({other}):\n    '''{name} {other} of {third}.'''\n    {third} = {other} * {n}\n    return {third} + {n}\n"
        for n, (name, other, third) in enumerate(zip(names[::3], names[1::3], names[2::3], strict=True))
    ]
    return "\n\n".join(functions)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(40):
        (folder / f"m{number:02d}.py").write_text(module(number))
    (folder / "copy.py").write_text(module(3))
    (folder / "near.py").write_text(module(5).replace("return", "return  1 +", 1))
    (folder / "leak.py").write_text(module(100) + LEAK)
    (folder / "broken.py").write_text("def f(:\n    pass\n" * 4)
    (folder / "short.py").write_text("x = 1\n")
    (folder / "secret.py").write_text(module(200) + "\nADMIN = 'jane.miller@muellerbau.de'\n")
    (folder / "picture.bin.py").write_bytes(b"\0\1\2" * 40)
    (folder / "notes.md").write_text("# Notes\n\nThese lines say a few things, but they are no program at all.\n" * 3)
    return folder


@pytest.fixture(scope="module")
def exam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("exam") / "own.jsonl"
    file.write_text(json.dumps(EXAM) + "\n")
    return file


@pytest.fixture(scope="module")
def curated(corpus: Path, exam: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    folder = tmp_path_factory.mktemp("run")
    run = pipeline.curate([str(corpus)], folder / "out", KEEP, [exam], folder / "store", quiet=True)
    return folder, run


def kept_names(run: Run) -> set[str]:
    return {Path(source).name for source in pq.read_table(run.folder / "kept")["source"].to_pylist()}


def decisions(run: Run) -> dict[str, str | None]:
    table = pq.read_table(run.folder / "stages/select/selection")
    return {
        Path(place.partition("#")[0]).name: reason
        for place, reason in zip(table["place"].to_pylist(), table["reason"].to_pylist(), strict=True)
    }


def test_what_teaches_stays_and_all_else_goes_for_a_reason(curated: tuple[Path, Run]) -> None:
    _, run = curated
    reasons = decisions(run)
    assert reasons["leak.py"] == "exam leak"
    assert reasons["broken.py"] == "score_syntax_valid"
    assert reasons["short.py"] == "score_lines > 3"
    assert reasons["notes.md"] == "score_code_language = 'python'"
    assert sorted(str(reasons[name]) for name in ("copy.py", "m03.py")) == ["None", "copy"]
    assert sorted(str(reasons[name]) for name in ("near.py", "m05.py")) == ["None", "near-duplicate"]
    assert kept_names(run) == {name for name, reason in reasons.items() if reason is None}
    assert run.artifacts["corpus"].counts["set_aside"] == {"binary": 1}


def test_counts_add_up(curated: tuple[Path, Run]) -> None:
    _, run = curated
    counts = run.artifacts["select"].counts
    dropped = sum(counts["dropped_documents"].values())
    assert counts["kept_documents"] + dropped == run.artifacts["corpus"].counts["documents"]
    assert counts["kept_bytes"] + sum(counts["dropped_bytes"].values()) == run.artifacts["corpus"].counts["bytes"]
    assert counts["kept_documents"] == run.artifacts["curated"].counts["documents"] == len(kept_names(run))


def test_personal_data_is_taken_out_and_told_of(curated: tuple[Path, Run]) -> None:
    _, run = curated
    rows = pq.read_table(run.folder / "kept").to_pylist()
    [row] = [row for row in rows if row["source"].endswith("secret.py")]
    assert "ADMIN = '<EMAIL>'" in row["text"]
    assert json.loads(row["meta"])["redacted"] == {"email": 1}
    assert row["score_emails"] == 1


def test_another_cut_reads_scores_alone(curated: tuple[Path, Run], corpus: Path, exam: Path) -> None:
    folder, _ = curated
    looser = pipeline.curate([str(corpus)], folder / "looser", KEEP[:2], [exam], folder / "store", quiet=True)
    assert looser.made == ["select", "curated"]
    assert "short.py" in kept_names(looser)
    again = pipeline.curate([str(corpus)], folder / "looser", KEEP[:2], [exam], folder / "store", quiet=True)
    assert again.made == []


def test_a_documents_story_is_told(curated: tuple[Path, Run]) -> None:
    _, run = curated
    table = pq.read_table(run.folder / "stages/corpus/documents", columns=["id", "source"])
    ids = {
        Path(source).name: id_ for id_, source in zip(table["id"].to_pylist(), table["source"].to_pylist(), strict=True)
    }
    leak = trace(run.folder, ids["leak.py"][:12])
    assert leak["exam_items"][0]["item"] == "own/1"
    assert leak["decisions"][0]["dropped_for"] == "exam leak"
    assert leak["scores"]["score_syntax_valid"] is True
    copies = trace(run.folder, ids["m03.py"])
    assert {Path(found["source"]).name for found in copies["found_in"]} == {"m03.py", "copy.py"}
    near = [trace(run.folder, ids[name]) for name in ("near.py", "m05.py")]
    assert [bool(story["near_duplicate_of"]) != bool(story["stands_for"]) for story in near] == [True, True]
    with pytest.raises(DataError, match="begins no document"):
        trace(run.folder, "nothing")


def test_the_order_of_files_changes_nothing(
    curated: tuple[Path, Run], corpus: Path, exam: Path, tmp_path: Path
) -> None:
    other = tmp_path / corpus.name
    names = sorted(path.name for path in corpus.iterdir())
    random.Random(1).shuffle(names)
    other.mkdir()
    for name in names:
        shutil.copyfile(corpus / name, other / name)
        os.utime(other / name, (1, 1))
    run = pipeline.curate([str(other)], tmp_path / "out", KEEP, [exam], tmp_path / "store", quiet=True)
    for stage, artifact in curated[1].artifacts.items():
        assert run.artifacts[stage].key == artifact.key
    assert decisions(run) == decisions(curated[1])
    assert pq.read_table(run.folder / "kept").to_pylist() == pq.read_table(curated[1].folder / "kept").to_pylist()


def command(corpus: Path, folder: Path, *more: str) -> list[str]:
    verb = [sys.executable, "-m", "hornbook", "curate", str(corpus), "--out", str(folder / "out")]
    return [*verb, "--store", str(folder / "store"), "--json", *more]


def test_native_ray_and_duckdb_keep_the_same(curated: tuple[Path, Run], corpus: Path, tmp_path: Path) -> None:
    """DuckDB says who lies together in a band; the smallest of those who are alike, and of those whom they lead to, stays."""
    on_ray = subprocess.run(command(corpus, tmp_path, "--engine", "ray"), capture_output=True, text=True, check=False)
    assert on_ray.returncode == 0, on_ray.stderr
    _, native = curated
    index = native.folder / "stages/deduplicate/index/*.parquet"
    sketches = dict(duckdb.sql(f"select distinct id, sketch from '{index}'").fetchall())
    bands = duckdb.sql(f"""
        with bands as (select id, unnest(bands) as band from '{index}')
        select list(distinct id order by id) from bands group by band having count(distinct id) > 1
    """).fetchall()
    group = {identity: {identity} for identity in sketches}
    for (together,) in bands:
        for one, other in alike_pairs(together, sketches):
            joined = group[one] | group[other]
            group.update(dict.fromkeys(joined, joined))
    expected = {identity for identity, members in group.items() if identity == min(members)}
    natives, rays = (
        {row["id"] for row in pq.read_table(folder / "stages/select/selection").to_pylist()
         if row["reason"] not in ("copy", "near-duplicate")}
        for folder in (native.folder, tmp_path / "out")
    )  # fmt: skip
    assert natives == rays == expected
    assert len(expected) < len(sketches), "the corpus has near-duplicates"


def alike_pairs(together: list[str], sketches: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """The smallest takes those that are like it, then the smallest of the rest, and so on."""
    while together:
        first, *others = together
        equal = {other: sum(map(eq, sketches[first], sketches[other])) / 112 for other in others}
        together = [other for other in others if (256 * equal[other] - 1) / 255 < MinHash().least_similarity]
        yield from ((first, other) for other in others if other not in together)


def test_killed_at_random_moments_it_ends_in_the_same_artifacts(
    curated: tuple[Path, Run], corpus: Path, exam: Path, tmp_path: Path
) -> None:
    arguments = [part for keep in KEEP for part in ("--keep", keep)] + ["--exam", str(exam)]
    moments = random.Random(0)
    killed = 0
    for _ in range(4):
        with subprocess.Popen(
            command(corpus, tmp_path, *arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as run:
            time.sleep(moments.uniform(1.0, 4.0))
            os.kill(run.pid, signal.SIGKILL)
        killed += run.returncode == -signal.SIGKILL
    assert killed
    subprocess.run(command(corpus, tmp_path, *arguments), check=True, capture_output=True)
    for stage in ("corpus", "deduplicate", "signals", "decontaminate", "select", "curated"):
        undisturbed, resumed = curated[1].folder / "stages" / stage, tmp_path / "out/stages" / stage
        files = sorted(str(file.relative_to(undisturbed)) for file in undisturbed.rglob("*.parquet"))
        assert files
        for file in files:
            assert file_digest(undisturbed / file) == file_digest(resumed / file), file


@pytest.mark.parametrize("condition", ["score_beauty > 3", "score_lines >> 3 and", "score_lines"])
def test_a_condition_that_cannot_be_reckoned_is_named(corpus: Path, tmp_path: Path, condition: str) -> None:
    with pytest.raises(RecipeError, match="keep") as error:
        pipeline.curate([str(corpus)], tmp_path / "out", [condition], (), tmp_path / "store", quiet=True)
    assert repr(condition) in str(error.value)
    assert "score_syntax_valid" in str(error.value)


def test_a_missing_source_is_one_paragraph(tmp_path: Path) -> None:
    result = subprocess.run(command(tmp_path / "gone", tmp_path), capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "gone" in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr
