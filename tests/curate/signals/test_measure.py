from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hornbook.curate.signals.measure import SIGNALS, columns, measure_all
from hornbook.curate.signals.signal import description
from hornbook.errors import RecipeError

PIECES = [
    '"""',
    "'''",
    '"',
    "#",
    "  # a",
    "\n",
    " ",
    "def f():",
    "    ",
    "class A:",
    "return 1",
    "\\",
    "é",
    "```",
    "it is said that",
]
PIECES += ["password = 'aB3$xY9!kL'", "ann@maple.de", "Copyright (c) 2020", "\0", "x = [1, 2]", ":", "//", "*/ "]
ODD = {
    "empty": "",
    "blank": " \n\t\n",
    "zeros": "\0" * 1000,
    "one long line": "ab1 " * 1_250_000,
    "one long word": "x" * 5_000_000,
    "quotation marks": '"' * 100_001,
    "deep brackets": "(" * 200_000,
    "deep operators": "a" + ".b" * 400_000,
    "deep blocks": "\n".join(" " * depth + "if a:" for depth in range(2000)),
    "not a character": "\ufffe\uffff\U0010ffff",
}


def test_columns_stand_in_the_order_of_the_signals_and_say_what_they_are(batch: Any) -> None:
    names = list(reversed(SIGNALS))
    measured = measure_all(batch("a", "b"), names)
    assert measured.schema.names == ["id", *(field.name for field in columns(names))]
    assert measured.column("id").to_pylist() == ["0", "1"]
    for field in columns(names):
        assert field.name.startswith("score_")
        assert description(field)
        assert "\n" not in description(field)
    assert [field.name for field in columns(["licence", "shape"])][-1] == "score_license_class"


def test_names_of_columns_and_signals_are_unique() -> None:
    names = [field.name for field in columns(list(SIGNALS))]
    assert len(names) == len(set(names))
    assert all(SIGNALS[name]().name == name and SIGNALS[name]().version >= 1 for name in SIGNALS)


def test_a_signal_that_does_not_exist_is_named(batch: Any) -> None:
    with pytest.raises(RecipeError, match=r"no signal named 'taste'.*shape, repetition"):
        measure_all(batch("a"), ["shape", "taste"])


def test_an_empty_batch_has_the_same_columns(batch: Any) -> None:
    full = batch("a")
    assert measure_all(full.slice(0, 0), list(SIGNALS)).schema == measure_all(full, list(SIGNALS)).schema


def test_a_large_batch_is_measured_in_pieces(batch: Any) -> None:
    texts = [f"value = {number}\n" * 60_000 for number in range(12)]
    whole = measure_all(batch(*texts), ["shape", "repetition"])
    assert whole.column("score_lines").to_pylist() == [60_000] * 12
    assert whole.column("id").to_pylist() == [str(number) for number in range(12)]


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("path", ["a.py", "a.json", "a.toml", "a.md", "a.c", None])
def test_no_text_makes_a_signal_fail(batch: Any, name: str, path: str | None) -> None:
    assert measure_all(batch("x = 1", ODD[name], "x", path=path), list(SIGNALS)).num_rows == 3


@pytest.mark.parametrize("meta", ["", "null", "[1]", '{"path": 3, "language": []}', "{", "[" * 100_000, None])
def test_meta_that_cannot_be_read_says_nothing(batch: Any, meta: str | None) -> None:
    documents = batch("x = 1")
    documents = documents.set_column(5, "meta", pa.array([meta], pa.string()))
    assert measure_all(documents, ["code_language"]).column(1).to_pylist() == [None]


@settings(max_examples=150)
@given(
    st.lists(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), min_size=2, max_size=5),
    st.sampled_from(["a.py", "a.md", "a.c"]),
)
def test_a_document_is_measured_as_if_it_were_alone(batch: Any, texts: list[str], path: str) -> None:
    together = measure_all(batch(*texts, path=path), list(SIGNALS)).to_pylist()
    for number, text in enumerate(texts):
        alone = measure_all(batch(text, path=path), list(SIGNALS)).to_pylist()[0]
        assert together[number] | {"id": "0"} == alone
