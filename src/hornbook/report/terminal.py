"""What is printed at the end of a run or an exam."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from hornbook.evaluate.results import ExamResult
from hornbook.stats import Estimate

_NOTES = {
    "report.html": "the whole story, for a browser",
    "card.md": "what the model can do, and how to run it",
    "*.gguf": "for llama.cpp",
    "model": "for transformers and vLLM",
    "checkpoint": "for training on",
}


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


def print_run(folder: Path, results: Sequence[ExamResult]) -> None:
    """The exam table of a run, and what lies in its folder."""
    print_exams(results)
    console = Console(highlight=False, soft_wrap=True)
    for name, note in _NOTES.items():
        for path in sorted(folder.glob(name)):
            size = f", {path.stat().st_size / 1e6:.2f} MB" if path.suffix == ".gguf" else ""
            console.print(f"  [bold]{path}[/]  {note}{size}")
    if any(folder.glob("*.gguf")):
        console.print(f'Try: hornbook chat {folder} --once "..."')


def _percent(estimate: Estimate) -> str:
    if estimate.n == 0:
        return "-"
    return f"{100 * estimate.value:.1f} [{100 * estimate.low:.1f}, {100 * estimate.high:.1f}]"
