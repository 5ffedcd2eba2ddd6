"""Lists: keeping items by where they stand and what stands around them."""

import operator

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS, TEXTS, WORDS, Theme

_SHORT = [word for word in WORDS if len(word) <= 4]


def _numbers(draw: Draw, theme: Theme, low: int = 3, high: int = 9) -> list[int]:
    """Some numbers as the theme has them."""
    return draw.several(lambda: draw.integer(theme.low, theme.high), low, high)


@family
def while_it_lasts(draw: Draw) -> Task:
    """The leading items up to the first that breaks a bound, or what follows them."""
    theme = draw.one(*NUMBERS)
    bound = draw.integer(theme.low + 1, theme.high - 1)
    size, sign, compare = draw.one(("at most", "<=", operator.le), ("at least", ">=", operator.ge))
    kept, body = draw.one(
        (
            True,
            """
            result = []
            for $item in $many:
                if not $item $sign $bound:
                    break
                result.append($item)
            return result
            """,
        ),
        (True, "return list(takewhile(lambda $item: $item $sign $bound, $many))"),
        (
            False,
            """
            start = 0
            while start < len($many) and $many[start] $sign $bound:
                start += 1
            return $many[start:]
            """,
        ),
        (False, "return list(dropwhile(lambda $item: $item $sign $bound, $many))"),
    )
    tool = "takewhile" if kept else "dropwhile"
    end = f"the first {theme.singular} that is not {size} {bound}"
    fine = [bound + step if sign == ">=" else bound - step for step in range(1, 9)]

    def oracle(values: list[int]) -> list[int]:
        broken = [place for place, value in enumerate(values) if not compare(value, bound)]
        place = broken[0] if broken else len(values)
        return values[:place] if kept else values[place:]

    return Task(
        name=draw.one("leading", "opening") + f"_{theme.parameter}" if kept else f"after_leading_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns="list[int]",
        statement=draw.one(
            f"Return the {theme.plural} that stand before {end}; if there is none such, return all of them.",
            f"A gate stays open while the {theme.plural} that come along are {size} {bound}. At the first other one it "
            "closes for good. Return what has passed the gate, in order.",
        )
        if kept
        else draw.one(
            f"Return the list from {end} on, that one included; if there is none such, return an empty list.",
            f"Drop the {theme.plural} at the start of the list as long as they are {size} {bound}. As soon as one is "
            "not, "
            "keep it and everything behind it.",
            f"An alarm sleeps while the {theme.plural} that come in are {size} {bound}. The first other one wakes it, "
            "and "
            "from then on it records everything, that first one included. Return what it has recorded.",
        ),
        body=code(body, item=theme.item, many=theme.parameter, sign=sign, bound=bound),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.sample(fine, 2) + [bound] * draw.integer(0, 1) + _numbers(draw, theme, 1, 3) + [bound],),
            ([],),
            ([bound, bound - 1, bound, bound + 1],),
            ([bound, bound + 1, bound - 1, bound],),
            ([bound - 1, bound, bound + 1],),
            ([bound + 1, bound, bound - 1],),
        ),
        imports=(f"from itertools import {tool}",) if tool in body else (),
    )


@family
def every_nth(draw: Draw) -> Task:
    """Each n-th item from some place on."""
    theme, step, start = draw.one(*NUMBERS, *TEXTS), draw.integer(2, 5), draw.integer(0, 4)
    kind = "str" if theme in TEXTS else "int"
    body = draw.one(
        f"return $many[{start}::{step}]" if start else f"return $many[::{step}]",
        f"return [$many[index] for index in range({start}, len($many), {step})]",
        f"""
        result = []
        index = {start}
        while index < len($many):
            result.append($many[index])
            index += {step}
        return result
        """,
    )
    places = f"{start}, {start + step}, {start + 2 * step} and so on, {step} further each time"

    def make(low: int, high: int) -> tuple[list[int] | list[str]]:
        return (
            draw.several(lambda: draw.one(*_SHORT), low, high) if kind == "str" else _numbers(draw, theme, low, high),
        )

    return Task(
        name=draw.one("every_nth", "thin_out", "some", "sample") + f"_{theme.parameter}",
        parameters={theme.parameter: f"list[{kind}]"},
        returns=f"list[{kind}]",
        statement=draw.one(
            f"Return the {theme.plural} at the indices {places}. Stop where the list ends.",
            f"Take the {theme.singular} at index {start} and, moving on by {step} each time, all that follow. A list "
            "too short "
            "to have that index gives an empty list.",
            f"A quality check does not look at all {theme.plural}: it begins with the one at index {start}, and from "
            "then on "
            f"moves {step} places forward each time. Return the ones that it looks at.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=lambda values: [value for i, value in enumerate(values) if i in range(start, 99, step)],
        inputs=draw.inputs(
            lambda: make(start + 2, start + step + 3), make(0, 0), make(start, start), make(start + 1, start + 1)
        ),
    )


@family
def keep_far_apart(draw: Draw) -> Task:
    """The items that lie far enough from the one that was kept last."""
    theme = draw.one(*NUMBERS)
    gap = draw.integer(2, max(3, (theme.high - theme.low) // 5))
    body = draw.one(
        f"""
        kept = []
        for $item in $many:
            if not kept or abs($item - kept[-1]) >= {gap}:
                kept.append($item)
        return kept
        """,
        f"""
        kept = $many[:1]
        for $item in $many:
            # Compare with what was kept last, not with the direct neighbour.
            if abs($item - kept[-1]) >= {gap}:
                kept.append($item)
        return kept
        """,
    )

    def oracle(values: list[int]) -> list[int]:
        if not values:
            return []
        rest = values[1:]
        while rest and values[0] - gap < rest[0] < values[0] + gap:
            rest = rest[1:]
        return [values[0], *oracle(rest)]

    low = theme.low
    return Task(
        name=draw.one("thin", "spread_out", "reduce", "debounce") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns="list[int]",
        statement=draw.one(
            f"Keep the first {theme.singular}. After that keep one only if it differs by at least {gap} from the one "
            "that "
            "was kept last. Return those that were kept, in order; for an empty list, return an empty list.",
            f"Thin out a list of {theme.plural}: go through it from the start and skip each {theme.singular} whose "
            "distance "
            f"from the last one kept is less than {gap}. The first is always kept.",
            f"To save memory, a logger stores a new {theme.singular} only if it lies {gap} or more above or below the "
            "one "
            f"that it stored before. The very first is stored in any case. Return the stored {theme.plural}.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([low + draw.integer(0, 3 * gap) for _ in range(draw.integer(4, 8))],),
            ([],),
            ([low, low + gap - 1, low + gap, low + 1, low],),
            ([low + step * (gap // 2) for step in range(6)],),
        ),
    )


@family
def peaks(draw: Draw) -> Task:
    """The items that stand out from both of their neighbours."""
    theme, margin = draw.one(*NUMBERS), draw.integer(0, 5)
    word, sign, turn = draw.one(("greater", ">", 1), ("smaller", "<", -1))
    extra = f" {'+' if turn > 0 else '-'} {margin}" if margin else ""
    more = f"by more than {margin} " if margin else ""
    body = draw.one(
        f"""
        found = []
        for i in range(1, len($many) - 1):
            if $many[i] {sign} $many[i - 1]{extra} and $many[i] {sign} $many[i + 1]{extra}:
                found.append($many[i])
        return found
        """,
        f"""
        found = []
        for before, $item, after in zip($many, $many[1:], $many[2:]):
            if $item {sign} before{extra} and $item {sign} after{extra}:
                found.append($item)
        return found
        """,
    )

    def oracle(values: list[int]) -> list[int]:
        triples = [values[i : i + 3] for i in range(len(values) - 2)]
        return [b for a, b, c in triples if min(turn * (b - a), turn * (b - c)) > margin]

    n, far = theme.low, turn * (margin + 1)
    return Task(
        name=draw.one("peaks" if turn > 0 else "dips", "standouts", "extremes") + f"_in_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns="list[int]",
        statement=draw.one(
            f"Return every {theme.singular} that is {word} {more}than both the one before and the one after it. The "
            "first "
            "and the last of the list have only one neighbour and never count.",
            f"Look at all {theme.plural} that have a neighbour on either side. Return those that are {word} {more}than "
            "each "
            "of their two neighbours, in order.",
            f"On a chart of {theme.plural}, mark the {'peaks' if turn > 0 else 'dips'}: points that are {word} "
            f"{more}than "
            "the point before and than the point after. The two ends of the chart are not marked. Return the marked "
            "values.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (_numbers(draw, theme, 5, 9),),
            ([],),
            ([n, n + far, n, n + far - turn, n, n + far],),
            ([n, n + turn * margin, n - turn],),
            ([n - turn, n + turn * margin, n],),
        ),
    )


@family
def at_places(draw: Draw) -> Task:
    """The items at given positions, counted from 0 or 1; positions outside the list are passed over or filled."""
    theme, first = draw.one(*TEXTS), draw.one(0, 1)
    filler = draw.one(None, "-", "?", "", "none", "gap")
    shift = f" - {first}" if first else ""
    inside = f"{first} <= place {'<=' if first else '<'} len($many)"
    body = draw.one(
        f"""
        result = []
        for place in places:
            if {inside}:
                result.append($many[place{shift}])$otherwise
        return result
        """,
        f"return [$many[place{shift}] for place in places if {inside}]"
        if filler is None
        else f"return [$many[place{shift}] if {inside} else {filler!r} for place in places]",
    )
    otherwise = "" if filler is None else f"\n    else:\n        result.append({filler!r})"
    lost = "left out" if filler is None else f"answered with {filler!r}"

    def oracle(texts: list[str], places: list[int]) -> list[str]:
        table = dict(enumerate(texts, first))
        found = [table.get(place, filler) for place in places]
        return [text for text in found if text is not None]

    def make() -> tuple[list[str], list[int]]:
        texts = draw.several(lambda: draw.one(*_SHORT), 2, 4)
        return texts, draw.several(lambda: draw.integer(-1, len(texts) + 1), 2, 3)

    return Task(
        name=draw.one("look_up", "pick", "fetch") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[str]", "places": "list[int]"},
        returns="list[str]",
        statement=draw.one(
            f"Return the {theme.plural} at the given places, in the order in which the places are given. Places count "
            "from "
            f"{first}; a place outside the list, negative ones included, is {lost}.",
            f"`places` holds positions in the list of {theme.plural}, where {first} means the first one. Return what "
            "stands "
            f"there, one after the other. Positions that do not exist (also those below {first}) are {lost}.",
            f"Visitors ask for {theme.plural} by their place on a shelf; the first place has the number {first}. "
            "Answer them "
            f"in turn. A place that the shelf does not have is {lost}.",
        ),
        body=code(body, many=theme.parameter, otherwise=otherwise),
        oracle=oracle,
        inputs=draw.inputs(make, ([], [0, 1]), (["a", "b", "c"], [3, 2, 1, 0, -1, -2, 4]), (["x"], [])),
    )
