import random
import re

import gguf
import httpx
import numpy as np
import pytest
import tokenizers
import torch

from hornbook.errors import ModelError
from hornbook.export.gguf import write_gguf
from hornbook.llm.llama_server import LlamaServer
from hornbook.model.config import ModelConfig
from hornbook.model.transformer import Transformer
from hornbook.tokenizer import CHAT_TEMPLATE, CONTROL_TOKENS, TURN_END, Message, render_chat
from hornbook.tools import CALL_OPEN, render_call

KINDS_OF_TEXT = [
    "abcdefghijklmnopqrstuvwxyz ABC",
    "0123456789",
    "  \t\n\r\u00a0\u2003\u3000",
    "éàüñçßÅøœŁ",
    "😀👍🏽👨‍👩‍👧‍👦🇩🇪❤️🎉",
    "漢字かなカナ한글",
    "абвгд αβγ عربي עברית हिन्दी ไทย",
    ".,;:!?'\"-()[]{}<>|/\\@#$%^&*_=+~`",
    "'s 't 're 'VE 'll 'D ",
    "ſ½²Ⅷ٣४",
]


@pytest.fixture(scope="module")
def llama(packed):
    with LlamaServer(packed.f16) as server, httpx.Client(base_url=server.url.removesuffix("/v1"), timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def strings(tokenizer, lessons):
    """A thousand texts of all kinds, control tokens and pieces among them, and every call of the lessons."""
    chance = random.Random(0)
    # A letter follows each, since where two pieces overlap llama.cpp takes the longer and we the earlier.
    added = [f"{token.content}x" for token in tokenizer.inner.get_added_tokens_decoder().values()]
    texts = [render_call(lesson.call) for lesson in lessons]
    while len(texts) < 1000:
        parts = [
            chance.choice(added)
            if chance.random() < 0.15
            else "".join(chance.choices(chance.choice(KINDS_OF_TEXT), k=5))
            for _ in range(chance.randrange(1, 9))
        ]
        texts.append("".join(parts))
    return texts


@pytest.mark.parametrize("control_tokens_count", [True, False])
def test_llama_cpp_gives_the_same_ids(tokenizer, llama, strings, control_tokens_count):
    ours = tokenizers.Tokenizer.from_str(tokenizer.inner.to_str())
    ours.encode_special_tokens = not control_tokens_count
    for text in strings:
        request = {"content": text, "parse_special": control_tokens_count, "add_special": True}
        theirs = llama.post("/tokenize", json=request).json()["tokens"]
        assert theirs == ours.encode(text, add_special_tokens=False).ids, text


def test_llama_cpp_renders_the_chat_as_we_do(llama):
    turns = [Message("user", "stop"), Message("assistant", "été"), Message("user", "no")]
    request = {"messages": [{"role": turn.role, "content": turn.content} for turn in turns]}
    assert llama.post("/apply-template", json=request).json()["prompt"] == render_chat(turns, reply_follows=True)


def test_next_token_log_probabilities_agree_with_the_checkpoint(tiny, llama, lessons):
    largest = 0.0
    for lesson in lessons:
        tokens = tiny.tokenizer.encode(render_chat([Message("user", lesson.command)], reply_follows=True))
        with torch.inference_mode():
            ours = tiny.model.logits(tiny.model(torch.tensor([tokens]))[0, -1]).log_softmax(-1)
        request = {"prompt": tokens, "n_predict": 1, "n_probs": len(tiny.tokenizer), "temperature": 0}
        (position,) = llama.post("/completion", json=request).json()["completion_probabilities"]
        assert len(position["top_logprobs"]) == len(tiny.tokenizer)
        largest = max(
            largest, *(abs(entry["logprob"] - ours[entry["id"]].item()) for entry in position["top_logprobs"])
        )
    assert largest < 0.02


def test_a_quantised_matrix_is_close_and_norms_are_exact(tiny, packed):
    tensors = {tensor.name: tensor for tensor in gguf.GGUFReader(packed.q8_0).tensors}
    embedding, norm = tensors["token_embd.weight"], tensors["output_norm.weight"]
    assert {tensor.tensor_type.name for tensor in tensors.values() if len(tensor.shape) > 1} == {"Q8_0"}
    assert norm.tensor_type.name == "F32"
    assert np.array_equal(norm.data, tiny.model.norm.weight.detach().numpy())
    weights = tiny.model.embedding.weight.detach().numpy()
    read = gguf.dequantize(embedding.data, embedding.tensor_type)
    assert np.abs(read - weights).max() <= np.abs(weights).max() / 127


def test_the_file_says_what_it_is(tiny, packed):
    reader = gguf.GGUFReader(packed.q8_0)
    fields = {name: field.contents() for name, field in reader.fields.items()}
    config = tiny.model.config
    assert fields["general.architecture"] == "qwen3"
    assert fields["general.name"] == "tiny"
    assert fields["general.file_type"] == gguf.LlamaFileType.MOSTLY_Q8_0
    assert fields["qwen3.context_length"] == config.context
    assert fields["qwen3.rope.freq_base"] == config.rope_base
    assert fields["qwen3.attention.key_length"] == fields["qwen3.attention.value_length"] == config.head_width
    assert fields["tokenizer.chat_template"] == CHAT_TEMPLATE
    assert fields["tokenizer.ggml.eos_token_id"] == tiny.tokenizer.id_of(TURN_END)
    assert fields["tokenizer.ggml.add_bos_token"] is False


def test_control_tokens_pieces_and_ordinary_tokens_are_told_apart(tiny, packed):
    reader = gguf.GGUFReader(packed.f16)
    types = dict(
        zip(
            reader.fields["tokenizer.ggml.tokens"].contents(),
            reader.fields["tokenizer.ggml.token_type"].contents(),
            strict=True,
        )
    )
    assert len(types) == len(tiny.tokenizer)
    assert {token for token, kind in types.items() if kind == gguf.TokenType.CONTROL} == set(CONTROL_TOKENS)
    assert types[f'{CALL_OPEN}{{"name": "light", "arguments": {{'] == gguf.TokenType.USER_DEFINED
    assert types["a"] == gguf.TokenType.NORMAL


def test_rows_that_do_not_divide_are_refused(tokenizer, tmp_path):
    model = Transformer(ModelConfig(len(tokenizer), 48, 1, 2, 1, 16, 64, context=16))
    with pytest.raises(ModelError, match=re.escape("token_embd.weight cannot be written as Q8_0")):
        write_gguf(tmp_path / "odd.gguf", model, tokenizer, "Q8_0", "odd")
