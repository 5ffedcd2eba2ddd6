"""A checkpoint: a folder with the model's shape, weights and tokenizer."""

import json
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from hornbook.errors import ModelError
from hornbook.model.config import ModelConfig
from hornbook.model.transformer import Transformer
from hornbook.tokenizer import Tokenizer

CONFIG_FILE = "shape.json"
WEIGHTS_FILE = "weights.safetensors"
TOKENIZER_FILE = "tokenizer.json"


def save_checkpoint(folder: Path, model: Transformer, tokenizer: Tokenizer) -> None:
    """Write the three files of a checkpoint. A tied head is not written."""
    weights = {name: tensor.detach().contiguous() for name, tensor in model.named_parameters()}
    save_file(weights, folder / WEIGHTS_FILE)
    (folder / CONFIG_FILE).write_text(json.dumps(model.config.to_dict(), indent=2) + "\n")
    tokenizer.save(folder / TOKENIZER_FILE)


def load_checkpoint(folder: Path) -> tuple[Transformer, Tokenizer]:
    """Read a checkpoint for use. Raises ModelError naming the file that is missing or does not fit."""
    try:
        config = ModelConfig.from_dict(json.loads((folder / CONFIG_FILE).read_text()))
        weights = load_file(folder / WEIGHTS_FILE)
        model = Transformer(config)
        missing, unexpected = model.load_state_dict(weights, strict=False)
    except (OSError, ValueError, TypeError, SafetensorError, RuntimeError) as error:
        raise ModelError(f"{folder}: not a readable checkpoint ({error}).", "Run the training stage again.") from None
    if unexpected or set(missing) - ({"head.weight"} if config.tied else set()):
        raise ModelError(f"{folder / WEIGHTS_FILE}: tensors do not fit {CONFIG_FILE}.", "Run the training stage again.")
    return model.eval(), Tokenizer.load(folder / TOKENIZER_FILE)
