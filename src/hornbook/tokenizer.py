"""Byte-level BPE with Qwen2's pre-tokenizer and ChatML tokens: ids equal to llama.cpp's `tokenizer.ggml.pre = qwen2`."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import tokenizers
from tokenizers import AddedToken, Regex, decoders, models, pre_tokenizers, trainers

from hornbook.errors import DataError, RecipeError

END_OF_TEXT = "<|endoftext|>"
TURN_START = "<|im_start|>"
TURN_END = "<|im_end|>"
QUESTION_START = f"{TURN_START}user\n"
REPLY_START = f"{TURN_END}\n{TURN_START}assistant\n"
CONTROL_TOKENS = (END_OF_TEXT, TURN_START, TURN_END, QUESTION_START, REPLY_START)
"""ChatML's marks. What opens a question, and what stands between it and the reply, is one token each: in a short conversation the
marks would be a third of all tokens."""

_QWEN2_PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_BYTES, _LETTERS = 256, 52
_SPACE = "Ġ"  # as byte-level BPE writes it

CHAT_TEMPLATE = (
    "{%- for message in messages -%}"
    "{{ '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}"
    "{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{ '<|im_start|>assistant\\n' }}{%- endif -%}"
)
"""ChatML, as Jinja: what `render_chat` writes."""


@dataclass(frozen=True)
class Message:
    """One turn of a conversation."""

    role: str
    content: str


def render_chat(messages: Sequence[Message], reply_follows: bool = False) -> str:
    """A conversation as ChatML text; `reply_follows` opens the assistant's turn."""
    turns = "".join(f"{TURN_START}{message.role}\n{message.content}{TURN_END}\n" for message in messages)
    return turns + (f"{TURN_START}assistant\n" if reply_follows else "")


class Tokenizer:
    """Text to token ids and back. Wraps `tokenizers.Tokenizer`; `tokenizer.json` is the file transformers reads."""

    def __init__(self, inner: tokenizers.Tokenizer) -> None:
        self.inner = inner

    @classmethod
    def train(cls, texts: Iterable[str], vocabulary: int, pieces: Sequence[str] = ()) -> Self:
        """
        Learn merges from texts until the vocabulary holds that many tokens (or one less).

        Half of what is learned are words and parts of words, the other half the same with a space before them.

        `pieces` are strings that always become one token each, such as the fixed parts of a tool call; unlike control tokens
        they are ordinary text when decoded. Raises RecipeError where the vocabulary cannot hold the bytes and the pieces.
        """
        floor = _BYTES + _LETTERS + len(CONTROL_TOKENS) + len(pieces)
        if vocabulary <= floor:
            raise RecipeError(
                f"[tokenizer] vocabulary = {vocabulary} is too small.",
                f"{floor} tokens are fixed; allow a few hundred more.",
            )
        learned = (vocabulary - floor) // 2
        inner = _with_twins(_learn_words(texts, _BYTES + learned, (*CONTROL_TOKENS, *pieces)))
        inner.decoder = decoders.ByteLevel()
        inner.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in CONTROL_TOKENS])
        inner.add_tokens([AddedToken(piece, normalized=False, special=False) for piece in pieces])
        return cls(inner)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a `tokenizer.json`. Raises DataError where it is missing or damaged."""
        try:
            return cls(tokenizers.Tokenizer.from_file(str(path)))
        except Exception as error:  # the library raises bare Exception for every kind of damage
            raise DataError(f"{path}: not a readable tokenizer ({error}).", "Run the tokenizer stage again.") from None

    def save(self, path: Path) -> None:
        """Write `tokenizer.json`."""
        self.inner.save(str(path))

    def encode(self, text: str) -> list[int]:
        """Ids of a text in which control tokens mean what they say. Only for text that we rendered ourselves."""
        return self.inner.encode(text, add_special_tokens=False).ids

    def encode_batch(self, texts: Sequence[str]) -> list[list[int]]:
        """`encode` for many texts, in parallel."""
        return [encoding.ids for encoding in self.inner.encode_batch_fast(list(texts), add_special_tokens=False)]

    def decode(self, ids: Sequence[int]) -> str:
        """Text of the ids, without control tokens."""
        return self.inner.decode(list(ids), skip_special_tokens=True)

    def id_of(self, token: str) -> int:
        """The id of one token. Raises KeyError where there is none."""
        identity = self.inner.token_to_id(token)
        if identity is None:
            raise KeyError(token)
        return int(identity)

    def twins(self) -> list[tuple[int, int]]:
        """Ids of the tokens that there are with and without a leading space, as (without, with)."""
        vocabulary = self.inner.get_vocab(with_added_tokens=False)
        return [
            (vocabulary[token[1:]], identity)
            for token, identity in vocabulary.items()
            if token[1:] in vocabulary and token[0] == _SPACE
        ]

    def __len__(self) -> int:
        return self.inner.get_vocab_size(with_added_tokens=True)


def _learn_words(texts: Iterable[str], size: int, known: Sequence[str]) -> tokenizers.Tokenizer:
    """BPE of the words of texts, without the spaces between them and without the tokens that are known already."""
    cut = re.compile("|".join([" ", *(re.escape(token) for token in sorted(known, key=len, reverse=True))]))
    inner = tokenizers.Tokenizer(models.BPE())
    inner.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_QWEN2_PATTERN), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    trainer = trainers.BpeTrainer(vocab_size=size, initial_alphabet=alphabet, show_progress=False)
    inner.train_from_iterator((word for text in texts for word in cut.split(text)), trainer)
    return inner


def _with_twins(inner: tokenizers.Tokenizer) -> tokenizers.Tokenizer:
    """
    Give every token of letters a twin that begins with a space, by a merge that comes after all others.

    A word is then cut alike behind a space and behind a quotation mark. A small model copies arguments into its answer token
    by token, and where the cut differs it fails at the first word of every span.
    """
    state = json.loads(inner.to_str())
    vocabulary, merges = state["model"]["vocab"], state["model"]["merges"]
    for token in [token for token in vocabulary if token.isascii() and token.isalpha()]:
        vocabulary[_SPACE + token] = len(vocabulary)
        merges.append([_SPACE, token])
    return tokenizers.Tokenizer.from_str(json.dumps(state))
