import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hornbook import Recipe, run
from hornbook.errors import RecipeError
from hornbook.evaluate.generators import open_generator
from hornbook.evaluate.suites.tool_calls import load_items, sit
from hornbook.hashing import file_digest
from hornbook.pipeline import Run

LIFT = Path(__file__).parents[1] / "docs/examples/lift"
SMALL = [
    "synthesize.commands.examples=1500",
    "synthesize.commands.validation=60",
    "tokenizer.vocabulary=420",
    "pretrain.tokens=80_000",
    "pretrain.batch_tokens=512",
]
WEIGHTS = "checkpoint/weights.safetensors"


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    folder = tmp_path_factory.mktemp("run")
    return folder, run(Recipe.load(LIFT, SMALL), store=folder / "store", runs=folder / "runs", quiet=True)


def test_a_run_folder_holds_what_a_person_looks_for(finished: tuple[Path, Run]) -> None:
    _, result = finished
    names = {path.name for path in result.folder.iterdir()}
    assert names >= {"report.html", "report.json", "card.md", "events.jsonl", "model", "checkpoint", "held-out.jsonl"}
    assert {path.suffix for path in result.folder.glob("*.gguf")} == {".gguf"}
    assert result.made == ["commands", "tokenizer", "pretrain", "export", "evaluate"]
    examined = {(exam.model, exam.exam) for exam in result.results}
    assert {("lift-Q8_0", "commands"), ("lift-F16", "commands"), ("checkpoint", "held-out")} <= examined


def test_a_second_run_does_nothing(finished: tuple[Path, Run]) -> None:
    folder, first = finished
    before = {path: path.stat().st_mtime_ns for path in (folder / "store").rglob("*")}
    second = run(Recipe.load(LIFT, SMALL), store=folder / "store", runs=folder / "runs", quiet=True)
    assert second.made == []
    assert {path: path.stat().st_mtime_ns for path in (folder / "store").rglob("*")} == before
    assert {name: a.key for name, a in second.artifacts.items()} == {name: a.key for name, a in first.artifacts.items()}


def test_a_changed_setting_makes_only_what_follows_from_it(finished: tuple[Path, Run]) -> None:
    folder, _ = finished
    recipe = Recipe.load(LIFT, [*SMALL, 'export.gguf=["F16"]'])
    assert run(recipe, "export", folder / "store", folder / "other", quiet=True).made == ["export"]
    slower = Recipe.load(LIFT, [*SMALL, "pretrain.checkpoint_seconds=1"])
    assert run(slower, "pretrain", folder / "store", folder / "other", quiet=True).made == []


def test_events_tell_the_story(finished: tuple[Path, Run]) -> None:
    _, result = finished
    events = [json.loads(line) for line in (result.folder / "events.jsonl").read_text().splitlines()]
    assert [event["stage"] for event in events if event["event"] == "end"][:3] == ["commands", "tokenizer", "pretrain"]
    losses = [event["loss"] for event in events if event["event"] == "progress"]
    assert losses[-1] < losses[0] / 2


def test_the_pupil_learned_something_and_the_packed_file_agrees(finished: tuple[Path, Run]) -> None:
    _, result = finished
    items = load_items(result.folder / "held-out.jsonl")
    calls = []
    for model in (result.folder, result.folder / "lift-F16.gguf"):
        with open_generator(model) as generator:
            calls.append([answer.reply for answer in sit(generator, items, "held-out").answers])
    assert calls[0] == calls[1]
    exam = next(exam for exam in result.results if exam.exam == "held-out")
    assert exam.metrics["tool_accuracy"].low > exam.baseline.value


def test_an_unknown_stage_is_named() -> None:
    with pytest.raises(RecipeError, match=r"--until bake: no such stage\. Allowed: commands, tokenizer"):
        run(Recipe.load(LIFT), until="bake", quiet=True)


def test_killed_at_ten_random_moments_it_ends_in_the_same_bytes(finished: tuple[Path, Run], tmp_path: Path) -> None:
    """Each time the run is killed (kill -9) some steps after it went on; then it is left alone."""
    shutil.copytree(
        finished[0] / "store", tmp_path / "store", ignore=shutil.ignore_patterns("pretrain-*", "ev*", "ex*")
    )
    command = [sys.executable, "-m", "hornbook", "run", str(LIFT), "--until", "pretrain", "--json"]
    command += ["--store", str(tmp_path / "store"), "--runs", str(tmp_path / "runs")]
    command += [part for setting in (*SMALL, "pretrain.checkpoint_seconds=0.000001") for part in ("--set", setting)]
    events = tmp_path / "runs/lift/events.jsonl"
    moments = random.Random(0)
    for _ in range(10):
        seen = _progress_events(events)
        wait_for = seen + moments.randint(1, 14)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while _progress_events(events) < wait_for and process.poll() is None:
                time.sleep(0.002)
            time.sleep(moments.random() / 50)
            os.kill(process.pid, signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
    result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert result["made"] == ["pretrain"]
    assert file_digest(tmp_path / "runs/lift" / WEIGHTS) == file_digest(finished[1].folder / WEIGHTS)


def _progress_events(events: Path) -> int:
    return events.read_text().count('"progress"') if events.exists() else 0
