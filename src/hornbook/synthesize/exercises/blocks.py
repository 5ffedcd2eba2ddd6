"""
Building blocks that families compose: each is said in words, written as an expression, and computed.

An expression has `{x}` where the thing stands. Blocks that have a number in them are drawn with it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.task import Plain


class _Block:
    """What has an expression."""

    expression: str

    def of(self, variable: str) -> str:
        """The expression on a variable."""
        return self.expression.format(x=variable)


@dataclass(frozen=True)
class Condition(_Block):
    """What may be true of a thing: `one` follows a singular ("is even"), `many` a plural ("are even")."""

    one: str
    many: str
    expression: str
    holds: Callable[[Plain], bool]


@dataclass(frozen=True)
class Change(_Block):
    """What may be made of a thing: `noun` follows "replace each ... by" ("its square")."""

    noun: str
    expression: str
    apply: Callable[[Plain], Plain]


@dataclass(frozen=True)
class Summary(_Block):
    """What may be made of a list of numbers: `noun` is followed by "of" ("the sum"); `empty` is what it is of no numbers."""

    noun: str
    expression: str
    apply: Callable[[list[int]], Plain]
    empty: int


def number_condition(draw: Draw, low: int = -20, high: int = 60) -> Condition:
    """A condition on a whole number, with bounds that lie between low and high."""
    bound, divisor = draw.integer(low, high), draw.integer(2, 9)
    width = max(2, (high - low) // 4)
    upper = bound + draw.integer(1, width)
    digit = draw.integer(0, 9)
    return draw.one(
        Condition("is even", "are even", "{x} % 2 == 0", lambda x: x % 2 == 0),
        Condition("is odd", "are odd", "{x} % 2 == 1", lambda x: x % 2 == 1),
        Condition(f"is greater than {bound}", f"are greater than {bound}", f"{{x}} > {bound}", lambda x: x > bound),
        Condition(f"is at least {bound}", f"are at least {bound}", f"{{x}} >= {bound}", lambda x: x >= bound),
        Condition(f"is less than {bound}", f"are less than {bound}", f"{{x}} < {bound}", lambda x: x < bound),
        Condition(f"is at most {bound}", f"are at most {bound}", f"{{x}} <= {bound}", lambda x: x <= bound),
        Condition(
            f"is divisible by {divisor}",
            f"are divisible by {divisor}",
            f"{{x}} % {divisor} == 0",
            lambda x: x % divisor == 0,
        ),
        Condition(
            f"is not divisible by {divisor}",
            f"are not divisible by {divisor}",
            f"{{x}} % {divisor} != 0",
            lambda x: x % divisor != 0,
        ),
        Condition(
            f"lies between {bound} and {upper}, both included",
            f"lie between {bound} and {upper}, both included",
            f"{bound} <= {{x}} <= {upper}",
            lambda x: bound <= x <= upper,
        ),
        Condition(
            f"has {digit} as its last digit",
            f"have {digit} as their last digit",
            f"abs({{x}}) % 10 == {digit}",
            lambda x: str(x)[-1] == str(digit),
        ),
    )


def number_change(draw: Draw) -> Change:
    """A change of a whole number into another."""
    step, factor = draw.integer(1, 20), draw.integer(2, 12)
    limit = draw.integer(10, 60)
    return draw.one(
        Change("its square", "{x} ** 2", lambda x: x * x),
        Change("its absolute value", "abs({x})", abs),
        Change("its negation", "-{x}", lambda x: 0 - x),
        Change(f"the sum of it and {step}", f"{{x}} + {step}", lambda x: x + step),
        Change(f"what remains when {step} is taken from it", f"{{x}} - {step}", lambda x: x - step),
        Change(f"{factor} times itself", f"{{x}} * {factor}", lambda x: factor * x),
        Change(f"its remainder when divided by {factor}", f"{{x}} % {factor}", lambda x: x % factor),
        Change(f"the smaller of itself and {limit}", f"min({{x}}, {limit})", lambda x: x if x < limit else limit),
        Change(f"its distance from {limit}", f"abs({{x}} - {limit})", lambda x: max(x - limit, limit - x)),
    )


def number_summary(draw: Draw) -> Summary:
    """A summary of a list of whole numbers."""
    return draw.one(
        Summary("the sum", "sum({x})", sum, 0),
        Summary("the largest", "max({x}, default=0)", lambda xs: sorted(xs)[-1] if xs else 0, 0),
        Summary("the smallest", "min({x}, default=0)", lambda xs: sorted(xs)[0] if xs else 0, 0),
        Summary("the number", "len({x})", lambda xs: sum(1 for _ in xs), 0),
        Summary("the number of distinct ones", "len(set({x}))", lambda xs: len(dict.fromkeys(xs)), 0),
        Summary("the sum of the squares", "sum(n * n for n in {x})", lambda xs: sum(x**2 for x in xs), 0),
    )


def text_condition(draw: Draw) -> Condition:
    """A condition on a word in small letters."""
    length, letter = draw.integer(3, 7), draw.one(*"abcdehilmnoprst")
    vowels = "aeiou"
    return draw.one(
        Condition(
            f"has more than {length} letters",
            f"have more than {length} letters",
            f"len({{x}}) > {length}",
            lambda x: len(x) > length,
        ),
        Condition(
            f"has at most {length} letters",
            f"have at most {length} letters",
            f"len({{x}}) <= {length}",
            lambda x: len(x) <= length,
        ),
        Condition(
            f"starts with {letter!r}",
            f"start with {letter!r}",
            f"{{x}}.startswith({letter!r})",
            lambda x: x[:1] == letter,
        ),
        Condition(
            f"ends with {letter!r}", f"end with {letter!r}", f"{{x}}.endswith({letter!r})", lambda x: x[-1:] == letter
        ),
        Condition(f"contains {letter!r}", f"contain {letter!r}", f"{letter!r} in {{x}}", lambda x: x.count(letter) > 0),
        Condition(
            f"does not contain {letter!r}",
            f"do not contain {letter!r}",
            f"{letter!r} not in {{x}}",
            lambda x: x.count(letter) == 0,
        ),
        Condition(
            "starts with a vowel",
            "start with a vowel",
            f"{{x}}[:1] in tuple({vowels!r})",
            lambda x: x[:1] in set(vowels),
        ),
        Condition(
            "reads the same backwards",
            "read the same backwards",
            "{x} == {x}[::-1]",
            lambda x: list(x) == list(reversed(x)),
        ),
        Condition(
            "has an even number of letters",
            "have an even number of letters",
            "len({x}) % 2 == 0",
            lambda x: len(x) in range(0, 1000, 2),
        ),
    )


def text_change(draw: Draw) -> Change:
    """A change of a word into another."""
    length, letter, mark = draw.integer(2, 5), draw.one(*"aeioulrst"), draw.one("-", "*", "_", "!", "#")
    return draw.one(
        Change("its upper-case form", "{x}.upper()", lambda x: "".join(c.upper() for c in x)),
        Change("its letters in reverse order", "{x}[::-1]", lambda x: "".join(reversed(x))),
        Change(
            "the same with its first letter capitalised", "{x}.capitalize()", lambda x: x[:1].upper() + x[1:].lower()
        ),
        Change(f"its first {length} letters", f"{{x}}[:{length}]", lambda x: "".join(list(x)[:length])),
        Change(f"its last {length} letters", f"{{x}}[-{length}:]", lambda x: x[max(0, len(x) - length) :]),
        Change(
            f"the same without every {letter!r}", f'{{x}}.replace({letter!r}, "")', lambda x: "".join(x.split(letter))
        ),
        Change(
            f"the same with {mark!r} before and behind it",
            f"{mark!r} + {{x}} + {mark!r}",
            lambda x: f"{mark}{x}{mark}",
        ),
        Change("its letters in alphabetical order", '"".join(sorted({x}))', lambda x: "".join(sorted(x))),
        Change("the same, written twice", "{x} * 2", lambda x: x + x),
    )
