"""llama.cpp in this process, answering OpenAI's protocol on the loopback address."""

import os
from http.client import HTTPConnection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from hornbook.errors import ModelError

SLOTS = 4
"""Requests that are answered side by side; more wait their turn."""

# A kept-alive connection holds one of these threads: with too few, a further client waits for seconds.
_HTTP_THREADS = 32
# Threads meet after every matrix, which costs a small model more than it saves.
_ONE_THREAD_BELOW = 64 * 2**20
_SILENT = -1


class LlamaServer:
    """
    Serves one GGUF file while the `with` block runs: `url` is the endpoint's base (".../v1").

    Each slot holds `context` tokens, or as many as the model was trained for if those are fewer. A tool call comes back as the text
    that the model wrote, unless the server is to keep answers to a JSON schema (`schemas`): llama.cpp does the one or the other.
    Entering raises ModelError where the file is missing or llama.cpp cannot load it.
    """

    def __init__(self, gguf: Path, context: int = 2048, schemas: bool = False) -> None:
        self._gguf = gguf
        self._context = context
        self._schemas = schemas
        self._server: Any = None

    def __enter__(self) -> Self:
        # Read once, when llama.cpp is loaded: threads that wait for each other sleep. Spinning, they starve one another for
        # minutes where the cores are busy.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        import xllamacpp

        if not self._gguf.is_file():
            raise ModelError(f"{self._gguf}: no such file.", "Name a .gguf file, or run the recipe that makes it.")
        try:
            self._server = xllamacpp.Server(self._parameters())
        except (RuntimeError, ValueError):
            raise ModelError(f"{self._gguf}: llama.cpp cannot load it.", "Export the model again.") from None
        self._wait_for_its_loop()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server = None

    @property
    def url(self) -> str:
        """Base address for OpenAI clients."""
        return f"{self._server.listening_address}/v1"

    def _wait_for_its_loop(self) -> None:
        # llama.cpp says that it is ready just before it begins to take up tasks, and told to stop in between, it never does. What
        # its slots are doing is answered by one of those tasks.
        connection = HTTPConnection(self._server.listening_address.removeprefix("http://"))
        connection.request("GET", "/slots")
        connection.getresponse().read()
        connection.close()

    def _parameters(self) -> Any:
        import xllamacpp

        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(self._gguf)
        parameters.n_ctx = self._context * SLOTS
        parameters.n_parallel = SLOTS
        parameters.hostnames = ["127.0.0.1"]
        parameters.port = 0
        parameters.n_threads_http = _HTTP_THREADS
        parameters.verbosity = _SILENT
        parameters.ui = False
        # Prompts of old requests would be kept in memory, up to 8 GiB.
        parameters.cache_ram_mib = 0
        # The parser for pure content leaves a tool call as it is, for hornbook.tools to read, and drops the schema.
        parameters.force_pure_content_parser = not self._schemas
        parameters.reasoning_format = xllamacpp.common_reasoning_format.COMMON_REASONING_FORMAT_NONE
        if self._gguf.stat().st_size < _ONE_THREAD_BELOW:
            parameters.cpuparams.n_threads = 1
            parameters.cpuparams_batch.n_threads = 1
        return parameters
