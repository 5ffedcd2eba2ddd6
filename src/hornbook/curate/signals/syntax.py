"""Whether code keeps its language's grammar."""

import json
import threading
import tomllib
from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

from hornbook.curate.signals.languages import places
from hornbook.curate.signals.signal import score
from hornbook.curate.signals.texts import Texts, texts_of

_STACK = 256 << 20
_stack_size_changes = threading.Lock()


class Syntax:
    """
    Python by Ruff's parser, which knows the newest grammar whatever Python runs here, at four times the speed of
    `symtable.symtable`; JSON and TOML by the standard library.

    It passes over what Python finds behind the grammar only: a `return` outside of functions, an unknown `__future__`.
    Documents are not judged if they are longer than their parser reads in reasonable time, whatever they hold.
    """

    name = "syntax"
    version = 1
    fields = (score("syntax_valid", pa.bool_(), "Python, JSON, TOML: the text keeps the grammar"),)

    def measure(self, batch: pa.RecordBatch) -> dict[str, pa.Array]:
        texts = texts_of(batch)
        parsers = [_PARSERS.get(place.language or "") for place in places(batch)]
        valid = _with_deep_stack(lambda: _judge(texts, parsers))
        return {"score_syntax_valid": pa.array(valid, pa.bool_())}


@dataclass(frozen=True)
class _Parser:
    """What tells valid texts, of how many bytes at most, with lines of how many."""

    accepts: Callable[[bytes], bool]
    longest: int
    longest_line: int


def _python(text: bytes) -> bool:
    import ast_serialize

    # Bodies are parsed all the same; what is skipped is handing them over.
    return not ast_serialize.parse("document.py", text, skip_function_bodies=True)[1]


def _json(text: bytes) -> bool:
    json.loads(text)
    return True


def _toml(text: bytes) -> bool:
    tomllib.loads(text.decode())
    return True


# Each error costs Ruff's parser a walk along its line, and each part of a dotted key costs tomllib one along the key.
_PARSERS = {
    "python": _Parser(_python, longest=2_000_000, longest_line=64_000),
    "json": _Parser(_json, longest=16_000_000, longest_line=16_000_000),
    "toml": _Parser(_toml, longest=200_000, longest_line=2_000),
}


def _judge(texts: Texts, parsers: list[_Parser | None]) -> list[bool | None]:
    lengths = zip(texts.sizes.tolist(), texts.longest_lines.tolist(), strict=True)
    return [
        _holds(parser.accepts, texts.encoded(index))
        if parser and size <= parser.longest and line <= parser.longest_line
        else None
        for index, (parser, (size, line)) in enumerate(zip(parsers, lengths, strict=True))
    ]


def _holds(accepts: Callable[[bytes], bool], text: bytes) -> bool:
    try:
        return accepts(text)
    except BaseException:  # a parser that gives up, by recursion, by memory or by a panic in Rust, finds no valid text
        return False


def _with_deep_stack(work: Callable[[], list[bool | None]]) -> list[bool | None]:
    """
    Run in a thread whose stack holds the longest chain of operators that a document can be: 150 bytes for each link,
    which is two bytes of text. The kernel gives memory only to what is touched.
    """
    results: list[list[bool | None]] = []
    thread = threading.Thread(target=lambda: results.append(work()))
    with _stack_size_changes:
        usual = threading.stack_size(_STACK)
        thread.start()
        threading.stack_size(usual)
    thread.join()
    return results[0]
