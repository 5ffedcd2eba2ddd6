import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.stats import area_under_curve, bootstrap, paired_change, proportion, weighted_kappa


def test_wilson_interval_is_the_published_one() -> None:
    # Newcombe (1998), Table I: 81 of 263, Wilson's score method.
    estimate = proportion(81, 263)
    assert (round(estimate.low, 4), round(estimate.high, 4)) == (0.2553, 0.3662)


@given(n=st.integers(1, 500), data=st.data())
def test_an_interval_holds_its_value_and_stays_in_bounds(n: int, data: st.DataObject) -> None:
    estimate = proportion(data.draw(st.integers(0, n)), n)
    assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1


def test_more_items_give_a_narrower_interval() -> None:
    few, many = proportion(8, 10), proportion(800, 1000)
    assert many.high - many.low < few.high - few.low


def test_bootstrap_of_a_mean_covers_the_truth_about_as_often_as_it_says() -> None:
    random = np.random.default_rng(7)
    covered = 0
    for seed in range(200):
        estimate = bootstrap(
            random.normal(3.0, 1.0, (60, 1)), lambda rows: float(rows.mean()), resamples=300, seed=seed
        )
        covered += estimate.low <= 3.0 <= estimate.high
    assert covered >= 180


def test_nothing_measured_is_said_to_be_nothing() -> None:
    assert proportion(0, 0).to_dict() == {"value": None, "low": None, "high": None, "n": 0}
    assert bootstrap(np.empty((0, 3)), lambda rows: 1.0).n == 0


def test_bootstrap_is_repeatable() -> None:
    rows = np.arange(20.0)[:, None]
    assert bootstrap(rows, lambda r: float(r.mean())) == bootstrap(rows, lambda r: float(r.mean()))
    assert bootstrap(rows, lambda r: float(r.mean())).value == pytest.approx(9.5)


def test_draws_that_say_nothing_do_not_count() -> None:
    rows = np.array([[1.0], [np.nan], [3.0]])
    estimate = bootstrap(rows, lambda drawn: float(drawn[0, 0]))
    assert (estimate.low, estimate.high) == (1.0, 3.0)
    assert bootstrap(rows, lambda drawn: float("nan")).to_dict() == {"value": None, "low": None, "high": None, "n": 3}


GRADED = st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=1, max_size=40)


@given(GRADED)
def test_area_under_curve_is_the_share_of_pairs_in_order(items: list[tuple[int, bool]]) -> None:
    scores, positive = (np.array(column) for column in zip(*items, strict=True))
    pairs = [(a > b) + (a == b) / 2 for a in scores[positive] for b in scores[~positive]]
    area = area_under_curve(scores.astype(float), positive)
    assert area == pytest.approx(np.mean(pairs)) if pairs else np.isnan(area)


GRADES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=40)


@given(GRADES)
def test_kappa_is_between_minus_one_and_one_and_the_same_both_ways(pairs: list[tuple[int, int]]) -> None:
    one, other = np.array(pairs).T
    kappa = weighted_kappa(one, other, 4)
    if np.isnan(kappa):
        assert len({*one, *other}) == 1
    else:
        assert -1 - 1e-9 <= kappa <= 1 + 1e-9
        assert kappa == pytest.approx(weighted_kappa(other, one, 4))
        assert (kappa > 1 - 1e-9) == bool((one == other).all())


def test_kappa_of_a_shuffled_grading_is_about_nothing() -> None:
    random = np.random.default_rng(0)
    grades = random.integers(0, 6, 5000)
    assert weighted_kappa(grades, grades, 6) == pytest.approx(1)
    assert abs(weighted_kappa(grades, random.permutation(grades), 6)) < 0.05


def test_kappa_worked_by_hand() -> None:
    # Grades 0, 0, 1, 2 and 0, 1, 1, 1 of four documents. Observed: (0 + 1 + 0 + 1) / 4 = 1/2. By chance, from the shares
    # (1/2, 1/4, 1/4) and (1/4, 3/4, 0): 1/2 * 3/4 * 1 + 1/4 * 1/4 * 1 + 1/4 * 1/4 * 4 + 1/4 * 3/4 * 1 = 7/8.
    assert weighted_kappa(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 1]), 3) == pytest.approx(1 - (1 / 2) / (7 / 8))


def test_a_paired_change_counts_what_was_gained_and_lost() -> None:
    before = np.array([True] * 80 + [False] * 12 + [True] * 2 + [False] * 6)
    after = np.array([True] * 80 + [True] * 12 + [False] * 2 + [False] * 6)
    change = paired_change(before, after)
    assert (change.gained, change.lost) == (12, 2)
    assert change.difference.value == pytest.approx(0.10)
    assert 0 < change.difference.low < 0.10 < change.difference.high
    # Of 14 tosses of a fair coin, at most 2 or at least 12 heads: 2 * (1 + 14 + 91) / 2**14.
    assert change.p_value == pytest.approx(212 / 16384)


@given(verdicts=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_a_paired_change_read_backwards_is_its_opposite(verdicts: list[tuple[bool, bool]]) -> None:
    before, after = np.array(verdicts, dtype=bool).T
    forth, back = paired_change(before, after), paired_change(after, before)
    assert forth.difference.value == pytest.approx(-back.difference.value)
    assert (forth.gained, forth.lost, forth.p_value) == (back.lost, back.gained, back.p_value)
    assert 0 < forth.p_value <= 1


def test_the_same_answers_are_no_change() -> None:
    same = np.array([True, False, True])
    change = paired_change(same, same)
    assert (change.difference.low, change.difference.high, change.p_value) == (0, 0, 1)
