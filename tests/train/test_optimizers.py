import pytest
import torch
from torch import nn

from hornbook.model.config import build_config
from hornbook.model.initialisation import initialise
from hornbook.model.transformer import Transformer
from hornbook.train.optimizers import Muon, Optimizers, orthogonal


@pytest.mark.parametrize("shape", [(3, 16, 16), (2, 8, 40), (1, 40, 8)])
def test_singular_values_come_near_one(shape: tuple[int, int, int]) -> None:
    matrices = torch.randn(shape, generator=torch.Generator().manual_seed(0))
    values = torch.linalg.svdvals(orthogonal(matrices))
    assert values.min() > 0.3
    assert values.max() < 1.3
    # The directions stay: the product with the true polar factor is near the identity's trace.
    u, _, v = torch.linalg.svd(matrices, full_matrices=False)
    assert (orthogonal(matrices) * (u @ v)).sum() > 0.85 * min(shape[1:]) * shape[0]


def test_matrices_updated_together_are_updated_as_if_alone() -> None:
    together = [nn.Parameter(torch.randn(4, 6)) for _ in range(3)]
    alone = [nn.Parameter(parameter.detach().clone()) for parameter in together]
    optimizers = [Muon(together, 0.1, 0.1), *(Muon([parameter], 0.1, 0.1) for parameter in alone)]
    for step in range(3):
        for one, other in zip(together, alone, strict=True):
            one.grad = other.grad = torch.randn(4, 6, generator=torch.Generator().manual_seed(step))
        for optimizer in optimizers:
            optimizer.step()
    assert all(torch.allclose(a, b, atol=1e-6) for a, b in zip(together, alone, strict=True))


@pytest.mark.parametrize("name", ["adamw", "muon"])
def test_every_parameter_is_updated_once(name: str) -> None:
    model = Transformer(build_config("1m", 300, 32))
    initialise(model, 0)
    before = {key: value.detach().clone() for key, value in model.named_parameters()}
    optimizers = Optimizers(model, name, 1e-2, 0.0)  # type: ignore[arg-type]
    for parameter in model.parameters():
        parameter.grad = torch.randn(parameter.shape, generator=torch.Generator().manual_seed(0))
    optimizers.step(1e-2)
    for key, value in model.named_parameters():
        size = (value - before[key]).square().mean().sqrt()
        assert 1e-3 < size < 2e-2, key
        assert value.grad is None
