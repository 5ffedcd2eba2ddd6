"""
Docstrings taken apart: the examples that call the function, what they need, and the prose around them.

Examples are run in the sandbox, behind the function's own program, and judged as the standard library's doctest judges them.
"""

import ast
import doctest
import re
import textwrap
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from hornbook.sandbox import Call, Failure, Outcome
from hornbook.sandbox.equality import same
from hornbook.synthesize.exercises.mining_programs import Unfit
from hornbook.synthesize.exercises.mining_syntax import SAFE_BUILTINS, free_names
from hornbook.synthesize.exercises.task import Plain

VERBOSE = "docstring too long"

_LONGEST = 1500  # characters
_LONGEST_OPENING = 700  # of a docstring that is cut
_MOST_SHOWN = 6
_TOLERANCE = 1e-8  # authors leave out digits
_SKIP = doctest.OPTIONFLAGS_BY_NAME["SKIP"]
_ASIDE_TITLES = r"(?:references?|see also|authors?|to ?do|sources?|version \w+|changelog)"
_ASIDE = re.compile(_ASIDE_TITLES, re.IGNORECASE)
_INDENTED_ASIDE = re.compile(
    rf"{_ASIDE_TITLES}:$|\.\. (?:\[|_|(?:version\w+|deprecated|seealso|index|todo|rubric|plot)::)",
    re.IGNORECASE,
)
_UNDERLINE = re.compile(r"\s*([-=~^\"])\1{2,}\s*")
_EXAMPLES = re.compile(r"(?:examples?|usage|doctests?|tests?|>>>)\s*:{0,2}\s*([-=~^\"]*)", re.IGNORECASE)
_DIRECTIVE = re.compile(r"[ \t]*#\s*x?doctest:.*")


@dataclass(frozen=True)
class Setup:
    """A statement that gives a name to what later examples use; `text` is how it stands in the docstring."""

    text: str
    name: str
    value: ast.expr

    @property
    def statement(self) -> str:
        return f"{self.name} = {ast.unparse(self.value)}"


@dataclass(frozen=True)
class Example:
    """
    One call of the function, and what comes of it: `want` is what is printed, by an `expression` or of it, or an `error` is raised.

    `arguments` is the source of (arguments, keywords). Both follow after setups, the arguments after the first so many.
    """

    text: str
    want: str
    error: str | None
    options: int
    expression: str
    is_printed: bool
    arguments: str
    setups: tuple[Setup, ...]
    before_call: int

    def probe(self, number: int) -> str:
        """Functions for the end of the program: `arguments_<number>` and `example_<number>`."""
        return _function(f"arguments_{number}", self.setups[: self.before_call], self.arguments) + _function(
            f"example_{number}", self.setups, self.expression
        )

    def agrees(self, outcome: Outcome) -> bool:
        """Whether that is what the docstring says comes of it."""
        if isinstance(outcome, Failure):
            return self.error is not None and outcome.exception == self.error
        if self.error is not None:
            return False
        got = f"{outcome.value}\n" if self.is_printed else f"{outcome.value!r}\n"
        options = self.options | doctest.NORMALIZE_WHITESPACE
        return doctest.OutputChecker().check_output(self.want, got, options) or self._equals(outcome.value)

    def _equals(self, value: Plain) -> bool:
        """Whether it is the same but for the order of sets and dictionaries, and for the last digits of fractions."""
        tolerance = _TOLERANCE if "." in self.want else None
        try:
            return not self.is_printed and same(ast.literal_eval(self.want.strip()), value, tolerance)
        except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
            return False


def probes(examples: Sequence[Example]) -> list[Call]:
    """The calls of what `probe` adds to a program: the arguments of each example, then each example."""
    return [Call(f"{name}_{number}") for name in ("arguments", "example") for number in range(len(examples))]


@dataclass(frozen=True)
class _Group:
    """Some prose, and the examples that follow on it; None stands for one that is not understood."""

    prose: str
    items: list[Setup | Example | None]


class Docstring:
    """A docstring, with those of its examples that call the function once with what can be told by itself."""

    def __init__(self, text: str, function: str) -> None:
        self._function = function
        self._setups: list[Setup] = []
        self._groups = [_Group("", [])]
        try:
            parts = doctest.DocTestParser().parse(without_asides(text))
        except ValueError:
            parts = []
        for part in parts:
            if not isinstance(part, str):
                self._groups[-1].items.append(self._understand(part))
            elif part.strip():
                self._groups.append(_Group(part, []))

    @property
    def examples(self) -> list[Example]:
        """The examples, in their order, each once."""
        items = (item for group in self._groups for item in group.items)
        return list({item.text: item for item in items if isinstance(item, Example)}.values())

    @property
    def statement(self) -> str:
        """The paragraphs before the first example, one a line."""
        return "\n".join(" ".join(paragraph.split()) for paragraph in self._opening())

    def show(self, kept: Sequence[Example]) -> tuple[str, list[Example]]:
        """
        The docstring with some of these examples and no others, and which they are: as many as there is room for.

        Where there is little room, only its first paragraphs are left of the prose. Raises Unfit where that is too long still.
        """
        for number in range(min(_MOST_SHOWN, len(kept)), 0, -1):
            shown = list(kept[:number])
            for text in (self._whole(shown), self._brief(shown)):
                if len(text) <= _LONGEST:
                    return text, shown
        raise Unfit(VERBOSE)

    def _whole(self, shown: Collection[Example]) -> str:
        visible = {id(example) for example in shown} | {id(setup) for example in shown for setup in example.setups}
        texts = []
        for number, group in enumerate(self._groups):
            items = [item.text for item in group.items if item and id(item) in visible]
            if items or number < 2 or not group.items:
                texts += [group.prose, *items]
        return _tidy("".join(texts))

    def _brief(self, shown: Collection[Example]) -> str:
        setups = {id(setup): setup for example in shown for setup in example.setups}
        texts = [setup.text for setup in setups.values()] + [example.text for example in shown]
        paragraphs: list[str] = []
        length = 0
        for paragraph in self._opening():
            length += len(paragraph)
            if paragraphs and length > _LONGEST_OPENING:
                break
            paragraphs.append(paragraph)
        return _tidy("\n\n".join([*paragraphs, textwrap.dedent("".join(texts))]))

    def _opening(self) -> list[str]:
        """The paragraphs before the first example, but for a heading right above it."""
        prose = next((group.prose for group in self._groups if group.prose), "")
        paragraphs = [paragraph.strip() for paragraph in re.split(r"\n\s*\n", prose) if paragraph.strip()]
        return [paragraph for paragraph in paragraphs if not _EXAMPLES.fullmatch(paragraph)]

    def _understand(self, found: doctest.Example) -> Setup | Example | None:
        if found.options.get(_SKIP):
            return None
        try:
            body = ast.parse(found.source).body
        except (SyntaxError, ValueError):
            return None
        match body:
            case [ast.Assign(targets=[ast.Name(id=name)], value=value)] if not found.want:
                self._setups.append(Setup(_written(found), name, value))
                return self._setups[-1]
            case [ast.Expr(value=expression)] if found.want:
                return self._example(found, expression)
        return None

    def _example(self, found: doctest.Example, expression: ast.expr) -> Example | None:
        setups, unknown = self._needed(expression)
        parts = [*(setup.value for setup in setups), expression]
        calls = [(number, call) for number, part in enumerate(parts) for call in self._calls(part)]
        if len(calls) != 1:
            return None
        [(number, call)] = calls
        prefix = ast.unparse(call.func)
        if unknown - {prefix.partition(".")[0], self._function}:
            return None
        if number < len(setups) and prefix != self._function:
            return None
        call.func = ast.Name(self._function, ast.Load())
        printed = _printed(expression)
        return Example(
            text=_written(found).replace(f"{prefix}(", f"{self._function}("),
            want=found.want,
            error=found.exc_msg.partition(":")[0].strip().rpartition(".")[2] if found.exc_msg else None,
            options=sum(flag for flag, is_on in found.options.items() if is_on),
            expression=ast.unparse(printed or expression),
            is_printed=printed is not None,
            arguments=_arguments(call),
            setups=tuple(setups),
            before_call=number,
        )

    def _needed(self, expression: ast.expr) -> tuple[list[Setup], set[str]]:
        """The setups that an expression needs, and the names that it uses and none of them gives a meaning to."""
        names, setups = free_names(ast.unparse(expression)), []
        for setup in reversed(self._setups):
            if setup.name in names:
                setups.append(setup)
                names = names - {setup.name} | free_names(ast.unparse(setup.value))
        return setups[::-1], names - SAFE_BUILTINS - {"print"}

    def _calls(self, tree: ast.expr) -> Iterator[ast.Call]:
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(value=ast.Name(), attr=name)):
                    if name == self._function:
                        yield node


def without_asides(text: str) -> str:
    """A docstring without the footnotes and sections that say nothing of what the function does, such as references."""
    kept, skipped = [], None
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        depth = len(line) - len(line.lstrip())
        is_heading = bool(_UNDERLINE.fullmatch(following)) and bool(line.strip())
        if skipped is not None and (is_heading or (line.strip() and depth <= skipped)):
            skipped = None
        if skipped is None and is_heading and _ASIDE.fullmatch(line.strip()):
            skipped = -1  # until the next heading
        elif skipped is None and _INDENTED_ASIDE.match(line.strip()):
            skipped = depth
        if skipped is None:
            kept.append(line)
    return "\n".join(kept)


def _written(found: doctest.Example) -> str:
    """An example as it stands in the docstring, without directives for doctest."""
    first, *rest = _DIRECTIVE.sub("", found.source).rstrip("\n").split("\n")
    lines = [f">>> {first}", *(f"... {line}".rstrip() for line in rest)]
    return textwrap.indent("\n".join(lines) + f"\n{found.want}", " " * found.indent)


def _printed(expression: ast.expr) -> ast.expr | None:
    """What is printed, where the expression does nothing else."""
    match expression:
        case ast.Call(func=ast.Name(id="print"), args=[argument], keywords=[]):
            return argument
    return None


def _arguments(call: ast.Call) -> str:
    """The source of a pair: a tuple of the arguments, and a dictionary of those given by name."""
    keywords = [
        f"**{ast.unparse(each.value)}" if each.arg is None else f"{each.arg!r}: {ast.unparse(each.value)}"
        for each in call.keywords
    ]
    return f"(({''.join(f'{ast.unparse(each)}, ' for each in call.args)}), {{{', '.join(keywords)}}})"


def _function(name: str, setups: Sequence[Setup], expression: str) -> str:
    lines = [*(setup.statement for setup in setups), f"return {expression}"]
    return f"def {name}():\n" + "".join(f"    {line}\n" for line in lines)


def _tidy(text: str) -> str:
    """No white space at the ends of lines, and no more than one empty line."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()
