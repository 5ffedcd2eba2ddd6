import json
import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM

from hornbook.report import formats
from hornbook.report.card import model_card
from hornbook.report.data import ReportData
from hornbook.synthesize.commands import Example
from hornbook.tokenizer import CHAT_TEMPLATE, Tokenizer
from hornbook.tools import Call

any_text = st.text(st.characters(exclude_categories=()), max_size=80)


def blocks(card: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", card, flags=re.DOTALL | re.MULTILINE)


def test_the_card_says_what_the_model_is_and_under_which_licence(run: ReportData) -> None:
    card = model_card(run)
    assert card.startswith("---\nlicense: apache-2.0\n")
    for title in (
        "What it does",
        "Intended use and limits",
        "Training data",
        "Exams",
        "Files",
        "How to run it",
        "Licence",
    ):
        assert f"\n## {title}\n" in card
    for words in (run.description, "1,049,472 parameters", "`set_alarm`", "200,000 commands", "16,384,000 tokens"):
        assert words in card


def test_every_exam_figure_has_its_interval(run: ReportData) -> None:
    card = model_card(run)
    for exam in run.exams:
        for name, figure in exam.metrics.items():
            row = f"| {exam.exam} | {exam.model} | {formats.metric(name)} | {formats.estimate(figure.to_dict())} | {figure.n:,} |"
            assert (row in card) == (figure.n > 0)
    assert card.count("| Majority baseline |") == 3


def test_a_card_without_exams_and_gguf_says_nothing_of_them(run: ReportData) -> None:
    card = model_card(
        replace(run, exams=[], packed=[], textbook=replace(run.textbook, examples_by_tool={}, samples=[]))
    )
    assert "llama.cpp" not in card
    assert "It errs." not in card
    assert "escalate" not in card


@settings(max_examples=50)
@given(text=any_text)
def test_shell_commands_send_the_very_command(run: ReportData, text: str) -> None:
    sample = Example(text, Call("escalate", {}), "family")
    card = model_card(replace(run, textbook=replace(run.textbook, samples=[sample])))
    for block in blocks(card, "sh"):
        body = json.loads(shlex.split(block)[-1])
        assert body["messages"] == [{"role": "user", "content": formats.printable(text)}]


@settings(max_examples=50)
@given(text=any_text)
def test_texts_cannot_become_markup(run: ReportData, text: str) -> None:
    plain = model_card(replace(run, recipe="watch", description="A watch."))
    card = model_card(replace(run, recipe=text, description=text))
    assert card.count("\n") == plain.count("\n")
    shown = card.split("\n")[7].removeprefix("# ")
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>|`*\[\]]", shown)
    card.encode()


def test_the_python_block_runs(
    run: ReportData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tokenizer = Tokenizer.train(["wake me up at six tomorrow"], 340)
    tokenizer.save(tmp_path / "tokenizer.json")
    torch.manual_seed(0)
    shape = Qwen3Config(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=32, num_hidden_layers=1, num_attention_heads=1,
        num_key_value_heads=1, head_dim=32,
    )  # fmt: skip
    Qwen3ForCausalLM(shape).save_pretrained(tmp_path / "model")
    wrapped = PreTrainedTokenizerFast(tokenizer_file=str(tmp_path / "tokenizer.json"))
    wrapped.chat_template = CHAT_TEMPLATE
    wrapped.save_pretrained(tmp_path / "model")
    monkeypatch.chdir(tmp_path)
    [code] = blocks(model_card(run), "python")
    exec(code, {})
    assert capsys.readouterr().out
