"""
Intervals of figures that depend on how many documents there are: how many things are distinct, how many dimensions they fill.

The bootstrap is no help there: a resample holds about a third of its documents twice or more, and so has fewer distinct things than
any sample of that size. Leaving documents out is: the jackknife's variance is never too small on average (Efron and Stein, 1981).
"""

from collections.abc import Callable
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from hornbook.stats import Estimate

GROUPS = 20
_T = 2.093024054408263  # the 97.5 % quantile of Student's t with 19 degrees of freedom


def groups_of(documents: int, seed: int = 0) -> NDArray[np.int64]:
    """The group [documents], from 0 to 19, in which each document is left out; groups differ by one document at most."""
    return np.random.default_rng(seed).permutation(documents) % GROUPS


def jackknife(value: float, without: Callable[[int], float], documents: int) -> Estimate:
    """
    A figure of documents, with the interval that `without` gives: the figure of all documents but those of one group.

    NaN bounds where there are fewer documents than groups.
    """
    if documents < GROUPS:
        return Estimate(value, float("nan"), float("nan"), documents)
    left = np.array([without(group) for group in range(GROUPS)])
    margin = _T * sqrt((GROUPS - 1) / GROUPS * float(((left - left.mean()) ** 2).sum()))
    return Estimate(value, value - margin, value + margin, documents)


def jackknife_share(value: float, without: Callable[[int], float], documents: int) -> Estimate:
    """The same for a share, of which nothing but that it lies between 0 and 1 is known where documents are fewer than groups."""
    estimate = jackknife(value, without, documents)
    if np.isnan(estimate.low):
        return Estimate(value, 0.0, 1.0, documents)
    return Estimate(value, max(0.0, estimate.low), min(1.0, estimate.high), documents)
