import json

import numpy as np
import pytest

from hornbook.curate.classifier import Features
from hornbook.curate.distil import Distilled, Graded, calibration, distil, examine, kappa
from hornbook.stats import area_under_curve

WIDTH = 12
FEATURES = Features(np.empty(0, np.uint64), ())
NOBODY = Graded(np.empty((0, WIDTH)), np.empty(0))


def documents(number: int, seed: int, noise: float = 1.0) -> Graded:
    """Grades that follow from all features together, more or less."""
    random = np.random.default_rng(seed)
    matrix = random.normal(size=(number, WIDTH))
    merit = matrix @ np.linspace(-1, 1, WIDTH) / 2 + noise * random.normal(size=number)
    return Graded(matrix, np.clip(np.round(merit + 2.5), 0, 5))


def guesses(number: int, seed: int) -> Graded:
    random = np.random.default_rng(seed)
    return Graded(random.normal(size=(number, WIDTH)), random.integers(0, 6, number).astype(float))


def auc_on(test: Graded, distilled: Distilled) -> float:
    return area_under_curve(distilled.classifier.predict(test.matrix), test.grades >= 3)


def test_a_teacher_that_guesses_counts_for_nothing() -> None:
    weights = [distil(FEATURES, documents(120, seed), guesses(400, 100 + seed)).teacher_weight for seed in range(6)]
    assert weights == [0] * 6


def test_a_good_teacher_helps_where_a_person_graded_few() -> None:
    few, teacher, test = documents(20, 7), documents(400, 107), documents(2000, 3)
    alone, taught = distil(FEATURES, few, NOBODY), distil(FEATURES, few, teacher)
    assert alone.teacher_weight == 0
    assert taught.teacher_weight > 0
    assert auc_on(test, taught) > auc_on(test, alone) + 0.02


def test_learning_again_gives_the_same() -> None:
    one, other = (distil(FEATURES, documents(60, 1), documents(50, 2)) for _ in range(2))
    assert (one.penalty, one.teacher_weight, one.cut, one.tuning_auc) == (
        *(other.penalty, other.teacher_weight),
        *(other.cut, other.tuning_auc),
    )
    assert one.classifier.slopes.tolist() == other.classifier.slopes.tolist()


def test_two_grades_are_the_fewest_that_can_be_learned_from() -> None:
    two = Graded(np.eye(2, WIDTH), np.array([1.0, 4.0]))
    assert np.isfinite(distil(FEATURES, two, documents(5, 1)).classifier.slopes).all()


def test_the_interval_covers_what_very_many_documents_show() -> None:
    distilled = distil(FEATURES, documents(150, 1), NOBODY)
    truth = auc_on(documents(20_000, 2), distilled)
    covered = 0
    for seed in range(30):
        auc = examine(distilled, documents(120, 10 + seed))["auc"]
        assert auc["low"] < auc["value"] < auc["high"]
        covered += auc["low"] <= truth <= auc["high"]
    assert covered >= 25


def test_the_cut_divides_good_from_bad() -> None:
    distilled = distil(FEATURES, documents(300, 1, noise=0.1), NOBODY)
    found = examine(distilled, documents(200, 2, noise=0.1))
    assert found["f1"]["value"] > 0.85
    assert (found["n"], found["cut"]) == (200, distilled.cut)
    assert found["positives"] == int((documents(200, 2, noise=0.1).grades >= 3).sum())


def test_what_is_said_of_few_or_no_documents_is_json() -> None:
    """A draw of few documents often has no good one, and then no area under a curve."""
    distilled = distil(FEATURES, documents(60, 1), NOBODY)
    rare = Graded(documents(12, 5).matrix, np.array([4.0] + 11 * [1.0]))
    auc = examine(distilled, rare)["auc"]
    assert 0 <= auc["low"] <= auc["value"] <= auc["high"] <= 1
    nothing = examine(distilled, NOBODY)
    assert (nothing["n"], nothing["auc"]["value"], nothing["calibration"]) == (0, None, [])
    all_good = examine(distilled, Graded(np.eye(3, WIDTH), np.full(3, 5.0)))
    assert (all_good["auc"]["value"], all_good["auc"]["low"]) == (None, None)
    json.dumps([auc, nothing, all_good], allow_nan=False)


def test_calibration_has_five_groups_from_the_lowest_grade_to_the_highest() -> None:
    predicted = np.array([5, 4, 3, 2, 1, 0, 5, 4, 3, 2, 1], float)
    groups = calibration(predicted, predicted + 0.5)
    assert [group["n"] for group in groups] == [3, 2, 2, 2, 2]
    assert [group["predicted"] for group in groups] == pytest.approx([2 / 3, 2, 3, 4, 5])
    assert [group["gold"] - group["predicted"] for group in groups] == pytest.approx([0.5] * 5)
    assert [group["n"] for group in calibration(predicted[:3], predicted[:3])] == [1, 1, 1]


def test_kappa_has_an_interval_and_n() -> None:
    one = np.arange(60) % 6
    other = (one + (np.arange(60) % 7 == 0)) % 6
    assert kappa(one, one).value == pytest.approx(1)
    estimate = kappa(one, other)
    assert estimate.low <= estimate.value <= estimate.high <= 1
    assert estimate.n == 60
    assert kappa(one[:0], one[:0]).to_dict() == {"value": None, "low": None, "high": None, "n": 0}
