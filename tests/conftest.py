"""A tiny tool-calling model, trained in seconds, and its packed files; an endpoint that behaves as a script says."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import torch
from anyio.from_thread import start_blocking_portal
from hypothesis import settings
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pad_sequence

from hornbook.export.gguf import write_gguf
from hornbook.export.huggingface import write_huggingface
from hornbook.llm.endpoint import Endpoint
from hornbook.llm.request import Request
from hornbook.model.config import ModelConfig
from hornbook.model.initialisation import initialise
from hornbook.model.transformer import Transformer
from hornbook.tokenizer import Message, Tokenizer, render_chat
from hornbook.tools import Call, Tool, render_call, scaffold

# How long an example takes depends on what else the machine does.
settings.register_profile("any-machine", deadline=None)
settings.load_profile("any-machine")

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


@dataclass(frozen=True)
class Act:
    """What the endpoint does with one request, after some seconds. A `cut` body ends in the middle; status 0 says nothing at all."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    usage: tuple[int, int] = (0, 0)
    seconds: float = 0.0
    cut: bool = False


HANG = Act(0, seconds=60)


def say(text: str | None, usage: tuple[int, int] = (3, 2), **options: Any) -> Act:
    """An answer of that text."""
    completion = {
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": usage[0], "completion_tokens": usage[1]},
    }
    return Act(body=json.dumps(completion).encode(), usage=usage, **options)


class ScriptedEndpoint:
    """
    An OpenAI-compatible endpoint over real HTTP, which keeps its own books.

    It does with each request what `script(question, times)` says: the last message's text, and how often it was asked before.

    Its tokens are those of the answers that it wrote to the end.
    """

    def __init__(self) -> None:
        self.script: Callable[[str, int], Act] = lambda question, times: say(question)
        self.asked: Counter[str] = Counter()
        self.acts: list[Act] = []
        self.heads: list[str] = []
        self.bodies: list[dict[str, Any]] = []
        self.arrivals: list[float] = []
        self.crowds: list[int] = []
        self.under_way = self.prompt_tokens = self.completion_tokens = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while await self._serve_one(reader, writer):
                pass
        writer.close()

    async def _serve_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        self.heads.append(head)
        length = int(head.split("content-length:")[1].split("\r\n")[0])
        body = json.loads(await reader.readexactly(length))
        self.under_way += 1
        try:
            act = self._note(body)
            if act.seconds:
                with suppress(TimeoutError):
                    await asyncio.wait_for(reader.read(1), act.seconds)  # ends early where the client hangs up
            return await self._write(writer, act)
        finally:
            self.under_way -= 1

    def _note(self, body: dict[str, Any]) -> Act:
        question = body["messages"][-1]["content"]
        act = self.script(question, self.asked[question])
        self.asked[question] += 1
        self.acts.append(act)
        self.bodies.append(body)
        self.arrivals.append(time.monotonic())
        self.crowds.append(self.under_way)
        return act

    async def _write(self, writer: asyncio.StreamWriter, act: Act) -> bool:
        if act.status == 0:
            return False
        headers = {"Content-Type": "application/json", "Content-Length": str(len(act.body)), **act.headers}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        body = act.body[: len(act.body) // 2] if act.cut else act.body
        writer.write(f"HTTP/1.1 {act.status} Scripted\r\n{lines}\r\n".encode() + body)
        await writer.drain()
        if not act.cut:
            self.prompt_tokens += act.usage[0]
            self.completion_tokens += act.usage[1]
        return not act.cut


class Scene(NamedTuple):
    """A scripted endpoint, where to find it, and how to write what happens."""

    scripted: ScriptedEndpoint
    endpoint: Endpoint
    say: Callable[..., Act]
    act: type[Act]
    hang: Act

    def request(self, question: str, **options: Any) -> Request:
        return Request(self.endpoint.model, (Message("user", question),), **options)


@pytest.fixture
def scene() -> Iterator[Scene]:
    scripted = ScriptedEndpoint()
    with start_blocking_portal() as portal:

        async def listen() -> asyncio.Server:
            return await asyncio.start_server(scripted.serve, "127.0.0.1", 0)

        async def close() -> None:
            server.close()

        server = portal.call(listen)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        yield Scene(scripted, Endpoint(url, "scripted", prompt_price=2.0, completion_price=10.0), say, Act, HANG)
        portal.call(close)
