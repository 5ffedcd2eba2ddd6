from collections import Counter
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.synthesize.coverage.ideas import ideas_of
from hornbook.synthesize.coverage.jackknife import GROUPS, groups_of, jackknife
from hornbook.synthesize.coverage.variety import (
    Words,
    distinct_share,
    hill_number,
    hill_numbers,
    near_duplicate_share,
    new_share,
    vendi_score,
)
from hornbook.synthesize.embeddings import embed

WORDS = st.lists(st.sampled_from(["moon", "Sun", "x1", "é", "--", "the", ""]), max_size=8).map(" ".join)


@given(st.lists(WORDS, max_size=8), st.integers(1, 3))
def test_grams_are_those_of_words_one_behind_the_other(texts: list[str], size: int) -> None:
    plain = [text.lower().replace("--", " ").split() for text in texts]
    expected = [
        (document, tuple(words[place : place + size]))
        for document, words in enumerate(plain)
        for place in range(len(words) - size + 1)
    ]
    grams = Words.of(texts).grams(size)
    assert grams.documents.tolist() == [document for document, _ in expected]
    names = dict(zip(grams.names.tolist(), [words for _, words in expected], strict=True))
    assert len(names) == len(set(names.values())) == len({words for _, words in expected})


def test_openers() -> None:
    openers = Words.of(["The moon is far.", "", "Too short", "the MOON is near", "A moon is far"]).openers()
    assert openers.documents.tolist() == [0, 3, 4]
    assert openers.names[0] == openers.names[1] != openers.names[2]
    share = distinct_share(openers.names, openers.documents)
    assert share.value == pytest.approx(2 / 3)
    assert (share.low, share.high) == (0, 1)  # three documents say nothing about their like


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60)), min_size=1, max_size=300), st.integers(0, GROUPS - 1)
)
def test_the_share_without_a_group_is_that_of_the_rest(things: list[tuple[int, int]], left: int) -> None:
    names, documents = np.array(things).T
    _, owner = np.unique(documents, return_inverse=True)
    group = groups_of(owner.max() + 1)[owner]

    def share(kept: np.ndarray) -> float:
        return len(set(names[kept])) / max(1, kept.sum())

    expected = jackknife(share(group >= 0), lambda left: share(group != left), int(owner.max()) + 1)
    found = distinct_share(names, documents)
    assert found.value == pytest.approx(expected.value)
    assert found.low == pytest.approx(max(0, expected.low), nan_ok=True)
    assert found.high == pytest.approx(min(1, expected.high), nan_ok=True)


def test_the_jackknife_holds_the_mean_of_other_samples() -> None:
    random = np.random.default_rng(0)
    shares = [distinct_share(random.zipf(1.5, 400), np.arange(400)) for _ in range(200)]
    truth = np.mean([share.value for share in shares])
    assert np.mean([share.low <= truth <= share.high for share in shares]) > 0.93


def test_new_grams_among_the_last_documents() -> None:
    grams = Words.of(["a b c", "a b d", "a b c d d d", "e a"]).grams(1)
    assert new_share(grams, 2).value == pytest.approx(1 / 6)  # a, b, c and d are known; of e and a, e is new
    assert new_share(grams, 1).value == pytest.approx(3 / 9)  # d twice, in two documents, and e
    assert isnan(new_share(grams, 4).value)


def test_nothing_has_no_shares() -> None:
    assert isnan(distinct_share([], []).value)
    assert isnan(near_duplicate_share([]).value)
    assert isnan(vendi_score(np.zeros((0, 4), np.float32)).value)
    assert isnan(vendi_score(np.zeros((3, 4), np.float32)).value)
    assert all(isnan(number.value) for number in hill_numbers([], []))
    assert Words.of([]).grams(2).names.tolist() == []


def test_near_duplicates_are_counted_once() -> None:
    base = "the moon goes round the earth once in twenty seven days and the tides of every sea follow it"
    texts = [base, base + " today", "short text", "short text", "bread is made of flour and water and a little salt"]
    assert near_duplicate_share([*texts, base]).value == pytest.approx(2 / 6)
    assert near_duplicate_share(["too short"]).value == 0


def test_the_vendi_score_is_the_number_of_different_documents() -> None:
    vectors = np.eye(8, dtype=np.float32)
    assert vendi_score(vectors).value == pytest.approx(8)
    assert vendi_score(np.repeat(vectors, 30, axis=0)).value == pytest.approx(8)
    assert vendi_score(np.repeat(vectors[:1], 30, axis=0)).value == pytest.approx(1)
    with_nothing = np.concatenate([vectors, np.zeros((5, 8), np.float32)])
    assert vendi_score(with_nothing).value == pytest.approx(8)


def test_the_vendi_score_agrees_with_its_definition() -> None:
    vectors = embed([f"{thing} number {number}" for thing in ("moon", "bread", "loop") for number in range(15)])
    eigenvalues = np.linalg.eigvalsh(vectors.astype(float) @ vectors.T / len(vectors))
    eigenvalues = eigenvalues[eigenvalues > 1e-12]
    score = vendi_score(vectors)
    assert score.value == pytest.approx(np.exp(-(eigenvalues * np.log(eigenvalues)).sum()), rel=1e-4)
    assert 1 <= score.low < score.value < score.high


@given(st.lists(st.integers(0, 9), min_size=1, max_size=100))
def test_hill_numbers_fall_with_their_order(labels: list[int]) -> None:
    counts = list(Counter(labels).values())
    richness, shannon, simpson = (hill_number(counts, order) for order in (0, 1, 2))
    assert richness == len(counts)
    assert richness + 1e-9 >= shannon >= simpson - 1e-9 >= 1 - 1e-8
    found = hill_numbers(labels, range(len(labels)))
    assert [number.value for number in found] == pytest.approx([richness, shannon, simpson])


def test_equal_species_are_counted_fully() -> None:
    assert [hill_number([5, 5, 0, 5], order) for order in (0, 1, 2)] == pytest.approx([3, 3, 3])


@given(st.integers(1, 40), st.integers(0, 40), st.integers(0, 99))
def test_later_documents_change_no_earlier_idea(number: int, more: int, seed: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(number + more, 3)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ideas = ideas_of(vectors)
    assert np.array_equal(ideas[:number], ideas_of(vectors[:number]))
    assert set(ideas) == set(range(ideas.max() + 1))


def test_documents_that_say_the_same_are_one_idea() -> None:
    vectors = embed(["The moon goes round the earth.", "Bread is baked.", "The moon goes round our earth."])
    assert ideas_of(vectors).tolist() == [0, 1, 0]
    assert ideas_of(vectors, same=1.1).tolist() == [0, 1, 2]
    assert ideas_of(vectors[:0]).tolist() == []
