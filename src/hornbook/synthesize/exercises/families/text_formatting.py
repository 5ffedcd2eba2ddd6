"""Texts: laying them out in widths, lists, lines and tables."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code
from hornbook.synthesize.exercises.vocabulary import TEXTS

_DICTS = (
    ("prices", "product", "price"),
    ("scores", "player", "score"),
    ("stock", "part", "number in stock"),
    ("votes", "name", "vote count"),
)
"""Dicts from strings to whole numbers: what they are called, and their keys and values."""


def _counts(draw: Draw, low: int = 0, high: int = 40) -> dict[str, int]:
    return {draw.word(): draw.integer(low, high) for _ in range(draw.integer(2, 5))}


@family
def fit_to_width(draw: Draw) -> Task:
    """A text is filled up or cut to a width."""
    theme, width, fill = draw.one(*TEXTS), draw.integer(4, 14), draw.one(" ", ".", "-", "_", "*", "0")
    side, method = draw.one(("at the end", "ljust"), ("at the start", "rjust"))
    cut, expression = draw.one(
        (f"cut to its first {width} characters", "[:{w}]"),
        ("returned as it is", ""),
        (f"cut to its last {width} characters", "[-{w}:]"),
    )
    fills = "spaces" if fill == " " else f"'{fill}'"
    body = draw.one(
        "return $thing$cut.$method($width, $fill)",
        """
        if len($thing) >= $width:
            return $thing$cut
        padding = $fill * ($width - len($thing))
        return $sum
        """,
    )

    def oracle(text: str) -> str:
        while len(text) < width:
            text = text + fill if method == "ljust" else fill + text
        return "".join([*text][{"[:{w}]": slice(width), "": slice(None)}.get(expression, slice(-width, None))])

    return Task(
        name=draw.one("pad", "fit", "to_width") + f"_{theme.item}",
        parameters={theme.item: "str"},
        returns="str",
        statement=draw.one(
            f"Fill up the {theme.singular} {side} with {fills} to a width of {width} characters. A longer one is "
            f"{cut}.",
            f"Return the {theme.singular}, made {width} characters wide by adding {fills} {side}. If it is longer, it "
            f"is {cut}.",
            f"A column on a screen is {width} characters wide. Return the {theme.singular} for it: a short one is "
            f"filled up with {fills} {side}, a longer one is {cut}.",
        ),
        body=code(
            body,
            thing=theme.item,
            cut=expression.format(w=width),
            method=method,
            width=width,
            fill=f'"{fill}"',
            sum=f"{theme.item} + padding" if method == "ljust" else f"padding + {theme.item}",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.word(),), ("",), *(("abcdefghijklmnopq"[: width + more],) for more in (-1, 0, 1, 2))
        ),
    )


@family
def spoken_list(draw: Draw) -> Task:
    """Items joined as in speech."""
    theme, word, none = (
        draw.one(*TEXTS),
        draw.one("and", "or", "&", "plus", "then"),
        draw.one("", "nothing", "none", "-"),
    )
    comma = "," if draw.chance(0.3) else ""
    body = draw.one(
        """
        if not $many:
            return "$none"$two
        # A single one needs no word before it.
        if len($many) == 1:
            return $many[0]
        return ", ".join($many[:-1]) + "$comma $word " + $many[-1]
        """,
        """
        if len($many) <= 1:
            return $many[0] if $many else "$none"$two
        *others, last = $many
        return f"{', '.join(others)}$comma $word {last}"
        """,
    )

    def oracle(items: list[str]) -> str:
        result = items[-1] if items else none
        for back, item in enumerate(items[-2::-1]):
            joint = f" {word} " if back == 0 else ", "
            result = item + ("," if comma and back == 0 and len(items) > 2 else "") + joint + result
        return result

    note = (
        f"With three or more there is a comma before '{word}' too." if comma else f"There is no comma before '{word}'."
    )
    return Task(
        name=draw.one("spoken_list", "in_words", "enumerate_" + theme.parameter, "join_" + theme.parameter),
        parameters={theme.parameter: "list[str]"},
        returns="str",
        statement=draw.one(
            f"Join the {theme.plural} by commas, but put '{word}' between the last two: 'a, b{comma} {word} c'. {note} "
            f"A single one is returned as it is; for an empty list, return '{none}'.",
            f"Return the {theme.plural} as one would say them: 'a', 'a {word} b', 'a, b{comma} {word} c' and so on. "
            f"{note} Without any, return '{none}'.",
        ),
        body=code(
            body,
            many=theme.parameter,
            none=none,
            comma=comma,
            word=word,
            two=f'\nif len({theme.parameter}) == 2:\n    return " {word} ".join({theme.parameter})' if comma else "",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(draw.word, 3, 6),), ([],), (["one"],), (["tea", "milk"],), (["a", "b", "c"],)
        ),
    )


@family
def table_lines(draw: Draw) -> Task:
    """One line for each entry of a dict: the key on the left, the number on the right."""
    (things, key, value), left, right = draw.one(*_DICTS), draw.integer(6, 14), draw.integer(3, 7)
    mark, total = draw.one(" ", "|", ":", " : ", " | "), draw.chance(0.4)
    key_text, value_text = f"{{{key}:<{left}}}", f"{{value:>{right}}}"
    body = draw.one(
        """
        lines = []
        for $key, value in $things.items():
            lines.append(f"$line")$total
        return lines
        """,
        """
        lines = [f"$line" for $key, value in $things.items()]$total
        return lines
        """,
    )

    def oracle(counts: dict[str, int]) -> list[str]:
        entries = [*counts.items(), *([("total", sum(counts.values()))] if total else [])]
        return [name.ljust(left) + mark + str(count).rjust(right) for name, count in entries]

    end = f" A last line, 'total', gives the sum of all {value}s." if total else ""
    end = end.replace("number in stocks", "numbers in stock")
    between = {" ": "a space"}.get(mark, f"'{mark}'")
    return Task(
        name=draw.one("table_lines", f"{things}_table", f"show_{things}", "layout"),
        parameters={things: "dict[str, int]"},
        returns="list[str]",
        statement=draw.one(
            f"Return one line for each {key} in `{things}`: the {key}, filled up with spaces to {left} characters, "
            f"then {between}, then the {value}, right-aligned in {right} characters.{end}",
            f"Lay out `{things}` as the lines of a table, in the order of the dict. A line holds the {key} on the left "
            f"of a field {left} wide, {between}, and the {value} on the right of a field {right} wide.{end}",
            f"A screen in an office shows `{things}`: {left} places for the {key} (left-aligned), {between}, {right} "
            f"places for the {value} (right-aligned). Return the list of lines.{end}",
        ),
        body=code(
            body,
            key=key,
            things=things,
            line=key_text + mark + value_text,
            total=f"\nlines.append(f\"{{'total':<{left}}}{mark}{{sum({things}.values()):>{right}}}\")" if total else "",
        ).replace("\n    lines.append(f\"{'total'", "\nlines.append(f\"{'total'"),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (_counts(draw, 0, 400),), ({},), ({"a": 12345678},), ({"very-long-entry-name": 1, "b": 20},)
        ),
    )


@family
def numbered_lines(draw: Draw) -> Task:
    """Lines with numbers in front, joined to one text."""
    theme, start, step = draw.one(*TEXTS), draw.one(0, 1, 1, 10, 100), draw.one(1, 1, 1, 2, 10)
    before, after = draw.one(("", ". "), ("", ") "), ("[", "] "), ("#", " "), ("No. ", ": "), ("", " - "))
    width = draw.one(0, 0, 2, 3)
    number = f"{{number:0{width}}}" if width else "{number}"
    body = draw.one(
        """
        lines = []
        number = $start
        for $item in $many:
            lines.append(f"$before$number$after{$item}")
            number += $step
        return "\\n".join(lines)
        """,
        """
        # count() never ends; zip() stops at the shorter of the two.
        numbers = count($start, $step)
        return "\\n".join(f"$before$number$after{$item}" for number, $item in zip(numbers, $many))
        """,
    )
    steps = f"each further number is {step} more" if step > 1 else "each further one is one more"
    zeros = f" Numbers have at least {width} digits, with zeros in front." if width else ""
    sample = f"{before}{start:0{width}}{after}" if width else f"{before}{start}{after}"
    return Task(
        name=draw.one("number_lines", f"numbered_{theme.parameter}", "with_numbers"),
        parameters={theme.parameter: "list[str]"},
        returns="str",
        statement=draw.one(
            f"Return a text with one line for each {theme.singular}. The first line starts with '{sample}'; "
            f"{steps}.{zeros} Lines are separated by line breaks; there is none after the last.",
            f"Number the {theme.plural}: put '{sample}' before the first; {steps}.{zeros} Join the results by line "
            f"breaks.",
            f"For a printed catalogue, write each {theme.singular} on a line of its own behind its number. The first "
            f"line begins with '{sample}'; {steps}.{zeros} Return the lines joined by line breaks.",
        ),
        body=code(
            body,
            item=theme.item,
            many=theme.parameter,
            start=start,
            step=step,
            before=before,
            after=after,
            number=number,
        ),
        oracle=lambda items: "\n".join(
            before + str(start + step * i).rjust(width, "0") + after + item for i, item in enumerate(items)
        ),
        inputs=draw.inputs(lambda: (draw.several(draw.word, 2, 4),), ([],), (["x"],), (list("abcdefghijkl"),)),
        imports=("from itertools import count",) if "count(" in body else (),
    )
