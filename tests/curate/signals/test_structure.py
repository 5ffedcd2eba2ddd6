import ast
import io
import sysconfig
import tokenize
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

SOURCE = """QQQA module
of two lines.QQQ

import os  # the system


class Book:
    "A book."

    # nobody reads it
    def read(
        self,
    ) -> str:  # noqa
        rQQQRead
        it.QQQ
        def inner():
            return 1

        return QQQ
# no comment
def no_function():
    QQQ

    async def close(self): return 'QQQ'


def last():
    x = 1
    # a last word


X = 1
""".replace("QQQ", '"' * 3)


def reference(source: str) -> dict[str, float]:
    """The same figures by Python's own parser and tokenizer."""
    sizes = [0, *(len(line.lstrip()) if line.strip() else 0 for line in source.encode().splitlines(keepends=True))]
    docstrings, functions = 0, []
    with warnings.catch_warnings(action="ignore"):
        tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module):
            documented = ast.get_docstring(node, clean=False) is not None
            if documented:
                docstrings += sum(sizes[node.body[0].lineno : node.body[0].end_lineno + 1])
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions.append((documented, node.end_lineno - node.lineno + 1))
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = sum(len(token.string.encode()) + 1 for token in tokens if token.type == tokenize.COMMENT)
    figures = {
        "docstring_share": docstrings / sum(sizes),
        "comment_share": comments / sum(sizes),
        "functions": len(functions),
    }
    if functions:
        figures |= dict(zip(("documented_share", "function_lines"), np.mean(functions, axis=0), strict=True))
    return figures


def test_lines_are_read_as_python_reads_them(measure: Any) -> None:
    structure = measure("structure", SOURCE, path="a.py")
    for name, value in reference(SOURCE).items():
        assert structure[name] == pytest.approx([value], abs=1e-6), name
    assert structure["functions"] == [4]


def test_the_standard_library_is_read_as_python_reads_it(measure: Any) -> None:
    folder = Path(sysconfig.get_paths()["stdlib"])
    sources = [path.read_text() for path in sorted(folder.glob("*.py"))[::3] if path.stat().st_size > 500]
    structure = measure("structure", *sources, path="a.py")
    expected = [reference(source) for source in sources]
    limits = {
        "functions": 0,
        "docstring_share": 0.002,
        "comment_share": 0.002,
        "documented_share": 0.002,
        "function_lines": 0.1,
    }
    for name, limit in limits.items():
        pairs = [
            (measured, figures[name])
            for measured, figures in zip(structure[name], expected, strict=True)
            if name in figures
        ]
        assert len(pairs) > 40
        assert np.mean([abs(measured - figure) for measured, figure in pairs]) <= limit, name


def test_a_document_without_functions_has_no_mean_of_them(measure: Any) -> None:
    structure = measure("structure", "x = 1\n", "", path="a.py")
    assert structure["functions"] == [0, 0]
    assert structure["documented_share"] == structure["function_lines"] == [None, None]
    assert structure["code_share"] == [1, None]


def test_a_string_that_is_never_closed_ends_with_its_text(measure: Any) -> None:
    structure = measure("structure", 'x = """\n', '"""Doc."""\n# note\n', path="a.py")
    assert structure["docstring_share"] == pytest.approx([0, 11 / 18])
    assert structure["comment_share"] == pytest.approx([0, 7 / 18])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.sh", "# note\nls -l\n"),
        ("a.js", "// note\nf(x);\n"),
        ("a.sql", "-- note\nselect\n"),
        ("a.c", "/* no */\nx = *p\n"),
    ],
)
def test_other_languages_have_their_own_comments(measure: Any, path: str, text: str) -> None:
    structure = measure("structure", text, path=path)
    note = text.index("\n") + 1
    assert structure["comment_share"] == pytest.approx([note / len(text)])
    assert structure["code_share"] == pytest.approx([1 - note / len(text)])
    assert structure["docstring_share"] == structure["functions"] == [None]


def test_in_prose_code_stands_between_fences(measure: Any) -> None:
    text = "# Title\n\n```python\nx = 1\n```\nwords\n"
    assert measure("structure", text, path="a.md")["code_share"] == pytest.approx([6 / (8 + 10 + 6 + 4 + 6)])
    assert measure("structure", text, origin="web")["comment_share"] == [None]


def test_data_and_code_of_an_unknown_language_have_no_structure(measure: Any) -> None:
    assert measure("structure", "{}", path="a.json")["code_share"] == [None]
    assert measure("structure", "x = 1", origin="code")["code_share"] == [None]
