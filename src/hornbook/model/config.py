"""Shapes of models, from a toy for a watch to the size of phi-3-mini."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from hornbook.errors import RecipeError

TIED_BELOW = 150_000_000
"""Below this number of parameters input and output embeddings are one matrix."""


@dataclass(frozen=True)
class ModelConfig:
    """The shape of a Qwen3 dense decoder. Widths count float values, `context` counts tokens."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    key_value_heads: int
    head_width: int
    hidden: int
    context: int = 2048
    tied: bool = True
    rope_base: float = 10_000.0
    norm_epsilon: float = 1e-6

    @property
    def block_parameters(self) -> int:
        """Parameters of one block."""
        attention = 2 * self.width * self.head_width * (self.heads + self.key_value_heads) + 2 * self.head_width
        return attention + 3 * self.width * self.hidden + 2 * self.width

    @property
    def parameters(self) -> int:
        """Parameters of the whole model; a tied embedding counts once."""
        embeddings = self.vocabulary * self.width * (1 if self.tied else 2)
        return embeddings + self.layers * self.block_parameters + self.width

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """The inverse of `to_dict`."""
        return cls(**values)


def _shape(width: int, layers: int, heads: int, key_value_heads: int, head_width: int, hidden: int) -> ModelConfig:
    return ModelConfig(0, width, layers, heads, key_value_heads, head_width, hidden)


PRESETS = {
    "1m": _shape(128, 4, 4, 2, 32, 384),
    "3m": _shape(256, 4, 4, 2, 64, 768),
    "10m": _shape(256, 12, 4, 2, 64, 768),
    "30m": _shape(512, 9, 8, 4, 64, 1536),
    "135m": _shape(768, 16, 12, 4, 64, 2304),
    "350m": _shape(1024, 24, 16, 8, 64, 3072),
    "1.3b": _shape(2048, 24, 16, 8, 128, 6144),
    "2.7b": _shape(2560, 32, 20, 4, 128, 7680),
    "3.8b": _shape(3072, 36, 24, 8, 128, 8192),
}
"""Named for their size with a vocabulary of 2k tokens (toys, to 30m) or 32k. Width and depth follow MobileLLM (Liu et al.,
2024): deep and thin where small."""


def build_config(preset: str, vocabulary: int, context: int) -> ModelConfig:
    """The config of a preset for one tokenizer. Raises RecipeError for an unknown preset."""
    if preset not in PRESETS:
        raise RecipeError(f"[model] preset = {preset!r}: no such preset.", f"Allowed: {', '.join(PRESETS)}.")
    config = replace(PRESETS[preset], vocabulary=vocabulary, context=context)
    return replace(config, tied=config.parameters < TIED_BELOW)
