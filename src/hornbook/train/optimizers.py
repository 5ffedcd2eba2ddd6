"""Optimizers: Muon for the matrices inside the blocks with AdamW for all else, or AdamW throughout."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from math import sqrt
from typing import Any, Literal

import torch
from torch import Tensor, nn
from torch.optim import AdamW, Optimizer

from hornbook.model.transformer import Transformer

OptimizerName = Literal["adamw", "muon"]

_BETAS = (0.9, 0.95)
_MOMENTUM = 0.95
_UPDATE_SIZE = 0.2
"""Root mean square of AdamW's updates in practice; Muon's are scaled to it, so that one learning rate serves both
(Liu et al., "Muon is scalable for LLM training", 2025, section 2.2)."""

# Coefficients of the quintic that pulls all singular values towards 1 (Jordan et al., 2024).
_QUINTIC = (3.4445, -4.7750, 2.0315)
_ITERATIONS = 5


class Muon(Optimizer):
    """
    Momentum, made orthogonal (Jordan et al., 2024). In float32, since a CPU without bf16 units is slow in bf16.

    Parameters of one shape are updated as one batch: for small matrices the calls would cost more than the arithmetic.
    """

    def __init__(self, parameters: Iterable[nn.Parameter], lr: float, weight_decay: float) -> None:
        super().__init__(parameters, {"lr": lr, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        """Update every parameter that has a gradient."""
        for group in self.param_groups:
            by_shape: dict[torch.Size, list[Tensor]] = defaultdict(list)
            for parameter in group["params"]:
                by_shape[parameter.shape].append(parameter)
            for alike in by_shape.values():
                self._update(alike, group["lr"], group["weight_decay"])

    def _update(self, parameters: list[Tensor], rate: float, weight_decay: float) -> None:
        gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
        momenta = [self._momentum(parameter) for parameter in parameters]
        torch._foreach_mul_(momenta, _MOMENTUM)
        torch._foreach_add_(momenta, gradients)
        nesterov = torch._foreach_add(gradients, momenta, alpha=_MOMENTUM)
        updates = orthogonal(torch.stack(list(nesterov))).unbind()
        torch._foreach_mul_(parameters, 1 - rate * weight_decay)
        torch._foreach_add_(parameters, updates, alpha=-rate * _UPDATE_SIZE * sqrt(max(parameters[0].shape)))

    def _momentum(self, parameter: Tensor) -> Tensor:
        state = self.state[parameter]
        if "momentum" not in state:
            state["momentum"] = torch.zeros_like(parameter)
        return state["momentum"]  # type: ignore[no-any-return]


def orthogonal(matrices: Tensor) -> Tensor:
    """
    The nearest (semi-)orthogonal matrix of each in a batch [N, rows, columns], roughly: singular values in 0.7 to 1.2.

    Newton-Schulz iteration of Jordan et al. (2024).
    """
    tall = matrices.shape[-2] > matrices.shape[-1]
    x: Tensor = matrices.mT if tall else matrices
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    a, b, c = _QUINTIC
    for _ in range(_ITERATIONS):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.mT if tall else x


class Optimizers:
    """The optimizers of one model, stepped together at one learning rate."""

    def __init__(self, model: Transformer, name: OptimizerName, learning_rate: float, weight_decay: float) -> None:
        inside = [p for name, p in model.named_parameters() if p.dim() > 1 and name.startswith("blocks.")]
        chosen = {id(parameter) for parameter in inside}
        others = [p for p in model.parameters() if id(p) not in chosen]
        plain = {"params": others, "weight_decay": 0.0}
        if name == "muon":
            self._members: list[Optimizer] = [
                Muon(inside, learning_rate, weight_decay),
                AdamW([plain], lr=learning_rate, betas=_BETAS, fused=True),
            ]
        else:
            decayed = {"params": inside, "weight_decay": weight_decay}
            self._members = [AdamW([decayed, plain], lr=learning_rate, betas=_BETAS, fused=True)]

    def step(self, learning_rate: float) -> None:
        """Update the model's parameters from their gradients, then forget the gradients."""
        for member in self._members:
            for group in member.param_groups:
                group["lr"] = learning_rate
            member.step()
            member.zero_grad()

    def state_dict(self) -> list[dict[str, Any]]:
        """State of each member, for a resume point."""
        return [member.state_dict() for member in self._members]

    def load_state_dict(self, states: list[dict[str, Any]]) -> None:
        """Go on from what `state_dict` gave."""
        for member, state in zip(self._members, states, strict=True):
            member.load_state_dict(state)
