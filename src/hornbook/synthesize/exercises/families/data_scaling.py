"""Cleaning data: numbers held against the middle or brought to a scale."""

from collections.abc import Callable
from statistics import median

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS


@family
def odd_ones_out(draw: Draw) -> Task:
    """Numbers far from the middle dropped, found or counted."""
    theme, factor = draw.one(*NUMBERS), draw.integer(2, 12)
    relative = theme.low >= 0 and draw.chance(0.4)
    far = f"$item > {factor} * middle" if relative else f"abs($item - middle) > {factor}"
    words = f"greater than {factor} times the median" if relative else f"more than {factor} away from the median"
    kind, asked, body = draw.one(
        (
            "list[int]",
            f"Return the {theme.plural} without the outliers, in order",
            f"return [$item for $item in $many if not {far}]",
        ),
        ("list[int]", "Return the outliers, in order", f"return [$item for $item in $many if {far}]"),
        ("int", "Return how many outliers there are", f"return sum(1 for $item in $many if {far})"),
        (
            "list[int]",
            "Return the indices of the outliers",
            f"return [index for index, $item in enumerate($many) if {far}]",
        ),
        (
            "list[bool]",
            f"Return a list with True for every outlier and False for every other {theme.singular}",
            f"return [{far} for $item in $many]",
        ),
    )
    guard = {"int": "0"}.get(kind, "[]")
    even = draw.chance(0.5)
    opening = f"""
        if not $many:
            return {guard}
        middle = {"median($many)" if even else "sorted($many)[len($many) // 2]"}
        """

    def oracle(values: list[int]) -> Plain:
        if not values:
            return 0 if kind == "int" else []
        order = sorted(values)
        middle = median(order) if even else order[len(order) // 2]
        flags = [value > factor * middle if relative else not -factor <= value - middle <= factor for value in values]
        if kind == "int":
            return flags.count(True)
        if kind == "list[bool]":
            return flags
        if "indices" in asked:
            return [place for place, flag in enumerate(flags) if flag]
        return [value for value, flag in zip(values, flags, strict=True) if flag != ("without" in asked)]

    rule = (
        "the middle one when they are sorted, or the mean of the two middle ones"
        if even
        else "the middle one when they are sorted, or the larger of the two middle ones"
    )
    start = max(theme.low, 2)
    many = (
        [start, start, start, start + factor, start + factor + 1, start - factor, start - factor - 1]
        if not relative
        else [start, start, start, factor * start, factor * start + 1, factor * start - 1, 0]
    )
    return Task(
        name=draw.one("outliers_in", "odd_ones_in", "suspicious", "check") + f"_{theme.parameter}"
        if "without" not in asked
        else f"usual_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns=kind,
        statement=draw.one(
            f"Among the {theme.plural}, outliers are those {words} ({rule}). {asked}.",
            f"The median of {theme.plural} is {rule}. Call each {theme.singular} that is {words} an outlier. {asked}. "
            "In an empty list there are none.",
            f"An inspector looks at {theme.plural} and calls each one that is {words} an outlier. The median is "
            f"{rule}. {asked}.",
        ),
        body=code(opening + body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                [*draw.several(lambda: start + draw.integer(0, 2 * factor), 3, 4), start + draw.integer(2, 5) * factor],
            ),
            ([],),
            (many,),
            ([*many[::-1], start, start],),
            ([start] * 2,),
            ([start, start + 1, start + 1 + factor, start + 2 + factor],),
            ([start + 3 * factor, start],),
            ([start, start + 40 * factor, start, start],),
        ),
        imports=("from statistics import median",) if even else (),
    )


@family
def scale(draw: Draw) -> Task:
    """Numbers brought to a scale, or to their distance from the middle."""
    theme, top, digits = draw.one(*NUMBERS), draw.one(5, 10, 50, 100, 1000), draw.integer(1, 3)
    choices: list[tuple[str, str, Callable[..., Plain]]] = [
        (
            f"scaled so that the smallest becomes 0 and the largest {top}, evenly in between",
            f"""
        low, high = min($many), max($many)
        if low == high:
            return [0.0 for _ in $many]
        return [round(($item - low) / (high - low) * {top}, {digits}) for $item in $many]
        """,
            lambda x, xs: (x - min(xs)) / ((max(xs) - min(xs)) or 1) * top,
        ),
        (
            "given as their distance from the mean of all, negative below it",
            f"""
        mean = sum($many) / len($many)
        return [round($item - mean, {digits}) for $item in $many]
        """,
            lambda x, xs: x - sum(xs) / len(xs),
        ),
        (
            f"given as their shares of the sum of all, times {top}",
            f"""
        total = sum($many)
        if total == 0:
            return [0.0 for _ in $many]
        return [round($item / total * {top}, {digits}) for $item in $many]
        """,
            lambda x, xs: x / sum(xs) * top if sum(xs) else 0,
        ),
        (
            f"given as multiples of the largest absolute value among them, times {top}",
            f"""
        largest = max(abs($item) for $item in $many)
        if largest == 0:
            return [0.0 for _ in $many]
        return [round($item / largest * {top}, {digits}) for $item in $many]
        """,
            lambda x, xs: x / (sorted(map(abs, xs))[-1] or 1) * top,
        ),
    ]
    words, body, apply = draw.one(*choices)
    guard = """
        if not $many:
            return []"""
    flat = (
        " If all are equal, every result is 0.0."
        if "smallest" in words
        else " If all are 0, every result is 0.0."
        if "absolute" in words
        else " If the sum is 0, every result is 0.0."
        if "shares" in words
        else ""
    )
    places = f"{digits} decimal {'place' if digits == 1 else 'places'}"
    return Task(
        name=draw.one("scale", "rescale", "normalise", "centre" if "distance" in words else "level")
        + f"_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns="list[float]",
        statement=draw.one(
            f"Return the {theme.plural} {words}, each rounded to {places}.{flat} An empty list gives an empty list.",
            f"For a comparison, {theme.plural} are {words}. Return this list, with every number rounded to {places}; "
            f"it is empty if there are no {theme.plural}.{flat}",
            f"A chart does not show the {theme.plural} themselves: they are {words}. Return what the chart shows, "
            f"rounded to {places}.{flat} Without {theme.plural} it shows nothing.",
        ),
        body=code(guard + body, item=theme.item, many=theme.parameter),
        oracle=lambda xs: [round(float(apply(x, xs)), digits) for x in xs],
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(theme.low, theme.high), 2, 4),),
            ([],),
            ([7],),
            ([4, 4, 4],),
            ([0, 0],),
            ([1, 2, 4, 8],),
            ([-3, 0, 4, 10, -7],),
            ([0, 7, 1],),
        ),
    )
