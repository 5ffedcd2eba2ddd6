"""Selection: which documents stay, by conditions over columns of scores. Nothing but scores is read, so another cut is free."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from hornbook.curate.duplicates.index import Duplicates
from hornbook.errors import RecipeError

COPY, NEAR, LEAK = "copy", "near-duplicate", "exam leak"
LEAK_SCORE = pa.field(
    "score_leak", pa.float32(), metadata={"description": "similarity with the nearest exam item, 0 to 1"}
)

SELECTION_SCHEMA = pa.schema(
    [("id", pa.string()), ("place", pa.string()), ("bytes", pa.int64()), ("reason", pa.string())]
)
"""`reason` is null for what stays."""


@dataclass(frozen=True)
class Selection:
    """
    Documents stay that are no duplicate, are less like every exam item than `leak_similarity`, and fulfil every condition of `keep`.

    A condition is an SQL expression over the columns of scores; where it is null the document goes.
    """

    keep: tuple[str, ...]
    leak_similarity: float

    def check(self, schema: pa.Schema, where: str) -> None:
        """Try every condition on a row of nulls. Raises RecipeError naming the one that cannot be reckoned row by row."""
        for condition in self.keep:
            try:
                _hold((condition,), pa.Table.from_pylist([{}], schema=schema))
                _refuse_aggregates(condition, schema)
            except Exception as error:  # Daft raises errors of many kinds for what it cannot parse or find
                # One line, without the list of columns in Daft's own words.
                problem = str(error).partition("\n")[0].partition(" in schema:")[0]
                raise RecipeError(
                    f"{where} {condition!r}: {problem}",
                    f"Write a true-or-false SQL expression over these columns: {', '.join(schema.names)}.",
                ) from None

    def reasons(self, index: pa.Table, duplicates: Duplicates, scores: pa.Table) -> pa.Array:
        """
        Why each document of an index goes, by the first reason that applies; null where it stays.

        `scores` has a row for each document that is no duplicate, by `id`.
        """
        reasons = pc.if_else(pc.is_valid(duplicates.first_ids(index)), NEAR, pa.scalar(None, pa.string()))
        reasons = pc.if_else(pc.is_valid(duplicates.first_places(index)), COPY, reasons)
        rows = pc.index_in(index["id"], value_set=scores["id"].combine_chunks()).combine_chunks()
        return pc.coalesce(reasons, self._failed(scores).take(rows))

    def _failed(self, scores: pa.Table) -> pa.Array:
        """For each row of scores the first condition that does not hold, null where all do."""
        failed = pa.nulls(scores.num_rows, pa.string())
        holding = _hold(self.keep, scores)
        for condition, holds in zip(reversed(self.keep), reversed(holding), strict=True):
            failed = pc.if_else(holds, failed, condition)
        leaks = pc.greater_equal(scores[LEAK_SCORE.name], self.leak_similarity)
        return pc.if_else(leaks, LEAK, failed).combine_chunks()


def _refuse_aggregates(condition: str, schema: pa.Schema) -> None:
    """Let Daft's planner refuse what is no filter: a mean over some rows would be another in each part of the corpus."""
    import daft
    from daft.logical.builder import LogicalPlanBuilder
    from daft.runners.partitioning import PartitionCacheEntry

    nothing = PartitionCacheEntry("nothing", None)
    columns = daft.Schema.from_pyarrow_schema(schema)
    LogicalPlanBuilder.from_in_memory_scan(nothing, columns, 1, 0, 0).filter(daft.sql_expr(condition))


def _hold(conditions: Sequence[str], scores: pa.Table) -> list[pa.Array]:
    """For each condition whether it holds, row by row."""
    import daft
    from daft.expressions import ExpressionsProjection
    from daft.recordbatch import MicroPartition

    named = [daft.sql_expr(condition).alias(str(number)) for number, condition in enumerate(conditions)]
    table = MicroPartition.from_arrow(scores).eval_expression_list(ExpressionsProjection(named)).to_arrow()
    return [_true_or_false(column.combine_chunks()) for column in table.columns]


def _true_or_false(values: pa.Array) -> pa.Array:
    if not pa.types.is_boolean(values.type):
        raise ValueError(f"it gives {values.type}, not true or false.")
    return values.fill_null(False)


def with_leaks(scores: pa.Table, leaks: pa.Table) -> pa.Table:
    """Scores with one more column, the similarity with the nearest exam item by `leaks` (id, similarity); 0 where there is none."""
    nearest = leaks.group_by("id").aggregate([("similarity", "max")])
    rows = pc.index_in(scores["id"], value_set=nearest["id"].combine_chunks())
    similarity = nearest["similarity_max"].combine_chunks().take(rows.combine_chunks()).cast(pa.float32())
    return scores.append_column(LEAK_SCORE, similarity.fill_null(0.0))
