"""One question to a model, and the name by which its answer is remembered."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from pydantic import BaseModel, ValidationError

from hornbook.hashing import digest
from hornbook.tokenizer import Message


@dataclass(frozen=True)
class Sampling:
    """How an answer is drawn, in OpenAI's terms. Where `seed` is None, none is sent."""

    temperature: float = 0.7
    top_p: float = 1.0
    max_tokens: int = 512
    seed: int | None = 0


@dataclass(frozen=True)
class Request:
    """
    A conversation that a model is to go on with.

    `answer` is the type of the answer where that is to be JSON; give it `extra="forbid"` and no optional fields, as some endpoints
    take no other. `sample` tells apart several answers to one conversation.
    """

    model: str
    messages: tuple[Message, ...]
    sampling: Sampling = Sampling()
    answer: type[BaseModel] | None = None
    sample: int = 0

    @cached_property
    def key(self) -> str:
        """A hash of the model, all that is said to it, how the answer is drawn, and the sample's index."""
        return digest([self._rendered(), self.sampling.seed, self.sample])

    def body(self, tried: int = 0) -> dict[str, Any]:
        """The request in OpenAI's form. The seed differs between samples, and after each of the answers `tried` in vain."""
        body = self._rendered()
        if self.sampling.seed is not None:
            body["seed"] = int(digest([self.sampling.seed, self.sample, tried])[:8], 16) >> 1
        return body

    def read(self, text: str) -> BaseModel | None:
        """
        The value that an answer's text holds; None where any text will do.

        Raises ValueError, with one line about what is wrong, where the text is empty or not of the type asked for.
        """
        if not text.strip():
            raise ValueError("the answer is empty")
        if self.answer is None:
            return None
        try:
            return self.answer.model_validate_json(text, strict=True)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(map(str, first["loc"]))
            raise ValueError(f"{place}: {first['msg']}" if place else first["msg"]) from None

    def _rendered(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self.model,
            "messages": [{"role": message.role, "content": message.content} for message in self.messages],
            "temperature": self.sampling.temperature,
            "top_p": self.sampling.top_p,
            "max_tokens": self.sampling.max_tokens,
        }
        if self.answer is not None:
            schema = {"name": "answer", "strict": True, "schema": _schema(self.answer)}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        return body


@cache
def _schema(answer: type[BaseModel]) -> dict[str, Any]:
    return answer.model_json_schema()
