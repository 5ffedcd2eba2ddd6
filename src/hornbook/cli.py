"""The command line: one thin command a verb."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from hornbook.errors import HornbookError

if TYPE_CHECKING:
    from hornbook.data.engine import Engine

app = typer.Typer(
    help="One recipe folder in, one examined and packed small language model out.\n\nExample: hornbook run recipes/watch",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Json = Annotated[
    bool, typer.Option("--json", help="Print one JSON object on standard output; progress goes to standard error.")
]
Store = Annotated[Path, typer.Option(help="Folder of finished and unfinished artifacts.")]
Overrides = Annotated[
    Optional[list[str]],  # noqa: UP045 - typer reads this form
    typer.Option("--set", help="Override a key of the recipe: --set model.preset=3m. May be repeated."),
]
EngineName = Annotated[str, typer.Option("--engine", help="Where corpora are worked on: native or ray.")]
Address = Annotated[Optional[str], typer.Option(help="Address of a Ray cluster; without it a local one is started.")]  # noqa: UP045
RecipeFolder = Annotated[Path, typer.Argument(help="Folder that holds recipe.toml.")]


@contextmanager
def _errors_for_people() -> Iterator[None]:
    try:
        yield
    except HornbookError as error:
        typer.secho(f"Error: {error}", fg=typer.colors.RED, err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.secho("Stopped. Run the same command again to go on.", err=True)
        sys.exit(130)


def _engine(name: str, address: str | None) -> "Engine":
    from hornbook.data.engine import Engine

    return Engine.named(name, address)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


@app.command()
def run(
    recipe: RecipeFolder,
    until: Annotated[Optional[str], typer.Option(help="Stop after this stage.")] = None,  # noqa: UP045
    overrides: Overrides = None,
    store: Store = Path(".hornbook"),
    runs: Annotated[Path, typer.Option(help="Folder in which the run's folder is made.")] = Path("runs"),
    engine: EngineName = "native",
    address: Address = None,
    as_json: Json = False,
) -> None:
    """
    Carry out a recipe; what exists already is not made again.

    Example: hornbook run recipes/watch --set model.preset=3m
    """
    with _errors_for_people():
        from hornbook import pipeline
        from hornbook.recipe import Recipe
        from hornbook.report.terminal import print_run

        chosen = _engine(engine, address)
        result = pipeline.run(Recipe.load(recipe, overrides or []), until, store, runs, engine=chosen)
        if as_json:
            _print_json(result.summary())
        else:
            print_run(result.folder, result.results)


@app.command()
def curate(
    sources: Annotated[
        list[str],
        typer.Argument(help="Folders, files (.jsonl, .parquet, .warc.gz, .whl, ...), pypi:NAME==VERSION or pypi:FILE."),
    ],
    out: Annotated[Path, typer.Option(help="Folder for what stays, the report and the links to all stages.")],
    keep: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(help="Condition over score columns that a document must fulfil. May be repeated."),
    ] = None,
    exam: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Option(help="Exam whose items must not be in what stays. May be repeated."),
    ] = None,
    store: Store = Path(".hornbook"),
    engine: EngineName = "native",
    address: Address = None,
    as_json: Json = False,
) -> None:
    """
    Take from a raw corpus the part that teaches: no duplicates, no exam items, no secrets, and what you ask to keep.

    Example: hornbook curate pypi:attrs==24.2.0 notes/ --keep "score_lines > 5" --out curated
    """
    with _errors_for_people():
        from hornbook import pipeline
        from hornbook.report.terminal import print_curation

        chosen = _engine(engine, address)
        result = pipeline.curate(sources, out, keep or [], exam or [], store, engine=chosen)
        if as_json:
            _print_json(result.summary())
        else:
            print_curation(result.folder, {name: artifact.counts for name, artifact in result.artifacts.items()})


@app.command()
def trace(
    run: Annotated[Path, typer.Argument(help="Folder of a run that curated a corpus.")],
    document: Annotated[str, typer.Argument(metavar="ID", help="A document's id, or the beginning of one.")],
) -> None:
    """
    Tell one document's whole story as JSON: its sources, scores, near-duplicates, exam items, and why it stayed or went.

    Example: hornbook trace curated 3f2a9c
    """
    with _errors_for_people():
        from hornbook.report.trace import trace as story_of

        _print_json(story_of(run, document))


@app.command()
def evaluate(
    model: Annotated[Path, typer.Argument(help="Run folder, checkpoint folder or .gguf file.")],
    suite: Annotated[str, typer.Option(help="What to examine: tool-calls.")] = "tool-calls",
    data: Annotated[Optional[Path], typer.Option(help="Exam as JSON lines.")] = None,  # noqa: UP045
    out: Annotated[Optional[Path], typer.Option(help="Folder for answers and confusion matrix.")] = None,  # noqa: UP045
    as_json: Json = False,
) -> None:
    """
    Let a model sit an exam, and print the figures with their 95 % intervals.

    Example: hornbook evaluate runs/watch --suite tool-calls --data recipes/watch/commands.jsonl
    """
    with _errors_for_people():
        from hornbook.evaluate.examine import examine, write_answers
        from hornbook.progress import Reporter
        from hornbook.report.terminal import print_exams

        with Reporter().stage("evaluate") as progress:
            result = examine(model, suite, data, lambda total: progress.start("answers", total), progress.update)
        folder = out or (model if model.is_dir() else model.parent) / "exams" / f"{model.stem} on {result.exam}"
        write_answers(folder, result)
        if as_json:
            _print_json(result.summary())
        else:
            print_exams([result])
            print(f"Answers and confusion matrix: {folder}")


@app.command()
def chat(
    model: Annotated[Path, typer.Argument(help="Run folder or .gguf file.")],
    once: Annotated[Optional[str], typer.Option(help="Answer this one command as JSON, and end.")] = None,  # noqa: UP045
) -> None:
    """
    Talk to a packed model through llama.cpp.

    Example: hornbook chat runs/watch --once "wake me at seven"
    """
    with _errors_for_people():
        from hornbook.serve.chat import open_chat, talk
        from hornbook.tools import call_as_json

        with open_chat(model) as conversation:
            if once is None:
                talk(conversation)
            else:
                print(call_as_json(conversation.call(once).call))


@app.command()
def models(
    fetch: Annotated[Optional[str], typer.Option(help="Fetch the model of this name.")] = None,  # noqa: UP045
    store: Store = Path(".hornbook"),
    as_json: Json = False,
) -> None:
    """
    List the models that can be a teacher without an endpoint, and fetch one.

    Example: hornbook models --fetch SmolLM2-135M-Instruct
    """
    with _errors_for_people():
        from hornbook.llm import catalogue
        from hornbook.report.terminal import print_models

        folder = catalogue.folder_in(store)
        if fetch:
            catalogue.fetch(catalogue.find_model(fetch), folder)
        if as_json:
            _print_json([model.to_dict(folder) for model in catalogue.CATALOGUE])
        else:
            print_models(catalogue.CATALOGUE, folder)


@app.command()
def sample(
    recipe: RecipeFolder,
    family: Annotated[str, typer.Argument(help="A tool, a family (tool.name), or nothing for all.")] = "",
    number: Annotated[int, typer.Option("-n", help="Examples a family.")] = 5,
    overrides: Overrides = None,
) -> None:
    """
    Print examples of a recipe's command grammar, to read while writing it.

    Example: hornbook sample recipes/watch set_timer -n 10
    """
    with _errors_for_people():
        from hornbook.recipe import Recipe
        from hornbook.stages.commands import sample_families
        from hornbook.tools import call_as_json

        for key, examples in sample_families(Recipe.load(recipe, overrides or []), family, number):
            typer.secho(key, bold=True)
            for example in examples:
                print(f"  {example.text}\n    {call_as_json(example.call)}")


if __name__ == "__main__":
    app()
