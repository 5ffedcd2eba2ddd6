"""From a recipe to a finished run: which stages it needs, and their artifacts in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hornbook.artifact import Artifact, ArtifactStore
from hornbook.data.engine import NATIVE, Engine
from hornbook.errors import DataError, RecipeError
from hornbook.evaluate.results import ExamResult
from hornbook.progress import Reporter
from hornbook.recipe import RECIPE_FILE, Recipe
from hornbook.report.data import PAGE_FILE, WRITERS
from hornbook.stages import (
    annotate,
    classify,
    commands,
    corpus,
    curated,
    decontaminate,
    deduplicate,
    evaluate,
    exercises,
    export,
    mined,
    pretrain,
    select,
    signals,
    textbook,
    tokenizer,
)
from hornbook.stages.stage import STAGES, Stage, StageContext

DEFAULT_STORE = Path(".hornbook")
DEFAULT_RUNS = Path("runs")


@dataclass(frozen=True)
class Run:
    """A finished run: the folder that a person opens, the artifacts by stage, and which of them were made just now."""

    folder: Path
    artifacts: dict[str, Artifact]
    made: list[str]

    @property
    def results(self) -> list[ExamResult]:
        """The exams that were sat, in order of examinee and exam."""
        if "evaluate" not in self.artifacts:
            return []
        return [
            ExamResult.load(path) for path in sorted(self.artifacts["evaluate"].path(evaluate.RESULTS).glob("*.json"))
        ]

    def summary(self) -> dict[str, Any]:
        """The form that `--json` prints."""
        return {
            "folder": str(self.folder),
            "made": self.made,
            "stages": {
                name: {
                    "artifact": artifact.folder.name,
                    "seconds": artifact.manifest["seconds"],
                    "counts": artifact.counts,
                }
                for name, artifact in self.artifacts.items()
            },
            "exams": [result.summary() for result in self.results],
        }


def run(
    recipe: Recipe,
    until: str | None = None,
    store: Path = DEFAULT_STORE,
    runs: Path = DEFAULT_RUNS,
    quiet: bool = False,
    engine: Engine = NATIVE,
) -> Run:
    """
    Carry out a recipe, up to and with the stage `until`; what exists already is not made again.

    Raises HornbookError for anything that a person can mend.
    """
    folder = runs / recipe.name
    corpus.check_apart(recipe, [store, folder])
    worker = _Worker(recipe, ArtifactStore(store), Reporter(folder / "events.jsonl", quiet), engine)
    artifacts: dict[str, Artifact] = {}
    made: list[str] = []
    for stage in stages_until(recipe, until):
        artifact, is_new = worker.make(stage, artifacts)
        artifacts[stage.name] = artifact
        made += [stage.name] * is_new
    _link(folder, artifacts)
    finished = Run(folder, artifacts, made)
    if artifacts.keys() & {"evaluate", "curated", *WRITERS} and (made or not (folder / PAGE_FILE).exists()):
        with worker.reporter.stage("report"):
            _report(recipe, finished)
    return finished


def curate(
    sources: Sequence[str],
    out: Path,
    keep: Sequence[str] = (),
    exams: Sequence[Path] = (),
    store: Path = DEFAULT_STORE,
    quiet: bool = False,
    engine: Engine = NATIVE,
) -> Run:
    """
    Curate sources (see `hornbook.data.sources.units`) without a recipe: what stays lies in `out/kept`, beside a report.

    `keep` are conditions over columns of scores, `exams` files whose items must not be in what stays. Raises HornbookError.
    """
    out = out.resolve()
    if out.exists() and not out.is_dir():
        raise DataError(f"{out} is a file.", "Name a folder with --out; it is made where there is none.")
    if not all(source.strip() for source in sources):
        raise DataError("One of the sources has no name.", "Name a folder, a file or pypi:NAME==VERSION.")
    values = {
        "corpus": {source: {"source": corpus.located(source, Path.cwd())} for source in sources},
        "curate": {"keep": list(keep)},
        "evaluate": {"exams": [exam.resolve() for exam in exams]},
    }
    return run(Recipe.build(out, values), None, store, out.parent, quiet, engine)


def stages_until(recipe: Recipe, until: str | None) -> Sequence[Stage]:
    """The stages that a recipe needs, up to and with the one of that name. Raises RecipeError where there is none."""
    stages = [*_curation(recipe), *_synthesis(recipe), *_tool_calls(recipe)]
    if not stages:
        raise RecipeError(
            f"{recipe.folder / RECIPE_FILE} asks for nothing.",
            "Add [corpus.NAME], [synthesize.exercises] or [synthesize.commands].",
        )
    names = [stage.name for stage in stages]
    if until is None:
        return stages
    if until not in names:
        raise RecipeError(f"--until {until}: no such stage.", f"Allowed: {', '.join(names)}.")
    return stages[: names.index(until) + 1]


def _curation(recipe: Recipe) -> Iterator[Stage]:
    if not recipe.corpus:
        return
    yield from (corpus.STAGE, deduplicate.STAGE, signals.STAGE, decontaminate.STAGE)
    if recipe.curate.teacher:
        yield annotate.STAGE
    if recipe.curate.gold:
        yield classify.STAGE
    yield from (select.STAGE, curated.STAGE)


def _synthesis(recipe: Recipe) -> Iterator[Stage]:
    if recipe.synthesize.exercises:
        yield exercises.STAGE
    if recipe.synthesize.mined:
        if not recipe.corpus:
            raise RecipeError(
                f"{recipe.folder / RECIPE_FILE} has [synthesize.mined] and nothing to mine.",
                "Add [corpus.NAME] with a source, such as a folder or pypi:NAME==VERSION.",
            )
        yield mined.STAGE
    if recipe.synthesize.textbook:
        yield textbook.STAGE


def _tool_calls(recipe: Recipe) -> Iterator[Stage]:
    if recipe.synthesize.commands:
        yield from (commands.STAGE, tokenizer.STAGE, pretrain.STAGE, export.STAGE, evaluate.STAGE)


@dataclass(frozen=True)
class _Worker:
    recipe: Recipe
    store: ArtifactStore
    reporter: Reporter
    engine: Engine

    def make(self, stage: Stage, artifacts: dict[str, Artifact]) -> tuple[Artifact, bool]:
        """The artifact of a stage, and whether it had to be made."""
        inputs = {name: artifacts[name] for name in stage.inputs if name in artifacts}
        keys = {name: artifact.key for name, artifact in inputs.items()}
        settings = stage.settings(self.recipe)
        key = self.store.key(stage.name, stage.version, settings, keys)
        if found := self.store.find(stage.name, key):
            self.reporter.event(stage.name, "reused", artifact=found.folder.name)
            self.reporter.say(f"[bold]{stage.name:<10}[/] [dim]already made ({found.folder.name})[/]")
            return found, False
        for artifact in inputs.values():
            artifact.check_contents()
        with (
            self.reporter.stage(stage.name) as progress,
            self.store.write(stage.name, stage.version, settings, keys) as draft,
        ):
            stage.run(StageContext(self.recipe, inputs, draft, progress, self.engine, self.store.root / "cache"))
        made = self.store.find(stage.name, key)
        assert made is not None, "it was written just now"
        return made, True


def _report(recipe: Recipe, finished: Run) -> None:
    """Write the report of a model where one was examined, else that of the curation; and what was written, beside it or alone."""
    has_report = bool(finished.artifacts.keys() & {"evaluate", "curated"})
    of_run = finished.folder, recipe.name, recipe.description, finished.artifacts, finished.made
    if WRITERS & finished.artifacts.keys():
        from hornbook.report.synthesis.page import write_synthesis_report

        write_synthesis_report(*of_run, is_beside=has_report)
    if "evaluate" in finished.artifacts:
        _report_model(recipe, finished)
    elif has_report:
        from hornbook.report.curation.page import write_curation_report

        write_curation_report(*of_run)


def _report_model(recipe: Recipe, finished: Run) -> None:
    from hornbook.report.card import CARD_FILE, model_card
    from hornbook.report.collect import collect
    from hornbook.report.page import write_report

    data = collect(recipe.name, recipe.description, finished.artifacts, finished.made, finished.results)
    write_report(finished.folder, data)
    (finished.folder / CARD_FILE).write_text(model_card(data), encoding="utf-8")


def _link(folder: Path, artifacts: dict[str, Artifact]) -> None:
    """Put links into the run folder: to what people look for, and to the artifact of every stage."""
    links = {f"{STAGES}/{name}": artifact.folder for name, artifact in artifacts.items()}
    if "pretrain" in artifacts:
        links["checkpoint"] = artifacts["pretrain"].path(pretrain.CHECKPOINT)
    if "export" in artifacts:
        links["model"] = artifacts["export"].path(export.HUGGINGFACE)
        links.update({path.name: path for path in artifacts["export"].folder.glob("*.gguf")})
    if "commands" in artifacts:
        links[commands.HELD_OUT] = artifacts["commands"].path(commands.HELD_OUT)
    if "exercises" in artifacts:
        links[exercises.EXERCISES] = artifacts["exercises"].path(exercises.EXERCISES)
    if "mined" in artifacts:
        links[mined.MINED] = artifacts["mined"].path(mined.MINED)
    if "curated" in artifacts:
        links[curated.KEPT] = artifacts["curated"].path(curated.KEPT)
    (folder / STAGES).mkdir(parents=True, exist_ok=True)
    for name, target in links.items():
        link = folder / name
        link.unlink(missing_ok=True)
        link.symlink_to(target.resolve())
