"""From a recipe to a finished run: which stages it needs, and their artifacts in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hornbook.artifact import Artifact, ArtifactStore
from hornbook.errors import RecipeError
from hornbook.evaluate.results import ExamResult
from hornbook.progress import Reporter
from hornbook.recipe import Recipe
from hornbook.report.data import PAGE_FILE
from hornbook.stages import commands, evaluate, export, pretrain, tokenizer
from hornbook.stages.stage import Stage, StageContext

STAGES: Sequence[Stage] = (commands.STAGE, tokenizer.STAGE, pretrain.STAGE, export.STAGE, evaluate.STAGE)

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
) -> Run:
    """
    Carry out a recipe, up to and with the stage `until`; what exists already is not made again.

    Raises HornbookError for anything that a person can mend.
    """
    folder = runs / recipe.name
    reporter = Reporter(folder / "events.jsonl", quiet)
    artifacts: dict[str, Artifact] = {}
    made: list[str] = []
    for stage in stages_until(until):
        artifact, is_new = _make(stage, recipe, artifacts, ArtifactStore(store), reporter)
        artifacts[stage.name] = artifact
        made += [stage.name] * is_new
    _link(folder, artifacts)
    finished = Run(folder, artifacts, made)
    if "evaluate" in artifacts and (made or not (folder / PAGE_FILE).exists()):
        with reporter.stage("report"):
            _report(recipe, finished)
    return finished


def stages_until(until: str | None) -> Sequence[Stage]:
    """The stages up to and with the one of that name. Raises RecipeError where there is none."""
    names = [stage.name for stage in STAGES]
    if until is None:
        return STAGES
    if until not in names:
        raise RecipeError(f"--until {until}: no such stage.", f"Allowed: {', '.join(names)}.")
    return STAGES[: names.index(until) + 1]


def _make(
    stage: Stage, recipe: Recipe, artifacts: dict[str, Artifact], store: ArtifactStore, reporter: Reporter
) -> tuple[Artifact, bool]:
    inputs = {name: artifacts[name] for name in stage.inputs}
    keys = {name: artifact.key for name, artifact in inputs.items()}
    settings = stage.settings(recipe)
    key = store.key(stage.name, stage.version, settings, keys)
    if found := store.find(stage.name, key):
        reporter.event(stage.name, "reused", artifact=found.folder.name)
        reporter.say(f"[bold]{stage.name:<10}[/] [dim]already made ({found.folder.name})[/]")
        return found, False
    for artifact in inputs.values():
        artifact.check_contents()
    with reporter.stage(stage.name) as progress, store.write(stage.name, stage.version, settings, keys) as draft:
        stage.run(StageContext(recipe, inputs, draft, progress))
    made = store.find(stage.name, key)
    assert made is not None, "it was written just now"
    return made, True


def _report(recipe: Recipe, finished: Run) -> None:
    from hornbook.report.card import CARD_FILE, model_card
    from hornbook.report.collect import collect
    from hornbook.report.page import write_report

    data = collect(recipe.name, recipe.description, finished.artifacts, finished.made, finished.results)
    write_report(finished.folder, data)
    (finished.folder / CARD_FILE).write_text(model_card(data), encoding="utf-8")


def _link(folder: Path, artifacts: dict[str, Artifact]) -> None:
    """Put links to the artifacts that people look for into the run folder."""
    links: dict[str, Path] = {}
    if "pretrain" in artifacts:
        links["checkpoint"] = artifacts["pretrain"].path(pretrain.CHECKPOINT)
    if "export" in artifacts:
        links["model"] = artifacts["export"].path(export.HUGGINGFACE)
        links.update({path.name: path for path in artifacts["export"].folder.glob("*.gguf")})
    if "commands" in artifacts:
        links[commands.HELD_OUT] = artifacts["commands"].path(commands.HELD_OUT)
    folder.mkdir(parents=True, exist_ok=True)
    for name, target in links.items():
        link = folder / name
        link.unlink(missing_ok=True)
        link.symlink_to(target.resolve())
