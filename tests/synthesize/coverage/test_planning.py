import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.synthesize.coverage.planning import LeafState, plan_round, prospects, states_of
from hornbook.synthesize.coverage.species import Sample
from hornbook.synthesize.embeddings import embed
from hornbook.synthesize.syllabus.tree import Leaf, Syllabus


def state(counts: list[int], asked: int | None = None, quota: int = 20) -> LeafState:
    return LeafState(quota, sum(counts) if asked is None else asked, Sample.of(counts))


STATES = st.lists(
    st.builds(
        lambda counts, refused, quota: state(counts, sum(counts) + refused, quota),
        st.lists(st.integers(1, 6), max_size=12),
        st.integers(0, 10),
        st.integers(1, 30),
    ),
    max_size=8,
)


@given(STATES, st.integers(0, 60))
def test_a_plan_keeps_to_its_bounds(states: list[LeafState], requests: int) -> None:
    plan = plan_round(states, requests)
    assert len(plan.requests) == len(states)
    assert sum(plan.requests) <= requests
    assert 0 <= plan.expected_new <= sum(plan.requests) + 1e-9
    for number, leaf in zip(plan.requests, states, strict=True):
        assert number == 0 or leaf.ideas.draws < leaf.quota
    assert plan.to_dict()["requests"] == list(plan.requests)


def test_in_the_beginning_all_leaves_are_asked_alike() -> None:
    plan = plan_round([state([], 0)] * 5, 10)
    assert plan.requests == (2, 2, 2, 2, 2)
    assert plan.expected_new == pytest.approx(10)


def test_thin_leaves_come_first() -> None:
    assert plan_round([state([1] * 10), state([1, 1])], 6).requests[1] >= 5


def test_leaves_where_something_new_is_to_be_had_come_first() -> None:
    worn, fresh = state([4, 3, 3]), state([1] * 8 + [2])
    assert plan_round([worn, fresh], 6).requests[1] >= 5
    outlook = prospects([worn, fresh])
    assert outlook[0].new < 0.2 < 0.7 < outlook[1].new


def test_leaves_that_refuse_come_last() -> None:
    stubborn, willing = state([1, 1], asked=40), state([1, 1], asked=3)
    assert plan_round([stubborn, willing], 6).requests == (0, 6)


def test_full_leaves_are_not_asked() -> None:
    plan = plan_round([state([1] * 5, quota=5), state([1], quota=2)], 10)
    assert plan.requests[0] == 0
    assert 1 <= plan.requests[1] <= 2


def test_a_round_that_brings_nothing_new_is_not_worth_making() -> None:
    worn, fresh = plan_round([state([5, 5, 5])], 4), plan_round([state([1] * 15)], 4)
    assert fresh.is_worth(0.5)
    assert not worn.is_worth(0.2)
    assert not plan_round([], 4).is_worth(0.0)


def test_states_come_from_the_documents() -> None:
    syllabus = Syllabus((Leaf(("x", "moon"), 5), Leaf(("x", "bread"), 7)))
    texts = ["The moon goes round the earth.", "The moon goes round our earth.", "Bread is baked.", "Craters are old."]
    moon, bread = states_of(syllabus, [3, 2], np.array([0, 0, -1, 0]), embed(texts))
    assert (moon.quota, moon.asked, moon.ideas.draws, moon.ideas.seen, moon.ideas.once) == (5, 3, 3, 2, 1)
    assert (bread.quota, bread.asked, bread.ideas.draws) == (7, 2, 0)


def ideas_found(planned: bool, seed: int) -> int:
    """How many ideas 400 documents show of 20 leaves, of which some know three ideas and some many, in rounds of 40."""
    random = np.random.default_rng(seed)
    chances = [np.arange(1, (3 if leaf % 2 else 200) + 1.0) ** -1.0 for leaf in range(20)]
    counts = [np.zeros(len(chance), int) for chance in chances]
    for _ in range(10):
        states = [LeafState(1000, int(count.sum()), Sample.of(count)) for count in counts]
        requests = plan_round(states, 40).requests if planned else (2,) * 20
        for leaf, number in enumerate(requests):
            counts[leaf] += random.multinomial(number, chances[leaf] / chances[leaf].sum())
    assert sum(count.sum() for count in counts) == 400
    return int(sum((count > 0).sum() for count in counts))


def test_asking_by_what_was_written_finds_more_than_asking_evenly() -> None:
    planned, even = (np.mean([ideas_found(choice, seed) for seed in range(5)]) for choice in (True, False))
    assert planned > 1.15 * even
