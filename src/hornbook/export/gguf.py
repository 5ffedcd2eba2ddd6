"""A GGUF file: a model and its tokenizer in one, as llama.cpp and everything built on it read it."""

import json
from pathlib import Path
from typing import Any, Literal

import gguf
import numpy as np
from gguf import GGMLQuantizationType, LlamaFileType, TokenType
from numpy.typing import NDArray

from hornbook.errors import ModelError
from hornbook.export.names import to_gguf
from hornbook.model.config import ModelConfig
from hornbook.model.transformer import Transformer
from hornbook.tokenizer import CHAT_TEMPLATE, END_OF_TEXT, TURN_END, Tokenizer

_LICENSE = "apache-2.0"


def write_gguf(path: Path, model: Transformer, tokenizer: Tokenizer, kind: Literal["F16", "Q8_0"], name: str) -> None:
    """
    Write a file of architecture qwen3 whose matrices are of that kind and whose norms are float32.

    Q8_0 holds 32 values of a row in 34 bytes: whole numbers of 8 bits under one float16 scale. Raises ModelError where a row
    does not divide so.
    """
    writer = gguf.GGUFWriter(path, "qwen3")
    writer.add_name(name)
    writer.add_license(_LICENSE)
    writer.add_file_type(LlamaFileType[f"MOSTLY_{kind}"])
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    _add_shape(writer, model.config)
    _add_tokenizer(writer, tokenizer)
    for tensor_name, tensor in to_gguf(model).items():
        is_matrix = tensor.dim() > 1
        encoding = GGMLQuantizationType[kind] if is_matrix else GGMLQuantizationType.F32
        writer.add_tensor(tensor_name, _encoded(tensor_name, tensor.float().numpy(), encoding), raw_dtype=encoding)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _encoded(name: str, values: NDArray[np.float32], encoding: GGMLQuantizationType) -> NDArray[Any]:
    try:
        return gguf.quantize(values, encoding)
    except gguf.QuantError as error:
        raise ModelError(f"{name} cannot be written as {encoding.name} ({error}).", "Export F16.") from None


def _add_shape(writer: gguf.GGUFWriter, config: ModelConfig) -> None:
    writer.add_vocab_size(config.vocabulary)
    writer.add_context_length(config.context)
    writer.add_embedding_length(config.width)
    writer.add_block_count(config.layers)
    writer.add_feed_forward_length(config.hidden)
    writer.add_head_count(config.heads)
    writer.add_head_count_kv(config.key_value_heads)
    writer.add_key_length(config.head_width)
    writer.add_value_length(config.head_width)
    writer.add_rope_dimension_count(config.head_width)
    writer.add_rope_freq_base(config.rope_base)
    writer.add_layer_norm_rms_eps(config.norm_epsilon)


def _add_tokenizer(writer: gguf.GGUFWriter, tokenizer: Tokenizer) -> None:
    """The vocabulary in order of id. Pieces that are text are user-defined, so that llama.cpp prints them; control tokens not."""
    added = tokenizer.inner.get_added_tokens_decoder()
    kinds = [TokenType.NORMAL] * len(tokenizer)
    for identity, token in added.items():
        kinds[identity] = TokenType.CONTROL if token.special else TokenType.USER_DEFINED
    vocabulary = tokenizer.inner.get_vocab(with_added_tokens=True)
    merges = json.loads(tokenizer.inner.to_str())["model"]["merges"]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(sorted(vocabulary, key=vocabulary.__getitem__))
    writer.add_token_types(kinds)
    writer.add_token_merges([f"{left} {right}" for left, right in merges])
    writer.add_bos_token_id(tokenizer.id_of(END_OF_TEXT))
    writer.add_eos_token_id(tokenizer.id_of(TURN_END))
    writer.add_pad_token_id(tokenizer.id_of(END_OF_TEXT))
    writer.add_add_bos_token(False)
    writer.add_chat_template(CHAT_TEMPLATE)
