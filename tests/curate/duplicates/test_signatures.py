import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from hornbook.curate.duplicates.signatures import MinHash, as_sketches, similarity, sketches, words_of

MINHASH = MinHash()
TEXTS = st.lists(st.text(max_size=60), max_size=8)


def plain_words(text: str) -> str:
    """What `words_of` is to give, a character at a time."""
    kept = "".join(c.lower() if c.isascii() and (c.isalnum() or c == "_") else " " if c.isascii() else c for c in text)
    return " ".join(word for word in kept.split(" ") if word)


@given(TEXTS)
def test_words_are_small_letters_with_one_space_between(texts: list[str]) -> None:
    assert words_of(pa.array(texts, pa.string())).to_pylist() == [plain_words(text) for text in texts]


@given(TEXTS, st.integers(0, 8))
def test_words_do_not_depend_on_the_neighbours(texts: list[str], start: int) -> None:
    array = pa.array(texts, pa.string())
    assert words_of(array.slice(start)).to_pylist() == words_of(array).to_pylist()[start:]


def test_a_missing_text_has_no_words() -> None:
    assert words_of(pa.array(["One two", None, "three"])).to_pylist() == ["one two", "", "three"]


def test_equal_places_of_signatures_estimate_the_jaccard_similarity() -> None:
    random = np.random.default_rng(0)
    vocabulary = np.array([f"word{number}" for number in range(5000)])
    gaps = []
    for shared in (20, 60, 90, 98):
        common = random.choice(vocabulary, 400 * shared // 100)
        one, other = (np.concatenate([common, random.choice(vocabulary, 400 - len(common))]) for _ in range(2))
        shingles = [{tuple(text[i : i + 5]) for i in range(len(text) - 4)} for text in (one, other)]
        exact = len(shingles[0] & shingles[1]) / len(shingles[0] | shingles[1])
        signatures = MINHASH.signatures(pa.array([" ".join(one), " ".join(other)]))
        gaps.append(float((signatures[0] == signatures[1]).mean()) - exact)
    # 112 hashes: a standard error of at most 0.047.
    assert np.abs(gaps).max() < 0.15
    assert abs(np.mean(gaps)) < 0.07


def test_two_documents_share_a_band_where_all_its_rows_are_equal() -> None:
    random = np.random.default_rng(1)
    signatures = random.integers(0, 2**32, (3, MINHASH.hashes), dtype=np.uint32)
    signatures[1, 16:24] = signatures[0, 16:24]  # the third band
    signatures[2, :7] = signatures[0, :7]  # all of the first but its last row
    bands = MINHASH.band_hashes(signatures)
    assert [bool(bands[0, band] == bands[1, band]) for band in range(14)] == [band == 2 for band in range(14)]
    assert not (bands[0] == bands[2]).any()


def test_the_same_rows_in_another_band_are_no_match() -> None:
    signatures = np.tile(np.arange(8, dtype=np.uint32), 14)[None]
    assert len(set(MINHASH.band_hashes(signatures)[0].tolist())) == 14


def test_sketches_estimate_what_signatures_do_and_none_are_equal_by_chance() -> None:
    random = np.random.default_rng(2)
    one, other = random.integers(0, 2**32, (2, 2000, MINHASH.hashes), dtype=np.uint32)
    half = np.where(np.arange(MINHASH.hashes) % 2, one, other)
    columns = [as_sketches(pa.chunked_array([sketches(signatures)])) for signatures in (one, other, half)]
    assert np.allclose(similarity(columns[0], columns[0]), 1)
    assert abs(similarity(columns[0], columns[1]).mean()) < 0.001
    assert abs(similarity(columns[0], columns[2]).mean() - 0.5) < 0.001


def test_of_the_default_what_is_less_alike_than_two_thirds_may_part() -> None:
    assert 0.6 < MINHASH.least_similarity < 0.66
