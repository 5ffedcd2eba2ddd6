"""Byte-level BPE with Qwen2's pre-tokenizer and ChatML tokens: ids equal to llama.cpp's `tokenizer.ggml.pre = qwen2`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import tokenizers
from tokenizers import AddedToken, Regex, decoders, models, normalizers, pre_tokenizers, trainers

from hornbook.errors import DataError, RecipeError

END_OF_TEXT = "<|endoftext|>"
TURN_START = "<|im_start|>"
TURN_END = "<|im_end|>"
CONTROL_TOKENS = (END_OF_TEXT, TURN_START, TURN_END)

_QWEN2_PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_BYTES = 256

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
        Learn merges from texts until the vocabulary holds that many tokens.

        `pieces` are strings that always become one token each, such as the fixed parts of a tool call; unlike control tokens
        they are ordinary text when decoded. Raises RecipeError where the vocabulary cannot hold the bytes and the pieces.
        """
        floor = _BYTES + len(CONTROL_TOKENS) + len(pieces)
        if vocabulary <= floor:
            raise RecipeError(
                f"[tokenizer] vocabulary = {vocabulary} is too small.",
                f"{floor} tokens are fixed; allow a few hundred more.",
            )
        inner = tokenizers.Tokenizer(models.BPE())
        inner.normalizer = normalizers.NFC()
        inner.pre_tokenizer = pre_tokenizers.Sequence(
            [
                pre_tokenizers.Split(Regex(_QWEN2_PATTERN), behavior="isolated"),
                pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
            ]
        )
        inner.decoder = decoders.ByteLevel()
        trainer = trainers.BpeTrainer(
            vocab_size=vocabulary - len(CONTROL_TOKENS) - len(pieces),
            initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
            show_progress=False,
        )
        inner.train_from_iterator(_words(texts, (*CONTROL_TOKENS, *pieces)), trainer)
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

    def __len__(self) -> int:
        return self.inner.get_vocab_size(with_added_tokens=True)


def _words(texts: Iterable[str], tokens: Sequence[str]) -> Iterator[str]:
    """The words of texts, without the spaces between them and without the tokens that need no learning.

    Merges then never join a space to a word, so that a word has the same tokens behind a space as behind a quotation mark: a
    small model copies an argument into its answer token by token, and most of its copying errors were in first words.
    """
    cut = re.compile("|".join([" ", *(re.escape(token) for token in sorted(tokens, key=len, reverse=True))]))
    for text in texts:
        yield from cut.split(text)
