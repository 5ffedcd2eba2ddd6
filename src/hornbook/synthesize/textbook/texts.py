"""A teacher's answer as a text for a book: without what it says to whoever asked, and without half a sentence at its end."""

import ast
import re
import warnings

_PREAMBLE = re.compile(
    r"\A(?:(?:sure|certainly|of course|okay|here(?:'s| is| are))\b[^\n]{0,200}[:!]\s*\n+)", re.IGNORECASE
)
_QUOTED = re.compile(r'\A"([^"]*)"?\Z', re.DOTALL)
_SENTENCE_END = re.compile(r"""[.!?]["')\]]?(?=\s|\Z)""")
_FENCE = "```"
_BLOCK = re.compile(r"^```[ ]*(\w*)[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_PYTHON = {"", "python", "python3", "py"}


def tidy(text: str, cut: bool) -> str:
    """
    The text without a preamble ("Sure, here is ...:") and without quotation marks around all of it.

    Where it was `cut` off by the most tokens allowed, it ends with its last whole sentence, or before a block of code that is not
    closed; it is empty where there is neither.
    """
    text = _PREAMBLE.sub("", text.strip()).strip()
    if quoted := _QUOTED.match(text):
        text = quoted[1].strip()
    return _whole(text) if cut else text


def _whole(text: str) -> str:
    if text.count(_FENCE) % 2:
        return text[: text.rindex(_FENCE)].rstrip()
    behind_code = text.rfind(_FENCE) + len(_FENCE) if _FENCE in text else 0
    ends = [match.end() for match in _SENTENCE_END.finditer(text, behind_code)]
    return text[: ends[-1] if ends else behind_code].rstrip()


def python_blocks(text: str) -> list[str]:
    """The contents of all closed blocks of Python, or of no language, that a text holds."""
    return [code for language, code in _BLOCK.findall(text) if language.lower() in _PYTHON]


def is_python(code: str) -> bool:
    """Whether code keeps Python's grammar. It is parsed, never run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True
