"""What each line of a document is: code, comment, docstring or prose."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from hornbook.curate.signals.languages import COMMENT_MARKS, PROSE, places
from hornbook.curate.signals.python_lines import PythonLines, python_lines
from hornbook.curate.signals.texts import Flags, Texts, once_a_batch, texts_of


@dataclass(frozen=True)
class Anatomy:
    """What the documents [N] of a batch are, and what their lines [L] are."""

    in_python: Flags  # [N]
    in_code: Flags  # [N] in a language with code and comments
    in_prose: Flags  # [N] to be read by people
    comments: Flags  # [L]
    fenced: Flags  # [L] code within prose, between fences
    python: PythonLines


@once_a_batch
def anatomy_of(batch: pa.RecordBatch) -> Anatomy:
    """The anatomy of a batch. A document without a known language is prose, unless its origin is code."""
    texts = texts_of(batch)
    languages = [place.language for place in places(batch)]
    origins = batch.column("origin").to_pylist()
    in_python = np.array([language == "python" for language in languages], np.bool_)
    in_code = np.array([language in COMMENT_MARKS for language in languages], np.bool_)
    in_prose = np.array(
        [
            language in PROSE or (language is None and origin != "code")
            for language, origin in zip(languages, origins, strict=True)
        ],
        np.bool_,
    )
    comments = _comments(texts, languages)
    python = python_lines(texts, in_python, comments)
    return Anatomy(in_python, in_code, in_prose, comments & ~python.inside, _fenced(texts, in_prose), python)


def _comments(texts: Texts, languages: list[str | None]) -> Flags:
    """Lines [L] that start with a mark of comments of their document's language."""
    comments = np.zeros(len(texts.blank), np.bool_)
    marks_of = [COMMENT_MARKS.get(language or "", ()) for language in languages]
    for marks in set(marks_of):
        mine = np.array([marks == other for other in marks_of], np.bool_)[texts.line_texts]
        for mark in marks:
            comments |= mine & texts.lines_start_with(mark)
    return comments


def _fenced(texts: Texts, in_prose: Flags) -> Flags:
    """Lines [L] of code in Markdown, between two lines that start with three backticks."""
    fences = in_prose[texts.line_texts] & texts.lines_start_with(b"```")
    count = np.append(0, np.cumsum(fences))
    opened = count[1:] - count[texts.first_lines[texts.line_texts]]
    fenced: Flags = (opened % 2 == 1) & ~fences
    return fenced
