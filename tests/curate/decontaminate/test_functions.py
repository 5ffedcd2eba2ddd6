import ast
import textwrap

import numpy as np
import pyarrow as pa
import pytest

from hornbook.curate.decontaminate.blocks import functions_at, parse
from hornbook.curate.decontaminate.tokens import Chunk
from hornbook.curate.decontaminate.trees import evidence, tree_of


def tree(code: str) -> list[str]:
    [function] = ast.parse(textwrap.dedent(code)).body
    return tree_of(function)


def functions(text: str, number: int, longest: int = 10_000) -> list[str]:
    chunk = Chunk(pa.array([text]))
    defs = np.array([place for place in range(len(chunk.raw)) if chunk.raw.startswith(b"def ", place)])
    blocks = functions_at(chunk, defs, number, len(chunk.raw), longest)
    return [chunk.raw[block.start : block.end].decode() for block in blocks]


def test_names_constants_docstrings_and_annotations_do_not_matter() -> None:
    first = tree(
        '''
        def total(prices: list[float], rate: float = 0.2) -> float:
            """Add tax."""
            import math
            sum_: float = 0.0
            for price in prices:
                sum_ += math.ceil(price * -1.5)
            return f"{sum_:.2f}"
        '''
    )
    second = tree(
        """
        @cached
        async def t(a, b=7.5):
            c = 1.0
            for d in a:
                c += m.ceil(d * 9.0)
            return f"so much: {c}"
        """
    )
    assert first == second


@pytest.mark.parametrize(
    "changed",
    [
        "def f(x):\n    return max(x) - x[1]",
        "def f(x):\n    return min(x) + x[1]",
        "def f(x):\n    return min(x) - x[1:]",
        "def f(x):\n    return min(x) - x.first",
        "def f(x):\n    return min(x) - x['a']",
        "def f(x):\n    if x:\n        return min(x) - x[1]",
    ],
)
def test_what_is_done_matters(changed: str) -> None:
    assert tree(changed) != tree("def f(x):\n    return min(x) - x[1]")


def test_an_else_is_told_from_what_follows() -> None:
    head = "def f(x):\n    if x:\n        g(x)\n"
    assert tree(f"{head}    else:\n        h(x)") != tree(f"{head}    h(x)")


def test_plain_functions_are_no_evidence() -> None:
    assert evidence(tree("def add(x, y):\n    return x + y")) == 1
    assert evidence(tree("def f(s):\n    return s")) == 0
    assert evidence(tree("def count_distinct(s):\n    return len(set(s.lower()))")) == 3


def test_a_function_is_cut_out_of_anything() -> None:
    text = "Prose, and then:\n```\ndef f(\n    a,\n):\n    # note\n\n    return a\n```\nnot ( python\n"
    assert functions(text, 0) == ["def f(\n    a,\n):\n    # note\n\n    return a"]


def test_a_docstring_may_be_flush_left() -> None:
    text = 'def f(a):\n    """\nExample:\nf(1)\n    """\n    return a\n\nx = 1\n'
    assert functions(text, 0) == [text[: text.index("\n\nx")]]


def test_an_inner_function_comes_with_the_one_around_it() -> None:
    outer = "def outer(self):\n        async def inner():\n            return 1\n        return inner"
    text = f"class A:\n    {outer}\n\n    def other(self): pass\n"
    assert functions(text, 1) == ["async def inner():\n            return 1", outer]
    assert functions(text, 2) == ["def other(self): pass"]


@pytest.mark.parametrize(
    "text",
    [
        "so we def ine it\n",
        "def broken(:\n    return\n",
        "def f():\n    return '\0'\n",
        "def f():\n    return " + "(" * 500 + ")" * 500 + "\n",
        "def f():\n    return " + "-" * 100_000 + "1\n",
        "def ",
    ],
)
def test_what_is_no_python_is_passed_over(text: str) -> None:
    assert functions(text, 0) == []


def test_a_function_that_is_too_long_is_passed_over() -> None:
    text = "def f():\n" + "    x = 1\n" * 100 + "    return ('\n')\n"
    assert functions(text, 0, longest=300) == []


def test_odd_literals_raise_no_warnings(recwarn: pytest.WarningsRecorder) -> None:
    assert parse("x = '\\d' if 1 is 1 else 2")
    assert not recwarn.list
