"""Lists: places that depend on the other items."""

from bisect import bisect_left, bisect_right

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS


@family
def place_of_extreme(draw: Draw) -> Task:
    """Where the largest or smallest number stands, first or last, within the first or last part of the list."""
    theme, largest, last, skipped = draw.one(*NUMBERS), draw.chance(0.5), draw.chance(0.5), draw.integer(1, 4)
    word, sign, pick = ("largest", ">", "max") if largest else ("smallest", "<", "min")
    end = "last" if last else "first"
    body = draw.one(
        f"""
        best = None
        for index, $item in enumerate($many):
            if index >= {skipped} and (best is None or $item {sign}{"=" if last else ""} $many[best]):
                best = index
        return -1 if best is None else best
        """,
        f"""
        places = range({skipped}, len($many))
        return {pick}({"reversed(places)" if last else "places"}, key=lambda index: $many[index], default=-1)
        """,
    )

    def oracle(values: list[int]) -> int:
        pairs = [(value if largest else -value, i if last else -i) for i, value in enumerate(values)][skipped:]
        return abs(max(pairs)[1]) if pairs else -1

    low = theme.low
    leave = "the first item" if skipped == 1 else f"the first {skipped} items"
    return Task(
        name=draw.one("index", "place", "position") + f"_of_{word}_{theme.item}",
        parameters={theme.parameter: "list[int]"},
        returns="int",
        statement=draw.one(
            f"Leave {leave} of the list out of account. Return the index, in the whole list, of the {word} of the "
            "other "
            f"{theme.plural}; if it occurs several times, take its {end} place. Return -1 if no others are left.",
            f"From index {skipped} on, find the {word} {theme.singular} and return its index in the list. Among equal "
            "ones "
            f"the {end} counts. A list that is too short gives -1.",
            f"In a race against the clock {leave} of the list {'was' if skipped == 1 else 'were'} a test and must be "
            "ignored. "
            f"Where does the {word} of the remaining {theme.plural} stand? Return its index in the complete list (its "
            f"{end} "
            "one where there are several), or -1 if nothing remains.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([low + draw.integer(0, 5) for _ in range(skipped + draw.integer(3, 6))],),
            ([],),
            ([low] * (skipped + 1),),
            ([low + 1] * (skipped + 1) + [low, low + 2],),
            ([low + 1] * skipped + [low + 3, low + 1, low + 2],),
            ([low + 1] * skipped + [low, low + 1, low + 1],),
            ([low] * skipped,),
            ([low + 9, low, *[low + 4] * skipped],),
            ([low, low + 9, *[low + 3] * skipped, low + 3],),
        ),
    )


@family
def place_to_insert(draw: Draw) -> Task:
    """Where a number would go in a sorted list."""
    theme, before, first, down = draw.one(*NUMBERS), draw.chance(0.5), draw.one(0, 1), draw.chance(0.4)
    sign = {(False, True): "<", (False, False): "<=", (True, True): ">", (True, False): ">="}[down, before]
    plus = f" + {first}" if first else ""
    side = "before" if before else "behind"
    loop = f"""
        place = {first}
        for $item in $many:
            if $item {sign} new:
                place += 1
        return place
        """
    tool = f"bisect_{'left' if before else 'right'}"
    body = draw.one(
        loop,
        f"return sum(1 for $item in $many if $item {sign} new){plus}",
        loop if down else f"return {tool}($many, new){plus}",
    )

    def oracle(values: list[int], new: int) -> int:
        if down:
            return len(values) - (bisect_right if before else bisect_left)(values[::-1], new) + first
        return [*values, new].index(new) + first if before and new in values else bisect_right(values, new) + first

    def make() -> tuple[list[int], int]:
        values = sorted((theme.low + draw.integer(0, 12) for _ in range(draw.integer(3, 7))), reverse=down)
        return values, draw.one(draw.one(*values), theme.low + draw.integer(-1, 13))

    order = "descending" if down else "ascending"
    return Task(
        name=draw.one("place_for_new", "insertion_place_of", "rank_of_new") + f"_{theme.item}",
        parameters={theme.parameter: "list[int]", "new": "int"},
        returns="int",
        statement=draw.one(
            f"The {theme.plural} are in {order} order. Return the place at which `new` would have to be inserted to "
            "keep "
            f"that order, {side} any equal ones. The first place is {first}.",
            f"Given a list of {theme.plural} sorted in {order} order, at which place (counted from {first}) would "
            "`new` "
            f"stand if it were put in, {side} those equal to it?",
            f"People queue by their {theme.plural}, in {order} order. Someone with {theme.singular} `new` joins and "
            "stands "
            f"{side} everybody with the same {theme.singular}. Return the newcomer's place; the first place in the "
            "queue "
            f"has number {first}.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(make, ([], 5), ([7, 7, 7], 7), ([3, 2] if down else [2, 3], 3), ([4], 9), ([4], 1)),
        imports=(f"from bisect import {tool}",) if "bisect" in body else (),
    )
