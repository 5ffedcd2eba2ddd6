import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.curate.signals.texts import Texts, once_a_batch

TEXTS = st.lists(st.none() | st.text(alphabet="ab \n\té\0", max_size=12), max_size=8)


def lines_of(text: str) -> list[bytes]:
    pieces = text.encode().split(b"\n")
    return [piece + b"\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])


def words_of(text: str) -> list[bytes]:
    return bytes(byte if byte > 32 else 32 for byte in text.encode()).split()


@given(TEXTS, st.integers(0, 3), st.sampled_from([pa.string(), pa.large_string(), pa.string_view()]))
def test_lines_and_words_are_those_of_each_text(values: list[str | None], skipped: int, kind: pa.DataType) -> None:
    texts = Texts(pa.array(values, kind).slice(skipped))
    expected = [value or "" for value in values[skipped:]]
    lines = [lines_of(text) for text in expected]
    words = [words_of(text) for text in expected]
    assert [texts.encoded(index).decode() for index in range(len(texts))] == expected
    assert texts.lines.to_pylist() == [line for mine in lines for line in mine]
    assert texts.line_texts.tolist() == [number for number, mine in enumerate(lines) for _ in mine]
    assert texts.longest_lines.tolist() == [max(map(len, mine), default=0) for mine in lines]
    starts, ends = texts.word_starts.tolist(), texts.word_ends.tolist()
    assert [texts.data[start:end].tobytes() for start, end in zip(starts, ends, strict=True)] == [
        word for mine in words for word in mine
    ]
    assert [len(mine) for mine in words] == [
        end - start for start, end in zip(texts.first_words[:-1], texts.first_words[1:], strict=True)
    ]
    assert texts.blank.tolist() == [not words_of(line.decode()) for mine in lines for line in mine]


@given(TEXTS, st.text(alphabet="ab ", min_size=1, max_size=3))
def test_a_prefix_does_not_reach_into_the_next_line_or_text(values: list[str | None], prefix: str) -> None:
    texts = Texts(pa.array(values, pa.string()))
    found = texts.lines_start_with(prefix.encode()).tolist()
    heads = [line.lstrip(bytes(range(33))) for value in values for line in lines_of(value or "")]
    assert found == [head.startswith(prefix.encode()) for head in heads]


@pytest.mark.parametrize("values", [[], [""], ["", None, ""]])
def test_nothing_has_no_lines(values: list[str | None]) -> None:
    texts = Texts(pa.array(values, pa.string()))
    assert (len(texts), len(texts.lines), len(texts.word_ends), len(texts.line_tails)) == (len(values), 0, 0, 0)


def test_what_is_found_in_a_batch_is_found_once() -> None:
    seen = []

    @once_a_batch
    def rows(batch: pa.RecordBatch) -> int:
        seen.append(batch.num_rows)
        return batch.num_rows

    first, second = (pa.record_batch({"text": ["a"] * count}) for count in (1, 2))
    assert [rows(first), rows(first), rows(second), rows(first)] == [1, 1, 2, 1]
    assert seen == [1, 2, 1]
