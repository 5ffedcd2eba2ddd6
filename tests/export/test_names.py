import gguf
import pytest
import torch

from hornbook.errors import ModelError
from hornbook.export.names import from_huggingface, name_map, to_gguf, to_huggingface
from hornbook.model.config import ModelConfig
from hornbook.model.initialisation import initialise
from hornbook.model.transformer import Transformer

TIED = ModelConfig(50, 32, 3, 4, 2, 8, 64, context=16)
UNTIED = ModelConfig(50, 32, 3, 4, 2, 8, 64, context=16, tied=False)


@pytest.mark.parametrize("config", [TIED, UNTIED])
def test_every_parameter_has_a_name_elsewhere(config: ModelConfig) -> None:
    assert set(name_map(config)) == {name for name, _ in Transformer(config).named_parameters()}


@pytest.mark.parametrize("config", [TIED, UNTIED])
def test_the_gguf_names_are_those_that_the_library_derives_from_hugging_faces(config: ModelConfig) -> None:
    library = gguf.get_tensor_name_map(gguf.MODEL_ARCH.QWEN3, config.layers)
    for parts in name_map(config).values():
        for theirs, ours in parts.items():
            assert library.get_name(theirs, try_suffixes=(".weight",)) == ours


@pytest.mark.parametrize("config", [TIED, UNTIED])
def test_parts_fuse_to_what_was_split(config: ModelConfig) -> None:
    model = Transformer(config)
    initialise(model, seed=1)
    fused = from_huggingface(to_huggingface(model), config)
    for name, parameter in model.named_parameters():
        assert torch.equal(fused[name], parameter)


def test_parts_have_the_rows_of_their_heads() -> None:
    parts = to_gguf(Transformer(TIED))
    assert parts["blk.2.attn_q.weight"].shape == (32, 32)
    assert parts["blk.2.attn_k.weight"].shape == parts["blk.2.attn_v.weight"].shape == (16, 32)
    assert parts["blk.2.ffn_gate.weight"].shape == parts["blk.2.ffn_up.weight"].shape == (64, 32)


def test_a_missing_tensor_is_named() -> None:
    tensors = to_huggingface(Transformer(TIED))
    del tensors["model.layers.1.self_attn.k_proj.weight"]
    with pytest.raises(ModelError, match=r"model\.layers\.1\.self_attn\.k_proj"):
        from_huggingface(tensors, TIED)
