import pytest
import torch

from hornbook.model.config import ModelConfig, build_config
from hornbook.model.initialisation import initialise
from hornbook.model.transformer import Transformer


@torch.inference_mode()
def rank_of_the_next_token(model: Transformer) -> float:
    """Where the right next token stands among all (0 to 1), in the second round of sequences that come twice."""
    generator = torch.Generator().manual_seed(1)
    once = torch.stack([torch.randperm(model.config.vocabulary, generator=generator)[:20] for _ in range(50)])
    tokens = torch.cat([once, once], 1)
    logits = model.logits(model(tokens[:, :-1]))[:, 20:]
    right = logits.gather(-1, tokens[:, 21:, None])
    return float((logits > right).float().mean())


def test_a_new_model_already_leans_to_what_followed_the_last_time() -> None:
    model = Transformer(build_config("1m", 500, 64))
    initialise(model, 0)
    assert rank_of_the_next_token(model.eval()) < 0.45


def test_a_model_too_small_for_the_circuit_starts_without_it() -> None:
    model = Transformer(ModelConfig(500, 64, 2, 2, 1, 32, 64, context=64))
    initialise(model, 0)
    assert 0.48 < rank_of_the_next_token(model.eval()) < 0.52


def test_twins_start_as_one_vector_and_a_shift_for_all() -> None:
    model = Transformer(build_config("1m", 500, 64))
    initialise(model, 0, twins=[(3, 4), (7, 9)])
    embedding = model.embedding.weight
    assert torch.allclose(embedding[4] - embedding[3], embedding[9] - embedding[7], atol=1e-6)


@pytest.mark.parametrize("threads", [1, 3])
def test_the_start_is_the_same_with_any_number_of_threads(threads: int) -> None:
    usual = torch.get_num_threads()
    models = [Transformer(build_config("1m", 500, 64)) for _ in range(2)]
    initialise(models[0], 0)
    torch.set_num_threads(threads)
    initialise(models[1], 0)
    torch.set_num_threads(usual)
    assert all(torch.equal(a, b) for a, b in zip(models[0].parameters(), models[1].parameters(), strict=True))
