"""Synthesis as a whole: whatever happens to a run, the next one ends in the same textbook."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq

# A dozen families are enough; the processes that write them know all.
RUN = """
import sys
from pathlib import Path
from hornbook import pipeline
from hornbook.recipe import Recipe
from hornbook.stages import exercises

chosen = dict(list(exercises.families().items())[::20])
exercises.families = lambda: chosen
folder = Path(sys.argv[1])
recipe = Recipe.build(folder, {"synthesize": {"exercises": {"of_each_family": 8}}})
pipeline.run(recipe, "exercises", folder / "store", folder / "runs", quiet=True)
"""


def write(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", RUN, str(folder)], start_new_session=True)


def written(folder: Path) -> dict[str, list[dict[str, object]]]:
    files = sorted(folder.glob("runs/*/exercises/*.parquet"))
    return {file.name: pq.read_table(file).to_pylist() for file in files}


def test_killed_at_random_moments_it_ends_with_the_same_exercises(tmp_path: Path) -> None:
    started = time.monotonic()
    assert write(tmp_path / "whole").wait() == 0
    seconds = time.monotonic() - started
    moments, killed = random.Random(0), 0
    for _ in range(4):
        process = write(tmp_path / "killed")
        try:
            process.wait(moments.uniform(0.2, 0.9) * seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            killed += 1
    assert write(tmp_path / "killed").wait() == 0
    assert killed
    whole = written(tmp_path / "whole")
    assert len(whole) > 10
    assert written(tmp_path / "killed") == whole
