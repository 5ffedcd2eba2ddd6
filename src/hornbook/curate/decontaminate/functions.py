"""
Exam items found by their functions, whatever these are now called.

Runs of code tokens that a function shares with an exam's lead to it, and then the two syntax trees are compared by edit distance, as
phi-1's were (Gunasekar et al., 2023, section 5). Only what the runs lead to is parsed.
"""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from hornbook.curate.decontaminate.blocks import functions_at
from hornbook.curate.decontaminate.grams import GramTable
from hornbook.curate.decontaminate.matches import FLOOR, Match
from hornbook.curate.decontaminate.tokens import Chunk, Positions, grams
from hornbook.curate.decontaminate.trees import Function, Tree, evidence, tree_of

_GRAM = 5
_LEAST_EVIDENCE = 3  # `return x + y` has one, `return len(set(string.lower()))` three
_LEAST_SHARE = 0.4  # of a function's grams, by weight
_MOST_SHARED, _FEW = 4, 3  # a gram of more functions than that leads nowhere, unless a function has few others
_LONGEST_NODE, _SHORTEST_LIMIT = 80, 4096  # bytes of source, docstrings and comments counted in
_DEF = Chunk(pa.array(["def"])).words.values[0]


@dataclass(frozen=True)
class FunctionIndex:
    """
    F functions of exam items: the tree and item of each; R (function, gram) pairs: function and weight of each; a table of the grams.

    A gram that k functions have weighs 1 / k; the weights of a function sum to one.
    """

    trees: list[Tree]
    items: list[int]
    functions: NDArray[np.int64]
    weights: NDArray[np.float64]
    table: GramTable

    @classmethod
    def build(cls, functions: Sequence[tuple[int, Function]]) -> Self:
        """An index of (item, function). Functions too plain to tell from others are left out."""
        trees, items, found = [], [], []
        for item, function in functions:
            tree, own = tree_of(function), _grams_of(function)
            if own and evidence(tree) >= _LEAST_EVIDENCE:
                trees.append(tree)
                items.append(item)
                found.append(own)
        shared = Counter(gram for own in found for gram in own)
        kept = [_telling(own, shared) for own in found]
        pairs = [(gram, number) for number, own in enumerate(kept) for gram in own]
        weights = [1 / shared[gram] / sum(1 / shared[other] for other in own) for own in kept for gram in own]
        hashes = np.array([gram for gram, _ in pairs], np.uint64)
        owners = np.array([number for _, number in pairs], np.int64)
        table = GramTable.build(_GRAM, hashes, np.arange(len(pairs))[:, None])
        return cls(trees, items, owners, np.array(weights), table)

    def find(self, chunk: Chunk) -> Iterator[Match]:
        """Matches in a chunk, in no certain order."""
        defs, candidates = self.candidates(chunk)
        for number, alike in candidates.items():
            yield from self._compare(chunk, defs, number, alike)

    def candidates(self, chunk: Chunk) -> tuple[Positions, dict[int, list[int]]]:
        """
        The first bytes [D] of all `def`s of a chunk; and by the number of a `def` the exam's functions that may be like its function.

        They share enough grams with what stands between that `def` and the next.
        """
        if not self.trees or b"def " not in chunk.raw:
            return np.empty(0, np.int64), {}
        code = chunk.code()
        defs = np.flatnonzero(code.values == _DEF)
        positions, entries = self.table.find(code.values)
        after = np.searchsorted(defs, positions, side="right") - 1
        within = np.flatnonzero(after >= 0)
        positions, after, rows = positions[within], after[within], entries[within, 0]
        document = chunk.document_of(code.start[defs[after]])
        whole = np.flatnonzero(document == chunk.document_of(code.start[positions + _GRAM - 1]))
        after, rows = np.divmod(np.unique(after[whole] * len(self.weights) + rows[whole]), max(1, len(self.weights)))
        pairs, pair = np.unique(after * len(self.trees) + self.functions[rows], return_inverse=True)
        shares = np.bincount(pair, weights=self.weights[rows], minlength=len(pairs))
        candidates: defaultdict[int, list[int]] = defaultdict(list)
        for key in pairs[shares >= _LEAST_SHARE].tolist():
            number, function = divmod(key, len(self.trees))
            candidates[number].append(function)
        return code.start[defs], candidates

    def _compare(self, chunk: Chunk, defs: Positions, number: int, alike: list[int]) -> Iterator[Match]:
        """Compare the function of a `def`, and the one around it, with those of the exam that are thought to be alike."""
        document = int(chunk.document_of(defs[number : number + 1])[0])
        first = int(np.searchsorted(defs, chunk.bounds[document]))
        longest = max(_SHORTEST_LIMIT, _LONGEST_NODE * max(len(self.trees[function]) for function in alike))
        stop = int(chunk.bounds[document + 1])
        for block in functions_at(chunk, defs[first:], number - first, stop, longest):
            try:
                tree = tree_of(block.function)
            except RecursionError:
                continue
            for function in alike:
                exam_tree = self.trees[function]
                similarity = Levenshtein.normalized_similarity(exam_tree, tree, score_cutoff=FLOOR)
                if similarity >= FLOOR:
                    size = len(exam_tree)
                    yield Match(document, self.items[function], "tree", similarity, size, block.start, block.end)


def _grams_of(function: Function) -> list[int]:
    """The different grams of a function's body, but for those that reach over the `def` of an inner one."""
    code = Chunk(pa.array([ast.unparse(ast.Module(function.body, []))])).code().values
    inner = np.concatenate([[0], np.cumsum(code == _DEF)])
    in_one = inner[_GRAM:] == inner[:-_GRAM]
    return list(dict.fromkeys(grams(code, _GRAM)[in_one].tolist()))


def _telling(own: list[int], shared: Counter[int]) -> list[int]:
    telling = [gram for gram in own if shared[gram] <= _MOST_SHARED]
    return telling if len(telling) >= _FEW else own
