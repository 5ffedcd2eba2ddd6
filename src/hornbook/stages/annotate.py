"""Stage `annotate`: a teacher grades a sample of the documents, and those by which it is examined, twice each."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from hornbook.artifact import Artifact
from hornbook.curate.annotate import TIMES, Judgement, requests, stratified_sample
from hornbook.curate.gold import read_gold
from hornbook.errors import RecipeError
from hornbook.recipe import Recipe, Teacher
from hornbook.stages import corpus, signals
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
    teacher = _teacher(recipe).model_dump(exclude={"concurrency", "key_variable"})
    return {**teacher, "gold": contents(recipe.path(recipe.curate.gold)) if recipe.curate.gold else None}


def _run(context: StageContext) -> None:
    from hornbook.llm.run import RequestRun
    from hornbook.llm.runner import Settings

    teacher = _teacher(context.recipe)
    texts = texts_of(context.inputs["corpus"], _chosen(context, teacher))
    ids = [identity for identity in texts for _ in range(TIMES)]
    context.progress.start("answers", len(ids))
    with _endpoint(teacher, context.cache) as endpoint:
        run = RequestRun(
            endpoint,
            requests(endpoint.model, list(texts.values())),
            context.cache / "answers",
            Settings(concurrency=teacher.concurrency),
            lambda tally: context.progress.update(tally.done, set_aside=tally.set_aside),
        )
        rows = []
        for number, (identity, outcome) in enumerate(zip(ids, run, strict=True)):
            judgement = cast(Judgement, outcome.value) if outcome.accepted else None
            row = {"id": identity, "sample": number % TIMES, "set_aside": outcome.reason}
            rows.append(row | ({"score": judgement.score, "reason": judgement.reason} if judgement else {}))
    pq.write_table(pa.Table.from_pylist(rows, schema=_SCHEMA), context.draft.folder / ANNOTATIONS)
    spent = run.ledger.spent
    context.draft.counts.update(
        documents=len(texts),
        accepted=run.ledger.outcomes.accepted,
        set_aside=run.ledger.outcomes.set_aside,
        model=endpoint.model,
        prompt_tokens=spent.prompt_tokens,
        completion_tokens=spent.completion_tokens,
        money=run.ledger.money,
        cost_per_accepted=run.ledger.cost_per(run.ledger.outcomes.accepted),
    )


def _chosen(context: StageContext, teacher: Teacher) -> list[str]:
    """The ids of the gold list's test documents, then of a sample that has every language and size in it."""
    gold = context.recipe.curate.gold
    items = read_gold(context.recipe.path(gold)) if gold else []
    graded = [item.id for item in items if item.split == "test"]
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


@contextmanager
def _endpoint(teacher: Teacher, cache: Path) -> Iterator[Any]:
    from hornbook.llm.endpoint import Endpoint, open_local_endpoint

    if teacher.url:
        yield Endpoint(teacher.url, teacher.model, teacher.key_variable, teacher.prompt_price, teacher.completion_price)
        return
    with open_local_endpoint(teacher.model, cache / "models") as endpoint:
        yield endpoint


STAGE = Stage("annotate", 1, ("corpus", "signals"), _settings, _run)
