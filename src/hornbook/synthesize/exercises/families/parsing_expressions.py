"""Parsing: small languages of numbers, brackets and conditions."""

import re
from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_OPERATIONS: dict[str, Callable[[int, int], int]] = {
    "{a} + {b}": lambda a, b: a + b,
    "{a} - {b}": lambda a, b: a - b,
    "{a} * {b}": lambda a, b: a * b,
    "min({a}, {b})": lambda a, b: a if a < b else b,
    "max({a}, {b})": lambda a, b: a if a > b else b,
    "abs({a} - {b})": lambda a, b: a - b if a > b else b - a,
}
"""Operations on two whole numbers: as an expression, and computed."""


@family
def calculation(draw: Draw) -> Task:
    """A chain of numbers and own signs, worked out from left to right."""
    names = draw.sample(list(_OPERATIONS), 3)
    signs = (
        draw.sample(list("+-*%<>^&~"), 3)
        if draw.chance(0.6)
        else draw.sample(["plus", "less", "by", "or", "and", "to"], 3)
    )
    source = draw.one("expression", "formula", "calculation", "entry")
    first, second, third = (name.format(a="total", b="number") for name in names)
    body = draw.one(
        """
        parts = $source.split()
        total = int(parts[0])
        for sign, digits in zip(parts[1::2], parts[2::2]):
            number = int(digits)
            if sign == "$a":
                total = $first
            elif sign == "$b":
                total = $second
            else:
                total = $third
        return total
        """,
        """
        # After the first number, signs and numbers alternate.
        start, *rest = $source.split()
        total = int(start)
        for i in range(0, len(rest), 2):
            sign, number = rest[i], int(rest[i + 1])
            if sign == "$a":
                total = $first
            if sign == "$b":
                total = $second
            if sign == "$c":
                total = $third
        return total
        """,
    )
    table = dict(zip(signs, (_OPERATIONS[name] for name in names), strict=True))

    def oracle(text: str) -> int:
        match = re.fullmatch(r"(.*) (\S+) (\d+)", text)
        return table[match[2]](oracle(match[1]), int(match[3])) if match else int(text)

    meaning = [f"'{sign}' gives `{name.format(a='r', b='n')}`" for sign, name in zip(signs, names, strict=True)]
    meanings = f"{meaning[0]}, {meaning[1]} and {meaning[2]}"
    sample = f"{draw.integer(5, 20)} {signs[0]} {draw.integer(2, 9)} {signs[1]} {draw.integer(2, 9)}"
    return Task(
        name=draw.one("calculate", "evaluate", "work_out", f"value_of_{source}"),
        parameters={source: "str"},
        returns="int",
        statement=draw.one(
            f"Work out a text of whole numbers and signs with spaces between, such as '{sample}', strictly from left "
            f"to right. With r for the result so far and n for the number behind the sign, {meanings}. Return the last "
            f"result.",
            f"An old calculator works from left to right. It has a result r and takes a sign and the next number n: "
            f"{meanings}. At first r is the first number. Return the result for `{source}`, where numbers and signs "
            f"are separated by spaces. For '{sample}' it is {oracle(sample)}.",
        ),
        body=code(body, source=source, a=signs[0], b=signs[1], c=signs[2], first=first, second=second, third=third),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                " ".join(
                    [
                        str(draw.integer(1, 30)),
                        *(f"{draw.one(*signs)} {draw.integer(1, 12)}" for _ in range(draw.integer(2, 4))),
                    ]
                ),
            ),
            *(
                ("7",),
                (f"3 {signs[0]} 5",),
                (f"3 {signs[1]} 5",),
                (f"3 {signs[2]} 5",),
                (f"9 {signs[2]} 4 {signs[0]} 2 {signs[1]} 6",),
            ),
        ),
    )


@family
def bracket_depth(draw: Draw) -> Task:
    """How deep brackets are nested, or where they do not fit."""
    (opening, closing), source = (
        draw.one(("(", ")"), ("[", "]"), ("{", "}"), ("<", ">")),
        draw.one("text", "formula", "line", "program", "music", "list_text"),
    )
    form, wrong = draw.integer(0, 2), draw.one(-1, -10, 99, 1000)
    wanted, result = (
        ("how deep they are nested at most (0 without any)", "deepest"),
        ("how many pairs there are", f'{source}.count("{opening}")'),
        ("how many other characters stand inside at least one pair", "inside"),
    )[form]
    body = """
        depth = ${more}0
        for char in $source:
            if char == "$opening":
                depth += 1$deeper
            elif char == "$closing":
                depth -= 1
                # More have been closed than opened.
                if depth < 0:
                    return $wrong$other
        return $result if depth == 0 else $wrong
        """

    pair = f"{opening}z{closing}"

    def oracle(text: str) -> int:
        marks, levels = re.sub(f"[^{re.escape(opening + closing)}]", "", text), 0
        while opening + closing in marks:
            marks, levels = marks.replace(opening + closing, ""), levels + 1
        if marks:
            return wrong
        depths = [text[:i].count(opening) - text[:i].count(closing) for i in range(len(text) + 1)]
        inner = [
            char for char, depth in zip(text, depths, strict=False) if depth > 0 and char not in (opening, closing)
        ]
        return (max(depths), text.count(closing), len(inner))[form]

    return Task(
        name=draw.one("check_brackets", "brackets", f"scan_{source}", "nesting"),
        parameters={source: "str"},
        returns="int",
        statement=draw.one(
            f"In the text `{source}`, each '{opening}' must be closed by a later '{closing}', and no '{closing}' may "
            f"come without an open one. If this holds, return {wanted}; otherwise return {wrong}.",
            f"Check the brackets '{opening}' and '{closing}' of `{source}`. If every '{closing}' closes an open "
            f"'{opening}' and none stays open, return {wanted}. If not, return {wrong}.",
            f"An editor helps with brackets: it shows {wrong} if a '{closing}' of the text has no open '{opening}' "
            f"before it or if a '{opening}' is never closed, and else {wanted}. Return what it shows for `{source}`.",
        ),
        body=code(
            body,
            source=source,
            opening=opening,
            closing=closing,
            wrong=wrong,
            result=result,
            more=("deepest = ", "", "inside = ")[form],
            deeper=("\n        deepest = max(deepest, depth)", "", "")[form],
            other=("", "", "\n    elif depth > 0:\n        inside += 1")[form],
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                draw.word()
                + opening
                + draw.letters(1, 4)
                + draw.one("x", pair, opening + pair + closing)
                + closing
                + "y",
            ),
            *(
                ("",),
                (f"{opening}{closing}{opening}ab{closing}c",),
                (closing + opening,),
                (f"{opening}{opening}{closing}",),
            ),
            *((f"a{opening}b{opening}{opening}cd{closing}{closing}e{closing}",), (f"{opening}{closing}{closing}",)),
        ),
    )


@family
def postfix(draw: Draw) -> Task:
    """Numbers are put on a pile and signs take two of them away."""
    names, source = draw.sample(list(_OPERATIONS), 2), draw.one("program", "tokens", "formula", "input_text", "code")
    signs = draw.sample(["+", "-", "*", "&", "@", "!", "mix", "join", "fold"], 2)
    first, second = (name.format(a="a", b="b") for name in names)
    short, end = draw.one(("is skipped", "continue"), ("ends the work", "break")), draw.one("last", "sum")
    missing = draw.one(0, -1, None)
    result = f"stack[-1] if stack else {missing}" if end == "last" else "sum(stack)"
    body = """
        stack = []
        for token in $source.split():
            if token not in ("$one", "$two"):
                stack.append(int(token))
                continue
            if len(stack) < 2:
                $stop
            # The top of the pile is the second operand.
            b = stack.pop()
            a = stack.pop()
            stack.append($first if token == "$one" else $second)
        return $result
        """
    table = dict(zip(signs, (_OPERATIONS[name] for name in names), strict=True))

    def oracle(text: str) -> int | None:
        pile: tuple[int, ...] = ()
        for token in text.split():
            if token.lstrip("-").isdigit():
                pile = (*pile, int(token))
            elif len(pile) >= 2:
                pile = (*pile[:-2], table[token](pile[-2], pile[-1]))
            elif short[1] == "break":
                break
        return sum(pile) if end == "sum" else next(reversed(pile), missing)

    does = [first, second]
    shown = (
        f"the number on top of the pile ({missing} if it is empty)"
        if end == "last"
        else "the sum of the pile (0 if it is empty)"
    )
    return Task(
        name=draw.one("run", "evaluate", "work_off", f"run_{source}"),
        parameters={source: "str"},
        returns="int | None" if end == "last" and missing is None else "int",
        statement=draw.one(
            f"Read the parts of `{source}`, separated by spaces, from left to right. A number is put on top of a pile. "
            f"'{signs[0]}' takes the top number b and the next number a off and puts `{does[0]}` on the pile; "
            f"'{signs[1]}' does the same with `{does[1]}`. A sign with fewer than two numbers on the pile {short[0]}. "
            f"Return {shown} at the end.",
            f"A calculator keeps a pile of numbers. Numbers in `{source}` go on top; the sign '{signs[0]}' replaces "
            f"the two top ones, a and above it b, by `{does[0]}`, and '{signs[1]}' by `{does[1]}`. If there are fewer "
            f"than two, the sign {short[0]}. Parts are separated by spaces. Return {shown} when all is done.",
        ),
        body=code(
            body, source=source, one=signs[0], two=signs[1], first=first, second=second, stop=short[1], result=result
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                f"{draw.integer(1, 9)} {draw.integer(1, 9)} {draw.one(*signs)} {draw.integer(1, 9)} {draw.one(*signs)}",
            ),
            *(
                ("",),
                ("5",),
                (f"7 3 {signs[0]}",),
                (f"7 3 {signs[1]}",),
                (f"4 {signs[0]} 6 2 {signs[1]}",),
                (signs[1],),
            ),
            *((f"1 2 3 {signs[0]}",), (f"9 8 7 {signs[1]} {signs[0]}",), (f"3 8 {signs[0]} 5",)),
            number=12,
        ),
    )
