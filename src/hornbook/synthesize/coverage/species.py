"""
What has not been seen yet, estimated from what was seen once, twice and more: species, with the words of ecology.

A species is anything that a draw may show again or anew: a concept, an idea, an n-gram. The draws must be independent of each other.
"""

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hornbook.stats import Estimate

_Z = 1.959963984540054


@dataclass(frozen=True)
class Sample:
    """
    Draws and the species that they showed: `frequencies[k]` species were drawn k times (k from 0, with `frequencies[0]` = 0).

    It stands for all that the estimates need: which species these are does not matter.
    """

    frequencies: NDArray[np.int64]

    @classmethod
    def of(cls, counts: ArrayLike) -> "Sample":
        """From how often each species was drawn; zeros do not count."""
        counts = np.asarray(counts, np.int64)
        return cls(np.bincount(counts[counts > 0], minlength=3))

    @property
    def draws(self) -> int:
        """How many draws there were."""
        return int(self.frequencies @ np.arange(len(self.frequencies)))

    @property
    def seen(self) -> int:
        """How many species there were."""
        return int(self.frequencies.sum())

    @property
    def once(self) -> int:
        """Species drawn once."""
        return int(self.frequencies[1])

    @property
    def twice(self) -> int:
        """Species drawn twice."""
        return int(self.frequencies[2])

    def classes(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The frequencies that occur, k [C], and the number of species of each [C]."""
        k = np.flatnonzero(self.frequencies)
        return k.astype(np.float64), self.frequencies[k].astype(np.float64)


def coverage(sample: Sample, further: int = 0) -> Estimate:
    """
    The probability that a draw shows a species already seen, now, or after `further` draws (at most half as many as there were).

    Now: one less the share of draws whose species was drawn once (Good, 1953). Later: the derivative of `new_species`, whose terms
    fall off so fast up to half the draws that it has little variance and no bias, where the usual extrapolation by singletons and
    doubletons (Chao and Jost, 2012) is biased in all sources with a long tail. The interval solves the quadratic that Wilson's does,
    with the variance of Esty (1983), carried on to later draws: it holds where there are few singletons, or none, too.

    Raises ValueError for more draws than that.
    """
    n = sample.draws
    if further > n / 2:
        raise ValueError(f"{further} draws more than {n} is too far to look ahead")
    if n == 0:
        return Estimate(float("nan"), 0.0, 1.0, 0)
    t = further / n
    k, species = sample.classes()
    # Every sum runs over the frequencies; (-t)^(k-1) is 1 for k = 1 and t = 0.
    missing = min(1.0, max(0.0, float(species @ (k * _power(-t, k - 1))) / n))
    squares = float(species @ (k**2 * _power(t, 2 * k - 2)))
    still_unseen = float((species * (k > 1)) @ (k * (k - 1) * _power(-t, np.maximum(k - 2, 0))))
    spread = max(0.0, squares - n * missing) + max(0.0, still_unseen)
    low, high = _score_interval(missing, spread, n)
    return Estimate(1 - missing, 1 - high, 1 - low, n)


def _score_interval(share: float, spread: float, n: int) -> tuple[float, float]:
    """Where (share - x)^2 <= z^2 (x (1 - x) / n + spread / n^2): Wilson's interval, where spread is 0."""
    a = 1 + _Z**2 / n
    b = share + _Z**2 / (2 * n)
    c = share**2 - _Z**2 * spread / n**2
    root = sqrt(max(0.0, b * b - a * c))
    return max(0.0, min(share, (b - root) / a)), min(1.0, max(share, (b + root) / a))


def new_species(sample: Sample, further: int) -> Estimate:
    """
    How many species the next `further` draws (at most as many as there were) will show for the first time.

    f1 t - f2 t^2 + f3 t^3 - ..., with t the further draws as a share of those there were (Good and Toulmin, 1956). The interval is one
    of prediction. Each species adds to the error, independently and with mean zero, a new one if it is unseen and turns up, or its own
    term of the series if it is seen; so the variance is the sum of new species and of squared terms, less what is due to the number of
    draws being fixed. No model of the unseen is needed. Raises ValueError for more draws than that.
    """
    n = sample.draws
    if further > n:
        raise ValueError(f"{further} draws more than {n} is too far to look ahead")
    if n == 0 or further == 0:
        return Estimate(0.0, 0.0, 0.0, n)
    t = further / n
    k, species = sample.classes()
    expected = min(float(further), max(0.0, -float(species @ _power(-t, k))))
    still_missing = _missing_after(sample, further)
    variance = expected + float(species @ _power(t, 2 * k)) - n * still_missing**2 * t * (1 + t)
    margin = _Z * sqrt(max(0.0, variance))
    return Estimate(expected, max(0.0, expected - margin), min(float(further), expected + margin), n)


def _missing_after(sample: Sample, further: int) -> float:
    """The probability of a new species after further draws, by singletons and doubletons (Chao and Jost, 2012, equation 12)."""
    n, once, twice = sample.draws, sample.once, sample.twice
    if once == 0:
        return 0.0
    weight = (n - 1) * once if twice else (n - 1) * (once - 1)
    return float(once / n * (weight / max(1.0, weight + 2 * max(1, twice))) ** (further + 1))


def _power(base: float, exponents: NDArray[np.float64]) -> NDArray[np.float64]:
    """Powers of which the far ones may underflow to 0."""
    with np.errstate(under="ignore"):
        return np.power(base, exponents)


def richness(sample: Sample) -> Estimate:
    """
    How many species there are, at least: the bias-corrected Chao1 with its log-normal interval (Chao, 1987).

    It is a lower bound, reached where the unseen species are about equally rare. In a source with a long tail the truth lies above
    `high`; that it lies above `low` is what can be relied on.
    """
    n, once, twice = sample.draws, sample.once, sample.twice
    seen = float(sample.seen)
    if n == 0:
        return Estimate(float("nan"), float("nan"), float("nan"), 0)
    share = (n - 1) / n
    unseen = share * once * (once - 1) / (2 * (twice + 1))
    if unseen == 0:
        return _richness_of_the_seen(sample)
    if twice:
        variance = (
            share * once * (once - 1) / (2 * (twice + 1))
            + share**2 * once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
            + share**2 * once**2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
        )
    else:
        variance = share * once * (once - 1) / 2 + share**2 * once * (2 * once - 1) ** 2 / 4
        variance -= share**2 * once**4 / (4 * (seen + unseen))
    factor = exp(_Z * sqrt(log(1 + variance / unseen**2)))
    return Estimate(seen + unseen, seen + unseen / factor, seen + unseen * factor, n)


def _richness_of_the_seen(sample: Sample) -> Estimate:
    """Where nothing points at unseen species: what might have been missed by chance, if each has the mean that it showed."""
    k, species = sample.classes()
    n, seen = sample.draws, float(sample.seen)
    missed = float(species @ np.exp(-k)) / seen
    variance = float(species @ (np.exp(-k) - np.exp(-2 * k))) - float(species @ (k * np.exp(-k))) ** 2 / n
    middle, margin = seen / (1 - missed), _Z * sqrt(max(0.0, variance)) / (1 - missed)
    return Estimate(seen, max(seen, middle - margin), max(seen, middle + margin), n)


def rarefied(sample: Sample, draws: int) -> Estimate:
    """
    How many species so many of the draws show on average (Hurlbert, 1971), with the unconditional variance of Colwell, Mao and Chang
    (2004), in which all species are as many as `richness` says. Raises ValueError for more draws than there were.
    """
    n = sample.draws
    if draws > n:
        raise ValueError(f"{draws} draws cannot be taken out of {n}")
    if draws == 0:
        return Estimate(0.0, 0.0, 0.0, n)
    k, species = sample.classes()
    log_factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    left, others = n - k.astype(np.int64), n - draws
    fits = left >= draws
    absent = np.zeros(len(k))
    ways = log_factorials[left[fits]] - log_factorials[left[fits] - draws]
    absent[fits] = np.exp(ways - log_factorials[n] + log_factorials[others])
    shown = float(species @ (1 - absent))
    variance = float(species @ (1 - absent) ** 2) - shown**2 / richness(sample).value
    margin = _Z * sqrt(max(0.0, variance))
    return Estimate(shown, max(0.0, shown - margin), min(float(draws), shown + margin), n)
