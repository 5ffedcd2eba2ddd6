"""What is printed at the end of a run or an exam."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from hornbook.evaluate.results import ExamResult
from hornbook.llm.catalogue import KnownModel
from hornbook.report.data import PAGE_FILE
from hornbook.stats import Estimate

_NOTES = {
    PAGE_FILE: "the whole story, for a browser",
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


def print_curation(folder: Path, counts: Mapping[str, Mapping[str, Any]]) -> None:
    """What became of a corpus: documents and megabytes by why they went, and where the rest lies. `counts` are those of each stage."""
    table = Table(title="What became of the corpus", title_justify="left")
    for heading in ("", "documents", "MB", "share"):
        table.add_column(heading, justify="left" if not heading else "right")
    chosen, total = counts["select"], counts["corpus"]
    documents, sizes = chosen["dropped_documents"], chosen["dropped_bytes"]
    for reason in sorted(documents, key=lambda reason: -documents[reason]):
        table.add_row(f"dropped: {reason}", *_shares(documents[reason], sizes[reason], total), style="dim")
    kept = _shares(chosen["kept_documents"], chosen["kept_bytes"], total)
    table.add_row("kept", *kept, style="bold")
    console = Console(highlight=False, soft_wrap=True)
    console.print(table)
    set_aside = total["set_aside"]
    if set_aside:
        reasons = ", ".join(f"{reason} {number:,}" for reason, number in sorted(set_aside.items()))
        console.print(f"Set aside while reading: {reasons}")
    console.print(f"  [bold]{folder / PAGE_FILE}[/]  {_NOTES[PAGE_FILE]}")
    console.print(f"  [bold]{folder / 'kept'}[/]  documents that stay, as Parquet")
    console.print(f"Try: hornbook trace {folder} ID")


def _shares(documents: int, size: int, total: Mapping[str, Any]) -> tuple[str, str, str]:
    return f"{documents:,}", f"{size / 1e6:,.1f}", f"{documents / max(1, total['documents']):.1%}"


def print_models(models: Sequence[KnownModel], folder: Path) -> None:
    """The models that are known by name, and where those lie that were fetched."""
    console = Console(highlight=False, soft_wrap=True)
    for model in models:
        console.print(
            f"[bold]{model.name}[/]  {model.parameters / 1e6:.0f}M parameters, {model.bytes / 1e6:.0f} MB, {model.license}"
        )
        fetched = model.is_fetched(folder)
        console.print(f"  {model.path(folder)}" if fetched else f"  not fetched; it lies on {model.source}")


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
