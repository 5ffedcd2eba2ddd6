import ast
import random
import sysconfig
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.curate.decontaminate.disguises import reformatted
from hornbook.curate.decontaminate.grams import GramTable
from hornbook.curate.decontaminate.tokens import Chunk, Stream, grams


def spelled(chunk: Chunk, stream: Stream) -> list[str]:
    return [chunk.raw[start:end].decode() for start, end in zip(stream.start, stream.end, strict=True)]


def words(text: str) -> list[str]:
    chunk = Chunk(pa.array([text]))
    return spelled(chunk, chunk.words)


def code(text: str) -> list[str]:
    chunk = Chunk(pa.array([text]))
    return spelled(chunk, chunk.code())


def test_words_are_letters_digits_and_lines() -> None:
    assert words("Can't  stop_me: 3.5 times!\n\tÉté") == ["Can", "t", "stop_me", "3", "5", "times", "Été"]


def test_typographic_marks_part_words_and_chinese_characters_are_words() -> None:
    assert words("\u201cDon\u2019t\u201d\u2014she\u00a0said\u2026 日本 ok") == [
        "Don",
        "t",
        "she",
        "said",
        "日",
        "本",
        "ok",
    ]


def test_equal_words_have_equal_values_whatever_their_case_and_place() -> None:
    values = Chunk(pa.array(["Extraordinarily x", "b extraordinarily", "eXtraordinarilY"])).words.values
    assert values[0] == values[3] == values[4] != values[1]


def test_no_two_words_of_up_to_sixteen_letters_share_a_value() -> None:
    library = Path(sysconfig.get_path("stdlib"))
    chunk = Chunk(pa.array([path.read_text(errors="replace") for path in sorted(library.glob("*.py"))[:60]]))
    spellings = {word.lower() for word in spelled(chunk, chunk.words) if word.isascii() and len(word) <= 16}
    ascii_values = np.unique(Chunk(pa.array([" ".join(spellings)])).words.values)
    assert len(ascii_values) == len(spellings) > 8_000


def test_code_has_no_comments_names_of_strings_or_brackets_that_close() -> None:
    line = 'total = sum(x.real for x in "a b" if x > 1.5)  # don\'t "look"\n'
    assert code(line) == ["total", "=", "sum", "x", "real", "for", "x", "in", '"', "if", "x", ">", "1"]


def test_code_keeps_what_nobody_can_rename() -> None:
    def values(text: str) -> list[int]:
        return Chunk(pa.array([text])).code().values.tolist()

    assert values("a = sorted(b.items(), key=c)[0]") == values(
        'longer=sorted(x.items( ),key=  "text")\n[ 77,]'.replace('"text"', "d")
    )
    assert values("a = sorted(b)") != values("a = list(b)")
    assert values("a.items()") != values("a.values()")
    assert values("f('a', 1)") != values("f(a, b)")


def test_a_mark_in_a_string_or_a_quote_in_a_comment_hides_nothing_after_it() -> None:
    assert code("a = '#'; b = 1  # it's\nreturn b") == ["a", "=", "'", "b", "=", "1", "return", "b"]
    assert code("""a = '"' + b + "it's" + '\\'' + c""") == ["a", "=", "'", "+", "b", "+", '"', "+", "'", "+", "c"]


def test_code_is_the_same_however_it_is_formatted(problems: list) -> None:
    for item in problems:
        plain = ast.unparse(ast.parse(item.text))
        again = ast.unparse(ast.parse(reformatted(plain, random.Random(1))))
        assert Chunk(pa.array([plain])).code().values.tolist() == Chunk(pa.array([again])).code().values.tolist()


@given(st.lists(st.text() | st.none()))
def test_any_texts_are_cut_as_each_alone(texts: list[str | None]) -> None:
    together = Chunk(pa.array(texts, pa.string()))
    apart = [Chunk(pa.array([text], pa.string())) for text in texts]
    for stream in (lambda chunk: chunk.words, Chunk.code):
        assert stream(together).values.tolist() == [value for chunk in apart for value in stream(chunk).values.tolist()]
    assert together.raw.decode() == "".join(f"{text or ''}\n" for text in texts)


@given(st.lists(st.integers(0, 3), max_size=30), st.integers(1, 9))
def test_grams_are_equal_where_their_tokens_are(tokens: list[int], n: int) -> None:
    hashes = grams(np.array(tokens, np.uint64), n).tolist()
    runs = [tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1)]
    assert len(hashes) == len(runs)
    assert len(set(hashes)) == len(set(runs))


@pytest.mark.parametrize("n", [1, 3, 5])
def test_a_table_finds_every_entry_of_every_gram(n: int) -> None:
    random_tokens = np.random.default_rng(n).integers(0, 4, 500).astype(np.uint64)
    known = random_tokens[:40]
    hashes = grams(known, n)
    table = GramTable.build(n, hashes, np.arange(len(hashes))[:, None])
    positions, entries = table.find(random_tokens)
    found = sorted(zip(positions.tolist(), entries[:, 0].tolist(), strict=True))
    expected = [
        (position, entry)
        for position in range(500 - n + 1)
        for entry in range(len(hashes))
        if (random_tokens[position : position + n] == known[entry : entry + n]).all()
    ]
    assert found == expected
