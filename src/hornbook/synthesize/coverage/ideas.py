"""What counts as having been said already: documents that are alike are one idea."""

import numpy as np
from numpy.typing import NDArray

from hornbook.synthesize.embeddings import Vectors

SAME_IDEA = 0.9
"""The cosine from which on two documents on one concept are taken for the same idea."""


def ideas_of(vectors: Vectors, same: float = SAME_IDEA) -> NDArray[np.int64]:
    """
    The idea [N] of each unit vector [N, D]: that of the nearest document which began one, if their cosine is at least `same`, else a
    new one. Ideas are numbered as they come up, so more documents never change those of the earlier ones (the leader algorithm,
    Hartigan, 1975, chapter 3).
    """
    ideas = np.zeros(len(vectors), np.int64)
    leaders = np.zeros_like(vectors)
    known = 0
    for place, vector in enumerate(vectors):
        cosines = leaders[:known] @ vector
        nearest = int(cosines.argmax()) if known else 0
        if known == 0 or cosines[nearest] < same:
            leaders[known], nearest, known = vector, known, known + 1
        ideas[place] = nearest
    return ideas
