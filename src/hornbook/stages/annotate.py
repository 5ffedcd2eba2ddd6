"""Stage `annotate`: a teacher grades a sample of the documents, and those by which it is examined, twice each."""

from collections.abc import Mapping
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from hornbook.artifact import Artifact
from hornbook.curate.annotate import TIMES, Judgement, requests, stratified_sample
from hornbook.curate.gold import read_gold
from hornbook.errors import ModelError, RecipeError
from hornbook.recipe import Recipe, Teacher
from hornbook.stages import corpus, signals
from hornbook.stages.models import model_settings, open_model
from hornbook.stages.stage import Stage, StageContext, contents

ANNOTATIONS = "annotations.parquet"
_SCHEMA = pa.schema(
    {"id": pa.string(), "sample": pa.int64(), "score": pa.int64(), "reason": pa.string(), "set_aside": pa.string()}
)
_STRATA = ["score_code_language", "score_bytes"]


def _teacher(recipe: Recipe) -> Teacher:
    if recipe.curate.teacher is None:
        raise RecipeError(
            f"{recipe.folder}/recipe.toml has no [curate.teacher].", "Add it; its keys all have defaults."
        )
    return recipe.curate.teacher


def _settings(recipe: Recipe) -> Mapping[str, Any]:
    teacher = _teacher(recipe)
    return {
        **model_settings(recipe, teacher),
        "documents": teacher.documents,
        "gold": contents(recipe.path(recipe.curate.gold)) if recipe.curate.gold else None,
    }


def _run(context: StageContext) -> None:
    from hornbook.llm.run import RequestRun
    from hornbook.llm.runner import Settings

    teacher = _teacher(context.recipe)
    texts = texts_of(context.inputs["corpus"], _chosen(context, teacher))
    ids = [identity for identity in texts for _ in range(TIMES)]
    context.progress.start("answers", len(ids))
    with open_model(context, teacher) as endpoint:
        run = RequestRun(
            endpoint,
            requests(endpoint.model, list(texts.values())),
            context.cache / "answers",
            Settings(concurrency=teacher.concurrency),
            lambda tally: context.progress.update(tally.done, set_aside=tally.set_aside),
        )
        rows = []
        for number, (identity, outcome) in enumerate(zip(ids, run, strict=True)):
            given = cast(Judgement, outcome.value).model_dump() if outcome.accepted else {}
            rows.append({"id": identity, "sample": number % TIMES, "set_aside": outcome.reason, **given})
    ledger = run.ledger
    accepted = ledger.outcomes.accepted
    if rows and not accepted:
        raise ModelError(
            f"No answer of {endpoint.model} at {endpoint.url} can be used ({rows[0]['set_aside']}).",
            "Check that it is there, or choose another teacher.",
        )
    pq.write_table(pa.Table.from_pylist(rows, schema=_SCHEMA), context.draft.folder / ANNOTATIONS)
    context.draft.counts.update(
        documents=len(texts),
        accepted=accepted,
        set_aside=ledger.outcomes.set_aside,
        model=endpoint.model,
        prompt_tokens=ledger.spent.prompt_tokens,
        completion_tokens=ledger.spent.completion_tokens,
        money=ledger.money,
        cost_per_accepted=ledger.cost_per(accepted) if accepted else None,
    )


def _chosen(context: StageContext, teacher: Teacher) -> list[str]:
    """
    The ids of the gold list's test documents, the smallest first and no more than are asked for, then of a sample that has every
    language and size in it.
    """
    gold = context.recipe.curate.gold
    items = read_gold(context.recipe.path(gold)) if gold else []
    graded = sorted(item.id for item in items if item.split == "test")[: teacher.documents]
    table = pq.read_table(context.inputs["signals"].path(signals.SCORES), columns=["id", *_STRATA])
    sizes = pc.floor(pc.log2(pc.add(pc.cast(table["score_bytes"], pa.float64()), 1)))
    strata = pc.binary_join_element_wise(
        table["score_code_language"].cast(pa.string()).fill_null("?"), sizes.cast(pa.string()), "/"
    )
    return list(dict.fromkeys([*graded, *stratified_sample(table["id"], strata, teacher.documents)]))


def texts_of(documents: Artifact, ids: list[str]) -> dict[str, str]:
    """The texts of documents by id, in the order of the ids; those that the corpus does not hold are left out."""
    dataset = ds.dataset(documents.path(corpus.DOCUMENTS), format="parquet")
    found = dataset.to_table(columns=["id", "text"], filter=pc.field("id").isin(ids))
    texts = dict(zip(found["id"].to_pylist(), found["text"].to_pylist(), strict=True))
    return {identity: texts[identity] for identity in ids if identity in texts}


STAGE = Stage("annotate", 2, ("corpus", "signals"), _settings, _run)
