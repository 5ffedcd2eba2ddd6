"""The weights that training starts from."""

import math
from collections.abc import Sequence
from typing import cast

import torch
from torch import Tensor, nn

from hornbook.model.transformer import Block, Transformer, rotate, rotation_table

_DEVIATION = 0.02
_FAST_ROTATIONS = 6
"""Pairs of a head that turn fast enough to tell one token's distance from two."""


@torch.no_grad()
def initialise(model: Transformer, seed: int, twins: Sequence[tuple[int, int]] = ()) -> None:
    """
    Normal weights of standard deviation 0.02; those that write into the stream are smaller by sqrt(2 layers) (GPT-2).

    Of each pair of tokens that differ in a leading space, the second starts as the first plus one vector for all: to copy
    a word from behind a space to behind a quotation mark is then a shift that holds for every word. Where the model is large
    enough, two heads start as a circuit that copies.
    """
    generator = torch.Generator().manual_seed(seed)
    for name, parameter in model.named_parameters():
        if parameter.dim() > 1:
            writes = name.endswith(("attention.output.weight", "feed_forward.down.weight"))
            deviation = _DEVIATION / math.sqrt(2 * model.config.layers) if writes else _DEVIATION
            nn.init.normal_(parameter, std=deviation, generator=generator)
    if twins:
        without, with_space = torch.tensor(twins).T
        shift = torch.randn(model.config.width, generator=generator) * _DEVIATION
        model.embedding.weight[with_space] = model.embedding.weight[without] + shift
    if model.config.layers > 1 and model.config.width >= 3 * model.config.head_width:
        _wire_copying(model, generator)


def _wire_copying(model: Transformer, generator: torch.Generator) -> None:
    """
    Start with an induction circuit (Olsson et al., 2022), which a small model otherwise finds after a quarter of its training.

    The first head of the first block reads the token before and writes it beside the present one; the first head of the second
    block looks for the place that has the present token written beside it, and adds the token that stands there. It is an
    initialisation and no more: training may do with it what it likes, and every export stays as it is.
    """
    width, head_width = model.config.width, model.config.head_width
    basis = _orthonormal(torch.randn(width, 3 * head_width + 1, generator=generator))
    common, *spaces = torch.split(basis.T, [1, head_width, head_width, head_width])
    token, beside, copied = (space / 4 for space in spaces)
    # Something that all tokens have in common, since a head that goes by position alone needs a query and a key.
    embedding_norm = _DEVIATION * math.sqrt(width)
    model.embedding.weight += embedding_norm * common
    key = _fast_vector(head_width, generator)
    before_key = rotate(key.view(1, 1, 1, -1), _turn_back(model)).flatten()
    strength = 3 * embedding_norm
    _set_head(
        model, 0, strength * torch.outer(before_key, common[0]), strength * torch.outer(key, common[0]), token, beside
    )
    _set_head(model, 1, token, beside, copied, copied)


def _orthonormal(columns: Tensor) -> Tensor:
    """
    Columns made orthonormal, to the same bits whatever this process did before.

    The last bits of LAPACK's answer depend on how many threads it has, and a run that is gone on with must start as it did.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        basis: Tensor = torch.linalg.qr(columns)[0]
    finally:
        torch.set_num_threads(threads)
    return basis


def _set_head(model: Transformer, layer: int, query: Tensor, key: Tensor, value: Tensor, output: Tensor) -> None:
    """Set the first query head and the first key-value head of a layer; each matrix is [head width, width]."""
    attention = cast(Block, model.blocks[layer]).attention
    rows = attention.qkv.weight.view(-1, *query.shape)
    rows[0], rows[attention.heads], rows[attention.heads + attention.key_value_heads] = query, key, value
    attention.output.weight[:, : len(output)] = output.T


def _fast_vector(head_width: int, generator: torch.Generator) -> Tensor:
    """A unit vector [head width] that lives in the fastest of a head's rotations."""
    pairs = min(_FAST_ROTATIONS, head_width // 2)
    angles = torch.rand(pairs, generator=generator) * 2 * math.pi
    vector = torch.zeros(2, head_width // 2)
    vector[0, :pairs], vector[1, :pairs] = angles.cos(), angles.sin()
    return vector.flatten() / math.sqrt(pairs)


def _turn_back(model: Transformer) -> tuple[Tensor, Tensor]:
    """The rotation by one token backwards: a query turned so matches the key of the token before."""
    cos, sin = rotation_table(2, model.config.head_width, model.config.rope_base)
    return cos[1], -sin[1]
