"""Learning the classifier from a person's grades and a teacher's, and saying how good it is on grades that it has not seen."""

from dataclasses import dataclass
from itertools import product, starmap
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hornbook.curate.classifier import GOOD, GRADES, Classifier, Features, Labels, Values, out_of_fold
from hornbook.stats import Estimate, area_under_curve, bootstrap, weighted_kappa

_PENALTIES = (30.0, 100.0, 300.0, 1000.0)
_TEACHER_WEIGHTS = (0.03, 0.1, 0.3, 1.0)
"""What a teacher's grade may count beside a person's. The tuning grades decide."""
_STANDARD_ERRORS = 3.92  # that a 95 % interval is wide
_FOLDS = 5
_BINS = 5


@dataclass(frozen=True)
class Graded:
    """Documents with a row of features each [N, F], and their grades [N]."""

    matrix: Values
    grades: Values


@dataclass(frozen=True)
class Distilled:
    """The classifier, what was chosen for it, the grade from which it says "teaches", and how good that was on the tuning grades."""

    classifier: Classifier
    penalty: float
    teacher_weight: float
    cut: float
    tuning_auc: float


class _Trial(NamedTuple):
    penalty: float
    labels: Labels
    weight: float
    predicted: Values
    auc: float


def distil(features: Features, tuning: Graded, teacher: Graded) -> Distilled:
    """
    Fit the classifier on a person's tuning grades, of which some are good and some are not, and a teacher's.

    Penalty, weight and cut are what does best on tuning grades that were left out (five folds). The best of several weights is
    often better by chance, so the teacher counts for something only where that is clearly better than none.
    """
    matrix = np.concatenate([tuning.matrix, teacher.matrix])
    grades = np.concatenate([tuning.grades, teacher.grades])
    order = np.random.default_rng(0).permutation(len(tuning.grades))
    folds = [order[fold::_FOLDS] for fold in range(_FOLDS)]
    positive = tuning.grades >= GOOD

    def trial(penalty: float, weight: float) -> _Trial:
        labels = Labels(grades, _weights(tuning, teacher, weight))
        predicted = out_of_fold(features, matrix, labels, penalty, folds)[: len(tuning.grades)]
        return _Trial(penalty, labels, weight, predicted, area_under_curve(predicted, positive))

    best = max((trial(penalty, 0.0) for penalty in _PENALTIES), key=lambda tried: tried.auc)
    if len(teacher.grades):
        taught = max(starmap(trial, product(_PENALTIES, _TEACHER_WEIGHTS)), key=lambda tried: tried.auc)
        best = taught if _is_better(taught.predicted, best.predicted, positive) else best
    classifier = Classifier.fit(features, matrix, best.labels, best.penalty)
    return Distilled(classifier, best.penalty, best.weight, _best_cut(best.predicted, positive), best.auc)


def examine(distilled: Distilled, test: Graded) -> dict[str, Any]:
    """How good the classifier is on grades that it has not seen, with 95 % intervals, and how its grades compare with a person's."""
    predicted = distilled.classifier.predict(test.matrix)
    positive = test.grades >= GOOD
    pairs = np.stack([predicted, positive.astype(np.float64)], axis=1)
    return {
        "n": len(predicted),
        "positives": int(positive.sum()),
        "auc": bootstrap(pairs, lambda rows: area_under_curve(rows[:, 0], rows[:, 1] > 0.5)).to_dict(),
        "f1": bootstrap(pairs, lambda rows: _f1(rows[:, 0] >= distilled.cut, rows[:, 1] > 0.5)).to_dict(),
        "cut": distilled.cut,
        "calibration": calibration(predicted, test.grades),
    }


def calibration(predicted: Values, grades: Values) -> list[dict[str, float]]:
    """Documents in five groups of equal size by the grade that was predicted: its mean in each, the mean of a person's, and n."""
    groups = np.array_split(np.argsort(predicted, kind="stable"), _BINS)
    return [
        {"predicted": float(predicted[group].mean()), "gold": float(grades[group].mean()), "n": len(group)}
        for group in groups
        if len(group)
    ]


def kappa(one: NDArray[np.int64], other: NDArray[np.int64]) -> Estimate:
    """Quadratic-weighted kappa of two gradings of the same documents, with its interval."""
    pairs = np.stack([one, other], axis=1).astype(np.float64)
    return bootstrap(pairs, lambda rows: weighted_kappa(rows[:, 0].astype(int), rows[:, 1].astype(int), GRADES))


def _weights(tuning: Graded, teacher: Graded, weight: float) -> Values:
    return np.concatenate([np.ones(len(tuning.grades)), np.full(len(teacher.grades), weight)])


def _is_better(one: Values, other: Values, positive: NDArray[np.bool_]) -> bool:
    """
    Whether the first predictions have the larger area under the curve, by more than a standard error of the difference.

    The rule of one standard error (Breiman, Friedman, Olshen and Stone, 1984, section 3.4.3), on the same documents.
    """
    rows = np.stack([one, other, positive], axis=1)

    def gain(drawn: Values) -> float:
        return area_under_curve(drawn[:, 0], drawn[:, 2] > 0.5) - area_under_curve(drawn[:, 1], drawn[:, 2] > 0.5)

    estimate = bootstrap(rows, gain)
    return estimate.value > (estimate.high - estimate.low) / _STANDARD_ERRORS


def _best_cut(predicted: Values, positive: NDArray[np.bool_]) -> float:
    cuts = np.unique(predicted)
    return float(cuts[np.argmax([_f1(predicted >= cut, positive) for cut in cuts])])


def _f1(said: NDArray[np.bool_], positive: NDArray[np.bool_]) -> float:
    both = int((said & positive).sum())
    return 2 * both / max(1, int(said.sum()) + int(positive.sum()))
