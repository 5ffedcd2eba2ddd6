"""One attempt at one request, and what can come of it."""

import asyncio
import time
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Annotated, Any, NamedTuple, Self

from pydantic import BaseModel, Field, ValidationError

from hornbook.llm.endpoint import Endpoint

_LONGEST_RETRY_AFTER = 600.0  # seconds; told to come back later than that, a run had better end and do so
_LINE = 300  # characters of an endpoint's words that are worth keeping


Usage = tuple[int, int] | None
"""Prompt and completion tokens as the endpoint counted them; None where it did not tell."""


class Reply(NamedTuple):
    """An answer. `finish` is why it ended, such as "stop" or "length"."""

    text: str
    finish: str
    usage: Usage


class Failure(NamedTuple):
    """
    Why no answer came.

    `kind` is the HTTP status, or "timeout", "unreachable", "cut" (the connection broke) or "nonsense" (no chat completion).
    """

    kind: str
    reason: str
    retry_after: float | None = None

    @property
    def overloaded(self) -> bool:
        """Whether the endpoint has too much to do."""
        return self.kind in {"429", "timeout"} or self.kind.startswith("5")

    @property
    def wants_quiet(self) -> bool:
        """Whether the endpoint asked to be left alone for a while."""
        return self.kind == "429" or self.retry_after is not None

    @property
    def permanent(self) -> bool:
        """Whether this request will never be answered, whenever it is sent."""
        return self.kind in {"400", "413", "422"}

    @property
    def stops_all(self) -> bool:
        """Whether no request will be answered for long: the key is wrong, the credit or quota used up, the model unknown."""
        return self.kind in {"401", "402", "404"} or (self.retry_after or 0) > _LONGEST_RETRY_AFTER

    @property
    def usage(self) -> Usage:
        """Nothing for a refusal. Where the connection broke, the endpoint may have counted tokens that nobody told us of."""
        return (0, 0) if self.kind.isdigit() or self.kind == "unreachable" else None


class Client:
    """Asks one endpoint over connections that stay open; an attempt is given up after `timeout` seconds."""

    def __init__(self, endpoint: Endpoint, timeout: float) -> None:
        import openai

        self.url = endpoint.url
        self._timeout = timeout
        self._client = openai.AsyncOpenAI(
            base_url=endpoint.url, api_key=endpoint.api_key(), timeout=None, max_retries=0
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.close()

    async def complete(self, body: dict[str, Any]) -> Reply | Failure:
        """Send one request once."""
        import openai

        try:
            # One clock for the whole attempt: an endpoint that sends a byte now and then must not hold it for ever.
            async with asyncio.timeout(self._timeout):
                response = await self._client.chat.completions.with_raw_response.create(**body)
        except TimeoutError:
            return Failure("timeout", f"no answer within {self._timeout:g} s")
        except openai.APIStatusError as error:
            return Failure(str(error.status_code), _one_line(error.message), _retry_after(error.response.headers))
        except openai.APIConnectionError as error:
            cause = error.__cause__ or error
            # Told by its name, for the HTTP library under the client is not the same in all its versions.
            kind = "unreachable" if type(cause).__name__ == "ConnectError" else "cut"
            return Failure(kind, _one_line(f"{type(cause).__name__}: {cause}"))
        return _read(response.content)


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int
    completion_tokens: int


class _Completion(BaseModel):
    choices: Annotated[list[_Choice], Field(min_length=1)]
    usage: _Usage | None = None


def _read(content: bytes) -> Reply | Failure:
    # Not the client's own types: those are filled in without a check, and many an endpoint leaves out fields nobody needs.
    try:
        completion = _Completion.model_validate_json(content)
    except ValidationError:
        return Failure("nonsense", _one_line(f"no chat completion: {content[:_LINE].decode(errors='replace')}"))
    choice, usage = completion.choices[0], completion.usage
    counts = (usage.prompt_tokens, usage.completion_tokens) if usage else None
    return Reply(choice.message.content or "", choice.finish_reason or "", counts)


def _retry_after(headers: Any) -> float | None:
    """Seconds that a Retry-After header asks for, given as seconds or as a date (RFC 9110, section 10.2.3)."""
    value = headers.get("retry-after")
    if value is None:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_LINE]
