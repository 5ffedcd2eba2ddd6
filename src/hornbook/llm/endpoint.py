"""Where a model answers: an address, a key, a price; for a GGUF file, llama.cpp on this machine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hornbook.errors import ModelError
from hornbook.hashing import file_digest
from hornbook.llm.catalogue import SMOLLM2, fetch, find_model
from hornbook.llm.llama_server import LlamaServer

EMBEDDED_MODEL = SMOLLM2.name


@dataclass(frozen=True)
class Endpoint:
    """
    An OpenAI-compatible endpoint: its base address (".../v1"), the model asked for, and the environment variable that holds the
    key (none where it is empty). Prices are per million tokens, in whatever currency the person reckons.
    """

    url: str
    model: str
    key_variable: str = ""
    prompt_price: float = 0.0
    completion_price: float = 0.0

    def api_key(self) -> str:
        """The key, read now. Raises ModelError where its variable is not set."""
        if not self.key_variable:
            return "none"
        key = os.environ.get(self.key_variable)
        if not key:
            raise ModelError(
                f"{self.url} asks for a key, and the environment variable {self.key_variable} is not set.",
                "Set it and run again.",
            )
        return key

    def cost(self, prompt_tokens: int, completion_tokens: int) -> float:
        """What so many tokens cost."""
        return (prompt_tokens * self.prompt_price + completion_tokens * self.completion_price) / 1e6


@contextmanager
def open_local_endpoint(model: str, folder: Path, context: int = 2048) -> Iterator[Endpoint]:
    """
    A model of the catalogue, or any `.gguf` file, behind llama.cpp while the block runs.

    Catalogued models are kept in `folder` and fetched into it at first. The endpoint's model is named after the file and its
    contents, so that answers of one file never pass for those of another. Raises ModelError where there is no such model, it cannot
    be fetched, or llama.cpp cannot load it.
    """
    if model.endswith(".gguf"):
        gguf = Path(model)
        if not gguf.is_file():
            raise ModelError(f"{gguf}: no such file.", "Name a .gguf file, or a model that `hornbook models` lists.")
        checksum = file_digest(gguf)
    else:
        known = find_model(model)
        gguf, checksum = fetch(known, folder), known.sha256
    with LlamaServer(gguf, context, schemas=True) as server:
        yield Endpoint(server.url, f"{gguf.stem}@{checksum[:12]}")
