import json
from pathlib import Path

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from hornbook.errors import ModelError
from hornbook.export.huggingface import read_huggingface, write_huggingface
from hornbook.model.config import ModelConfig
from hornbook.model.initialisation import initialise
from hornbook.model.transformer import Transformer
from hornbook.tokenizer import END_OF_TEXT, TURN_END, Message, render_chat

COMMAND = "set a timer for 10 minutes"
CONVERSATION = [Message("system", "Be brief."), Message("user", COMMAND), Message("assistant", "Très bien.")]


def test_a_model_comes_back_as_it_went(tiny, packed) -> None:
    back = read_huggingface(packed.huggingface)
    assert back.config == tiny.model.config
    for name, parameter in tiny.model.named_parameters():
        assert torch.equal(back.get_parameter(name), parameter)


def test_an_untied_model_comes_back_with_its_head(tokenizer, tmp_path: Path) -> None:
    model = Transformer(ModelConfig(len(tokenizer), 32, 1, 2, 1, 16, 64, context=16, tied=False))
    initialise(model, seed=2)
    write_huggingface(tmp_path, model, tokenizer)
    assert torch.equal(read_huggingface(tmp_path).head.weight, model.head.weight)


def test_transformers_computes_the_same_logits(tiny, packed) -> None:
    theirs = AutoModelForCausalLM.from_pretrained(packed.huggingface)
    assert theirs.dtype == torch.float32
    tokens = torch.randint(len(tiny.tokenizer), (3, 100), generator=torch.Generator().manual_seed(3))
    with torch.inference_mode():
        ours = tiny.model.logits(tiny.model(tokens))
        difference = (theirs(tokens).logits - ours).abs().max().item()
    assert difference < 1e-4


def test_transformers_answers_and_stops(tiny, packed) -> None:
    tokenizer = AutoTokenizer.from_pretrained(packed.huggingface)
    model = AutoModelForCausalLM.from_pretrained(packed.huggingface)
    prompt = render_chat([Message("user", COMMAND)], reply_follows=True)
    answer = model.generate(**tokenizer(prompt, return_tensors="pt"), max_new_tokens=40)[0]
    assert answer[-1] == tiny.tokenizer.id_of(TURN_END)
    assert model.generation_config.eos_token_id == [tiny.tokenizer.id_of(TURN_END), tiny.tokenizer.id_of(END_OF_TEXT)]


def test_the_auto_tokenizer_gives_the_same_ids(tiny, packed) -> None:
    theirs = AutoTokenizer.from_pretrained(packed.huggingface)
    text = render_chat(CONVERSATION, reply_follows=True) + ' "room": "café 123 👍\n\n  e\u0301'
    assert theirs(text)["input_ids"] == tiny.tokenizer.encode(text)
    assert theirs.decode(tiny.tokenizer.encode(text), skip_special_tokens=True) == tiny.tokenizer.decode(
        tiny.tokenizer.encode(text)
    )
    assert (theirs.eos_token, theirs.pad_token, theirs.bos_token) == (TURN_END, END_OF_TEXT, None)


@pytest.mark.parametrize("reply_follows", [True, False])
def test_the_chat_template_renders_as_we_do(packed, reply_follows: bool) -> None:
    theirs = AutoTokenizer.from_pretrained(packed.huggingface)
    turns = [{"role": turn.role, "content": turn.content} for turn in CONVERSATION]
    rendered = theirs.apply_chat_template(turns, tokenize=False, add_generation_prompt=reply_follows)
    assert rendered == render_chat(CONVERSATION, reply_follows)


def test_a_folder_that_transformers_saved_is_read(tiny, packed, tmp_path: Path) -> None:
    AutoModelForCausalLM.from_pretrained(packed.huggingface).save_pretrained(tmp_path)
    back = read_huggingface(tmp_path)
    assert back.config == tiny.model.config
    assert torch.equal(back.get_parameter("embedding.weight"), tiny.model.embedding.weight)


def test_transformers_4_finds_the_base_of_the_rotation_at_the_top_level(packed) -> None:
    values = json.loads((packed.huggingface / "config.json").read_text())
    assert values["rope_theta"] == values["rope_parameters"]["rope_theta"] == 10_000.0


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not a readable Qwen3 folder"):
        read_huggingface(tmp_path)
