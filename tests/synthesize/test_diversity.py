from collections import Counter
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hornbook.errors import RecipeError
from hornbook.synthesize.diversity import AXES, Design, Lexicon

SIZES = st.lists(st.integers(1, 9), min_size=1, max_size=5)


def axes_of(sizes: list[int]) -> dict[str, list[str]]:
    return {f"axis {axis}": [f"{axis}.{value}" for value in range(size)] for axis, size in enumerate(sizes)}


def pair_spread(rows: list[dict[str, str]], axes: dict[str, list[str]]) -> float:
    """Mean over all pairs of axes of sum of (count - even)^2 / even, by cell: about 1 for independent draws."""
    spreads = []
    for one, other in combinations(axes, 2):
        counts = Counter((row[one], row[other]) for row in rows)
        cells = list(product(axes[one], axes[other]))
        even = len(rows) / len(cells)
        spreads.append(sum((counts[cell] - even) ** 2 for cell in cells) / even / len(cells))
    return sum(spreads) / len(spreads)


@settings(max_examples=25, deadline=None)
@given(SIZES, st.integers(1, 300), st.integers(0, 3000))
def test_every_value_comes_up_about_equally_often(sizes: list[int], number: int, start: int) -> None:
    axes = axes_of(sizes)
    design = Design(axes, start)
    rows = [design.combination(place) for place in range(number)]
    for axis, values in axes.items():
        counts = Counter(row[axis] for row in rows)
        assert max(counts.values()) - min(counts[value] for value in values) <= 5


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(2, 9), min_size=2, max_size=5), st.integers(60, 400), st.integers(0, 3000))
def test_pairs_are_far_more_even_than_independent_draws(sizes: list[int], number: int, seed: int) -> None:
    axes, random = axes_of(sizes), Random(seed)
    design = Design(axes, seed)
    drawn = [design.combination(place) for place in range(number)]
    independent = [{axis: random.choice(values) for axis, values in axes.items()} for _ in range(number * 3)]
    assert pair_spread(drawn, axes) < 0.6
    assert pair_spread(drawn, axes) < 0.6 * max(0.9, pair_spread(independent, axes))


def test_no_pair_is_missing_after_twice_as_many_documents_as_the_largest_pair_has_cells() -> None:
    axes = axes_of([6, 5, 8, 4, 20])
    design = Design(axes, "seed")
    rows = [design.combination(place) for place in range(320)]
    for one, other in combinations(axes, 2):
        assert len({(row[one], row[other]) for row in rows}) == len(axes[one]) * len(axes[other])


def test_pairs_stay_even_from_block_to_block() -> None:
    axes = axes_of([4, 3, 5])
    design = Design(axes)
    assert pair_spread([design.combination(place) for place in range(1000, 6000)], axes) < 0.1


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 10_000), min_size=1, max_size=20))
def test_a_combination_hangs_on_seed_and_number_alone(seed: int, numbers: list[int]) -> None:
    design = Design(AXES, seed)
    before = [design.combination(number) for number in numbers]
    assert [Design(AXES, seed).combination(number) for number in reversed(numbers)] == before[::-1]


def test_seeds_differ() -> None:
    drawn = [[Design(AXES, seed).combination(number) for number in range(5)] for seed in (0, 1, ["0", "leaf"])]
    assert drawn[0] != drawn[1] != drawn[2] != drawn[0]


@pytest.mark.parametrize("values", [[], ["a", "b", "a"]])
def test_an_axis_needs_distinct_values(values: list[str]) -> None:
    with pytest.raises(RecipeError, match="The axis 'style'"):
        Design({"style": values})


def test_no_axes_no_values() -> None:
    assert Design({}).combination(7) == {}


def test_words_are_drawn_by_their_frequency() -> None:
    lexicon = Lexicon({"verb": {"run": 3, "sleep": 1}, "noun": {"dog": 1, "cat": 1, "cow": 2}})
    drawn = [lexicon.words(0, number) for number in range(4000)]
    verbs, nouns = (Counter(words[kind][0] for words in drawn) for kind in ("verb", "noun"))
    assert verbs["run"] / 4000 == pytest.approx(0.75, abs=0.03)
    assert nouns["cow"] / 4000 == pytest.approx(0.5, abs=0.03)
    assert lexicon.words(0, 17) == drawn[17]
    assert lexicon.words(1, 17) != drawn[17] or lexicon.words(1, 18) != drawn[18]


def test_words_of_one_kind_are_all_different() -> None:
    lexicon = Lexicon({"noun": {"dog": 100, "cat": 1, "cow": 1}}, each=3)
    assert all(sorted(lexicon.words("seed", number)["noun"]) == ["cat", "cow", "dog"] for number in range(20))


@pytest.mark.parametrize(("words", "each"), [({"dog": 1}, 2), ({"dog": 0.0}, 1), ({"dog": float("nan")}, 1)])
def test_words_need_frequencies_and_to_be_enough(words: dict[str, float], each: int) -> None:
    with pytest.raises(RecipeError, match="The words of the kind 'noun'"):
        Lexicon({"noun": words}, each)
