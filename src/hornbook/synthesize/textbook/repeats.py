"""Near-duplicates among texts that come one after the other, by curation's MinHash."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from hornbook.curate.duplicates.signatures import MinHash, as_sketches, similarity, sketches, words_of

_MINHASH = MinHash()


class Repeats:
    """Remembers texts by their bands and sketches: one that shares a band with an earlier one, and is like it, repeats it."""

    def __init__(self) -> None:
        self._owners: dict[int, int] = {}
        self._sketches: list[NDArray[np.uint8]] = []

    def add(self, texts: Sequence[str]) -> list[bool]:
        """Whether each text nearly repeats one before it; those that do not are remembered. Under five words, nothing is a repeat."""
        words = words_of(pa.array(texts, pa.string()))
        long_enough = np.flatnonzero(np.asarray(pc.count_substring(words, " ")) >= _MINHASH.words - 1)
        result = [False] * len(texts)
        if not len(long_enough):
            return result
        signatures = _MINHASH.signatures(words.take(pa.array(long_enough)))
        known = as_sketches(pa.chunked_array([sketches(signatures)]))
        for place, bands, sketch in zip(
            long_enough.tolist(), _MINHASH.band_hashes(signatures).tolist(), known, strict=True
        ):
            result[place] = self._repeats(bands, sketch)
            if not result[place]:
                for band in bands:
                    self._owners.setdefault(band, len(self._sketches))
                self._sketches.append(sketch)
        return result

    def _repeats(self, bands: Sequence[int], sketch: NDArray[np.uint8]) -> bool:
        owners = sorted({self._owners[band] for band in bands if band in self._owners})
        if not owners:
            return False
        earlier = np.stack([self._sketches[owner] for owner in owners])
        return bool((similarity(earlier, sketch) >= _MINHASH.least_similarity).any())
