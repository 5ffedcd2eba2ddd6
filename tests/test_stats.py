import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.stats import bootstrap, proportion


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
