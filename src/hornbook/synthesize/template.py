r"""
The template language of a command grammar.

    (a|b)              one of the two
    [a|b]              one of the two, or nothing
    <rule>             a phrasing of that rule
    <1..59>            a whole number, in digits
    {argument}         a phrasing of the rule of that name, kept as the argument's value
    {argument=rule}    the same, from a rule of another name
    {argument=1..59}   a number, kept
    \x                 the character x itself

The syntax is the one of Home Assistant's sentence templates, with captures. A parsed template writes itself into a list
of strings; a captured span stands between two marks, single characters of Unicode's private use area, so that whatever
restyles the text later moves the spans along with it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

SPAN_END = "\ue0ff"
FIRST_MARK = 0xE000

_TOKEN = re.compile(r"\\(.)|<([^<>{}]+)>|\{([^<>{}]+)\}|([()\[\]|])|([^\\<>{}()\[\]|]+)", re.DOTALL)
_RANGE = re.compile(r"^(\d+)\.\.(\d+)$")

Writer = Callable[[Random, list[str], dict[str, str]], None]
"""Appends one phrasing to the list; notes chosen values of choice arguments in the dictionary."""


class TemplateError(ValueError):
    """A template that cannot be parsed; the message says why."""


@dataclass
class Template:
    """A parsed template: how to write it, which rules it calls on, which arguments it captures (and from which rule)."""

    write: Writer
    rules: set[str] = field(default_factory=set)
    captures: list[tuple[str, str]] = field(default_factory=list)


class TemplateParser:
    """Parses templates against a table of rules that may still be filled in later."""

    def __init__(self, rules: dict[str, Writer], choices: dict[str, dict[str, Writer]]) -> None:
        self._rules = rules
        self._choices = choices
        self._marks: dict[str, str] = {}

    @property
    def marks(self) -> dict[str, str]:
        """The mark that opens a span, and the argument it stands for."""
        return self._marks

    def parse(self, source: str) -> Template:
        """Parse one line. Raises TemplateError for unbalanced brackets and stray characters."""
        template = Template(write=_write_nothing)
        tokens = _tokens(source)
        template.write = self._alternatives(tokens, closer="", template=template)
        return template

    def _alternatives(self, tokens: Iterator[re.Match[str]], closer: str, template: Template) -> Writer:
        options: list[list[Writer]] = [[]]
        for token in tokens:
            escaped, rule, capture, punctuation, literal = token.groups()
            if punctuation == closer and closer:
                return one_of([_in_sequence(option) for option in options])
            if punctuation == "|":
                options.append([])
            elif punctuation == "(":
                options[-1].append(self._alternatives(tokens, ")", template))
            elif punctuation == "[":
                options[-1].append(_maybe(self._alternatives(tokens, "]", template)))
            elif punctuation:
                raise TemplateError(f'a "{punctuation}" that nothing opened')
            elif rule:
                options[-1].append(self._rule(rule.strip(), template))
            elif capture:
                options[-1].append(self._capture(capture.strip(), template))
            else:
                options[-1].append(_literal(escaped or literal))
        if closer:
            raise TemplateError(f'a missing "{closer}"')
        return one_of([_in_sequence(option) for option in options])

    def _rule(self, name: str, template: Template) -> Writer:
        if bounds := _RANGE.match(name):
            return _number(int(bounds[1]), int(bounds[2]))
        template.rules.add(name)
        rules = self._rules
        return lambda random, out, chosen: rules[name](random, out, chosen)

    def _capture(self, text: str, template: Template) -> Writer:
        argument, _, rule = (part.strip() for part in text.partition("="))
        rule = rule or argument
        template.captures.append((argument, rule))
        if rule in self._choices:
            return _choice(argument, self._choices[rule])
        write = self._rule(rule, template)
        mark = self._mark(argument)

        def write_span(random: Random, out: list[str], chosen: dict[str, str]) -> None:
            out.append(mark)
            write(random, out, chosen)
            out.append(SPAN_END)

        return write_span

    def _mark(self, argument: str) -> str:
        for mark, name in self._marks.items():
            if name == argument:
                return mark
        mark = chr(FIRST_MARK + len(self._marks))
        self._marks[mark] = argument
        return mark


def _tokens(source: str) -> Iterator[re.Match[str]]:
    position = 0
    while position < len(source):
        token = _TOKEN.match(source, position)
        if token is None:
            raise TemplateError(f'a stray "{source[position]}" in column {position + 1}')
        yield token
        position = token.end()


def _write_nothing(random: Random, out: list[str], chosen: dict[str, str]) -> None:
    pass


def _literal(text: str) -> Writer:
    return lambda random, out, chosen: out.append(text)


def _number(low: int, high: int) -> Writer:
    span = high - low + 1
    return lambda random, out, chosen: out.append(str(low + int(random.random() * span)))


def _in_sequence(parts: list[Writer]) -> Writer:
    if len(parts) == 1:
        return parts[0]

    def write(random: Random, out: list[str], chosen: dict[str, str]) -> None:
        for part in parts:
            part(random, out, chosen)

    return write if parts else _write_nothing


def one_of(options: list[Writer]) -> Writer:
    """Write one of the options, each as likely as the next."""
    if len(options) == 1:
        return options[0]
    count = len(options)
    return lambda random, out, chosen: options[int(random.random() * count)](random, out, chosen)


def _maybe(write: Writer) -> Writer:
    def write_or_not(random: Random, out: list[str], chosen: dict[str, str]) -> None:
        if random.random() < 0.5:
            write(random, out, chosen)

    return write_or_not


def _choice(argument: str, phrasings: dict[str, Writer]) -> Writer:
    def write(random: Random, out: list[str], chosen: dict[str, str]) -> None:
        values = list(phrasings)
        value = values[int(random.random() * len(values))]
        chosen[argument] = value
        phrasings[value](random, out, chosen)

    return write
