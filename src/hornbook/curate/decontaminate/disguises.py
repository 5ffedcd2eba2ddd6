"""Ways in which an exam item's code comes back in a corpus, to measure how much of it is found."""

import ast
import io
import tokenize
from collections.abc import Callable
from random import Random
from typing import Any

Disguise = Callable[[str, Random], str]

_SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "mi", "no", "pe", "ru", "sa", "to", "vi", "wu", "xa", "zo")
_DOCSTRINGS = (
    "Does what the caller of this helper expects of it.",
    "Helper of the daily job.\n\n    Args: as they are passed by the scheduler.\n    Returns: what the next step reads.",
    "Moved here from the old module; see the notes of the last meeting for why it was kept.",
)


def verbatim(code: str, random: Random) -> str:
    """The item as it is."""
    return code


def reformatted(code: str, random: Random) -> str:
    """Other indentation, spaces and line breaks; comments dropped and quotes normalised in half of all cases. The docstring stays."""
    return _respaced(ast.unparse(ast.parse(code)) if random.random() < 0.5 else code, random)


def renamed(code: str, random: Random) -> str:
    """Every function, argument and variable under another name; the docstring stays, with its function renamed."""
    return ast.unparse(_rename(ast.parse(code), random))


def changed(code: str, random: Random) -> str:
    """Other numbers and strings, and the docstring rewritten or, in half of all cases, removed."""
    return ast.unparse(_change(ast.parse(code), random))


def disguised(code: str, random: Random) -> str:
    """All of it: reformatted, renamed, constants changed, docstring rewritten or removed."""
    return _respaced(ast.unparse(_change(_rename(ast.parse(code), random), random)), random)


DISGUISES: dict[str, Disguise] = {
    function.__name__: function for function in (verbatim, reformatted, renamed, changed, disguised)
}


def buried(code: str, host: str, random: Random) -> str:
    """The code between two of the top-level functions and classes of a larger file, or at its end."""
    lines = host.splitlines(keepends=True)
    places = [number for number, line in enumerate(lines) if line.startswith(("def ", "class ", "@")) and number]
    place = random.choice(places) if places else len(lines)
    return "".join(lines[:place]) + f"\n\n{code.strip()}\n\n\n" + "".join(lines[place:])


def _rename(tree: ast.Module, random: Random) -> ast.Module:
    names: dict[str, str] = {}
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    bound = [function.name for function in functions]
    bound += [node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)]
    bound += [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    for name in dict.fromkeys(bound):
        names[name] = f"{_word(random)}_{len(names)}"
    for node in ast.walk(tree):
        for field in {"name", "arg", "id"}.intersection(node._fields):
            setattr(node, field, names.get(getattr(node, field), getattr(node, field)))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            for function_name in bound[: len(functions)]:
                node.value.value = node.value.value.replace(function_name, names[function_name])
    return tree


def _change(tree: ast.Module, random: Random) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            body = [
                part for part in node.body if not (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant))
            ]
            if random.random() < 0.5 or not body:
                body.insert(0, ast.Expr(ast.Constant(random.choice(_DOCSTRINGS))))
            node.body = body
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            node.value = _other(node.value, random)
    return tree


def _other(value: Any, random: Random) -> Any:
    match value:
        case bool():
            return value
        case int():
            return value + random.randint(1, 9)
        case float():
            return value + random.randint(1, 9) / 4
        case str():
            return " ".join(_word(random) for _ in value.split()) or _word(random)
    return value


def _word(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=random.randint(2, 4)))


def _respaced(code: str, random: Random) -> str:
    """The same tokens with other white space; no text between two line ends is sure to stay as it was."""
    indent, depth, brackets = random.choice(("  ", "\t", "        ")), 0, 0
    written: list[str] = []
    before: tokenize.TokenInfo | None = None  # the token before on the same line
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type in (tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER):
            depth += {tokenize.INDENT: 1, tokenize.DEDENT: -1}.get(token.type, 0)
            continue
        if token.type in (tokenize.NEWLINE, tokenize.NL):
            if not brackets or (before and before.type == tokenize.COMMENT):
                written.append("\n" * random.randint(1, 2))
                before = None
            continue
        written.append(indent * depth if before is None else _gap(before, token, brackets > 0, random))
        written.append(token.string)
        brackets += (token.string in ("(", "[", "{")) - (token.string in (")", "]", "}"))
        before = token
    return "".join(written)


def _gap(before: tokenize.TokenInfo, after: tokenize.TokenInfo, in_brackets: bool, random: Random) -> str:
    if after.type != tokenize.COMMENT:
        if in_brackets and before.string in ("(", "[", "{", ",") and random.random() < 0.3:
            return "\n" + " " * random.randint(0, 12)
        if not in_brackets and random.random() < 0.03:
            return " \\\n    "
    words = tokenize.OP not in (before.type, after.type)
    return " " * random.randint(1 if words else 0, 2)
