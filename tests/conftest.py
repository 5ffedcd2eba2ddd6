"""A tiny tool-calling model, trained in seconds, and its packed files."""

from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
import torch
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pad_sequence

from hornbook.export.gguf import write_gguf
from hornbook.export.huggingface import write_huggingface
from hornbook.model.config import ModelConfig
from hornbook.model.initialisation import initialise
from hornbook.model.transformer import Transformer
from hornbook.tokenizer import Message, Tokenizer, render_chat
from hornbook.tools import Call, Tool, render_call, scaffold

torch.set_num_threads(1)  # the tensors are tiny, and the cores busy with other tests

TOOLS = {
    "set_timer": Tool("set_timer", "Starts a timer.", {"duration": None}),
    "light": Tool("light", "Switches a light.", {"room": None, "state": ("on", "off")}),
    "stop": Tool("stop", "Stops everything.", {}),
}


class Lesson(NamedTuple):
    command: str
    call: Call


class TinyModel(NamedTuple):
    model: Transformer
    tokenizer: Tokenizer


class PackedModel(NamedTuple):
    folder: Path
    huggingface: Path
    f16: Path
    q8_0: Path


def _lessons() -> list[Lesson]:
    rooms, states = ("kitchen", "hall", "garage"), ("on", "off")
    timers = [
        Lesson(f"set a timer for {number} {unit}", Call("set_timer", {"duration": f"{number} {unit}"}))
        for number, unit in product((2, 5, 10, 45), ("minutes", "hours"))
    ]
    lights = [
        Lesson(f"turn {state} the {room} light", Call("light", {"room": room, "state": state}))
        for room, state in product(rooms, states)
    ]
    return [*timers, *lights, Lesson("please stop", Call("stop", {}))]


def _prompt(lesson: Lesson) -> str:
    return render_chat([Message("user", lesson.command)], reply_follows=True)


def _document(lesson: Lesson) -> str:
    return render_chat([Message("user", lesson.command), Message("assistant", render_call(lesson.call))])


@pytest.fixture(scope="session")
def lessons() -> list[Lesson]:
    return _lessons()


@pytest.fixture(scope="session")
def tokenizer(lessons: list[Lesson]) -> Tokenizer:
    return Tokenizer.train(map(_document, lessons), 360, scaffold(TOOLS))


@pytest.fixture(scope="session")
def tiny(tokenizer: Tokenizer, lessons: list[Lesson]) -> TinyModel:
    """A model of 0.2M parameters that has learned the lessons by heart."""
    model = Transformer(ModelConfig(len(tokenizer), 128, 2, 4, 2, 32, 128, context=128))
    initialise(model, seed=0)
    tokens = pad_sequence([torch.tensor(tokenizer.encode(_document(lesson))) for lesson in lessons], batch_first=True)
    targets = tokens.clone()
    for row, lesson in zip(targets, lessons, strict=True):
        row[: len(tokenizer.encode(_prompt(lesson)))] = -1
        row[len(tokenizer.encode(_document(lesson))) :] = -1
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    for _ in range(120):
        logits = model.logits(model(tokens[:, :-1]))
        loss = cross_entropy(logits.flatten(0, 1), targets[:, 1:].flatten(), ignore_index=-1)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return TinyModel(model.eval(), tokenizer)


@pytest.fixture(scope="session")
def packed(tiny: TinyModel, tmp_path_factory: pytest.TempPathFactory) -> PackedModel:
    folder = tmp_path_factory.mktemp("run")
    files = PackedModel(folder, folder / "model", folder / "tiny-F16.gguf", folder / "tiny-Q8_0.gguf")
    files.huggingface.mkdir()
    write_huggingface(files.huggingface, *tiny)
    write_gguf(files.f16, *tiny, "F16", "tiny")
    write_gguf(files.q8_0, *tiny, "Q8_0", "tiny")
    return files
