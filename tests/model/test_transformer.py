import pytest
import torch

from hornbook.errors import RecipeError
from hornbook.model.config import PRESETS, TIED_BELOW, build_config
from hornbook.model.initialisation import initialise
from hornbook.model.transformer import KeyValueCache, Transformer

TINY = build_config("1m", 300, 64)


@pytest.fixture(scope="module")
def model() -> Transformer:
    model = Transformer(TINY)
    initialise(model, 0)
    return model.eval()


@pytest.mark.parametrize("preset", ["1m", "3m", "10m"])
def test_the_formula_counts_the_parameters_that_are_there(preset: str) -> None:
    config = build_config(preset, 512, 64)
    assert sum(parameter.numel() for parameter in Transformer(config).parameters()) == config.parameters


@pytest.mark.parametrize(("preset", "shape"), PRESETS.items())
def test_a_preset_has_the_size_that_it_is_named_for(preset: str, shape: object) -> None:
    named = float(preset[:-1]) * {"m": 1e6, "b": 1e9}[preset[-1]]
    config = build_config(preset, 2048 if named < 1e8 else 32_000, 2048)
    assert config.parameters == pytest.approx(named, rel=0.25)
    assert config.tied == (config.parameters < TIED_BELOW)
    assert config.width % (32 if named < 3e6 else 256) == 0
    assert config.heads % config.key_value_heads == 0


def test_an_unknown_preset_is_named() -> None:
    with pytest.raises(RecipeError, match="'2m'"):
        build_config("2m", 300, 64)


@torch.inference_mode()
def test_no_token_sees_a_later_one(model: Transformer) -> None:
    tokens = torch.randint(0, 300, (1, 20))
    changed = tokens.clone()
    changed[0, 12:] = torch.randint(0, 300, (8,))
    before, after = model(tokens), model(changed)
    assert torch.allclose(before[0, :12], after[0, :12], atol=1e-5)
    assert not torch.allclose(before[0, 12:], after[0, 12:], atol=1e-3)


@torch.inference_mode()
def test_one_token_at_a_time_gives_the_same_as_all_at_once(model: Transformer) -> None:
    tokens = torch.randint(0, 300, (3, 16))
    cache = KeyValueCache()
    parts = [model(tokens[:, :9], cache=cache)] + [model(tokens[:, at : at + 1], cache=cache) for at in range(9, 16)]
    assert torch.allclose(torch.cat(parts, 1), model(tokens), atol=1e-5)


def test_the_same_seed_gives_the_same_weights_and_another_one_others() -> None:
    weights = []
    for seed in (0, 0, 1):
        model = Transformer(TINY)
        initialise(model, seed)
        weights.append(model.blocks[0].attention.qkv.weight)
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])
