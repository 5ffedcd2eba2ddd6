"""What is printed at the end of a run or an exam."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from hornbook.evaluate.results import ExamResult
from hornbook.stats import Estimate


def print_exams(results: Sequence[ExamResult]) -> None:
    """One table: a row an examinee and exam, a column a metric, with 95 % intervals."""
    if not results:
        return
    table = Table(title="Exams (value and 95 % interval)", title_justify="left")
    for heading in (
        "examinee",
        "exam",
        "n",
        *(name.replace("_", " ") for name in results[0].metrics),
        "majority answer",
    ):
        table.add_column(heading)
    for result in results:
        figures = [_percent(estimate) for estimate in result.metrics.values()]
        table.add_row(result.model, result.exam, str(len(result.answers)), *figures, _percent(result.baseline))
    Console(width=None).print(table)


def print_paths(folder: Path, notes: Mapping[str, str]) -> None:
    """Where a run's results lie, one path a line with what it is."""
    console = Console(highlight=False, soft_wrap=True)
    for name, note in notes.items():
        console.print(f"  [bold]{folder / name}[/]  {note}")


def _percent(estimate: Estimate) -> str:
    if estimate.n == 0:
        return "-"
    return f"{100 * estimate.value:.1f} [{100 * estimate.low:.1f}, {100 * estimate.high:.1f}]"
