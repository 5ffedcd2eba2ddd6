"""An OpenAI-compatible endpoint that behaves as a script says, over real HTTP, and keeps its own books."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pytest
from anyio.from_thread import start_blocking_portal

from hornbook.llm.endpoint import Endpoint
from hornbook.llm.request import Request
from hornbook.tokenizer import Message


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
    Does with each request what `script(question, times)` says: the last message's text, and how often it was asked before.

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
