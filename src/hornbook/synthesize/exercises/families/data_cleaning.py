"""Cleaning data: numbers that are missing or wrong."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS


@family
def fill_gaps(draw: Draw) -> Task:
    """Missing numbers replaced by a number, a neighbour, or something worked out."""
    theme, number = draw.one(*NUMBERS), draw.integer(-9, 99)
    words, body = draw.one(
        (f"by {number}", f"return [{number} if $item is None else $item for $item in $many]"),
        (
            f"by the nearest known one before it, or by {number} if there is none",
            f"""
        filled = []
        last = {number}
        for $item in $many:
            if $item is not None:
                last = $item
            filled.append(last)
        return filled
        """,
        ),
        (
            f"by the nearest known one after it, or by {number} if there is none",
            f"""
        filled = []
        following = {number}
        for $item in reversed($many):
            if $item is not None:
                following = $item
            filled.append(following)
        return filled[::-1]
        """,
        ),
        (
            f"by the largest of the known ones, or by {number} if none is known",
            f"""
        known = [$item for $item in $many if $item is not None]
        largest = max(known, default={number})
        return [largest if $item is None else $item for $item in $many]
        """,
        ),
        (
            f"by the smallest of the known ones, or by {number} if none is known",
            f"""
        known = [$item for $item in $many if $item is not None]
        smallest = min(known, default={number})
        return [smallest if $item is None else $item for $item in $many]
        """,
        ),
        (
            f"by the mean of the known ones, rounded down to a whole number, or by {number} if none is known",
            f"""
        known = [$item for $item in $many if $item is not None]
        mean = sum(known) // len(known) if known else {number}
        return [mean if $item is None else $item for $item in $many]
        """,
        ),
    )

    def oracle(values: list[int | None]) -> list[int]:
        known = sorted(value for value in values if value is not None)
        filled = []
        for place, value in enumerate(values):
            before = [v for v in values[:place] if v is not None]
            after = [v for v in values[place:] if v is not None]
            if "before" in words:
                stand_in = [number, *before][-1]
            elif "after" in words:
                stand_in = [*after, number][0]
            elif not known or "known" not in words:
                stand_in = number
            else:
                stand_in = (
                    known[-1]
                    if "largest" in words
                    else known[0]
                    if "smallest" in words
                    else int(sum(known) / len(known) // 1)
                )
            filled.append(stand_in if value is None else value)
        return filled

    def make() -> tuple[list[int | None]]:
        return ([None if draw.chance(0.4) else draw.integer(theme.low, theme.high) for _ in range(draw.integer(3, 5))],)

    return Task(
        name=draw.one("fill", "complete", "fill_gaps_in", "repair") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[int | None]"},
        returns="list[int]",
        statement=draw.one(
            f"Some of the {theme.plural} are missing and given as None. Return a new list in which every None is "
            f"replaced {words}.",
            f"Fill the gaps in a list of {theme.plural}: replace each None {words}. The other items stay as they are.",
            f"A sensor that reports {theme.plural} sometimes sends None. Before the data are used, every None is "
            f"replaced {words}. Return the repaired list.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ([],),
            ([None, None],),
            ([None, 4, None, None, 9, None],),
            ([0, None, -7],),
            ([8, 3],),
            ([None, 5, 2, None, 1],),
        ),
    )


@family
def clip(draw: Draw) -> Task:
    """Numbers outside limits cut off, dropped, marked or counted."""
    theme = draw.one(*NUMBERS)
    low = draw.integer(theme.low, theme.high - 4)
    high = low + draw.integer(3, 30)
    choices: list[tuple[str, str, str, Callable[..., Plain]]] = [
        (
            f"put {low} for everything below {low} and {high} for everything above {high}",
            "list[int]",
            f"[min(max($item, {low}), {high}) for $item in $many]",
            lambda xs: [sorted([low, x, high])[1] for x in xs],
        ),
        (
            f"leave out everything below {low} or above {high}",
            "list[int]",
            f"[$item for $item in $many if {low} <= $item <= {high}]",
            lambda xs: [x for x in xs if x in range(low, high + 1)],
        ),
        (
            f"put None for everything below {low} or above {high}",
            "list[int | None]",
            f"[$item if {low} <= $item <= {high} else None for $item in $many]",
            lambda xs: [x if x in range(low, high + 1) else None for x in xs],
        ),
        (
            f"keep only what lies below {low} or above {high}",
            "list[int]",
            f"[$item for $item in $many if $item < {low} or $item > {high}]",
            lambda xs: [x for x in xs if x not in range(low, high + 1)],
        ),
    ]
    words, kind, expression, apply = draw.one(*choices)
    count = draw.chance(0.3)
    body = code(
        """
        cleaned = $expression
        return cleaned, sum(1 for old, new in zip($many, cleaned) if old != new)
        """
        if count and "put" in words
        else """
        cleaned = $expression
        return cleaned, len($many) - len(cleaned)
        """
        if count
        else "return $expression",
        expression=expression,
        many="$many",
    )

    def oracle(values: list[int]) -> Plain:
        cleaned = apply(values)
        outside = len([value for value in values if value not in range(low, high + 1)])
        changed = len(values) - outside if "keep only" in words else outside
        return (cleaned, changed) if count else cleaned

    asked = (
        f"Return a tuple of the new list and how many {theme.plural} were {'changed' if 'put' in words else 'left out'}"
        if count
        else "Return the new list"
    )
    return Task(
        name=draw.one("clean", "tidy", "limit", "check") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns=f"tuple[{kind}, int]" if count else kind,
        statement=draw.one(
            f"Go through the {theme.plural} in order and {words}. {asked}; {low} and {high} themselves lie within the "
            "limits.",
            f"Sensible {theme.plural} lie between {low} and {high}, both included. From a list, {words}, without "
            f"changing the order. {asked}.",
            f"A meter has faults, and its {theme.plural} are believed only from {low} to {high} (both included). For "
            f"the report, {words}. {asked}.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(low - 6, high + 6), 3, 5),),
            ([],),
            ([low, high],),
            ([low - 1, high + 1],),
            ([high, low + 1, low - 2, high - 1, high + 2, low],),
            ([low - 5, low, low - 1],),
        ),
    )
