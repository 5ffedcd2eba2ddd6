"""What a person sees of long work, and what `events.jsonl` keeps of it."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

_LINE_EVERY_SECONDS = 15.0


class Reporter:
    """
    One live view of a run on standard error, and its events in a file.

    Where standard error is no terminal, a line now and then takes the place of the moving bars.
    """

    def __init__(self, events: Path | None = None, quiet: bool = False) -> None:
        self.console = Console(stderr=True, quiet=quiet, highlight=False)
        self._events = events
        if events is not None:
            events.parent.mkdir(parents=True, exist_ok=True)

    def say(self, text: str) -> None:
        """Print a line."""
        self.console.print(text)

    def event(self, stage: str, kind: str, **figures: Any) -> None:
        """Append one event to the file."""
        if self._events is not None:
            line = json.dumps({"time": round(time.time(), 3), "stage": stage, "event": kind, **figures})
            with self._events.open("a", encoding="utf-8") as file:
                file.write(line + "\n")

    @contextmanager
    def stage(self, name: str) -> Iterator["StageProgress"]:
        """Show one stage's progress while the block runs, and note its start and end."""
        bars = Progress(
            TextColumn("[bold]{task.fields[stage]:<10}"),
            BarColumn(bar_width=28),
            TextColumn("{task.fields[count]}"),
            _Rate(),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.fields[figures]}"),
            console=self.console,
            transient=True,
        )
        self.event(name, "start")
        started = time.monotonic()
        with bars if self.console.is_terminal else _nothing():
            yield StageProgress(self, name, bars)
        seconds = time.monotonic() - started
        self.event(name, "end", seconds=round(seconds, 3))
        self.say(f"[bold]{name:<10}[/] done in {seconds:.1f} s")


class StageProgress:
    """The progress of one stage. A stage that has several steps calls `start` for each."""

    def __init__(self, reporter: Reporter, name: str, bars: Progress) -> None:
        self.reporter = reporter
        self.name = name
        self._bars = bars
        self._task: TaskID | None = None
        self._unit = ""
        self._total = 0
        self._started = self._last_line = time.monotonic()

    def start(self, unit: str, total: int, done: int = 0) -> None:
        """Begin a step of `total` units, `done` of which were finished by an earlier run."""
        if self._task is not None:
            self._bars.remove_task(self._task)
        self._unit, self._total = unit, total
        self._started = self._last_line = time.monotonic()
        self._task = self._bars.add_task(
            "", total=total, completed=done, stage=self.name, count="", figures="", first=done
        )

    def update(self, done: int, **figures: Any) -> None:
        """Show that `done` units are finished, with figures such as the loss."""
        assert self._task is not None, "start comes first"
        count = f"{done:,}/{self._total:,} {self._unit}"
        shown = "  ".join(f"{name} {value}" for name, value in figures.items())
        self._bars.update(self._task, completed=done, count=count, figures=shown)
        now = time.monotonic()
        if not self.reporter.console.is_terminal and now - self._last_line > _LINE_EVERY_SECONDS:
            self._last_line = now
            self.reporter.say(f"{self.name:<10} {count}  {shown}")


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "", style="dim")


@contextmanager
def _nothing() -> Iterator[None]:
    yield
