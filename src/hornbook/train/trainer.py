"""The training loop: batches in, weights out, the same bits however often it was interrupted."""

import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from hornbook.errors import ModelError
from hornbook.model.transformer import Transformer
from hornbook.train import machine
from hornbook.train.batches import Batch, Batches
from hornbook.train.optimizers import OptimizerName, Optimizers
from hornbook.train.resume import ResumePoint, load_latest, save_resume_point
from hornbook.train.schedule import warmup_stable_decay

_GRADIENT_NORM = 1.0
_HISTORY_POINTS = 400


@dataclass(frozen=True)
class TrainingSettings:
    """What a run is made of, besides model and data. `warmup` and `decay` are shares of the steps."""

    steps: int
    learning_rate: float
    warmup: float
    decay: float
    weight_decay: float
    optimizer: OptimizerName = "muon"
    compile: bool = False
    checkpoint_seconds: float = 20.0


@dataclass(frozen=True)
class Progress:
    """How training stands: steps done, mean loss since the last report (nats a token), peak-relative rate, speed in this process."""

    step: int
    loss: float
    learning_rate: float
    gradient_norm: float
    tokens_per_second: float


def weighted_loss(model: Transformer, batch: Batch) -> Tensor:
    """Mean cross-entropy over the predictions that have a weight. Logits are made for those alone."""
    learned = batch.weights > 0
    logits_NV = model.logits(model(batch.tokens, batch.mask(), wanted_BT=learned))
    losses_N = F.cross_entropy(logits_NV, batch.targets[learned], reduction="none")
    weights_N = batch.weights[learned]
    return (losses_N * weights_N).sum() / weights_N.sum()


class Trainer:
    """Trains a model in place. Everything that the next step depends on is in the resume points below `work`."""

    def __init__(self, model: Transformer, batches: Batches, settings: TrainingSettings, work: Path) -> None:
        self.model, self.batches, self.settings, self.work = model, batches, settings, work
        self.optimizers = Optimizers(model, settings.optimizer, settings.learning_rate, settings.weight_decay)
        self.history: list[Progress] = []
        self.step = 0

    def run(self, report: Callable[[Progress], None], say: Callable[[str], None]) -> list[Progress]:
        """
        Train to the last step, from the latest resume point if there is one; return the history, about 400 points.

        Raises ModelError where the loss is no longer a number.
        """
        machine.use_all_cores()
        self._resume(say)
        self._compile(say)
        self.model.train()
        settings = self.settings
        every = max(1, settings.steps // _HISTORY_POINTS)
        losses: list[float] = []
        tokens = 0
        started = saved = time.monotonic()
        while self.step < settings.steps:
            batch = self.batches.batch(self.step)
            loss, norm, rate = self._one_step(batch)
            losses.append(loss)
            tokens += int((batch.documents >= 0).sum())
            self.step += 1
            now = time.monotonic()
            if self.step % every == 0 or self.step == settings.steps:
                progress = Progress(self.step, sum(losses) / len(losses), rate, norm, tokens / (now - started))
                self.history.append(progress)
                losses = []
                report(progress)
                if now - saved > settings.checkpoint_seconds:
                    self._save()
                    saved = time.monotonic()
        self.model.eval()
        return self.history

    def _one_step(self, batch: Batch) -> tuple[float, float, float]:
        settings = self.settings
        rate = settings.learning_rate * warmup_stable_decay(self.step, settings.steps, settings.warmup, settings.decay)
        loss = weighted_loss(self.model, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        norm = float(torch.nn.utils.clip_grad_norm_(self.model.parameters(), _GRADIENT_NORM))
        value = loss.item()
        if not (math.isfinite(value) and math.isfinite(norm)):
            raise ModelError(
                f"Training diverged at step {self.step}: loss {value}, gradient norm {norm}.",
                "Lower [pretrain] learning_rate and run again.",
            )
        self.optimizers.step(rate)
        return value, norm, rate

    def _compile(self, say: Callable[[str], None]) -> None:
        if self.settings.compile and machine.has_compiler():
            for block in self.model.blocks:
                block.compile(dynamic=False)
        elif self.settings.compile:
            say("No C++ compiler found: training without torch.compile (install g++ for 10-25 % more speed).")

    def _resume(self, say: Callable[[str], None]) -> None:
        point = load_latest(self.work)
        if point is None:
            return
        self.model.load_state_dict(point.model)
        self.optimizers.load_state_dict(point.optimizers)
        self.history = [Progress(**values) for values in point.history]
        self.step = point.step
        say(f"Going on from step {self.step:,}.")

    def _save(self) -> None:
        history = [asdict(progress) for progress in self.history]
        save_resume_point(
            self.work, ResumePoint(self.step, self.model.state_dict(), self.optimizers.state_dict(), history)
        )
