"""Commands to a packed model, answered as tool calls by llama.cpp on this machine."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from hornbook.errors import ModelError
from hornbook.evaluate.generators import EndpointGenerator, open_endpoint
from hornbook.tokenizer import Message
from hornbook.tools import Call, call_as_json, parse_call

_MAX_TOKENS = 96
_KINDS = ("Q8_0", "F16")


class Reply(NamedTuple):
    """The call that a model made (None where it made none that can be read), its answer as text, and the time it took."""

    call: Call | None
    text: str
    milliseconds: float


class Chat:
    """A model that waits for commands; each is answered on its own."""

    def __init__(self, endpoint: EndpointGenerator) -> None:
        self._endpoint = endpoint

    def call(self, text: str) -> Reply:
        """Answer one command. Raises ModelError where llama.cpp refuses it, as when it is longer than the context."""
        started = time.perf_counter()
        answer = self._endpoint.answer([Message("user", neutral(text))], _MAX_TOKENS, scored=False).text
        return Reply(parse_call(answer), answer, 1000 * (time.perf_counter() - started))


def neutral(text: str) -> str:
    """A person's text in which no control token is left: each of them begins with `<|`."""
    return text.replace("<|", "< |")


@contextmanager
def open_chat(model: Path) -> Iterator[Chat]:
    """
    A model ready to chat while the block runs: a `.gguf` file, or a run folder (its Q8_0 file, else its F16 file).

    Raises ModelError where there is no such file, or llama.cpp cannot load it.
    """
    with open_endpoint(_packed_file(model)) as endpoint:
        yield Chat(endpoint)


def _packed_file(model: Path) -> Path:
    if model.suffix == ".gguf":
        return model
    files = [file for kind in _KINDS for file in sorted(model.glob(f"*-{kind}.gguf"))]
    if not files:
        raise ModelError(
            f"{model}: no packed model (*-Q8_0.gguf or *-F16.gguf) in it.", "Run the recipe, or name a .gguf file."
        )
    return files[0]


def talk(chat: Chat) -> None:
    """Answer what is typed at the terminal, one command a line, until the input ends."""
    while True:
        try:
            text = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return
        if text:
            reply = chat.call(text)
            print(f"{call_as_json(reply.call) if reply.call else reply.text}  ({reply.milliseconds:.0f} ms)")
