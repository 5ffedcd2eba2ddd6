import random

import numpy as np
import pyarrow as pa
import pytest

from hornbook.curate.classifier import Classifier, Features, Labels, Values, out_of_fold
from hornbook.stats import area_under_curve

SCHEMA = pa.schema(
    [("id", pa.string()), ("score_lines", pa.int64()), ("score_valid", pa.bool_()), ("score_kind", pa.string())]
)


def corpus(number: int, seed: int = 0) -> tuple[pa.Array, pa.Table, Values]:
    """Texts that are good where they say `because`, with scores that say nothing and are often missing."""
    choose = random.Random(seed)
    texts, rows, grades = [], [], []
    for _ in range(number):
        good = choose.random() < 0.5
        words = choose.choices(["the", "of", "and", "to", "in", "code", "line", "value", "name", "file"], k=80)
        texts.append(" ".join(words[:40] + ["because"] * (3 * good) + words[40:]))
        rows.append({"score_lines": choose.choice([None, 3, 10**9]), "score_valid": choose.choice([None, True, False])})
        grades.append(4.0 if good else 1.0)
    return pa.array(texts), pa.Table.from_pylist(rows, schema=SCHEMA), np.array(grades)


def fit(number: int) -> tuple[Classifier, Features]:
    texts, scores, grades = corpus(number)
    features = Features.choose(texts, SCHEMA)
    return Classifier.fit(features, features.matrix(texts, scores), Labels(grades, np.ones(number)), 30.0), features


def test_a_planted_rule_is_learned() -> None:
    classifier, features = fit(200)
    texts, scores, grades = corpus(100, seed=1)
    predicted = classifier.predict(features.matrix(texts, scores))
    assert area_under_curve(predicted, grades >= 3) > 0.98
    assert predicted[grades >= 3].mean() - predicted[grades < 3].mean() > 1.5


def test_only_numbers_and_truth_values_are_looked_at() -> None:
    assert fit(50)[1].signals == ("score_lines", "score_valid")


def test_a_signal_that_is_missing_everywhere_is_no_obstacle() -> None:
    texts, scores, grades = corpus(80)
    nothing = pa.Table.from_pylist([{}] * 80, schema=SCHEMA)
    features = Features.choose(texts, SCHEMA)
    assert np.isfinite(features.matrix(texts, nothing)).all()
    classifier = Classifier.fit(features, features.matrix(texts, nothing), Labels(grades, np.ones(80)), 30.0)
    assert np.isfinite(classifier.predict(features.matrix(texts, scores))).all()


def test_empty_and_very_long_texts_get_a_grade() -> None:
    classifier, features = fit(100)
    beginning = "the code because of a value " * 200
    texts = pa.array(["", " \n", beginning, beginning + "zebra " * 1_000_000, "日本語 " * 100])
    predicted = classifier.predict(features.matrix(texts, pa.Table.from_pylist([{}] * 5, schema=SCHEMA)))
    assert np.isfinite(predicted).all()
    assert predicted[0] == pytest.approx(predicted[1])
    assert predicted[2] == pytest.approx(predicted[3])  # only the beginning counts


def test_no_texts_no_grades() -> None:
    classifier, features = fit(50)
    assert classifier.predict(features.matrix(pa.array([], pa.string()), SCHEMA.empty_table())).shape == (0,)


def test_features_chosen_from_empty_texts_know_no_token() -> None:
    features = Features.choose(pa.array(["", ""]), SCHEMA)
    assert features.matrix(pa.array(["some words"]), pa.Table.from_pylist([{}], schema=SCHEMA)).shape == (1, 4)


def test_texts_in_another_order_get_the_same_grades() -> None:
    texts, scores, grades = corpus(120)
    order = np.random.default_rng(2).permutation(120)
    shuffled = texts.take(order), scores.take(order), grades[order]
    one, other = Features.choose(texts, SCHEMA), Features.choose(shuffled[0], SCHEMA)
    assert one.vocabulary.tolist() == other.vocabulary.tolist()
    predicted = [
        Classifier.fit(one, one.matrix(*pair), Labels(known, np.ones(120)), 30.0).predict(one.matrix(texts, scores))
        for *pair, known in ((texts, scores, grades), shuffled)
    ]
    assert np.allclose(*predicted)


def test_a_label_that_weighs_nothing_teaches_nothing() -> None:
    texts, scores, grades = corpus(100)
    features = Features.choose(texts, SCHEMA)
    matrix = features.matrix(texts, scores)
    lies = np.where(np.arange(100) < 50, grades, 5 - grades)
    weights = np.where(np.arange(100) < 50, 1.0, 0.0)
    fits = [Classifier.fit(features, matrix, Labels(given, weights), 30.0).slopes for given in (grades, lies)]
    assert np.allclose(*fits)


def test_each_fold_is_graded_by_a_classifier_that_has_not_seen_it() -> None:
    """Grades that are pure chance: learned by heart they would be told, left out they cannot be."""
    random = np.random.default_rng(3)
    matrix, grades = random.normal(size=(60, 80)), random.integers(0, 6, 60).astype(float)
    features = Features(np.empty(0, np.uint64), ())
    labels = Labels(grades, np.ones(60))
    folds = [np.arange(fold, 50, 5) for fold in range(5)]
    left_out = out_of_fold(features, matrix, labels, 1.0, folds)
    assert np.isnan(left_out[50:]).all()
    assert np.corrcoef(left_out[:50], grades[:50])[0, 1] < 0.4
    assert np.corrcoef(Classifier.fit(features, matrix, labels, 1.0).predict(matrix), grades)[0, 1] > 0.95
