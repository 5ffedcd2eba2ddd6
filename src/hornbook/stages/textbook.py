"""Stage `textbook`: has a teacher write a book on a syllabus, round by round, by what the book still lacks."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from hornbook.curate.decontaminate.exams import read_exam
from hornbook.data.documents import write_documents
from hornbook.errors import RecipeError
from hornbook.recipe import LanguageModel, Recipe, Textbook
from hornbook.stages.models import model_settings, open_model
from hornbook.stages.stage import Stage, StageContext, contents
from hornbook.synthesize.syllabus.written import load_syllabus

BOOK = "textbook.parquet"


def section(recipe: Recipe) -> Textbook:
    """The recipe's `[synthesize.textbook]`."""
    if recipe.synthesize.textbook is None:
        raise RecipeError(f"{recipe.folder}/recipe.toml has no [synthesize.textbook].", "Add it.")
    return recipe.synthesize.textbook


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    settings = section(recipe)
    return {
        **settings.model_dump(exclude={"syllabus", "teacher", "judge"}),
        "syllabus": contents(recipe.path(settings.syllabus)),
        "teacher": model_settings(recipe, settings.teacher),
        "judge": model_settings(recipe, settings.judge) if settings.judge else None,
        "exams": [[path.name, contents(recipe.path(path))] for path in recipe.evaluate.exams],
        "leak_similarity": recipe.curate.leak_similarity,
    }


def _run(context: StageContext) -> None:
    from hornbook.llm.runner import Settings
    from hornbook.synthesize.textbook import loop
    from hornbook.synthesize.textbook.acceptance import Acceptance, Rules
    from hornbook.synthesize.textbook.asking import Asker
    from hornbook.synthesize.textbook.prompts import CODE, FORMS, TEXT_AXES, Prompter
    from hornbook.synthesize.textbook.summary import summary

    recipe, settings = context.recipe, section(context.recipe)
    syllabus = load_syllabus(recipe.path(settings.syllabus))
    exams = [item for path in recipe.evaluate.exams for item in read_exam(recipe.path(path))]
    axes = {**TEXT_AXES, "form": (CODE, *FORMS) if settings.code else FORMS}
    with ExitStack() as models:

        def asker(model: LanguageModel) -> Asker:
            endpoint = models.enter_context(open_model(context, model))
            return Asker(endpoint, context.cache / "answers", Settings(concurrency=model.concurrency))

        teacher = asker(settings.teacher)
        prompter = Prompter(teacher.endpoint.model, axes, seed=settings.seed)
        book = loop.Textbook(
            syllabus,
            replace(prompter, sampling=replace(prompter.sampling, max_tokens=settings.answer_tokens)),
            teacher,
            Acceptance(Rules(leak_similarity=recipe.curate.leak_similarity), exams),
            loop.Limits(settings.round_requests, settings.least_new, settings.most_tokens),
            asker(settings.judge) if settings.judge else None,
        )
        wanted = sum(leaf.quota for leaf in syllabus.leaves)
        context.progress.start("documents", wanted)
        book.write(lambda done, accepted: context.progress.update(min(accepted, wanted), answers=done))
    write_documents(context.draft.folder / BOOK, book.documents(settings.license))
    context.draft.counts.update(summary(book))


STAGE = Stage("textbook", 1, (), _settings, _run)
