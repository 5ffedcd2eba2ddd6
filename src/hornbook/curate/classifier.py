"""
How much a document teaches, judged for a whole corpus by a few labels.

The classifier sees how often the commonest tokens stand at a text's beginning, and what the signals measured; it is a ridge
regression on grades from 0 to 5 (Hoerl and Kennard, 1970), which a few hundred labels can carry and a corpus can afford.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from hornbook.curate.decontaminate.tokens import Chunk

Values = NDArray[np.float64]

GRADES = 6
"""Grades run from 0 to 5."""

GOOD = 3
"""From this grade on a document counts as one that teaches."""

_CHARACTERS = 4_000
_TOKENS = 100
_WIDEST = 3.0  # standard deviations: one odd document is not to outweigh all others


@dataclass(frozen=True)
class Labels:
    """Grades [N] of documents, and how much each counts [N]."""

    grades: Values
    weights: Values

    def take(self, rows: NDArray[np.int64]) -> "Labels":
        """Those of some rows."""
        return Labels(self.grades[rows], self.weights[rows])


@dataclass(frozen=True)
class Features:
    """What is looked at: `vocabulary` the values of the commonest tokens [K], `signals` the names of columns of numbers."""

    vocabulary: NDArray[np.uint64]
    signals: tuple[str, ...]

    @classmethod
    def choose(cls, texts: pa.Array, schema: pa.Schema) -> Self:
        """The tokens that most of the texts have, and all columns of scores that are numbers or true-or-false."""
        values, documents = _tokens(texts)
        pairs = np.unique(np.stack([values, documents.astype(np.uint64)]), axis=1)
        tokens, holders = np.unique(pairs[0], return_counts=True)
        commonest = np.argsort(-holders, kind="stable")[:_TOKENS]
        numbers = (field.name for field in schema if _is_number(field.type))
        return cls(np.sort(tokens[commonest]), tuple(numbers))

    def matrix(self, texts: pa.Array, scores: pa.Table) -> Values:
        """
        One row a document: log frequency of each token, then each signal, compressed where it is no share, then whether it is missing.

        `scores` has a row for each text.
        """
        values, documents = _tokens(texts)
        places = np.searchsorted(self.vocabulary, values)
        known = np.flatnonzero(places < len(self.vocabulary))
        known = known[self.vocabulary[places[known]] == values[known]]
        counts = np.zeros((len(texts), len(self.vocabulary)))
        np.add.at(counts, (documents[known], places[known]), 1)
        totals = np.bincount(documents, minlength=len(texts)).clip(min=1)
        columns = [np.log1p(1000 * counts / totals[:, None])]
        for name in self.signals:
            signal = scores[name].combine_chunks().cast(pa.float64())
            missing = np.asarray(pc.is_null(signal), dtype=np.float64)
            number = np.asarray(signal.fill_null(0.0))
            # The logarithm of what may be any number; shares, between 0 and 1, are spread out alike.
            columns.append(np.stack([np.sign(number) * np.log1p(10 * np.abs(number)), missing], axis=1))
        return np.concatenate(columns, axis=1)


@dataclass(frozen=True)
class Classifier:
    """A line through the features: predicts grades."""

    features: Features
    mean: Values
    deviation: Values
    slopes: Values
    intercept: float

    @classmethod
    def fit(cls, features: Features, matrix: Values, labels: Labels, penalty: float) -> Self:
        """The ridge regression of grades on a matrix of features [N, F]."""
        mean, deviation = matrix.mean(0), matrix.std(0) + 1e-6
        standard = np.clip((matrix - mean) / deviation, -_WIDEST, _WIDEST)
        intercept = float(np.average(labels.grades, weights=labels.weights))
        weighted = standard * labels.weights[:, None]
        slopes = np.linalg.solve(
            standard.T @ weighted + penalty * np.eye(standard.shape[1]), weighted.T @ (labels.grades - intercept)
        )
        return cls(features, mean, deviation, slopes, intercept)

    def predict(self, matrix: Values) -> Values:
        """Grades [N], which may lie a little outside of 0 to 5."""
        standard = np.clip((matrix - self.mean) / self.deviation, -_WIDEST, _WIDEST)
        return self.intercept + standard @ self.slopes


def out_of_fold(
    features: Features, matrix: Values, labels: Labels, penalty: float, folds: Sequence[NDArray[np.int64]]
) -> Values:
    """The grade of each row of the folds by a classifier that has not seen its fold; NaN for rows that are in none."""
    grades = np.full(len(matrix), np.nan)
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(matrix)), fold)
        grades[fold] = Classifier.fit(features, matrix[rest], labels.take(rest), penalty).predict(matrix[fold])
    return grades


def _tokens(texts: pa.Array) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The tokens at the beginning of all texts, one behind the other, and which text each is from."""
    chunk = Chunk(pc.utf8_slice_codeunits(texts, 0, _CHARACTERS))
    stream = chunk.tokens()
    return stream.values, chunk.document_of(stream.start)


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind))
