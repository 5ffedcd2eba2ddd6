"""What sort of file a document is: test, generated, vendored, minified, data, boilerplate."""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hornbook.curate.signals.anatomy import Anatomy, anatomy_of
from hornbook.curate.signals.languages import places
from hornbook.curate.signals.signal import score, share
from hornbook.curate.signals.texts import SPACE, Flags, Texts, texts_of

_TEST_PATH = re.compile(
    r"(^|/)(tests?|testing|specs?|__tests__|testdata|fixtures)/|(^|/)(test_[^/]*|[^/]*_test|[^/]*\.(test|spec)|conftest)\.\w+$"
)
_VENDORED_PATH = re.compile(
    r"(^|/)(_?vendor(ed)?|third[-_]?party|site-packages|dist-packages|node_modules|bower_components)/"
)
_GENERATED_PATH = re.compile(
    r"_pb2(_grpc)?\.pyi?$|\.pb\.\w+$|\.g\.dart$|\.generated\.\w+$|(^|[/.-])lock(\.json)?$|-lock\.\w+$"
)
_GENERATED = (
    r"(?i)@generated|\b(auto-?(matically )?|code |file )generated\b|do not (edit|modify)\b"
    r"|generated (by|from|with) (the )?[\w.-]+.{0,40}(compiler|generator|tool|script|autogen|swagger|openapi|protoc|antlr|swig)"
)
_BOILERPLATE = (
    r"(?i)copyright\W{0,5}(c\b|\d{4}|holder|notice|owner)|\(c\) (copyright )?\d{4}|all rights reserved|spdx-|licen[sc]ed? under|"
    r"you may not use this file|of the licen[sc]e|general public licen[sc]e|apache licen[sc]e|mit licen[sc]e|bsd licen[sc]e|"
    r"permission is hereby granted|permission notice|to deal in the software|copies of the software|substantial portions|"
    r"redistributions?( and use|s? (of|in) )|following (conditions|disclaimer)|list of conditions|endorse or promote|"
    r"without (any )?warrant|warrant(y|ies) of|merchantab|fitness for a particular|noninfringement|implied warrant|"
    r"in no event shall|be liable|damages|tort or otherwise|out of or in connection|provided .{0,12}as.is\b|"
    r"free software[;:,]|software foundation|required by applicable law|governing permissions|distributed in the hope|"
    r"auto-?(matically )?generated|do not (edit|modify)\b|see the licen[sc]e|licen[sc]e for (more|the specific)|"
    r"licensors?\b|\bthis licen[sc]e\b|terms and conditions|derivative work|covered work|patent licen[sc]e|object code"
)
_LITERALS = (
    r"^\s*(?:[\[\](){},:;\s\\]|[-+]?[0-9][\w.+]*|[rbuRBU]{0,2}\"(?:[^\"\\\n]|\\.)*\"|[rbuRBU]{0,2}'(?:[^'\\\n]|\\.)*'"
    r"|None|True|False|null|true|false)+\n?$"
)
_LITERAL_HEADS = tuple(b"0123456789\"'-+([{")
_BLOB = 60
_HEADER_LINES = 40
_GAP_IN_CODE, _GAP_IN_PROSE = 3, 9


class Kinds:
    """Flags, from path and content, and two shares: of lines that are literals, and of licence texts and notices."""

    name = "kinds"
    version = 1
    fields = (
        score("is_test", pa.bool_(), "a test, by its path or its functions' names"),
        score("is_generated", pa.bool_(), "written by a program, by its path or a remark in its first lines"),
        score("is_vendored", pa.bool_(), "a copy of somebody else's code, by its path"),
        score("is_minified", pa.bool_(), "code with white space taken out"),
        score("data_share", pa.float32(), "share of written bytes in lines of literals only, or of one long word"),
        score("boilerplate_share", pa.float32(), "share of written bytes in licence texts and notices"),
    )

    def measure(self, batch: pa.RecordBatch) -> dict[str, pa.Array]:
        texts, anatomy = texts_of(batch), anatomy_of(batch)
        paths = [place.path or "" for place in places(batch)]
        sizes = np.where(texts.blank, 0, texts.line_bounds[1:] - texts.line_heads)
        written = texts.sum_lines(sizes)
        return {
            "score_is_test": pa.array(_matches(_TEST_PATH, paths) | _tests(texts, anatomy)),
            "score_is_generated": pa.array(_matches(_GENERATED_PATH, paths) | _generated(texts)),
            "score_is_vendored": pa.array(
                _matches(_VENDORED_PATH, paths), mask=np.array([not path for path in paths], np.bool_)
            ),
            "score_is_minified": pa.array(_minified(texts) & ~anatomy.in_prose),
            "score_data_share": share(texts.sum_lines(sizes * _literals(texts, anatomy)), written),
            "score_boilerplate_share": share(texts.sum_lines(sizes * _boilerplate(texts, anatomy)), written),
        }


def _matches(pattern: re.Pattern[str], paths: list[str]) -> Flags:
    return np.array([pattern.search(path) is not None for path in paths], np.bool_)


def _tests(texts: Texts, anatomy: Anatomy) -> Flags:
    """Whether at least half of the functions [N] are named as tests are."""
    functions = texts.sum_lines(anatomy.python.functions)
    tests = texts.sum_lines(anatomy.python.functions & texts.lines_start_with(b"def test"))
    return (tests > 0) & (2 * tests >= functions)


def _generated(texts: Texts) -> Flags:
    numbers = np.arange(len(texts.blank)) - texts.first_lines[texts.line_texts]
    return texts.sum_lines(_search(texts, numbers < _HEADER_LINES, _GENERATED)) > 0


def _minified(texts: Texts) -> Flags:
    """Whether lines are long and hold little space: the longest over 500 bytes, the mean over 100, a seventh space at most."""
    lines = np.maximum(1, np.diff(texts.first_lines))
    spaces = texts.count(texts.data <= SPACE)
    minified: Flags = (texts.longest_lines > 500) & (texts.sizes > 100 * lines) & (7 * spaces < texts.sizes)
    return minified


def _literals(texts: Texts, anatomy: Anatomy) -> Flags:
    heads = texts.bytes_at(texts.line_heads)
    candidates = np.isin(heads, _LITERAL_HEADS) & ~anatomy.python.inside & ~anatomy.python.docstrings & ~texts.blank
    blobs = (np.diff(texts.line_words) == 1) & (texts.line_tails - texts.line_heads >= _BLOB)
    literals: Flags = _search(texts, candidates, _LITERALS) | blobs
    return literals


def _boilerplate(texts: Texts, anatomy: Anatomy) -> Flags:
    """Lines of licences and notices, and the few lines between two of them."""
    code = anatomy.in_code[texts.line_texts] & ~anatomy.comments & ~anatomy.python.docstrings & ~anatomy.python.inside
    found = np.flatnonzero(_search(texts, ~code & ~texts.blank, _BOILERPLATE))
    owners = texts.line_texts[found]
    gaps = np.where(anatomy.in_prose[owners], _GAP_IN_PROSE, _GAP_IN_CODE)
    near = (np.diff(found) <= gaps[:-1] + 1) & (np.diff(owners) == 0)
    flags = texts.cover(found[:-1][near], found[1:][near])
    flags[found] = True
    return flags & ~code


def _search(texts: Texts, lines: Flags, pattern: str) -> Flags:
    """Which of the flagged lines [L] match."""
    flags = lines.copy()
    chosen = texts.lines.filter(pa.array(lines))
    flags[lines] = pc.match_substring_regex(chosen, pattern).to_numpy(zero_copy_only=False)
    return flags
