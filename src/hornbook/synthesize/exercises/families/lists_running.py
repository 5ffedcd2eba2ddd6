"""Lists: what builds up along the way."""

from itertools import accumulate

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS


@family
def running_level(draw: Draw) -> Task:
    """A level after each change, which stays within limits."""
    many, item, scene = draw.one(
        ("flows", "flow", "A water tank holds {start} litres. Each flow adds or (if negative) takes away water."),
        ("charges", "charge", "A battery is charged to {start}. Each charge changes that; negative ones drain it."),
        ("moves", "move", "A lift stands at height {start}. Each move takes it up, or down if it is negative."),
        (
            "deliveries",
            "delivery",
            "A warehouse has {start} crates. Each delivery adds crates; a negative one removes some.",
        ),
        ("bets", "bet", "A player owns {start} coins. Each bet adds coins or, when negative, costs some."),
        ("changes", "change", "A counter starts at {start}. Each change is added to it."),
    )
    low, high = draw.one((0, None), (None, draw.integer(20, 60)), (0, draw.integer(20, 60)))
    start = draw.integer(5, 15)
    limits = {
        (True, False): "It never falls below 0: whatever would go below is lost",
        (False, True): f"It never rises above {high}: whatever would go above is lost",
        (True, True): f"It always stays between 0 and {high}: whatever would go beyond is lost",
    }[low is not None, high is not None]
    value = f"level + {item}"
    value = f"min({value}, {high})" if high is not None else value
    value = f"max({value}, 0)" if low is not None else value
    final = draw.chance(0.4)
    body = draw.one(
        f"""
        level = {start}
        for {item} in {many}:
            level = {value}
        return level
        """
        if final
        else f"""
        level = {start}
        levels = []
        for {item} in {many}:
            level = {value}
            levels.append(level)
        return levels
        """,
        f"return reduce(lambda level, {item}: {value}, {many}, {start})"
        if final
        else f"return list(accumulate({many}, lambda level, {item}: {value}, initial={start}))[1:]",
    )

    def oracle(steps: list[int]) -> list[int] | int:
        levels = [start]
        for step in steps:
            after = levels[-1] + step
            levels.append(0 if low == 0 and after < 0 else high if high is not None and after > high else after)
        return levels[-1] if final else levels[1:]

    asked = (
        f"Return the level after the last {item} ({start} if there is none)"
        if final
        else f"Return the list of levels, one after each {item}"
    )
    tool = "from functools import reduce" if final else "from itertools import accumulate"
    return Task(
        name=draw.one("level_after", "follow", "track", "apply") + f"_{many}",
        parameters={many: "list[int]"},
        returns="int" if final else "list[int]",
        statement=draw.one(
            f"{scene.format(start=start)} {limits}. {asked}.",
            f"A level starts at {start}, and the numbers in `{many}` are added to it one by one. {limits}. {asked}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(-15, 20), 3, 6),),
            ([],),
            ([70, -5],),
            ([-30, 4],),
            ([-start, -1, 3],),
            ([20 - start, 41, 1, -2],),
            ([-start - 1, 90, 2],),
        ),
        imports=(tool,) if "reduce" in body or "accumulate" in body else (),
    )


@family
def sums_between(draw: Draw) -> Task:
    """Sums over stretches that are given by two places each."""
    theme, first, ends = draw.one(*NUMBERS), draw.one(0, 1), draw.chance(0.5)
    shift, stop = (
        (" - 1" if first else ""),
        {(0, True): " + 1", (0, False): "", (1, True): "", (1, False): " - 1"}[first, ends],
    )
    name = draw.one("spans", "ranges", "stretches", "queries")
    slices = f"return [sum($many[start{shift}:stop{stop}]) for start, stop in {name}]"
    body = draw.one(
        slices,
        slices,
        f"""
        sums = []
        for start, stop in {name}:
            sums.append(sum($many[start{shift}:stop{stop}]))
        return sums
        """,
        f"""
        results = []
        for start, stop in {name}:
            total = 0
            for index in range(start{shift}, stop{stop}):
                total += $many[index]
            results.append(total)
        return results
        """,
        f"""
        # The sum of a stretch is the difference of two sums from the start.
        sums = list(accumulate($many, initial=0))
        return [sums[stop{stop}] - sums[start{shift}] for start, stop in {name}]
        """,
    )

    def oracle(values: list[int], spans: list[tuple[int, int]]) -> list[int]:
        table = dict(enumerate(values, first))
        return [sum(table[place] for place in range(start, stop + ends)) for start, stop in spans]

    def make() -> tuple[list[int], list[tuple[int, int]]]:
        values = draw.several(lambda: draw.integer(theme.low, theme.high), 3, 5)
        spans = [sorted(draw.sample(range(first, first + len(values)), 2)) for _ in range(draw.integer(1, 2))]
        return values, [(a, b) for a, b in spans]

    rule = "both places included" if ends else "the place `start` included and `stop` not"
    return Task(
        name=draw.one("sums_of", "totals_of", "sum_between") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[int]", name: "list[tuple[int, int]]"},
        returns="list[int]",
        statement=draw.one(
            f"For each pair `(start, stop)` in `{name}`, add up the {theme.plural} from place `start` to place `stop`, "
            f"{rule}. The first item has place {first}; all places lie within the list. Return the sums in order.",
            f"The {theme.plural} are numbered from {first}. `{name}` holds pairs `(start, stop)` of places that exist; "
            f"return the sum of what stands between them, {rule}, for one pair after the other.",
            f"Someone asks again and again for the sum of some {theme.plural}: each entry of `{name}` gives a place "
            f"`start` and a place `stop` ({rule}; places exist and count from {first}). Return the list of answers.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ([], []),
            ([4, 5, 6], [(first, first + 2), (first + 1, first + 1), (first, first)]),
            ([7], [(first, first)]),
        ),
        imports=("from itertools import accumulate",) if "accumulate" in body else (),
    )


@family
def moving_average(draw: Draw) -> Task:
    """Each item replaced by the mean of it and those just before it."""
    theme, size, digits = draw.one(*NUMBERS), draw.integer(3, 7), draw.integer(1, 3)
    body = draw.one(
        f"""
        averages = []
        for end in range(1, len($many) + 1):
            window = $many[max(0, end - {size}):end]
            averages.append(round(sum(window) / len(window), {digits}))
        return averages
        """,
        f"""
        averages = []
        window = deque(maxlen={size})
        for $item in $many:
            # A full deque drops its oldest item by itself.
            window.append($item)
            averages.append(round(sum(window) / len(window), {digits}))
        return averages
        """,
    )

    def oracle(values: list[int]) -> list[float]:
        sums = [0, *accumulate(values)]
        return [round((sums[i] - sums[max(0, i - size)]) / min(i, size), digits) for i in range(1, len(sums))]

    mean = f"rounded to {digits} decimal {'place' if digits == 1 else 'places'}"
    return Task(
        name=draw.one("smooth", "moving_average_of", "even_out", "average_of_latest") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns="list[float]",
        statement=draw.one(
            f"Replace each {theme.singular} by the mean of the {size} that end with it, or of all up to it if there "
            f"are fewer, {mean}. Return the new list.",
            f"Smooth the {theme.plural}: for each place give the mean of the latest {size} up to and including that "
            f"place (of fewer, where there are not yet that many), {mean}.",
            f"A display shows, whenever a new {theme.singular} comes in, the mean of the newest {size}, or of all so "
            f"far if there are fewer, {mean}. Return what it shows each time.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(theme.low, theme.high), 2, size + 2),),
            ([],),
            ([7],),
            ([1, 2, 4, 8, 16, 32, 64, 128],),
        ),
        imports=("from collections import deque",) if "deque" in body else (),
    )
