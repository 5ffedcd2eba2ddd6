"""All exams of a recipe as one index, and the documents of a corpus that hold an item of them."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hornbook.curate.decontaminate.blocks import parse
from hornbook.curate.decontaminate.exams import ExamItem
from hornbook.curate.decontaminate.functions import FunctionIndex
from hornbook.curate.decontaminate.matches import SCHEMA, Match
from hornbook.curate.decontaminate.tokens import Chunk
from hornbook.curate.decontaminate.trees import Function, is_bare_constant
from hornbook.curate.decontaminate.words import GRAM, WordIndex, words_of

_CHUNK_BYTES = 1 << 19  # what numpy makes of it stays in the processor's cache


@dataclass(frozen=True)
class ExamIndex:
    """
    Exam items, by their words and their functions. It can be pickled.

    Any text is found by its words. Of a Python item, the docstring of the function that it asks for (the last one) and the code
    without docstrings count as the item too, and so does the function's syntax tree, unless it is too plain.
    """

    items: list[ExamItem]
    words: WordIndex
    functions: FunctionIndex

    @classmethod
    def build(cls, items: Sequence[ExamItem]) -> Self:
        """The index of all items of all exams."""
        passages, functions = [], []
        for number, item in enumerate(items):
            passages.append((number, item.text))
            if item.code:
                parts, function = _take_apart(item.text)
                passages += [(number, part) for part in parts if len(words_of(part)) >= GRAM]
                functions += [(number, function)] if function else []
        return cls(list(items), WordIndex.build(passages), FunctionIndex.build(functions))

    def find(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """
        The matches of a batch with columns `id` and `text`, in `matches.SCHEMA`: the best of each document and item, in their order.

        They do not depend on what else is in the batch.
        """
        rows: list[tuple[object, ...]] = []
        ids = batch.column("id")
        for first, chunk in _chunks(batch.column("text").cast(pa.large_string())):
            rows += [(ids[first + match.document].as_py(), *self._row(chunk, match)) for match in self._best(chunk)]
        columns = zip(*rows, strict=True) if rows else [()] * len(SCHEMA)
        arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
        return pa.record_batch(arrays, schema=SCHEMA)

    def _best(self, chunk: Chunk) -> list[Match]:
        best: dict[tuple[int, int], Match] = {}
        matches = [*self.words.find(chunk), *self.functions.find(chunk)]
        matches.sort(key=lambda match: (-match.similarity, match.kind != "words", match.start, match.end))
        for match in matches:
            best.setdefault((match.document, match.item), match)
        return [best[key] for key in sorted(best)]

    def _row(self, chunk: Chunk, match: Match) -> tuple[object, ...]:
        """A match in the order of the schema, without the id; its place in characters of the text."""
        item = self.items[match.item]
        places = int(chunk.bounds[match.document]), match.start, match.end
        before, within = (len(chunk.raw[start:end].decode(errors="replace")) for start, end in pairwise(places))
        return item.exam, item.item, match.kind, match.similarity, match.size, before, before + within


def _take_apart(code: str) -> tuple[list[str], Function | None]:
    """A Python item's docstring, its code without any, and the function that it asks for. Nothing of what is no Python."""
    module = parse(code)
    if not module:
        return [], None
    functions = [node for node in module.body if isinstance(node, Function)]
    asked = functions[-1] if functions else None
    docstring = ast.get_docstring(asked) if asked else None
    return [docstring or "", ast.unparse(_WithoutDocstrings().visit(module))], asked


class _WithoutDocstrings(ast.NodeTransformer):
    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        return None if is_bare_constant(node) else node


def _chunks(texts: pa.Array) -> Iterator[tuple[int, Chunk]]:
    """Cut a column into chunks of whole texts, each with the number of its first; a chunk ends with the text that fills it."""
    ends = np.cumsum(pc.fill_null(pc.binary_length(texts), 0).to_numpy(zero_copy_only=False), dtype=np.int64)
    first = 0
    while first < len(texts):
        begun = int(ends[first - 1]) if first else 0
        last = min(len(texts), int(np.searchsorted(ends, begun + _CHUNK_BYTES)) + 1)
        yield first, Chunk(texts.slice(first, last - first))
        first = last
