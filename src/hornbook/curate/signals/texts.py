"""The texts of a batch as one run of bytes, with its lines and words, found once for all signals."""

import threading
import weakref
from collections.abc import Callable
from functools import cached_property, wraps
from itertools import pairwise
from typing import TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

LINE_FEED, SPACE = 10, 32

Positions = NDArray[np.int64]
Flags = NDArray[np.bool_]
Result = TypeVar("Result")


class Texts:
    """
    N texts side by side in `data` [B bytes, UTF-8], never copied: text i is `data[bounds[i]:bounds[i + 1]]`.

    Lines [L] and words [W] are found on first use. A line ends behind its line feed or with its text; a word is a run of
    bytes above the space. All positions are offsets in `data`.
    """

    def __init__(self, column: pa.Array) -> None:
        column = column.cast(pa.large_string()).fill_null("")
        _, offsets, data = column.buffers()
        bounds = np.frombuffer(offsets, np.int64)[column.offset : column.offset + len(column) + 1]
        self.bounds: Positions = bounds - bounds[0]
        whole = np.frombuffer(data, np.uint8) if data else np.zeros(0, np.uint8)
        self.data: NDArray[np.uint8] = whole[bounds[0] : bounds[-1]]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @property
    def sizes(self) -> Positions:
        """Bytes of each text [N]."""
        return np.diff(self.bounds)

    def encoded(self, index: int) -> bytes:
        """One text's bytes."""
        return self.data[self.bounds[index] : self.bounds[index + 1]].tobytes()

    @cached_property
    def line_bounds(self) -> Positions:
        """Where lines start, and where the last one ends [L + 1]."""
        ends = self.data == LINE_FEED
        ends[self.bounds[1:][self.sizes > 0] - 1] = True
        return np.concatenate([np.zeros(1, np.int64), np.flatnonzero(ends) + 1])

    @cached_property
    def longest_lines(self) -> Positions:
        """Bytes of each text's longest line [N]."""
        longest = np.zeros(len(self), np.int64)
        np.maximum.at(longest, self.line_texts, np.diff(self.line_bounds))
        return longest

    @cached_property
    def first_lines(self) -> Positions:
        """The number of each text's first line, and that of lines in all [N + 1]."""
        return np.searchsorted(self.line_bounds, self.bounds)

    @cached_property
    def line_texts(self) -> Positions:
        """Which text each line belongs to [L]."""
        return np.repeat(np.arange(len(self)), np.diff(self.first_lines))

    @cached_property
    def lines(self) -> pa.LargeBinaryArray:
        """The lines [L] with their line feeds, over the same memory."""
        buffers = [None, pa.py_buffer(self.line_bounds), pa.py_buffer(self.data)]
        return pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(self.line_bounds) - 1, buffers)

    @cached_property
    def word_starts(self) -> Positions:
        """Where words start [W]."""
        return np.ascontiguousarray(self._word_edges[::2])

    @cached_property
    def word_ends(self) -> Positions:
        """Where words end [W]."""
        return np.ascontiguousarray(self._word_edges[1::2])

    @cached_property
    def _word_edges(self) -> Positions:
        """Starts and ends of words in turn [2 W]."""
        printable = np.zeros(len(self.data) + 2, np.bool_)
        np.greater(self.data, SPACE, out=printable[1:-1])
        edges = np.flatnonzero(printable[1:] != printable[:-1])
        # Where a text's last word meets the next one's first, a word ends and another starts.
        inner = np.unique(self.bounds[1:-1])
        joints = inner[printable[inner] & printable[inner + 1]]
        return np.sort(np.concatenate([edges, joints, joints])) if len(joints) else edges

    @cached_property
    def first_words(self) -> Positions:
        """The number of each text's first word, and that of words in all [N + 1]."""
        return np.searchsorted(self.word_starts, self.bounds)

    @cached_property
    def line_words(self) -> Positions:
        """The number of the first word at or behind each line's start, and that of words in all [L + 1]."""
        return np.searchsorted(self.word_starts, self.line_bounds)

    @cached_property
    def blank(self) -> Flags:
        """Which lines hold no word [L]."""
        blank: Flags = np.diff(self.line_words) == 0
        return blank

    @cached_property
    def line_heads(self) -> Positions:
        """Where the first word of each line starts [L]; the line's end where it is blank."""
        heads = np.append(self.word_starts, len(self.data))[self.line_words[:-1]]
        return np.where(self.blank, self.line_bounds[1:], heads)

    @cached_property
    def line_tails(self) -> Positions:
        """Where the last word's last byte is [L]; somewhere before where the line is blank."""
        return np.append(self.word_ends, 0)[self.line_words[1:] - 1] - 1

    def line_of(self, positions: Positions) -> Positions:
        """The number of the line that holds each position."""
        return np.searchsorted(self.line_bounds, positions, "right") - 1

    def text_of(self, positions: Positions) -> Positions:
        """The number of the text that holds each position."""
        return np.searchsorted(self.bounds, positions, "right") - 1

    def bytes_at(self, positions: Positions) -> NDArray[np.uint8]:
        """The bytes at positions; zero behind the last text."""
        return self._padded[positions]

    def bytes_before(self, positions: Positions) -> NDArray[np.uint8]:
        """The bytes before positions; zero where a text starts."""
        return np.where(np.isin(positions, self.bounds), 0, self._padded[positions - 1])

    def count(self, flags: Flags) -> Positions:
        """How many bytes of each text are flagged [B] -> [N]."""
        counts = [np.count_nonzero(flags[start:end]) for start, end in pairwise(self.bounds.tolist())]
        return np.array(counts, np.int64)

    def sum_lines(self, values: NDArray[np.generic]) -> Positions:
        """The sum over each text's lines [L] -> [N]."""
        return _sums(values, self.first_lines)

    def sum_words(self, values: NDArray[np.generic]) -> Positions:
        """The sum over each text's words [W] -> [N]."""
        return _sums(values, self.first_words)

    def cover(self, starts: Positions, ends: Positions) -> Flags:
        """Which lines [L] lie in one of the ranges from a start to before its end."""
        steps = np.zeros(len(self.line_bounds), np.int64)
        np.add.at(steps, starts, 1)
        np.add.at(steps, ends, -1)
        covered: Flags = np.cumsum(steps)[:-1] > 0
        return covered

    def lines_start_with(self, prefix: bytes) -> Flags:
        """Which lines [L] have this as the first bytes, eight at most, of their first word and what follows it."""
        mask = np.uint64((1 << 8 * len(prefix)) - 1)
        starts: Flags = (self._line_openings & mask) == int.from_bytes(prefix, "little")
        return starts & (self.line_heads + len(prefix) <= self.line_bounds[1:])

    @cached_property
    def _line_openings(self) -> NDArray[np.uint64]:
        return self.eight_bytes[self.line_heads]

    @cached_property
    def eight_bytes(self) -> NDArray[np.uint64]:
        """The eight bytes from each position on as one little-endian number [B + 1]; zeros follow the last text."""
        return np.ndarray((len(self.data) + 1,), "<u8", self._padded, strides=(1,))

    @cached_property
    def _padded(self) -> NDArray[np.uint8]:
        return np.concatenate([self.data, np.zeros(8, np.uint8)])


def _sums(values: NDArray[np.generic], firsts: Positions) -> Positions:
    return np.diff(np.concatenate([np.zeros(1, np.int64), np.cumsum(values, dtype=np.int64)])[firsts])


def once_a_batch(function: Callable[[pa.RecordBatch], Result]) -> Callable[[pa.RecordBatch], Result]:
    """Remember, in each thread, what a function made of the batch that it saw last."""
    memory = threading.local()

    @wraps(function)
    def remembered(batch: pa.RecordBatch) -> Result:
        last: tuple[Callable[[], object], Result] | None = getattr(memory, "last", None)
        if last is None or last[0]() is not batch:
            last = memory.last = (weakref.ref(batch), function(batch))
        return last[1]

    return remembered


@once_a_batch
def texts_of(batch: pa.RecordBatch) -> Texts:
    """The texts of a batch of documents."""
    return Texts(batch.column("text"))
