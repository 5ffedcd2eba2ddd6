"""
The Qwen3 dense decoder (Qwen3 technical report, 2025, section 2), written for packed batches.

RMSNorm before each half of a block, QK-norm before rotation, grouped-query attention, SwiGLU, no biases. Projections that
read the same input are one matrix; `export.names` splits them again.

Shape suffixes: B batch, T tokens, S tokens seen by attention, D width, H heads, K key-value heads, E head width, V vocabulary.
"""

from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from hornbook.model.config import ModelConfig


class RMSNorm(nn.Module):
    """Divide by the root mean square of the last dimension, times a learned gain (Zhang and Sennrich, 2019)."""

    def __init__(self, width: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        return F.rms_norm(x, self.weight.shape, self.weight, self.epsilon)


@dataclass
class KeyValueCache:
    """Keys and values of the tokens so far, one pair a layer, each [B, K, S, E]."""

    layers: list[tuple[Tensor, Tensor]] = field(default_factory=list)

    @property
    def length(self) -> int:
        """Tokens held."""
        return self.layers[0][0].shape[2] if self.layers else 0

    def extend(self, layer: int, keys_BKTE: Tensor, values_BKTE: Tensor) -> tuple[Tensor, Tensor]:
        """Add new keys and values to a layer; return all of that layer's."""
        if layer == len(self.layers):
            self.layers.append((keys_BKTE, values_BKTE))
        else:
            keys_BKSE, values_BKSE = self.layers[layer]
            self.layers[layer] = (torch.cat([keys_BKSE, keys_BKTE], 2), torch.cat([values_BKSE, values_BKTE], 2))
        return self.layers[layer]


class Attention(nn.Module):
    """Grouped-query attention with QK-norm and rotary positions."""

    def __init__(self, config: ModelConfig, layer: int) -> None:
        super().__init__()
        self.layer = layer
        self.heads, self.key_value_heads, self.head_width = config.heads, config.key_value_heads, config.head_width
        self.qkv = nn.Linear(config.width, (self.heads + 2 * self.key_value_heads) * self.head_width, bias=False)
        self.output = nn.Linear(self.heads * self.head_width, config.width, bias=False)
        self.query_norm = RMSNorm(self.head_width, config.norm_epsilon)
        self.key_norm = RMSNorm(self.head_width, config.norm_epsilon)

    def forward(
        self, x_BTD: Tensor, rotation: tuple[Tensor, Tensor], mask: Tensor | None, cache: KeyValueCache | None
    ) -> Tensor:
        batch, tokens, _ = x_BTD.shape
        qkv_BTNE = self.qkv(x_BTD).view(batch, tokens, -1, self.head_width)
        # Queries and keys are normed and turned as one tensor: half as many calls, which is what small models wait for.
        qk_BTNE, v_BTKE = torch.split(qkv_BTNE, [self.heads + self.key_value_heads, self.key_value_heads], dim=2)
        gains_NE = torch.cat(
            [self.query_norm.weight.expand(self.heads, -1), self.key_norm.weight.expand(self.key_value_heads, -1)]
        )
        qk_BTNE = F.rms_norm(qk_BTNE, (self.head_width,), eps=self.query_norm.epsilon) * gains_NE
        qk_BNTE = rotate(qk_BTNE, rotation).transpose(1, 2)
        q_BHTE, k_BKSE = torch.split(qk_BNTE, [self.heads, self.key_value_heads], dim=1)
        v_BKSE = v_BTKE.transpose(1, 2)
        causal = mask is None and tokens > 1
        if cache is not None:
            k_BKSE, v_BKSE = cache.extend(self.layer, k_BKSE, v_BKSE)
        mixed_BHTE = F.scaled_dot_product_attention(
            q_BHTE, k_BKSE, v_BKSE, attn_mask=mask, is_causal=causal, enable_gqa=True
        )
        return self.output(mixed_BHTE.transpose(1, 2).reshape(batch, tokens, -1))  # type: ignore[no-any-return]


class FeedForward(nn.Module):
    """SwiGLU (Shazeer, 2020)."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.gate_up = nn.Linear(config.width, 2 * config.hidden, bias=False)
        self.down = nn.Linear(config.hidden, config.width, bias=False)

    def forward(self, x_BTD: Tensor) -> Tensor:
        gate, up = self.gate_up(x_BTD).chunk(2, dim=-1)
        return self.down(F.silu(gate) * up)  # type: ignore[no-any-return]


class Block(nn.Module):
    """Attention, then the feed-forward network, each added to the stream."""

    def __init__(self, config: ModelConfig, layer: int) -> None:
        super().__init__()
        self.attention_norm = RMSNorm(config.width, config.norm_epsilon)
        self.attention = Attention(config, layer)
        self.feed_forward_norm = RMSNorm(config.width, config.norm_epsilon)
        self.feed_forward = FeedForward(config)

    def forward(
        self,
        x_BTD: Tensor,
        rotation: tuple[Tensor, Tensor],
        mask: Tensor | None,
        cache: KeyValueCache | None = None,
        wanted_BT: Tensor | None = None,
    ) -> Tensor:
        x = x_BTD + self.attention(self.attention_norm(x_BTD), rotation, mask, cache)
        if wanted_BT is not None:
            x = x[wanted_BT]
        return x + self.feed_forward(self.feed_forward_norm(x))  # type: ignore[no-any-return]


class Transformer(nn.Module):
    """The whole decoder: tokens to hidden states, and hidden states to logits."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(config.vocabulary, config.width)
        self.blocks = nn.ModuleList(Block(config, layer) for layer in range(config.layers))
        self.norm = RMSNorm(config.width, config.norm_epsilon)
        self.head = nn.Linear(config.width, config.vocabulary, bias=False)
        if config.tied:
            self.head.weight = self.embedding.weight
        cos, sin = rotation_table(config.context, config.head_width, config.rope_base)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    def forward(
        self,
        tokens_BT: Tensor,
        mask: Tensor | None = None,
        cache: KeyValueCache | None = None,
        wanted_BT: Tensor | None = None,
    ) -> Tensor:
        """
        Hidden states [B, T, D] after the last norm.

        `mask` [B, 1, T, S] is added to the attention scores; without it, attention is causal. With a `cache` the tokens
        follow those that it holds: any number of them at the start, then one at a time. With `wanted_BT` (true or false) only
        the hidden states there are given, [N, D], and the last block's feed-forward network is spared the others.
        """
        start = cache.length if cache is not None else 0
        end = start + tokens_BT.shape[1]
        rotation = (self.cos[start:end], self.sin[start:end])  # type: ignore[index]
        x_BTD = self.embedding(tokens_BT)
        *lower, last = self.blocks
        for block in lower:
            x_BTD = block(x_BTD, rotation, mask, cache)
        return self.norm(last(x_BTD, rotation, mask, cache, wanted_BT))  # type: ignore[no-any-return]

    def logits(self, hidden: Tensor) -> Tensor:
        """Scores of every token of the vocabulary, [..., V]."""
        return self.head(hidden)  # type: ignore[no-any-return]


def rotation_table(context: int, head_width: int, base: float) -> tuple[Tensor, Tensor]:
    """Cosines and sines of rotary positions (Su et al., 2021), each [context, 1, head_width / 2]."""
    frequencies = base ** (-torch.arange(0, head_width, 2, dtype=torch.float64) / head_width)
    angles = torch.arange(context, dtype=torch.float64)[:, None, None] * frequencies
    return angles.cos().float(), angles.sin().float()


def rotate(x_BTNE: Tensor, rotation: tuple[Tensor, Tensor]) -> Tensor:
    """Turn each pair (i, i + E/2) of the last dimension by its position's angle."""
    cos, sin = rotation
    first, second = x_BTNE.chunk(2, dim=-1)
    return torch.cat([first * cos - second * sin, second * cos + first * sin], dim=-1)
