"""Figures with their uncertainty. Every interval is a 95 % interval."""

from collections.abc import Callable
from dataclasses import dataclass
from math import comb, sqrt

import numpy as np
from numpy.typing import NDArray

_Z = 1.959963984540054


@dataclass(frozen=True)
class Estimate:
    """A figure measured on n items, between low and high with 95 % confidence. NaN throughout where n is 0."""

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"

    def to_dict(self) -> dict[str, float | int | None]:
        """Plain values for JSON, which knows no NaN: None stands for it."""
        value, low, high = (None if np.isnan(figure) else figure for figure in (self.value, self.low, self.high))
        return {"value": value, "low": low, "high": high, "n": self.n}


def proportion(successes: int, n: int) -> Estimate:
    """A share with Wilson's score interval (Wilson, 1927)."""
    if n == 0:
        return Estimate(float("nan"), float("nan"), float("nan"), 0)
    share = successes / n
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    margin = _Z / (1 + _Z**2 / n) * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return Estimate(share, max(0.0, min(share, centre - margin)), min(1.0, max(share, centre + margin)), n)


def bootstrap(
    items: NDArray[np.float64], statistic: Callable[[NDArray[np.float64]], float], resamples: int = 1000, seed: int = 0
) -> Estimate:
    """
    Any statistic of rows of `items` [n, ...] with the percentile bootstrap (Efron, 1979). The rows are drawn, not their columns.

    Draws of which the statistic is NaN, such as those of one class alone, do not count.
    """
    n = len(items)
    if n == 0:
        return Estimate(float("nan"), float("nan"), float("nan"), 0)
    random = np.random.default_rng(seed)
    drawn = np.array([statistic(items[random.integers(0, n, n)]) for _ in range(resamples)])
    known = drawn[~np.isnan(drawn)]
    low, high = np.quantile(known, [0.025, 0.975]) if len(known) else (np.nan, np.nan)
    return Estimate(float(statistic(items)), float(low), float(high), n)


@dataclass(frozen=True)
class PairedChange:
    """
    Two examinees on the same items: the `difference` of their shares, how many items were `gained` and `lost`, and the exact
    two-sided `p_value` of the two being equally likely (McNemar, 1947).
    """

    difference: Estimate
    gained: int
    lost: int
    p_value: float


def paired_change(before: NDArray[np.bool_], after: NDArray[np.bool_]) -> PairedChange:
    """
    What changed from one set of verdicts [n] to another on the same items, in the same order; the items are drawn for the interval.

    The interval says what other items would give. It does not know how much a model changes when it is trained again.
    """
    gained, lost = int((after & ~before).sum()), int((before & ~after).sum())
    rows = after.astype(np.float64) - before.astype(np.float64)
    changed, fewer = gained + lost, min(gained, lost)
    tail = sum(comb(changed, count) for count in range(fewer + 1)) / 2**changed
    return PairedChange(bootstrap(rows, lambda drawn: float(drawn.mean())), gained, lost, min(1.0, 2 * tail))


def area_under_curve(scores: NDArray[np.float64], positive: NDArray[np.bool_]) -> float:
    """
    The probability that a positive has a higher score than a negative, equal scores counted half (Hanley and McNeil, 1982).

    NaN where there are not both.
    """
    positives, negatives = int(positive.sum()), int((~positive).sum())
    if not positives or not negatives:
        return float("nan")
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    return float((ranks[positive].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def weighted_kappa(one: NDArray[np.int64], other: NDArray[np.int64], grades: int) -> float:
    """
    Agreement of two gradings (0 to grades - 1) beyond chance, a disagreement weighed by its square (Cohen, 1968).

    1 is full agreement, 0 what chance gives. NaN where both gave everything one and the same grade.
    """
    observed = np.zeros((grades, grades))
    np.add.at(observed, (one, other), 1 / max(1, len(one)))
    distance = np.subtract.outer(np.arange(grades), np.arange(grades)) ** 2
    by_chance = float((np.outer(observed.sum(1), observed.sum(0)) * distance).sum())
    return 1 - float((observed * distance).sum()) / by_chance if by_chance else float("nan")
