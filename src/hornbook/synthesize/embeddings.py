"""
Texts as unit vectors: the mean of static vectors of their word pieces.

The vectors are those of the `wordllama` package (Miller, 2024; l2_supercat, 256 dimensions), which carries them as a file. That file
is read here and the package is not imported: its own loader looks for the tokenizer in a folder that is not there, and then on the
network; and on import it switches on every library's logging.
"""

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hornbook.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

DIMENSIONS = 256
_CHARACTERS = 8192  # of a text, from its beginning, that are read
_TEXTS_AT_ONCE = 32
_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]
"""From N texts to their unit vectors [N, D]."""


def embed(texts: Sequence[str]) -> Vectors:
    """
    Unit vectors [N, 256] of texts, of which the first 8,192 characters are read; zeros for a text without any.

    Raises ModelError where the package that carries the vectors is not there.
    """
    tokenizer, weights = _model()
    vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        batch = [text[:_CHARACTERS] for text in texts[start : start + _TEXTS_AT_ONCE]]
        pieces = [np.array(encoded.ids, np.int64) for encoded in tokenizer.encode_batch_fast(batch, False, False)]
        filled = [place for place, ids in enumerate(pieces) if len(ids)]
        if filled:
            begins = np.cumsum([0, *(len(pieces[place]) for place in filled[:-1])])
            sums = np.add.reduceat(weights[np.concatenate(pieces)], begins, axis=0)
            vectors[start + np.array(filled)] = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return vectors


@cache
def _model() -> tuple["Tokenizer", Vectors]:
    """The tokenizer, and the vectors [pieces, 256]."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(_file(_TOKENIZER)))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer, load_file(_file(_WEIGHTS))["embedding.weight"].astype(np.float32)


def _file(name: str) -> Path:
    package = find_spec("wordllama")
    for folder in package.submodule_search_locations or () if package else ():
        if (path := Path(folder) / name).is_file():
            return path
    raise ModelError(
        f"The text embeddings cannot be read: there is no wordllama/{name}.", "pip install 'wordllama==0.4.*'"
    )
