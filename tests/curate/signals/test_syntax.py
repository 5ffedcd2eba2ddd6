import random
import sysconfig
import threading
import time
import warnings
from pathlib import Path
from typing import Any

import pytest

HERE = [path.read_text() for path in sorted(Path(sysconfig.get_paths()["stdlib"]).glob("*.py"))[::8]]


@pytest.mark.parametrize(
    ("path", "good", "bad"),
    [
        ("a.py", "def f(a, /, *, b): return (a := b)\n", "def f(:\n    pass\n"),
        ("a.json", '{"a": [1, 2.5e3, null]}', "{'a': 1}"),
        ("a.toml", "[a]\nb = 1979-05-27\n", "[a\n"),
    ],
)
def test_grammar(measure: Any, path: str, good: str, bad: str) -> None:
    assert measure("syntax", good, bad, good, path=path)["syntax_valid"] == [True, False, True]


def test_a_language_that_is_not_parsed_is_not_judged(measure: Any) -> None:
    assert measure("syntax", "x = 1", path="a.rb")["syntax_valid"] == [None]
    assert measure("syntax", "x = 1")["syntax_valid"] == [None]


@pytest.mark.parametrize(
    "text", ["(\n" * 100_000 + ")" * 60_000, "not \\\n" * 100_000 + "x", "x\0y", "print 'python 2'", "="]
)
def test_what_no_parser_can_take_is_invalid(measure: Any, text: str) -> None:
    assert measure("syntax", text, path="a.py")["syntax_valid"] == [False]


@pytest.mark.parametrize("text", ["[" * 100_000, "9" * 10_000, '{"a":' * 50_000])
def test_what_no_reader_of_json_can_take_is_invalid(measure: Any, text: str) -> None:
    assert measure("syntax", text, path="a.json")["syntax_valid"] == [False]


@pytest.mark.parametrize("link", [".b", "()", "[0]", "+1"])
def test_the_longest_chain_fits_the_stack_even_in_a_small_thread(measure: Any, link: str) -> None:
    lines = "(a\n" + f"{link}\n" * (1_999_000 // (len(link) + 1)) + ")"
    results: list[Any] = []
    usual = threading.stack_size(1 << 20)
    thread = threading.Thread(target=lambda: results.append(measure("syntax", lines, path="a.py")["syntax_valid"]))
    thread.start()
    thread.join()
    threading.stack_size(usual)
    assert results == [[True]]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "x = 1\n" * 350_000),
        ("a.py", f'x = "{"a" * 64_000}"'),
        ("a.toml", f'x = "{"a" * 2_000}"'),
        ("a.json", f'"{"a" * 16_000_000}"'),
    ],
)
def test_documents_that_are_too_long_are_not_judged(measure: Any, path: str, text: str) -> None:
    assert measure("syntax", text, path=path)["syntax_valid"] == [None]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "é§ '\n" * 250_000),
        ("a.py", ("\ufffe" * 21_000 + "\n") * 30),
        ("a.toml", "\n".join(f"a{number}" + ".b" * 990 + " = 1" for number in range(99)) + "\n="),
    ],
)
def test_texts_made_to_be_slow_are_judged_in_seconds(measure: Any, path: str, text: str) -> None:
    started = time.process_time()
    assert measure("syntax", text, path=path)["syntax_valid"] == [False]
    assert time.process_time() - started < 20


def test_broken_sources_are_judged_as_python_judges_them(measure: Any) -> None:
    dice = random.Random(0)
    texts = []
    for _ in range(300):
        source = dice.choice(HERE)
        start = dice.randrange(max(1, len(source) - 3000))
        texts.append(source[start : start + 3000][dice.randrange(60) :] + dice.choice(["", ")", "\n ", "'"]))
    texts += HERE
    agreed = [
        judged == _compiles(text)
        for judged, text in zip(measure("syntax", *texts, path="a.py")["syntax_valid"], texts, strict=True)
    ]
    assert sum(agreed) / len(agreed) > 0.99


def _compiles(text: str) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(text, "document.py", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True
