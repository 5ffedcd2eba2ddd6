"""A folder that transformers, vLLM and everything that reads their layout can open."""

import json
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from hornbook.errors import ModelError
from hornbook.export.names import from_huggingface, to_huggingface
from hornbook.model.config import ModelConfig
from hornbook.model.transformer import Transformer
from hornbook.tokenizer import CHAT_TEMPLATE, END_OF_TEXT, TURN_END, TURN_START, Tokenizer

CONFIG_NAMES = {
    "vocabulary": "vocab_size",
    "width": "hidden_size",
    "layers": "num_hidden_layers",
    "heads": "num_attention_heads",
    "key_value_heads": "num_key_value_heads",
    "head_width": "head_dim",
    "hidden": "intermediate_size",
    "context": "max_position_embeddings",
    "tied": "tie_word_embeddings",
    "rope_base": "rope_theta",
    "norm_epsilon": "rms_norm_eps",
}
"""Fields of our ModelConfig, to those of transformers' Qwen3Config."""

_CONFIG = "config.json"
_WEIGHTS = "model.safetensors"


def write_huggingface(folder: Path, model: Transformer, tokenizer: Tokenizer) -> None:
    """Write a model in float32, its tokenizer and its chat template into a folder that exists."""
    tokens = {
        "bos_token_id": tokenizer.id_of(END_OF_TEXT),
        "eos_token_id": tokenizer.id_of(TURN_END),
        "pad_token_id": tokenizer.id_of(END_OF_TEXT),
    }
    stops = [tokenizer.id_of(TURN_END), tokenizer.id_of(END_OF_TEXT)]
    save_file(to_huggingface(model), folder / _WEIGHTS, metadata={"format": "pt"})
    _write(folder / _CONFIG, _model_config(model.config) | tokens)
    _write(folder / "generation_config.json", tokens | {"eos_token_id": stops, "do_sample": False})
    _write(folder / "tokenizer_config.json", _tokenizer_config(model.config))
    tokenizer.save(folder / "tokenizer.json")


def read_huggingface(folder: Path) -> Transformer:
    """
    The model of a folder that `write_huggingface` or transformers wrote (one file of weights).

    Raises ModelError for a folder that cannot be read, or that holds anything but a plain Qwen3 model.
    """
    try:
        values = json.loads((folder / _CONFIG).read_text(encoding="utf-8"))
        # transformers 5 writes the base of the rotation into a table of its own.
        values = (values.get("rope_parameters") or {}) | values
        config = ModelConfig(**{ours: values[theirs] for ours, theirs in CONFIG_NAMES.items()})
        model = Transformer(config)
        model.load_state_dict(from_huggingface(load_file(folder / _WEIGHTS), config), strict=not config.tied)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError) as error:
        raise ModelError(f"{folder}: not a readable Qwen3 folder ({error}).", "Export the model again.") from None
    return model.eval()


def _model_config(config: ModelConfig) -> dict[str, Any]:
    return {
        "architectures": ["Qwen3ForCausalLM"],
        "model_type": "qwen3",
        "torch_dtype": "float32",
        "hidden_act": "silu",
        "attention_bias": False,
        "use_sliding_window": False,
        "sliding_window": None,
        # Read by transformers 5; the same number stands at the top level for transformers 4.
        "rope_parameters": {"rope_type": "default", "rope_theta": config.rope_base},
    } | {theirs: getattr(config, ours) for ours, theirs in CONFIG_NAMES.items()}


def _tokenizer_config(config: ModelConfig) -> dict[str, Any]:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "chat_template": CHAT_TEMPLATE,
        "eos_token": TURN_END,
        "pad_token": END_OF_TEXT,
        "additional_special_tokens": [TURN_START],
        "clean_up_tokenization_spaces": False,
        "model_max_length": config.context,
    }


def _write(path: Path, values: dict[str, Any]) -> None:
    path.write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
