"""
The whole curation road: megabytes of raw text a second by stage, and the memory of all its processes together.

Usage: curation.py SOURCE... (as for `hornbook curate`). What the sources fetch is fetched before the clock starts.
"""

import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from hornbook.data.sources import units

KEEP = [
    "score_syntax_valid",
    "not score_is_test",
    "not score_is_generated",
    "score_duplicate_lines < 0.3",
    "score_data_share < 0.5",
]
EXAM = Path(__file__).parents[1] / "recipes/watch/commands.jsonl"
CACHE = Path(".hornbook/cache")


def main(*sources: str) -> None:
    for source in sources:
        units(source, CACHE)
    with tempfile.TemporaryDirectory(dir=".hornbook") as folder:
        store = Path(folder) / "store"
        store.mkdir()
        (store / "cache").symlink_to(CACHE.resolve())
        command = [
            sys.executable,
            "-m",
            "hornbook",
            "curate",
            *sources,
            "--out",
            f"{folder}/out",
            "--store",
            str(store),
        ]
        command += ["--exam", str(EXAM), "--json", *(part for condition in KEEP for part in ("--keep", condition))]
        started = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            memory = Memory(process.pid)
            memory.start()
            output, _ = process.communicate()
        seconds = time.monotonic() - started
        assert process.returncode == 0
        print(
            json.dumps(
                {"bench": "curation", **figures(json.loads(output), seconds), "peak_memory_mb": memory.peak // 2**20}
            )
        )


def figures(run: dict[str, dict[str, dict[str, object]]], seconds: float) -> dict[str, object]:
    counts = {name: stage["counts"] for name, stage in run["stages"].items()}
    megabytes = counts["corpus"]["bytes"] / 1e6
    speeds = {name: round(megabytes / stage["seconds"], 1) for name, stage in run["stages"].items()}
    documents, chosen = counts["corpus"]["documents"], counts["select"]
    shares = {reason: round(number / documents, 4) for reason, number in chosen["dropped_documents"].items()}
    return {
        "documents": documents,
        "megabytes": round(megabytes, 1),
        "seconds": round(seconds, 1),
        "megabytes_per_second": round(megabytes / seconds, 1),
        "megabytes_per_second_by_stage": speeds,
        "kept_share": round(chosen["kept_documents"] / documents, 4),
        "dropped_share": shares,
        "set_aside": counts["corpus"]["set_aside"],
    }


class Memory(threading.Thread):
    """Watches the proportional set size of a process and all below it, in bytes."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.peak = process, 0

    def run(self) -> None:
        while total := sum(map(proportional_size, family(self.process))):
            self.peak = max(self.peak, total)
            time.sleep(0.2)


def family(process: int) -> list[int]:
    found = [process]
    for parent in found:
        for file in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += map(int, file.read_text().split())
            except OSError:
                continue
    return found


def proportional_size(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
