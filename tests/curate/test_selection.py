import pyarrow as pa
import pytest

from hornbook.curate.duplicates.index import Duplicates
from hornbook.curate.selection import LEAK_SCORE, Selection, with_leaks
from hornbook.errors import RecipeError

SCHEMA = pa.schema([("id", pa.string()), ("score_lines", pa.int64()), ("score_language", pa.string()), LEAK_SCORE])


def duplicates(copies: dict[str, str] | None = None, near: dict[str, str] | None = None) -> Duplicates:
    tables = [
        pa.table({"id": pa.array(pairs.keys(), pa.string()), other: pa.array(pairs.values(), pa.string())})
        for pairs, other in ((copies or {}, "place"), (near or {}, "first"))
    ]
    return Duplicates(*tables)


def scores(*rows: tuple[str, int | None, str | None, float]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(SCHEMA.names, row, strict=True)) for row in rows], schema=SCHEMA)


def index(*ids: str) -> pa.Table:
    return pa.table({"id": pa.array(ids, pa.string()), "place": [f"f#{row}" for row in range(len(ids))]})


def reasons(selection: Selection, table: pa.Table) -> list[str | None]:
    found = selection.reasons(index(*table["id"].to_pylist()), duplicates(), table)
    return list(found.to_pylist())


def test_the_first_reason_is_given() -> None:
    """Copy, near-duplicate, exam leak, then the conditions in their order."""
    selection = Selection(("score_lines > 3", "score_language = 'en'"), 0.8)
    found = duplicates({"a": "f#0", "n": "f#2"}, {"n": "a"})
    measured = scores(("a", 9, "en", 0.0), ("leak", 1, "de", 0.9), ("both", 1, "de", 0.1), ("second", 9, "de", 0.0))
    told = selection.reasons(index("a", "a", "n", "n", "leak", "both", "second"), found, measured)
    assert told.to_pylist() == [
        *(None, "copy", "near-duplicate", "copy"),
        *("exam leak", "score_lines > 3", "score_language = 'en'"),
    ]


def test_null_counts_as_false() -> None:
    table = scores(("a", None, None, 0.0), ("b", 9, None, 0.0))
    assert reasons(Selection(("score_lines > 3",), 0.8), table) == ["score_lines > 3", None]
    assert reasons(Selection(("not (score_lines > 3)",), 0.8), table) == ["not (score_lines > 3)"] * 2
    assert reasons(Selection(("score_lines is null",), 0.8), table) == [None, "score_lines is null"]


def test_a_document_goes_that_is_as_like_an_exam_item_as_the_threshold() -> None:
    table = scores(("below", 1, "", 0.74), ("at", 1, "", 0.75), ("above", 1, "", 0.76))
    assert reasons(Selection((), 0.75), table) == [None, "exam leak", "exam leak"]


def test_conditions_draw_the_line_where_they_say() -> None:
    table = scores(*((name, lines, "", 0.0) for name, lines in (("a", 2), ("b", 3), ("c", 4))))
    for condition, staying in (
        ("score_lines > 3", "c"),
        ("score_lines >= 3", "bc"),
        ("score_lines between 2 and 3", "ab"),
    ):
        found = reasons(Selection((condition,), 0.8), table)
        assert [reason is None for reason in found] == [name in staying for name in "abc"]


def test_quotes_within_quotes_and_letters_beyond_ascii() -> None:
    table = scores(("a", 1, "it's", 0.0), ("b", 1, "är", 0.0))
    assert reasons(Selection(("score_language = 'it''s'",), 0.8), table)[0] is None
    assert reasons(Selection(("score_language like 'ä%'",), 0.8), table)[1] is None


def test_no_documents_no_reasons() -> None:
    assert reasons(Selection(("score_lines > 3",), 0.8), SCHEMA.empty_table()) == []


@pytest.mark.parametrize(
    "condition", ["true", "score_lines > 3", "score_language in ('en', 'de') or score_lines / 2 < 1"]
)
def test_what_can_be_reckoned_row_by_row_is_let_through(condition: str) -> None:
    Selection((condition,), 0.8).check(SCHEMA, "here:")


@pytest.mark.parametrize(
    "condition",
    [
        *("", "'", "score_beauty > 3", "SCORE_LINES > 3", "score_lines > 'a'", "score_lines >> 3 and", "score_lines"),
        *("null", "count(*) > 1", "max(score_lines) > 3", "score_lines > 3 and score_lines > mean(score_lines)"),
        *("(select 1) = 1", "row_number() over (order by id) < 3"),
    ],
)
def test_what_cannot_is_named(condition: str) -> None:
    """An aggregate would be another in each part of the corpus."""
    with pytest.raises(RecipeError) as error:
        Selection(("score_lines > 3", condition), 0.8).check(SCHEMA, "recipe.toml [curate] keep:")
    assert str(error.value).startswith(f"recipe.toml [curate] keep: {condition!r}: ")
    assert str(error.value).endswith("id, score_lines, score_language, score_leak.")
    assert "\n" not in str(error.value)


def test_the_nearest_exam_item_counts() -> None:
    leaks = pa.table({"id": ["b", "b", "x"], "similarity": pa.array([0.5, 0.75, 1.0], pa.float32())})
    measured = with_leaks(pa.table({"id": ["a", "b"]}), leaks)
    assert measured.to_pylist() == [{"id": "a", "score_leak": 0.0}, {"id": "b", "score_leak": 0.75}]
    assert with_leaks(pa.table({"id": ["a"]}), leaks.slice(0, 0))["score_leak"].to_pylist() == [0.0]
