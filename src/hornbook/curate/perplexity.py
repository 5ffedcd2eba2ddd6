"""How surprised a small language model is by a document: asked for only on request, since it costs more than all else together."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from hornbook.curate.signals.signal import score
from hornbook.errors import ModelError

TOKENS = 256
"""How much of a document is read."""

PERPLEXITY = score("perplexity", pa.float32(), f"perplexity of its first {TOKENS} tokens under the embedded model")


@dataclass(frozen=True)
class Perplexity:
    """
    The perplexity of texts under a GGUF model, as CCNet filters with (Wenzek et al., 2020, section 3.4).

    transformers reckons it in float32: llama.cpp tells no probabilities of a prompt. A text of fewer than two tokens has none.
    """

    gguf: Path

    def measure(self, texts: pa.Array) -> pa.Array:
        """One value for each text. Raises ModelError where the model cannot be read or transformers is not installed."""
        return pa.array([self._of(text) for text in texts.to_pylist()], pa.float32())

    def _of(self, text: str | None) -> float | None:
        import torch

        tokenizer, model = _load(self.gguf)
        # Some ten characters a token are never reached; a text of megabytes need not be cut into tokens.
        ids = torch.tensor([tokenizer((text or "")[: 10 * TOKENS]).input_ids[:TOKENS]])
        if ids.shape[1] < 2:
            return None
        with torch.inference_mode():
            return float(np.exp(float(model(ids, labels=ids).loss)))


@cache
def _load(gguf: Path) -> tuple[Any, Any]:
    """Tokenizer and model, read once in a process."""
    try:
        from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer
    except ModuleNotFoundError:
        raise ModelError(
            "[curate] perplexity needs transformers, which is not installed.",
            "Run pip install 'hornbook[perplexity]', or set perplexity = false.",
        ) from None
    try:
        tokenizer = AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name)
        config = AutoConfig.from_pretrained(gguf.parent, gguf_file=gguf.name)
        config.head_dim = _head_width(gguf)
        model = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, config=config, dtype="float32")
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelError(f"{gguf}: transformers cannot read it ({error}).", "Name another model.") from None
    return tokenizer, model


def _head_width(gguf: Path) -> int:
    """The width of an attention head, which transformers takes to be what is usual for the architecture."""
    from gguf import GGUFReader

    fields = GGUFReader(gguf).fields
    name = fields["general.architecture"].contents()
    if key_length := fields.get(f"{name}.attention.key_length"):
        return int(key_length.contents())
    return int(fields[f"{name}.embedding_length"].contents()) // int(fields[f"{name}.attention.head_count"].contents())
