import os
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F

from hornbook.errors import ModelError
from hornbook.model.config import build_config
from hornbook.model.initialisation import initialise
from hornbook.model.transformer import Transformer
from hornbook.tokenizer import Message, Tokenizer, render_chat
from hornbook.train.batches import Batches, TokenizedDocuments
from hornbook.train.resume import load_latest
from hornbook.train.trainer import Progress, Trainer, TrainingSettings, weighted_loss

TEXTS = [
    render_chat([Message("user", f"say {number}"), Message("assistant", f"it is {number}")]).rstrip("\n")
    for number in range(40)
]
SETTINGS = TrainingSettings(30, 3e-3, 0.1, 0.5, 0.1, "muon", checkpoint_seconds=0.0)


class StoppedError(Exception):
    """Stands for a killed process: nothing after it runs."""


@pytest.fixture(scope="module")
def batches() -> Batches:
    tokenizer = Tokenizer.train(TEXTS, 340)
    return Batches(TokenizedDocuments.encode(tokenizer, TEXTS), 4, 64, 0.1, 0)


def train(batches: Batches, work: Path, stop_at: int = -1, settings: TrainingSettings = SETTINGS) -> Trainer:
    model = Transformer(build_config("1m", 340, 64))
    initialise(model, 0)
    trainer = Trainer(model, batches, settings, work)

    def report(progress: Progress) -> None:
        if progress.step == stop_at:
            raise StoppedError

    trainer.run(report, lambda line: None)
    return trainer


def same_weights(one: Trainer, other: Trainer) -> bool:
    return all(torch.equal(a, b) for a, b in zip(one.model.parameters(), other.model.parameters(), strict=True))


def test_training_lowers_the_loss(batches: Batches, tmp_path: Path) -> None:
    history = train(batches, tmp_path).history
    assert history[-1].loss < history[0].loss / 2
    assert [progress.step for progress in history] == list(range(1, 31))


def test_a_run_that_was_stopped_twice_ends_in_the_same_bits(batches: Batches, tmp_path: Path) -> None:
    undisturbed = train(batches, tmp_path / "one")
    for stop_at in (7, 8, 22):
        with pytest.raises(StoppedError):
            train(batches, tmp_path / "two", stop_at)
    resumed = train(batches, tmp_path / "two")
    assert same_weights(undisturbed, resumed)
    assert [p.loss for p in resumed.history] == [p.loss for p in undisturbed.history]


@pytest.mark.parametrize("damage", [lambda path: os.truncate(path, 1000), lambda path: path.write_bytes(b"")])
def test_a_damaged_resume_point_is_passed_over(
    batches: Batches, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    with pytest.raises(StoppedError):
        train(batches, tmp_path, stop_at=12)
    newest = max(tmp_path.glob("step-*.pt"))
    damage(newest)
    point = load_latest(tmp_path)
    assert point is not None
    assert point.step == 10
    assert same_weights(train(batches, tmp_path), train(batches, tmp_path / "other"))


def test_the_loss_is_the_weighted_mean_of_the_cross_entropies(batches: Batches) -> None:
    model = Transformer(build_config("1m", 340, 64))
    initialise(model, 1)
    batch = batches.batch(0)
    logits = model.logits(model(batch.tokens, batch.mask()))
    each = F.cross_entropy(logits.flatten(0, 1), batch.targets.flatten(), reduction="none")
    expected = (each * batch.weights.flatten()).sum() / batch.weights.sum()
    assert torch.allclose(weighted_loss(model, batch), expected, rtol=1e-5)


def test_packed_documents_do_not_see_each_other(batches: Batches) -> None:
    model = Transformer(build_config("1m", 340, 64))
    initialise(model, 1)
    batch = batches.batch(0)
    hidden = model(batch.tokens, batch.mask())
    for document in batch.documents[0].unique():
        place = batch.documents[0] == document
        if document >= 0:
            alone = model(batch.tokens[0][place][None])
            assert torch.allclose(hidden[0][place], alone[0], atol=1e-4)


def test_a_loss_that_is_no_number_stops_with_the_step_named(batches: Batches, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"diverged at step \d+.*learning_rate"):
        train(batches, tmp_path, settings=TrainingSettings(30, 1e30, 0.1, 0.5, 0.1))
