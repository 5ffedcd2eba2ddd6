"""
What our parameters are called elsewhere.

The attention and feed-forward projections that read the same input are one matrix here and several elsewhere: its rows,
cut in the order of the parts.
"""

from collections.abc import Mapping

import torch
from torch import Tensor

from hornbook.errors import ModelError
from hornbook.model.config import ModelConfig
from hornbook.model.transformer import Transformer

OUTER_NAMES = {
    "embedding": {"model.embed_tokens": "token_embd"},
    "norm": {"model.norm": "output_norm"},
    "head": {"lm_head": "output"},
}
"""Ours, to Hugging Face's (Qwen3ForCausalLM) and GGUF's (qwen3)."""

BLOCK_NAMES = {
    "attention_norm": {"input_layernorm": "attn_norm"},
    "attention.qkv": {"self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v"},
    "attention.query_norm": {"self_attn.q_norm": "attn_q_norm"},
    "attention.key_norm": {"self_attn.k_norm": "attn_k_norm"},
    "attention.output": {"self_attn.o_proj": "attn_output"},
    "feed_forward_norm": {"post_attention_layernorm": "ffn_norm"},
    "feed_forward.gate_up": {"mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up"},
    "feed_forward.down": {"mlp.down_proj": "ffn_down"},
}
"""The same within a block: `blocks.N` is `model.layers.N` and `blk.N`."""


def name_map(config: ModelConfig) -> dict[str, dict[str, str]]:
    """Every parameter of a model: our name, to the Hugging Face names of its parts, to GGUF's. A tied head is left out."""
    names = {
        f"{ours}.weight": {f"{theirs}.weight": f"{gguf}.weight" for theirs, gguf in parts.items()}
        for ours, parts in OUTER_NAMES.items()
        if ours != "head" or not config.tied
    }
    for layer in range(config.layers):
        for ours, parts in BLOCK_NAMES.items():
            names[f"blocks.{layer}.{ours}.weight"] = {
                f"model.layers.{layer}.{theirs}.weight": f"blk.{layer}.{gguf}.weight" for theirs, gguf in parts.items()
            }
    return names


def to_huggingface(model: Transformer) -> dict[str, Tensor]:
    """The model's parameters under Hugging Face's names: views, not copies."""
    return {
        name: part
        for ours, parts in name_map(model.config).items()
        for name, part in zip(parts, _split(model, ours), strict=True)
    }


def to_gguf(model: Transformer) -> dict[str, Tensor]:
    """The model's parameters under GGUF's names: views, not copies."""
    return {
        name: part
        for ours, parts in name_map(model.config).items()
        for name, part in zip(parts.values(), _split(model, ours), strict=True)
    }


def from_huggingface(tensors: Mapping[str, Tensor], config: ModelConfig) -> dict[str, Tensor]:
    """Hugging Face's parameters under our names, parts fused. Raises ModelError naming the first that is missing."""
    try:
        return {ours: torch.cat([tensors[name] for name in parts]) for ours, parts in name_map(config).items()}
    except KeyError as error:
        raise ModelError(
            f"The tensor {error} is missing.", "Only plain Qwen3 models without biases can be read."
        ) from None


def _split(model: Transformer, ours: str) -> tuple[Tensor, ...]:
    tensor = model.get_parameter(ours).detach()
    return torch.split(tensor, _part_rows(ours, model.config) or len(tensor))


def _part_rows(ours: str, config: ModelConfig) -> list[int]:
    """Rows of each part of a fused matrix; empty for a matrix that is whole elsewhere too."""
    if ours.endswith("attention.qkv.weight"):
        return [heads * config.head_width for heads in (config.heads, config.key_value_heads, config.key_value_heads)]
    if ours.endswith("feed_forward.gate_up.weight"):
        return [config.hidden, config.hidden]
    return []
