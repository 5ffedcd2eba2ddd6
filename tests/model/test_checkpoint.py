import os
from pathlib import Path

import pytest
import torch

from hornbook.errors import HornbookError, ModelError
from hornbook.model.checkpoint import load_checkpoint, save_checkpoint
from hornbook.model.config import build_config
from hornbook.model.initialisation import initialise
from hornbook.model.transformer import Transformer
from hornbook.tokenizer import Tokenizer


@pytest.fixture
def saved(tmp_path: Path) -> tuple[Path, Transformer]:
    tokenizer = Tokenizer.train(["set a timer for ten minutes"] * 3, 330)
    model = Transformer(build_config("1m", len(tokenizer), 32))
    initialise(model, 0)
    save_checkpoint(tmp_path, model, tokenizer)
    return tmp_path, model


def test_a_checkpoint_comes_back_bit_for_bit(saved: tuple[Path, Transformer]) -> None:
    folder, model = saved
    loaded, tokenizer = load_checkpoint(folder)
    assert all(torch.equal(a, b) for a, b in zip(model.parameters(), loaded.parameters(), strict=True))
    assert loaded.head.weight is loaded.embedding.weight
    assert tokenizer.decode(tokenizer.encode("ten minutes")) == "ten minutes"


@pytest.mark.parametrize("name", ["shape.json", "weights.safetensors", "tokenizer.json"])
@pytest.mark.parametrize("damage", ["cut short", "removed"])
def test_a_damaged_checkpoint_is_named(saved: tuple[Path, Transformer], name: str, damage: str) -> None:
    folder, _ = saved
    if damage == "removed":
        (folder / name).unlink()
    else:
        os.truncate(folder / name, 50)
    with pytest.raises(HornbookError) as caught:
        load_checkpoint(folder)
    assert str(folder) in str(caught.value)


def test_weights_of_another_shape_are_refused(saved: tuple[Path, Transformer]) -> None:
    folder, _ = saved
    shape = folder / "shape.json"
    shape.write_text(shape.read_text().replace('"layers": 4', '"layers": 3'))
    with pytest.raises(ModelError, match="do not fit"):
        load_checkpoint(folder)
