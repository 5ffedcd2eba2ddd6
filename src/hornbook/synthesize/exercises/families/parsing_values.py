"""Parsing: single values such as durations, versions, squares of a board, amounts and names."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


@family
def numbers_in_text(draw: Draw) -> Task:
    """All numbers that stand somewhere in a text."""
    source, form, minus = (
        draw.one("note", "message", "report", "line", "letter", "recipe", "diary"),
        draw.integer(0, 4),
        draw.chance(0.5),
    )
    none, digits = draw.one(-1, 0, None), draw.chance(0.3)
    least = draw.integer(2, 3)
    pattern = ("-?" if minus else "") + (f"\\d{{{least},}}" if digits else "\\d+")
    either = "int | None" if none is None else "int"
    returns, wanted, result = (
        ("list[int]", "a list of them, in their order", "numbers"),
        ("int", "their sum (0 if there are none)", "sum(numbers)"),
        (either, f"the largest of them, or {none} if there are none", f"max(numbers, default={none})"),
        (either, f"the smallest of them, or {none} if there are none", f"min(numbers, default={none})"),
        ("int", "how many different ones there are", "len(set(numbers))"),
    )[form]
    body = draw.one(
        """
        numbers = [int(digits) for digits in re.findall(r"$pattern", $source)]
        return $result
        """,
        """
        numbers = []
        for match in re.finditer(r"$pattern", $source):
            numbers.append(int(match.group()))
        return $result
        """,
    )

    def oracle(text: str) -> object:
        numbers, digit_run = [], ""
        for i, char in enumerate(text + " "):
            if char in "0123456789":
                digit_run += char
            elif digit_run:
                sign = -1 if minus and text[: i - len(digit_run)].endswith("-") else 1
                numbers += [sign * int(digit_run)] if len(digit_run) >= (least if digits else 1) else []
                digit_run = ""
        ends = (max(numbers), min(numbers)) if numbers else (none, none)
        return (numbers, sum(numbers), *ends, len({*numbers}))[form]

    sign = (
        "A '-' directly before the digits makes a number negative."
        if minus
        else "Signs do not matter: all numbers are taken as positive."
    )
    short = f" Rows of fewer than {least} digits are ignored." if digits else ""
    return Task(
        name=draw.one("numbers_in", f"{source}_numbers", "find_numbers", "read_numbers"),
        parameters={source: "str"},
        returns=returns,
        statement=draw.one(
            f"Find the whole numbers in the {source}: each unbroken row of digits is one, whatever stands around it. "
            f"{sign}{short} Return {wanted}.",
            f"The {source} contains text and whole numbers (rows of digits). {sign}{short} Collect the numbers and "
            f"return {wanted}.",
            f"Somebody has mixed numbers into a {source}, such as 'row 12, seat 7'. A number is a row of digits "
            f"without a gap. {sign}{short} Return {wanted}.",
        ),
        body=code(body, source=source, pattern=pattern, result=result),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                f"{draw.word()} {draw.integer(-20, 99)} {draw.word()}{draw.integer(100, 300)}, {draw.integer(0, 9)}",
            ),
            *(("",), ("none here",), ("12",), ("a1b22c333-4444",), ("5-10 5",), ("-7 -77 -777",), ("007 07",)),
        ),
        imports=("import re",),
    )


@family
def duration(draw: Draw) -> Task:
    """A duration such as 1h20m becomes a number."""
    source, units = draw.one(
        ("duration", {"d": 1440, "h": 60, "m": 1}),
        ("duration", {"h": 3600, "m": 60, "s": 1}),
        ("length", {"km": 1000, "m": 1}),
        ("weight", {"t": 1000, "kg": 1}),
        ("period", {"y": 360, "mo": 30, "d": 1}),
        ("price", {"g": 100, "s": 10, "c": 1}),
    )
    smallest = {1440: "minutes", 3600: "seconds", 1000: "metres", 360: "days", 100: "copper coins"}[max(units.values())]
    smallest = "kilograms" if source == "weight" else smallest
    limit, sign = draw.one(0, 0, draw.integer(20, 5000)), draw.chance(0.4)
    table = str(units).replace("'", '"')
    pattern = r"(\d+)(" + "|".join(sorted(units, key=len, reverse=True)) + ")"
    body = draw.one(
        """
        total = 0
        for number, unit in re.findall(r"$pattern", $source):
            total += int(number) * $table[unit]$minus
        return $total
        """,
        """
        sizes = $table
        total, number, unit = 0, "", ""
        for char in $source:
            # A digit behind a unit starts the next part.
            if char.isdigit() and unit:
                total += int(number) * sizes[unit]
                number, unit = char, ""
            elif char.isdigit():
                number += char
            elif char.isalpha():
                unit += char
        total += int(number) * sizes[unit]$minus
        return $total
        """,
    )

    def oracle(text: str) -> int:
        value = sum(
            int(n) * units[u]
            for n, u in zip(re.split("[^0-9]+", text.strip("-"))[:-1], re.split("[0-9]+", text)[1:], strict=True)
        )
        value = -value if sign and text.startswith("-") else value
        return sorted([value, limit])[0] if limit else value

    sizes = ", ".join(f"'{unit}' is {size}" for unit, size in units.items())
    low, *_ = reversed(units)
    sample = "".join(f"{draw.integer(1, 9)}{unit}" for unit in units)
    minus = " A '-' at the very start makes the whole negative." if sign else ""
    at_most = f" The result is never more than {limit}." if limit else ""
    return Task(
        name=draw.one(f"parse_{source}", f"{source}_in_{smallest.split()[-1]}", f"read_{source}"),
        parameters={source: "str"},
        returns="int",
        statement=draw.one(
            f"Turn a {source} such as '{sample}' into {smallest}. It has one or more whole numbers, each followed by "
            f"its unit. In {smallest}, {sizes}.{minus}{at_most}",
            f"Return how many {smallest} the {source} has, for example {oracle(sample)} for '{sample}'. Its parts are "
            f"whole numbers with units behind them, where {sizes}.{minus}{at_most}",
            f"People type a {source} like '{sample}' or '15{low}'. The units count in {smallest}: {sizes}. Return the "
            f"{source} in {smallest}.{minus}{at_most}",
        ),
        body=code(
            body,
            source=source,
            table=table,
            pattern=pattern,
            minus=f'\nif {source}.startswith("-"):\n    total = -total' if sign else "",
            total=f"min(total, {limit})" if limit else "total",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                "".join(
                    f"{draw.integer(1, 30)}{unit}" for unit in draw.sample(list(units), draw.integer(1, len(units)))
                ),
            ),
            *((f"0{low}",), (f"2{low}",), (f"{max(limit, 1)}{low}",), (f"{limit + 1}{low}",), (sample,)),
            *((("-" * sign) + sample,), (f"{'-' * sign}7{low}",), (f"10{low}2{low}",)),
        ),
        imports=("import re",) if "re.f" in body else (),
    )


@family
def board_squares(draw: Draw) -> Task:
    """A square such as C7 becomes a column and a row."""
    what, start = draw.one("square", "seat", "cell", "field", "locker"), draw.one(0, 1)
    row_first, columns = draw.chance(0.4), draw.integer(6, 26)
    last = chr(64 + columns)
    body = (
        """
        # The codes of letters follow the alphabet.
        column = ord($what[0].upper()) - ord("A")$plus
        row = int($what[1:])$minus
        return $order
        """,
        """
        letter, number = $what[0].upper(), int($what[1:])
        column = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(letter)$plus
        return $order_number
        """,
    )[draw.integer(0, 1)]
    order = ("row", "column") if row_first else ("column", "row")

    def oracle(text: str) -> tuple[int, int]:
        column, row = int(text[0], 36) - 10 + start, int(text[1:]) - 1 + start
        return (row, column) if row_first else (column, row)

    row = "number" if start else "number - 1"
    sample = f"{chr(65 + draw.integer(0, columns - 1))}{draw.integer(1, 12)}"
    count = "counted from 1" if start else "counted from 0, so that 'A1' gives (0, 0)"
    return Task(
        name=draw.one(f"parse_{what}", f"locate_{what}", f"{what}_position"),
        parameters={what: "str"},
        returns="tuple[int, int]",
        statement=draw.one(
            f"A {what} is named by a letter from A to {last} for the column (small or capital) and a number from 1 on "
            f"for the row, such as '{sample}'. Return the pair ({order[0]}, {order[1]}), both {count}.",
            f"Return where the {what} `{what}` lies as a tuple of {order[0]} and {order[1]}, {count}. Its name has a "
            f"letter (A to {last}, in either case) for the column and the number of the row, first row 1: '{sample}' "
            f"gives {oracle(sample)}.",
            f"On a plan with columns A to {last} and rows 1, 2 and so on, a {what} is called '{sample}' or "
            f"'{sample.lower()}', for example. Return its {order[0]} and {order[1]} as two whole numbers in a tuple, "
            f"{count}.",
        ),
        body=code(
            body,
            what=what,
            plus=" + 1" if start else "",
            minus="" if start else " - 1",
            order=", ".join(order),
            order_number=", ".join(row if part == "row" else part for part in order),
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (f"{chr(65 + draw.integer(0, columns - 1))}{draw.integer(1, 30)}",),
            ("A1",),
            ("b10",),
            (f"{last}9",),
            (f"{last.lower()}1",),
            ("c3",),
        ),
    )
