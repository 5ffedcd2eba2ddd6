"""Lists: items beside their neighbours and predecessors."""

import operator
from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS


@family
def differences(draw: Draw) -> Task:
    """What lies between items that are some places apart."""
    theme, lag = draw.one(*NUMBERS), draw.integer(1, 4)
    choices: list[tuple[str, str, Callable[..., Plain]]] = [
        ("the later minus the earlier", "$b - $a", lambda a, b: b - a),
        ("the earlier minus the later", "$a - $b", lambda a, b: a - b),
        ("the absolute difference", "abs($b - $a)", lambda a, b: max(a, b) - min(a, b)),
        ("the sum of both", "$a + $b", lambda a, b: b + a),
        ("the larger of both", "max($a, $b)", lambda a, b: sorted([a, b])[1]),
    ]
    words, expression, apply = draw.one(*choices)
    many = theme.parameter
    body = draw.one(
        f"return [{code(expression, a=f'{many}[index]', b=f'{many}[index + {lag}]')} for index in range(len({many}) - "
        f"{lag})]",
        f"return [{code(expression, a='earlier', b='later')} for earlier, later in zip({many}, {many}[{lag}:])]",
        f"""
        results = []
        for index in range({lag}, len({many})):
            earlier, later = {many}[index - {lag}], {many}[index]
            results.append({code(expression, a="earlier", b="later")})
        return results
        """,
    )
    apart = "stand next to each other" if lag == 1 else f"stand {lag} places apart"
    other = "the next one" if lag == 1 else f"the one {lag} places behind it"
    return Task(
        name=draw.one("compare", "pairwise", "lagged", "steps_of") + f"_{many}",
        parameters={many: "list[int]"},
        returns="list[int]",
        statement=draw.one(
            f"For every two {theme.plural} that {apart}, from left to right, give {words}. Return the list of results.",
            f"Compare each {theme.singular} with {other}, as long as there is one, and return a "
            f"list of {words} of each such pair. A list that is too short gives an empty list.",
            f"A report sets the {theme.plural} of {'one day' if lag == 1 else f'{lag} days'} later beside those of "
            f"each day (one number a day). Return for each such pair of days {words}, the earliest pair first.",
        ),
        body=code(body),
        oracle=lambda values: (
            [apply(*pair) for pair in zip(values[: len(values) - lag], values[lag:], strict=True)]
            if len(values) > lag
            else []
        ),
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(theme.low, theme.high), lag + 2, lag + 5),),
            ([],),
            ([3] * lag,),
            ([2, 9, 5, 4, 1][: lag + 1],),
        ),
    )


@family
def records(draw: Draw) -> Task:
    """The items that go beyond all before them."""
    theme, low, margin = draw.one(*NUMBERS), draw.chance(0.5), draw.one(0, 0, 1, 2, 3, 5)
    word, sign, pick, calc = ("smaller", "<", "min", "-") if low else ("greater", ">", "max", "+")
    extra = f" {calc} {margin}" if margin else ""
    more = f"by more than {margin} " if margin else ""
    asked, result = draw.one(
        ("the list of these records", "found"),
        ("how many records there are", "len(found)"),
        ("the last record, or None if the list is empty", "found[-1] if found else None"),
    )
    body = draw.one(
        f"""
        found = []
        for index, $item in enumerate($many):
            if all($item {sign} earlier{extra} for earlier in $many[:index]):
                found.append($item)
        return {result}
        """,
        f"""
        found = $many[:1]
        for best, $item in zip(accumulate($many, {pick}), $many[1:]):
            # `best` is the best of all before this one.
            if $item {sign} best{extra}:
                found.append($item)
        return {result}
        """,
    )

    def oracle(values: list[int]) -> list[int] | int | None:
        found = [
            value
            for place, value in enumerate(values)
            if place == 0 or (min(values[:place]) - value if low else value - max(values[:place])) > margin
        ]
        return found if result == "found" else len(found) if "len" in result else found[-1] if found else None

    start, turn = theme.low, -1 if low else 1
    return Task(
        name=draw.one("records", "record_breakers", "new_bests") + f"_of_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns={"found": "list[int]", "len(found)": "int"}.get(result, "int | None"),
        statement=draw.one(
            f"A record is the first {theme.singular} in the list, and any later one that is {word} {more}than all "
            f"before it. Return {asked}.",
            f"Go through the {theme.plural} in order. The first is a record; another one is a record if it is {word} "
            f"{more}than each of the earlier ones. Return {asked}.",
            f"A club keeps a book of records: the first {theme.singular} ever measured is written into it, and later "
            f"every {theme.singular} that is {word} {more}than all measured until then. Return {asked}.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: start + draw.integer(0, 30), 4, 6),),
            ([],),
            ([7],),
            ([start, start + turn * margin],),
            ([start, start + turn * (margin + 1)],),
            ([start, start + turn * margin, start + turn * (margin + 1), start + turn * (2 * margin + 2)],),
            ([start + 20, start + 21, start + 19, start + 24, start + 16, start + 30, start + 10],),
        ),
        imports=("from itertools import accumulate",) if "accumulate" in body else (),
    )


@family
def jump(draw: Draw) -> Task:
    """The first place at which neighbours differ by much."""
    theme, bound = draw.one(*NUMBERS), draw.integer(2, 12)
    options: list[tuple[str, str, Callable[..., Plain]]] = [
        (
            f"differs from the {theme.singular} before it by more than {bound}",
            "abs($a - $b) > $n",
            lambda d: abs(d) > bound,
        ),
        (f"is more than {bound} above the {theme.singular} before it", "$a - $b > $n", lambda d: d > bound),
        (f"is at least {bound} below the {theme.singular} before it", "$b - $a >= $n", lambda d: d <= -bound),
    ]
    said, test, differ = draw.one(*options)
    body = draw.one(
        """
        for index in range(1, len($many)):
            if $indexed:
                return index
        return -1
        """,
        """
        for index, (before, after) in enumerate(zip($many, $many[1:]), start=1):
            if $paired:
                return index
        return -1
        """,
    )
    many, start = theme.parameter, theme.low

    def oracle(values: list[int]) -> int:
        steps = [differ(values[i + 1] - values[i]) for i in range(len(values) - 1)]
        return steps.index(True) + 1 if any(steps) else -1

    return Task(
        name=draw.one("first_jump_in", "find_jump_in", "break_in") + f"_{many}",
        parameters={many: "list[int]"},
        returns="int",
        statement=draw.one(
            f"Return the index of the first {theme.singular} that {said}. If there is none, return -1.",
            f"Go through the {theme.plural} from the start and find the first one that {said}; return where it stands, "
            "counted from 0. With no such place (as in a list of fewer than two) the result is -1.",
            f"A monitor compares each new {theme.singular} with the last and raises an alarm at the first that {said}. "
            "Return the index of the one that raises the alarm, or -1 if all stays calm.",
        ),
        body=code(
            body,
            many=many,
            indexed=code(test, a=f"{many}[index]", b=f"{many}[index - 1]", n=bound),
            paired=code(test, a="after", b="before", n=bound),
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: start + draw.integer(0, bound + 2), 4, 8),),
            ([],),
            ([start, start + bound, start, start + bound + 1],),
            ([start + bound + 1, start, start + bound + 1, start],),
            ([start + bound, start + bound, start + 1, start],),
            ([start + 2 * bound, start + bound + 1, start + 1],),
        ),
    )


@family
def since_last(draw: Draw) -> Task:
    """For each item how far back the last one beyond a bound lies."""
    theme = draw.one(*NUMBERS)
    bound = draw.integer(theme.low + 1, theme.high - 1)
    sizes: list[tuple[str, str, Callable[[int, int], bool]]] = [
        ("above", ">", operator.gt),
        ("below", "<", operator.lt),
        ("at least", ">=", operator.ge),
        ("at most", "<=", operator.le),
    ]
    size, sign, fits = draw.one(*sizes)
    missing = draw.one(-1, None)
    body = draw.one(
        f"""
        results = []
        last = None
        for index, $item in enumerate($many):
            if $item {sign} {bound}:
                last = index
            results.append({missing} if last is None else index - last)
        return results
        """,
        f"""
        results = []
        for $item in $many:
            if $item {sign} {bound}:
                results.append(0)
            elif not results or results[-1] == {missing}:
                results.append({missing})
            else:
                results.append(results[-1] + 1)
        return results
        """.replace("== None", "is None"),
    )

    def oracle(values: list[int]) -> list[int | None]:
        backward = ([fits(value, bound) for value in values[: place + 1]][::-1] for place in range(len(values)))
        return [flags.index(True) if True in flags else missing for flags in backward]

    return Task(
        name=draw.one("since_last", "time_since", "steps_since") + f"_{draw.one('event', 'alarm', 'hit')}",
        parameters={theme.parameter: "list[int]"},
        returns="list[int]" if missing else "list[int | None]",
        statement=draw.one(
            f"For every place in the list give the distance back to the nearest {theme.singular} that is {size} "
            f"{bound}: 0 if it stands at that very place, 1 if one place before, and so on; {missing} if there is none "
            "up to there.",
            f"One {theme.singular} is noted every hour. Return for every hour how many hours ago one was last {size} "
            f"{bound} (0 means in this very hour). Before this happens for the first time, give {missing}.",
            f"A counter goes back to 0 at each {theme.singular} {size} {bound} and otherwise goes up by 1. Until it is "
            f"first set to 0 it shows {missing}. Return what it shows at each {theme.singular}.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: bound + draw.integer(-2, 2), 4, 8),),
            ([],),
            ([bound, bound - 1, bound + 1],),
            ([bound + 1, bound, bound, bound - 1, bound - 1],),
            ([bound - 1, bound - 1, bound, bound + 1, bound + 1],),
        ),
    )
