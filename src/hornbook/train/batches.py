"""Batches of packed rows: a pure function of (data, seed, step), so that exact resume needs no iterator state."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from hornbook.tokenizer import REPLY_START, TURN_END, Tokenizer

_WINDOW = 4096
"""Documents packed together. Packing looks for the best fit among the rows of one window."""

_NOTHING = -1


@dataclass(frozen=True)
class TokenizedDocuments:
    """Tokens of documents one behind the other; `answer` marks those to be learned; document i is [offsets[i], offsets[i+1])."""

    tokens: NDArray[np.int32]
    answer: NDArray[np.bool_]
    offsets: NDArray[np.int64]

    @classmethod
    def encode(cls, tokenizer: Tokenizer, texts: Sequence[str]) -> Self:
        """Tokenize texts. In a ChatML conversation the assistant's turns are the answer; any other text is all answer."""
        documents = tokenizer.encode_batch(texts)
        offsets = np.concatenate([[0], np.cumsum([len(document) for document in documents])]).astype(np.int64)
        tokens = np.fromiter(chain.from_iterable(documents), np.int32, int(offsets[-1]))
        return cls(tokens, _answers(tokens, offsets, tokenizer), offsets)

    @classmethod
    def concatenate(cls, parts: Sequence[Self]) -> Self:
        """Put several sets one behind the other."""
        lengths = np.concatenate([np.diff(part.offsets) for part in parts])
        offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        return cls(
            np.concatenate([part.tokens for part in parts]), np.concatenate([part.answer for part in parts]), offsets
        )

    def save(self, folder: Path) -> None:
        """Write three NumPy files."""
        for name in ("tokens", "answer", "offsets"):
            np.save(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Map the files that `save` wrote into memory."""
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("tokens", "answer", "offsets")))

    def __len__(self) -> int:
        return len(self.offsets) - 1


def _answers(tokens: NDArray[np.int32], offsets: NDArray[np.int64], tokenizer: Tokenizer) -> NDArray[np.bool_]:
    """True from behind each start of a reply to the end of its turn, and throughout documents without a reply."""
    starts = np.flatnonzero(tokens == tokenizer.id_of(REPLY_START))
    turn_ends = np.append(np.flatnonzero(tokens == tokenizer.id_of(TURN_END)), len(tokens) - 1)
    ends = turn_ends[np.searchsorted(turn_ends, starts)]
    # +1 where an answer begins and -1 behind its end: the running sum is 1 inside.
    changes = np.zeros(len(tokens) + 1, np.int32)
    changes[starts + 1] += 1
    changes[ends + 1] -= 1
    answered = np.diff(np.searchsorted(starts, offsets)) > 0
    return (np.cumsum(changes[:-1]) > 0) | np.repeat(~answered, np.diff(offsets))


@dataclass(frozen=True)
class Batch:
    """Tokens to read, tokens to predict, the weight of each prediction, and the document each belongs to (-1: none), all [B, T]."""

    tokens: Tensor
    targets: Tensor
    weights: Tensor
    documents: Tensor

    def mask(self) -> Tensor:
        """[B, 1, T, T], to add to attention scores: 0 where a token sees an earlier one of its own document, else -inf."""
        tokens = self.documents.shape[1]
        same = self.documents[:, None, :, None] == self.documents[:, None, None, :]
        seen = same & torch.ones(tokens, tokens, dtype=torch.bool).tril()
        return torch.zeros(seen.shape).masked_fill(~seen, -torch.inf)


class Batches:
    """All batches of a training run, by step. Every document comes once an epoch, in an order drawn anew for each."""

    def __init__(self, data: TokenizedDocuments, rows: int, row_tokens: int, prompt_weight: float, seed: int) -> None:
        self._data, self._rows, self._row_tokens = data, rows, row_tokens
        self._prompt_weight, self._seed = prompt_weight, seed
        self._plans: list[list[list[tuple[int, int, int]]]] = []

    def batch(self, step: int) -> Batch:
        """The batch of a step, counted from 0."""
        epoch = 0
        while step >= (steps := len(self._plan(epoch)) // self._rows):
            step, epoch = step - steps, epoch + 1
        return self._fill(self._plan(epoch)[step * self._rows : (step + 1) * self._rows])

    def _plan(self, epoch: int) -> list[list[tuple[int, int, int]]]:
        """Rows of an epoch: for each the pieces (document, first token, tokens) that it holds."""
        while len(self._plans) <= epoch:
            random = np.random.default_rng([self._seed, len(self._plans)])
            order = random.permutation(len(self._data))
            lengths = np.diff(self._data.offsets)
            rows = [
                row
                for start in range(0, len(order), _WINDOW)
                for row in pack(order[start : start + _WINDOW], lengths, self._row_tokens)
            ]
            while len(rows) < self._rows:
                rows = rows + rows
            self._plans.append([rows[index] for index in random.permutation(len(rows))])
        return self._plans[epoch]

    def _fill(self, rows: list[list[tuple[int, int, int]]]) -> Batch:
        shape = (len(rows), self._row_tokens)
        tokens, targets = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        weights, documents = np.zeros(shape, np.float32), np.full(shape, _NOTHING, np.int64)
        data = self._data
        for row, pieces in enumerate(rows):
            at = 0
            for document, first, count in pieces:
                start = int(data.offsets[document]) + first
                place = np.s_[row, at : at + count]
                tokens[place] = data.tokens[start : start + count]
                targets[place] = data.tokens[start + 1 : start + count + 1]
                weights[place] = np.where(data.answer[start + 1 : start + count + 1], 1.0, self._prompt_weight)
                documents[place] = document
                at += count
        return Batch(*(torch.from_numpy(array) for array in (tokens, targets, weights, documents)))


def pack(documents: NDArray[np.int64], lengths: NDArray[np.int64], row_tokens: int) -> list[list[tuple[int, int, int]]]:
    """
    Best-fit packing of documents into rows, each as pieces (document, first token, tokens).

    A document of n tokens takes n - 1 places, since the last token is only predicted; one that is longer than a row is cut.
    """
    rows: list[list[tuple[int, int, int]]] = []
    by_room: list[list[int]] = [[] for _ in range(row_tokens + 1)]
    rooms = 0  # bit r is set where some row has room for exactly r more tokens
    for document in documents.tolist():
        for first in range(0, int(lengths[document]) - 1, row_tokens):
            count = min(int(lengths[document]) - 1 - first, row_tokens)
            fitting = rooms >> count
            if fitting:
                room = count + (fitting & -fitting).bit_length() - 1
                row = by_room[room].pop()
                if not by_room[room]:
                    rooms &= ~(1 << room)
            else:
                room, row = row_tokens, len(rows)
                rows.append([])
            rows[row].append((document, first, count))
            if room > count:
                by_room[room - count].append(row)
                rooms |= 1 << (room - count)
    return rows
