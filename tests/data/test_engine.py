"""Workers get the functions of these tests by value, so each is made within its test."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from hornbook.data.engine import NATIVE, Engine
from hornbook.errors import DataError


class Book:
    """Parts that were reported, in order."""

    def __init__(self) -> None:
        self.counts: dict[str, Any] = {}

    def __call__(self, name: str, counts: dict[str, Any]) -> None:
        self.counts[name] = counts


@pytest.fixture
def book() -> Book:
    return Book()


def test_a_part_is_made_once(tmp_path: Path, book: Book) -> None:
    def make(text, file):
        file.write_text(text.upper())
        return {"bytes": len(text), "process": os.getpid()}

    first = NATIVE.make_parts(make, {"b": "two", "a": "one!"}, tmp_path / "parts", book)
    assert list(first) == ["b", "a"]
    assert first == book.counts
    assert (tmp_path / "parts/a.parquet").read_text() == "ONE!"
    assert os.getpid() not in {part["process"] for part in first.values()}
    assert NATIVE.make_parts(make, {"a": "one!", "b": "two"}, tmp_path / "parts", book) == first
    assert {path.suffix for path in (tmp_path / "parts").iterdir()} == {".parquet", ".json"}


def test_nothing_to_make_starts_nothing(tmp_path: Path, book: Book) -> None:
    assert NATIVE.make_parts(lambda value, file: {}, {}, tmp_path / "parts", book) == {}


def test_an_error_comes_back_as_it_was_and_what_is_finished_is_kept(tmp_path: Path, book: Book) -> None:
    broken = tmp_path / "broken"
    broken.touch()

    def make(value, file):
        if value == 0 and broken.exists():
            raise DataError(f"Part {value} is odd.", "Mend it.")
        file.write_text(str(value))
        return {"value": value}

    NATIVE.make_parts(make, {"good": 1}, tmp_path / "parts", book)
    with pytest.raises(DataError) as error:
        NATIVE.make_parts(make, {"good": 2, "bad": 0}, tmp_path / "parts", book)
    assert (error.value.problem, error.value.fix) == ("Part 0 is odd.", "Mend it.")
    assert list((tmp_path / "parts").glob("bad*")) == []
    broken.unlink()
    counts = NATIVE.make_parts(make, {"good": 2, "bad": 0}, tmp_path / "parts", book)
    assert counts == {"good": {"value": 1}, "bad": {"value": 0}}


def test_a_full_disk_comes_back_with_its_number(tmp_path: Path, book: Book) -> None:
    def make(value, file):
        Path("/dev/full").write_text("no room")
        return {}

    with pytest.raises(OSError, match="No space left") as error:
        NATIVE.make_parts(make, {"a": 1}, tmp_path / "parts", book)
    assert error.value.errno == 28


def test_after_an_error_no_further_part_is_begun(tmp_path: Path, book: Book) -> None:
    def make(value, file):
        if value == 0:
            raise DataError("This part is odd.", "Mend it.")
        time.sleep(0.3)
        file.write_text("")
        return {}

    with pytest.raises(DataError, match="odd"):
        NATIVE.make_parts(make, {f"{number:02d}": number for number in range(30)}, tmp_path / "parts", book)
    assert len(list((tmp_path / "parts").glob("*.parquet"))) < 10


def test_a_process_that_is_killed_is_an_error_for_people(tmp_path: Path, book: Book) -> None:
    def make(value, file):
        os.kill(os.getpid(), signal.SIGKILL)
        return {}

    with pytest.raises(DataError, match=r"was killed.*memory"):
        NATIVE.make_parts(make, {"a": 1}, tmp_path / "parts", book)
    assert list((tmp_path / "parts").iterdir()) == []


def test_the_number_of_parts_changes_nothing(tmp_path: Path, book: Book) -> None:
    def make(numbers, file):
        file.write_text(json.dumps(sorted(number**2 for number in numbers)))
        return {"numbers": len(numbers)}

    made = []
    for parts in (1, 3, 8):
        inputs = {f"p{part}": list(range(part, 24, parts)) for part in range(parts)}
        folder = tmp_path / f"in {parts}"
        counts = NATIVE.make_parts(make, inputs, folder, book)
        assert sum(part["numbers"] for part in counts.values()) == 24
        made.append(sorted(n for file in folder.glob("*.parquet") for n in json.loads(file.read_text())))
    assert made[0] == made[1] == made[2]


SLOW = """
import sys, time
from pathlib import Path
from hornbook.data.engine import NATIVE

def make(seconds, file):
    with file.open("w") as stream:
        for _ in range(8):
            stream.write("x" * 1000)
            stream.flush()
            time.sleep(seconds / 8)
    return {"seconds": seconds}

if __name__ == "__main__":
    print(NATIVE.make_parts(make, {"quick": 0.1, "slow": float(sys.argv[2])}, Path(sys.argv[1]), lambda name, counts: None))
"""


def test_processes_that_outlive_a_killed_run_do_not_disturb_the_next(tmp_path: Path) -> None:
    program, parts = tmp_path / "program.py", tmp_path / "parts"
    program.write_text(SLOW)
    with subprocess.Popen([sys.executable, str(program), str(parts), "3"], stdout=subprocess.DEVNULL) as killed:
        until = time.monotonic() + 30
        while not (begun := list(parts.glob("unfinished-*/slow.parquet"))) and time.monotonic() < until:
            time.sleep(0.05)
        killed.kill()
    assert begun
    again = subprocess.run(
        [sys.executable, str(program), str(parts), "0.2"], capture_output=True, text=True, check=True
    )
    assert "'quick'" in again.stdout
    assert "'slow'" in again.stdout
    assert (parts / "slow.parquet").stat().st_size == 8000


def test_a_program_that_ends_at_once_ends_well(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(SLOW)
    for number in range(4):
        command = [sys.executable, str(program), str(tmp_path / f"parts {number}"), "0.01"]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_an_engine_of_another_name_is_refused() -> None:
    with pytest.raises(DataError, match=r"--engine spark.*native, ray"):
        Engine.named("spark")
    with pytest.raises(DataError, match="--address"):
        Engine.named("native", "ray://head:10001")
    assert Engine.named("ray", "ray://head:10001") == Engine("ray", "ray://head:10001")


def test_whatever_room_loads_daft_first_there_is_no_telemetry() -> None:
    program = "import hornbook.curate.duplicates.signatures, os; print(os.environ['DO_NOT_TRACK'])"
    environment = {name: value for name, value in os.environ.items() if name != "DO_NOT_TRACK"}
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "1"
