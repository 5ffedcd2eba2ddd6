from pydoc_data.topics import topics

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hornbook.synthesize.embeddings import embed
from hornbook.synthesize.syllabus.clustered import cluster, from_corpus

MOON = [
    f"The moon goes round the earth, and its phase number {number} lights the tides of the sea." for number in range(9)
]
BREAD = [f"Knead the dough for {number} minutes, let the yeast rise, and bake the bread." for number in range(6)]


def test_a_corpus_is_divided_into_named_topics() -> None:
    moon, bread = from_corpus("Things", [*MOON, *BREAD], topics=2, quota=3, embed=embed).leaves
    assert moon.path[0] == bread.path[0] == "Things"
    assert (moon.quota, bread.quota) == (3, 3)
    assert set(moon.name.split(", ")) <= set(" ".join(MOON).lower().replace(",", "").replace(".", "").split())
    assert "bread" in bread.name or "dough" in bread.name or "yeast" in bread.name
    assert "the" not in moon.name.split(", ")


def test_a_manual_is_divided_too_and_each_time_alike() -> None:
    texts = list(topics.values())
    syllabus = from_corpus("Python", texts, topics=10, quota=1, embed=embed)
    assert len(syllabus.leaves) == 10
    assert len({leaf.name for leaf in syllabus.leaves}) == 10
    assert syllabus == from_corpus("Python", texts, topics=10, quota=1, embed=embed)


def test_nothing_to_divide() -> None:
    assert from_corpus("Things", [], topics=5, quota=1, embed=embed).leaves == ()
    assert from_corpus("Things", ["", ""], topics=5, quota=1, embed=embed).leaves == ()
    assert from_corpus("Things", ["!!", "??"], topics=5, quota=1, embed=embed).leaves == ()
    assert len(from_corpus("Things", ["one text"] * 4, topics=5, quota=1, embed=embed).leaves) == 1


@given(st.integers(1, 30), st.integers(1, 8), st.integers(0, 5))
def test_clusters_are_numbered_without_a_gap(number: int, wanted: int, seed: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(number, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    labels = cluster(vectors, min(wanted, number), seed)
    assert set(labels) == set(range(labels.max() + 1))
    assert len(labels) == number
    assert labels.max() < wanted
