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
    """One table: a column an examinee and exam, a row a metric, in per cent with 95 % intervals."""
    if not results:
        return
    table = Table(title="Exams (per cent, 95 % interval)", title_justify="left")
    table.add_column("")
    for result in results:
        table.add_column(f"{result.model}\n{result.exam} (n={len(result.answers)})", justify="right")
    for metric in results[0].metrics:
        table.add_row(metric.replace("_", " "), *(_percent(result.metrics[metric]) for result in results))
    table.add_row("always the commonest tool", *(_percent(result.baseline) for result in results), style="dim")
    # A table that is too wide for the window is easier to read than one that is folded into it.
    Console(width=max(Console().width, 30 + 22 * len(results))).print(table)


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
