import json
import subprocess
import sys
from itertools import combinations
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.synthesize.coverage.species import Sample, coverage, new_species, rarefied, richness

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=60).filter(any)


def test_a_sample_by_hand() -> None:
    sample = Sample.of([3, 1, 0, 1, 2, 1, 1, 0])
    assert (sample.draws, sample.seen, sample.once, sample.twice) == (9, 6, 4, 1)
    assert coverage(sample).value == pytest.approx(1 - 4 / 9)
    assert new_species(sample, 9).value == pytest.approx(4 - 1 + 1)
    assert new_species(sample, 3).value == pytest.approx(4 / 3 - 1 / 9 + 1 / 27)
    assert richness(sample).value == pytest.approx(6 + 8 / 9 * 4 * 3 / (2 * 2))
    # One less the derivative by draws: (f1 - 2 f2 t + 3 f3 t^2) / n at t = 1/3.
    assert coverage(sample, 3).value == pytest.approx(1 - (4 - 2 / 3 + 3 / 9) / 9)


def test_rarefaction_is_the_mean_over_all_subsets() -> None:
    draws = "aaabbcde"
    subsets = list(combinations(draws, 3))
    expected = np.mean([len(set(subset)) for subset in subsets])
    assert rarefied(Sample.of([3, 2, 1, 1, 1]), 3).value == pytest.approx(expected)


@given(COUNTS, st.floats(0, 1))
def test_what_every_estimate_keeps_to(counts: list[int], share: float) -> None:
    sample = Sample.of(counts)
    further = int(sample.draws * share)
    now, later = coverage(sample), coverage(sample, further // 2)
    more, least, part = new_species(sample, further), richness(sample), rarefied(sample, further)
    for estimate in (now, later, more, least, part):
        assert estimate.low <= estimate.value + 1e-9
        assert estimate.value <= estimate.high + 1e-9
        assert estimate.n == sample.draws
        assert all(np.isfinite([estimate.low, estimate.value, estimate.high]))
    assert now.low >= 0
    assert now.high <= 1
    assert later.low >= 0
    assert later.high <= 1
    assert more.low >= 0
    assert more.high <= further
    assert least.low >= sample.seen
    assert part.high <= further
    assert rarefied(sample, sample.draws).value == pytest.approx(sample.seen)


def test_all_different_promises_nothing_but_new() -> None:
    sample = Sample.of([1] * 30)
    assert coverage(sample).value == 0
    assert new_species(sample, 30).value == 30
    assert richness(sample).value > 400


def test_all_seen_often_leaves_little_room() -> None:
    sample = Sample.of([20] * 10)
    assert coverage(sample).value == 1
    assert 0.97 < coverage(sample).low < 1
    assert new_species(sample, 100).value == pytest.approx(0, abs=1e-6)
    assert richness(sample).to_dict() == {"value": 10, "low": 10, "high": pytest.approx(10, abs=0.01), "n": 200}


def test_nothing_drawn_nothing_known() -> None:
    nothing = Sample.of([])
    assert (coverage(nothing).low, coverage(nothing).high, coverage(nothing).n) == (0, 1, 0)
    assert isnan(coverage(nothing).value)
    assert isnan(richness(nothing).value)
    assert new_species(nothing, 0).value == 0
    assert rarefied(nothing, 0).value == 0


@pytest.mark.parametrize(("estimate", "further"), [(coverage, 6), (new_species, 11), (rarefied, 11)])
def test_nobody_looks_too_far_ahead(estimate, further) -> None:
    sample = Sample.of([4, 3, 1, 1, 1])
    estimate(sample, further - 1)
    with pytest.raises(ValueError, match=str(further)):
        estimate(sample, further)


@pytest.mark.parametrize("exponent", [0.8, 1.2])
def test_intervals_hold_what_the_next_draws_show(exponent: float) -> None:
    chances = np.arange(1, 1001.0) ** -exponent
    chances /= chances.sum()
    random = np.random.default_rng(0)
    held = np.zeros(3)
    for counts in random.multinomial(300, chances, 300):
        sample, unseen = Sample.of(counts), counts == 0
        later = random.multinomial(150, chances) > 0
        truths = [1 - chances @ unseen, 1 - chances @ (unseen & ~later), (unseen & later).sum()]
        estimates = [coverage(sample), coverage(sample, 150), new_species(sample, 150)]
        held += [estimate.low <= truth <= estimate.high for estimate, truth in zip(estimates, truths, strict=True)]
        assert richness(sample).low <= 1000
    assert (held / 300 > 0.9).all()


def test_the_bench_prints_one_line_of_json() -> None:
    run = subprocess.run(
        [sys.executable, "bench/unseen_species.py", "3"], check=True, capture_output=True, text=True, timeout=120
    )
    figures = json.loads(run.stdout)
    assert figures["bench"] == "unseen_species"
    assert figures["by_size"]["1000"]["richness"]["low_holds"] == 1
