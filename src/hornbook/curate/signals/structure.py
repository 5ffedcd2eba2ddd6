"""How code is documented, and how long its functions are."""

import numpy as np
import pyarrow as pa

from hornbook.curate.signals.anatomy import Anatomy, anatomy_of
from hornbook.curate.signals.signal import ratio, score
from hornbook.curate.signals.texts import Positions, Texts, texts_of

_DEEPEST = 40


class Structure:
    """Shares of comments, docstrings and code in the bytes of written lines; functions of Python and their docstrings."""

    name = "structure"
    version = 1
    fields = (
        score("comment_share", pa.float32(), "code: share of its written lines' bytes in comments"),
        score("docstring_share", pa.float32(), "Python: share of its written lines' bytes in docstrings"),
        score("code_share", pa.float32(), "share of written lines' bytes that is code: in prose, what is fenced"),
        score("functions", pa.int64(), "Python: number of functions and methods"),
        score("documented_share", pa.float32(), "Python: share of functions and methods with a docstring"),
        score("function_lines", pa.float32(), "Python: mean number of lines of a function or method"),
    )

    def measure(self, batch: pa.RecordBatch) -> dict[str, pa.Array]:
        texts, anatomy = texts_of(batch), anatomy_of(batch)
        sizes = np.where(texts.blank, 0, texts.line_bounds[1:] - texts.line_heads)
        written = texts.sum_lines(sizes)
        comments = texts.sum_lines(sizes * anatomy.comments + _bytes_behind_code(texts, anatomy))
        docstrings = texts.sum_lines(sizes * anatomy.python.docstrings)
        fenced = texts.sum_lines(sizes * anatomy.fenced)
        code = np.where(anatomy.in_code, written - comments - docstrings, fenced)
        functions = texts.sum_lines(anatomy.python.functions)
        documented = texts.sum_lines(anatomy.python.functions & anatomy.python.documented)
        known, has_functions = written > 0, functions > 0
        return {
            "score_comment_share": ratio(comments, written, known & anatomy.in_code),
            "score_docstring_share": ratio(docstrings, written, known & anatomy.in_python),
            "score_code_share": ratio(code, written, known & (anatomy.in_code | anatomy.in_prose)),
            "score_functions": pa.array(functions, mask=~anatomy.in_python),
            "score_documented_share": ratio(documented, functions, has_functions),
            "score_function_lines": ratio(_function_lines(texts, anatomy), functions, has_functions),
        }


def _bytes_behind_code(texts: Texts, anatomy: Anatomy) -> Positions:
    """Bytes of comments behind code, of each line [L]."""
    starts = anatomy.python.comment_starts
    lines = texts.line_of(starts)
    sizes = np.zeros(len(texts.blank), np.int64)
    sizes[lines] = texts.line_bounds[lines + 1] - starts
    return sizes


def _function_lines(texts: Texts, anatomy: Anatomy) -> Positions:
    """
    The lines of all functions, for each document [N]: from `def` to the last code before code that stands no deeper.

    Closing brackets may stand anywhere; functions deeper than forty spaces are passed over.
    """
    depths = texts.line_heads - texts.line_bounds[:-1]
    ends_something = ~texts.blank & ~anatomy.python.inside & ~anatomy.comments
    ends_something &= ~np.isin(texts.bytes_at(texts.line_heads), tuple(b")]}"))
    lengths = np.zeros(len(depths), np.int64)
    code = np.where(texts.blank | anatomy.comments, -1, np.arange(len(depths)))
    last_code = np.maximum.accumulate(np.append(-1, code))
    for depth in range(_DEEPEST + 1):
        functions = np.flatnonzero(anatomy.python.functions & (depths == depth))
        if len(functions):
            ends = np.append(np.flatnonzero(ends_something & (depths <= depth)), len(depths))
            following = ends[np.searchsorted(ends, functions, "right")]
            following = np.minimum(following, texts.first_lines[texts.line_texts[functions] + 1])
            lengths[functions] = last_code[following] - functions + 1
    return texts.sum_lines(lengths)
