"""llama.cpp in this process, answering OpenAI's protocol on the loopback address."""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

from hornbook.errors import ModelError

_PARALLEL = 2
_SILENT = -1


class LlamaServer:
    """Serves one GGUF file while the `with` block runs: `url` is the endpoint's base (".../v1")."""

    def __init__(self, gguf: Path, context: int = 512) -> None:
        self._gguf = gguf
        self._context = context
        self._server: Any = None

    def __enter__(self) -> Self:
        import xllamacpp

        if not self._gguf.is_file():
            raise ModelError(f"{self._gguf}: no such file.", "Name a .gguf file, or run the recipe that makes it.")
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(self._gguf)
        parameters.n_ctx = self._context * _PARALLEL
        parameters.n_parallel = _PARALLEL
        parameters.hostnames = ["127.0.0.1"]
        parameters.port = 0
        parameters.verbosity = _SILENT
        parameters.warmup = False
        try:
            self._server = xllamacpp.Server(parameters)
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"{self._gguf}: llama.cpp cannot load it ({error}).", "Export the model again.") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server = None

    @property
    def url(self) -> str:
        """Base address for OpenAI clients."""
        return f"{self._server.listening_address}/v1"
