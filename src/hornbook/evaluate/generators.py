"""One way to ask any examinee: a checkpoint of ours, a GGUF file, or an OpenAI-compatible endpoint."""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch

from hornbook.errors import ModelError
from hornbook.llm.llama_server import SLOTS, LlamaServer
from hornbook.model.checkpoint import CONFIG_FILE, load_checkpoint
from hornbook.model.transformer import KeyValueCache, Transformer
from hornbook.tokenizer import END_OF_TEXT, TURN_END, Message, Tokenizer, render_chat

_BATCH = 128

Conversation = Sequence[Message]
Report = Callable[[int], None]


@dataclass(frozen=True)
class Completion:
    """An answer, and the sum of its tokens' log-probabilities (nats), the end token's included."""

    text: str
    log_probability: float


class Generator(Protocol):
    """Whatever can answer conversations. Decoding is greedy."""

    name: str

    def generate(self, conversations: Sequence[Conversation], max_tokens: int, report: Report) -> list[Completion]:
        """One completion a conversation, in order; `report` is told how many are done."""
        ...


class CheckpointGenerator:
    """
    Answers from a checkpoint in this process, with a key-value cache.

    Prompts of one length form a batch, so nothing is padded.
    """

    def __init__(self, model: Transformer, tokenizer: Tokenizer, name: str) -> None:
        self.model, self.tokenizer, self.name = model, tokenizer, name
        self._stops = {tokenizer.id_of(TURN_END), tokenizer.id_of(END_OF_TEXT)}

    @torch.inference_mode()
    def generate(self, conversations: Sequence[Conversation], max_tokens: int, report: Report) -> list[Completion]:
        prompts = self.tokenizer.encode_batch([render_chat(turns, reply_follows=True) for turns in conversations])
        by_length = sorted(range(len(prompts)), key=lambda index: len(prompts[index]))
        completions: dict[int, Completion] = {}
        for group in _groups(by_length, lambda index: len(prompts[index])):
            answers = self._answer([prompts[index] for index in group], max_tokens)
            completions.update(zip(group, answers, strict=True))
            report(len(completions))
        return [completions[index] for index in range(len(prompts))]

    def _answer(self, prompts: list[list[int]], max_tokens: int) -> list[Completion]:
        room = self.model.config.context - len(prompts[0])
        if room <= 0:
            raise ModelError(
                f"A prompt of {len(prompts[0])} tokens does not fit {self.name}, which holds {self.model.config.context}.",
                "Raise [model] context and train again, or shorten the prompt.",
            )
        cache = KeyValueCache()
        tokens_BT = torch.tensor(prompts)
        answers: list[list[int]] = [[] for _ in prompts]
        scores = [0.0] * len(prompts)
        open_rows = set(range(len(prompts)))
        for _ in range(min(max_tokens, room)):
            logits_BV = self.model.logits(self.model(tokens_BT, cache=cache)[:, -1])
            best_B = logits_BV.argmax(-1)
            best_scores = logits_BV.log_softmax(-1).gather(-1, best_B[:, None])[:, 0].tolist()
            for row, token in enumerate(best_B.tolist()):
                if row in open_rows:
                    scores[row] += best_scores[row]
                    if token in self._stops:
                        open_rows.discard(row)
                    else:
                        answers[row].append(token)
            if not open_rows:
                break
            tokens_BT = best_B[:, None]
        return [Completion(self.tokenizer.decode(ids), score) for ids, score in zip(answers, scores, strict=True)]


class EndpointGenerator:
    """Answers from an OpenAI-compatible endpoint, a few requests at a time over connections that stay open."""

    def __init__(self, url: str, model: str, name: str, api_key: str = "none") -> None:
        import openai

        self.name = name
        self._client = openai.OpenAI(base_url=url, api_key=api_key, timeout=60, max_retries=3)
        self._model = model

    def generate(self, conversations: Sequence[Conversation], max_tokens: int, report: Report) -> list[Completion]:
        from concurrent.futures import ThreadPoolExecutor

        completions = []
        with ThreadPoolExecutor(SLOTS) as pool:
            for completion in pool.map(lambda turns: self.answer(turns, max_tokens), conversations):
                completions.append(completion)
                report(len(completions))
        return completions

    def answer(self, turns: Conversation, max_tokens: int, scored: bool = True) -> Completion:
        """
        One completion; its log-probability is NaN where it is not `scored`, which answers sooner.

        Of a character that spans several tokens, llama.cpp scores the last token only.
        Raises ModelError where the endpoint does not answer.
        """
        import openai

        messages = [{"role": turn.role, "content": turn.content} for turn in turns]
        scores = {"logprobs": True, "top_logprobs": 1} if scored else {}
        try:
            reply = self._client.chat.completions.create(  # type: ignore[call-overload]
                model=self._model, messages=messages, max_tokens=max_tokens, temperature=0, **scores
            )
        except openai.OpenAIError as error:
            raise ModelError(
                f"{self.name} does not answer ({error}).", "Check that the endpoint runs and try again."
            ) from None
        choice = reply.choices[0]
        tokens = choice.logprobs.content if choice.logprobs else None
        score = sum(token.logprob for token in tokens) if tokens else math.nan
        return Completion(choice.message.content or "", score)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()


@contextmanager
def open_endpoint(gguf: Path) -> Iterator[EndpointGenerator]:
    """A GGUF file behind an endpoint of its own while the block runs. Raises ModelError where llama.cpp cannot load it."""
    with LlamaServer(gguf) as server, closing(EndpointGenerator(server.url, gguf.stem, str(gguf))) as endpoint:
        yield endpoint


@contextmanager
def open_generator(model: Path) -> Iterator[Generator]:
    """
    The examinee that a path names: a `.gguf` file, a checkpoint folder, or a run folder with one.

    Raises ModelError for anything else.
    """
    if model.suffix == ".gguf":
        with open_endpoint(model) as endpoint:
            yield endpoint
        return
    for folder in (model, model / "checkpoint"):
        if (folder / CONFIG_FILE).is_file():
            yield CheckpointGenerator(*load_checkpoint(folder), name=str(model))
            return
    raise ModelError(f"{model}: neither a .gguf file nor a run folder.", "Name runs/<recipe> or a .gguf file in it.")


def _groups(indices: Sequence[int], length: Callable[[int], int]) -> Iterator[list[int]]:
    group: list[int] = []
    for index in indices:
        if group and (length(index) != length(group[0]) or len(group) == _BATCH):
            yield group
            group = []
        group.append(index)
    if group:
        yield group
