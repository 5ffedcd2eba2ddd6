"""Cleaning data: numbers out of strings."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS


@family
def to_one_unit(draw: Draw) -> Task:
    """Amounts written with units, brought to the smallest of them."""
    many, small, units = draw.one(
        ("lengths", "mm", {"mm": 1, "cm": 10, "m": 1000}),
        ("weights", "g", {"g": 1, "kg": 1000, "t": 1_000_000}),
        ("times", "s", {"s": 1, "min": 60, "h": 3600}),
        ("volumes", "ml", {"ml": 1, "cl": 10, "l": 1000}),
        ("prices", "p", {"p": 1, "GBP": 100}),
        ("sizes", "KB", {"KB": 1, "MB": 1000, "GB": 1_000_000}),
        ("spans", "h", {"h": 1, "d": 24, "w": 168}),
        ("counts", "pc", {"pc": 1, "doz": 12, "gr": 144}),
    )
    gap, kind = draw.one(" ", ""), draw.one("list", "sum", "largest", "list")
    bad = draw.one(None, 0, -1)
    rates = ", ".join(f"1 {unit} is {size} {small}" for unit, size in units.items() if size > 1)
    unit_names = ", ".join(units)
    end = {"list": "amounts", "sum": "sum(amounts)", "largest": "max(amounts, default=0)"}[kind]
    skip = bad is None
    otherwise = "" if skip else f"\n            else:\n                amounts.append({bad})"
    split = "text.split()" if gap else 're.fullmatch(r"([0-9]+)([A-Za-z]+)", text).groups()'
    body = f"""
        units = {units}
        amounts = []
        for text in $many:
            number, unit = {split}
            if unit in units:
                amounts.append(int(number) * units[unit]){otherwise}
        return {end}
        """
    fate = "is left out" if skip else f"counts as {bad} {small}"

    def oracle(texts: list[str]) -> list[int] | int:
        amounts: list[int] = []
        for text in texts:
            digits = "".join(c for c in text if c.isdigit())
            unit = text[len(digits) :].strip()
            if unit in units or not skip:
                amounts.append(sum([units[unit]] * int(digits)) if unit in units else bad or 0)
        return amounts if kind == "list" else sum(amounts) if kind == "sum" else sorted(amounts)[-1] if amounts else 0

    def make() -> tuple[list[str]]:
        return ([f"{draw.integer(1, 40)}{gap}{draw.one(*units, *units, 'x')}" for _ in range(draw.integer(2, 4))],)

    asked = {
        "list": f"the list of all amounts in {small}",
        "sum": f"their sum in {small}",
        "largest": f"the largest of them in {small}, or 0 if there are none",
    }[kind]
    return Task(
        name=draw.one("read", "convert", "unify", "normalise") + f"_{many}",
        parameters={many: "list[str]"},
        returns="list[int]" if kind == "list" else "int",
        statement=draw.one(
            f"`{many}` holds strings like '12{gap}{list(units)[1]}': a whole number, "
            f"{'a space' if gap else 'directly followed by'}{' and' if gap else ''} a unit. Units are {unit_names}; "
            f"{rates}. Return {asked}. Anything with another unit {fate}.",
            f"People have written {many} in different units ({unit_names}), as in '3{gap}{small}' or "
            f"'12{gap}{list(units)[1]}'. Return {asked}. Remember that {rates}. An entry with a unit that is not among "
            f"these {fate}.",
            f"Bring {many} to one unit. Each is a string of a whole number and a unit, with "
            f"{'one space' if gap else 'nothing'} in between. Known units are {unit_names}, where {rates}. Return "
            f"{asked}; whatever has an unknown unit {fate}.",
        ),
        body=code(body, many=many),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ([],),
            ([f"7{gap}{unit}" for unit in units],),
            ([f"5{gap}zz", f"2{gap}{small}"],),
            ([f"1{gap}{small}", f"0{gap}{list(units)[-1]}"],),
            ([f"3{gap}q"],),
            ([f"10{gap}{list(units)[-1]}", f"25{gap}{list(units)[1]}"],),
        ),
        imports=() if gap else ("import re",),
    )


@family
def read_numbers(draw: Draw) -> Task:
    """Whole numbers out of strings of which some are none."""
    theme = draw.one(*NUMBERS)
    low, default = theme.low, draw.one(None, 0, -1, "drop", "drop")
    mark = draw.one("n/a", "-", "?", "none", "x", "nil", "unknown", "")
    unit = draw.one("", "", "%", " EUR", " kg", " km", " pts", "+")
    strip = f".removesuffix({unit!r})" if unit else ""
    drop = default == "drop"
    otherwise = "" if drop else f"\n            else:\n                result.append({default})"
    body = draw.one(
        f"""
        result = []
        for text in $many:
            text = text.strip(){strip}
            if text != {mark!r}:
                result.append(int(text)){otherwise}
        return result
        """,
        f"""
        cleaned = [text.strip(){strip} for text in $many]
        return [int(text) for text in cleaned if text != {mark!r}]
        """
        if drop
        else f"""
        cleaned = [text.strip(){strip} for text in $many]
        return [{default} if text == {mark!r} else int(text) for text in cleaned]
        """,
    )
    shown = "an empty string" if mark == "" else repr(mark)
    fate = "are left out" if drop else f"become {default}"

    def oracle(texts: list[str]) -> list[Plain]:
        found = [re.search(r"-?[0-9]+", text) for text in texts]
        return [int(match[0]) if match else default for match in found if match or not drop]

    def text() -> str:
        plain = str(draw.integer(low, theme.high)) + draw.one(unit, unit, "")
        return draw.one(plain, f" {plain}", f"{plain} ", mark, plain)

    after = f" A number may be followed by {unit!r}." if unit else ""
    return Task(
        name=draw.one("read", "parse", "numbers_from", "clean") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[str]"},
        returns="list[int]" if drop or default is not None else "list[int | None]",
        statement=draw.one(
            f"The {theme.plural} were read from a file as strings, some with spaces at the ends. Return them as whole "
            f"numbers. Entries that are {shown} apart from such spaces {fate}.{after}",
            "Turn a list of strings into whole numbers. Spaces around them do not matter, and strings that are then "
            f"{shown} {fate}.{after}",
            f"A form asked for {theme.plural}; who did not know wrote {'nothing' if mark == '' else repr(mark)}. "
            f"Return the answers as integers, where unknown ones {fate}. There may be spaces before and after each "
            f"answer.{after}",
        ),
        body=code(body, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([text() for _ in range(draw.integer(3, 4))],),
            ([],),
            ([mark],),
            ([f" {mark} ", f"7{unit}", "-3"],),
            ([f"12{unit} ", f" 40{unit}", "0", mark, "05"],),
            ([f"{low}{unit}", str(low)],),
            (["8", mark, mark, "9"],),
        ),
    )
