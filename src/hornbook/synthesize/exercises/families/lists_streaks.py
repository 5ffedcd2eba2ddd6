"""Lists: stretches of neighbours that have something in common."""

import operator
from collections.abc import Callable
from itertools import groupby, pairwise

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS


@family
def runs(draw: Draw) -> Task:
    """Runs of equal neighbours: how long, where, or what."""
    theme, least = draw.one(*NUMBERS), draw.integer(1, 8)
    words, kind, shown = draw.one(
        ("as a tuple of the repeated value and the length of the run", "tuple[int, int]", "(value, length)"),
        ("by its value only", "int", "value"),
        ("by its length only", "int", "length"),
        ("as the list of its items", "list[int]", "[value] * length"),
    )
    body = draw.one(
        """
        runs = []
        for value, group in groupby($many):
            length = len(list(group))
            if length >= $least:
                runs.append($shown)
        return runs
        """,
        """
        runs = []
        start = 0
        for stop in range(1, len($many) + 1):
            # A run ends where the list ends or another value begins.
            if stop == len($many) or $many[stop] != $many[start]:
                value, length = $many[start], stop - start
                if length >= $least:
                    runs.append($shown)
                start = stop
        return runs
        """,
    )
    only = f"at least {least} items" if least > 1 else "one or more items"

    def oracle(values: list[int]) -> list[object]:
        lengths: list[list[int]] = []
        for value in values:
            if lengths and lengths[-1][0] == value:
                lengths[-1][1] += 1
            else:
                lengths.append([value, 1])
        shapes: dict[str, Callable[[int, int], Plain]] = {
            "v": lambda v, n: v,
            "l": lambda v, n: n,
            "(": lambda v, n: (v, n),
            "[": lambda v, n: [v for _ in range(n)],
        }
        return [shapes[shown[0]](v, n) for v, n in lengths if n >= least]

    return Task(
        name=draw.one("runs", "repeats", "plateaus", "blocks") + f"_of_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns=f"list[{kind}]",
        statement=draw.one(
            f"A run is a stretch of equal neighbours that is as long as possible. Return a list of all runs of {only}, "
            f"from left to right, each given {words}.",
            f"Find where the same {theme.singular} stands "
            f"{'several times in a row' if least > 1 else 'once or several times in a row'}, over as long a stretch as "
            f"possible. List every such stretch of {only} in order, {words}.",
            f"A machine records {theme.plural}. An engineer asks for stretches of {only} during which the value did "
            f"not change (each stretch to its full length). Return them in order, each {words}.",
        ),
        body=code(body, many=theme.parameter, least=least, shown=shown),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                [
                    v
                    for v in draw.several(lambda: theme.low + draw.integer(0, 5), 2, 3)
                    for _ in range(draw.integer(1, least + 1))
                ],
            ),
            ([],),
            ([5] * least,),
            ([1] + [2] * least,),
            ([5] * (least + 1),),
            ([1, 2, 1, 2],),
            ([3] * (least + 2) + [4] * least + [3] * least,),
        ),
        imports=("from itertools import groupby",) if "groupby" in body else (),
    )


@family
def longest_streak(draw: Draw) -> Task:
    """The longest stretch on one side of a bound: its length, start or sum."""
    theme = draw.one(*NUMBERS)
    bound = draw.integer(theme.low + 1, theme.high - 1)
    sizes: list[tuple[str, str, Callable[[int, int], bool]]] = [
        ("above", ">", operator.gt),
        ("below", "<", operator.lt),
        ("at least", ">=", operator.ge),
        ("at most", "<=", operator.le),
    ]
    size, sign, fits = draw.one(*sizes)
    most = draw.chance(0.7)
    body = (
        draw.one(
            f"""
        best = streak = 0
        for $item in $many:
            if $item {sign} {bound}:
                streak += 1
                best = max(best, streak)
            else:
                streak = 0
        return best
        """,
            f"""
        groups = groupby($many, lambda $item: $item {sign} {bound})
        return max((len(list(group)) for holds, group in groups if holds), default=0)
        """,
        )
        if most
        else draw.one(
            f"""
        streak = 0
        for $item in reversed($many):
            if not $item {sign} {bound}:
                break
            streak += 1
        return streak
        """,
            f"""
        streak = 0
        for $item in $many:
            # One that breaks the streak sets it back to nothing.
            streak = streak + 1 if $item {sign} {bound} else 0
        return streak
        """,
        )
    )

    def oracle(values: list[int]) -> int:
        marks = "".join("x" if fits(value, bound) else " " for value in values)
        return max(map(len, marks.split(" "))) if most else len(marks) - len(marks.rstrip("x"))

    cond = f"{size} {bound}"
    return Task(
        name=draw.one("longest", "best") + "_streak" if most else draw.one("current_streak", "final_streak"),
        parameters={theme.parameter: "list[int]"},
        returns="int",
        statement=draw.one(
            f"Return the greatest number of {theme.plural} in a row that are all {cond}, or 0 if there are none such.",
            f"How long is the longest unbroken stretch of {theme.plural} {cond}? Return its length (0 if there is no "
            "such stretch).",
            f"A trainer notes one {theme.singular} a day and calls a day good if it is {cond}. Return the largest "
            "number of good days without a bad one in between; 0 where there was no good day.",
        )
        if most
        else draw.one(
            f"Return how many {theme.plural} at the end of the list are {cond} without a break: count back from the "
            "last one to the nearest that is not.",
            f"The list of {theme.plural} grows at its end. How many of the newest in a row are {cond}? If the newest "
            "one is not, or the list is empty, return 0.",
            f"A trainer notes one {theme.singular} a day and calls a day good if it is {cond}. Return how many good "
            "days in a row there have been up to the last day of the list.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: bound + draw.integer(-2, 2), 5, 9),),
            ([],),
            ([bound, bound, bound + 1],),
            ([bound, bound, bound - 1],),
            ([bound + 1, bound + 1, bound, bound - 1, bound - 1],),
            ([bound - 1] * 3 + [bound + 1] * 4,),
            ([bound + 1] * 3 + [bound - 1] * 4,),
        ),
        imports=("from itertools import groupby",) if "groupby" in body else (),
    )


@family
def rising_stretches(draw: Draw) -> Task:
    """How long, or how many, the stretches are in which every item goes up or down."""
    theme, down, strict, count = draw.one(*NUMBERS), draw.chance(0.5), draw.chance(0.5), draw.chance(0.4)
    least = draw.integer(2, 4)
    sign = {(False, True): ">", (False, False): ">=", (True, True): "<", (True, False): "<="}[down, strict]
    word = {">": "greater than", ">=": "at least as great as", "<": "smaller than", "<=": "at most as great as"}[sign]
    body = f"""
        lengths = [1] if $many else []
        for before, after in zip($many, $many[1:]):
            if after {sign} before:
                lengths[-1] += 1
            else:
                lengths.append(1)
        return {f"sum(1 for length in lengths if length >= {least})" if count else "max(lengths, default=0)"}
        """
    body = draw.one(
        body,
        f"""
        {"count" if count else "best"} = 0
        for index, $item in enumerate($many):
            if index > 0 and $item {sign} $many[index - 1]:
                length += 1
            else:
                length = 1
            {f"count += length == {least}" if count else "best = max(best, length)"}
        return {"count" if count else "best"}
        """,
    )

    def oracle(values: list[int]) -> int:
        turn = -1 if down else 1
        steps = [turn * (b - a) >= (1 if strict else 0) for a, b in pairwise(values)]
        lengths = [len([*group]) + 1 for up, group in groupby(steps) if up]
        return len([n for n in lengths if n >= least]) if count else max(lengths, default=min(1, len(values)))

    n = theme.low
    asked = (
        f"the number of stages with {least} or more {theme.plural}"
        if count
        else "the length of the longest stage, or 0 for an empty list"
    )
    return Task(
        name="count_stages" if count else draw.one("longest_stage", "longest_fall" if down else "longest_climb"),
        parameters={theme.parameter: "list[int]"},
        returns="int",
        statement=draw.one(
            f"Cut the list into stages: a new one begins wherever the next {theme.singular} is not {word} the one "
            f"before it. Return {asked}.",
            f"A stage is a row of neighbours, as long as possible, in which each {theme.singular} after the first is "
            f"{word} the one before; a single one can be a stage too. Return {asked}.",
            f"A walker reads off one {theme.singular} after another. A stage goes on as long as each is {word} the "
            f"last; otherwise a new stage begins with it. Return {asked}.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: n + draw.integer(0, 9), 5, 9),),
            ([],),
            ([n],),
            ([n, n],),
            ([n, n + 1, n + 1, n + 2, n + 3, n + 2, n + 3],),
            ([n + 3, n + 2, n + 2, n + 1, n, n + 1, n],),
            ([*range(n, n + least)],),
            ([*range(n + least, n, -1)],),
        ),
    )
