"""Lists: putting items in order."""

from collections.abc import Callable
from itertools import pairwise

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS, TEXTS


@family
def sort_numbers_by_key(draw: Draw) -> Task:
    """Numbers by their distance, remainder or last digit, ties by size."""
    theme, number, down = draw.one(*NUMBERS), draw.integer(3, 9), draw.chance(0.5)
    orders: list[tuple[str, str, Callable[..., Plain]]] = [
        (
            f"their distance from {number * 5}",
            f"abs($item - {number * 5})",
            lambda x: max(x - number * 5, number * 5 - x),
        ),
        (f"their remainder when divided by {number}", f"$item % {number}", lambda x: x - x // number * number),
        ("their last digit (the sign does not matter)", "abs($item) % 10", lambda x: int(str(x)[-1])),
        ("their absolute value", "abs($item)", lambda x: max(x, -x)),
        (
            "the sum of their digits",
            "sum(int(digit) for digit in str(abs($item)))",
            lambda x: sum(map(int, str(x).lstrip("-"))),
        ),
    ]
    words, key, measure = draw.one(*orders)
    tie = "larger" if down else "smaller"
    body = draw.one(
        f"return sorted($many, key=lambda $item: ({key}, {'-' if down else ''}$item))",
        f"""
        # The second sort keeps equal keys in the order of the first.
        by_size = sorted($many{", reverse=True" if down else ""})
        return sorted(by_size, key=lambda $item: {key})
        """,
    )

    def oracle(values: list[int]) -> list[int]:
        result: list[int] = []
        for rank in sorted({measure(value) for value in values}):
            result += sorted((value for value in values if measure(value) == rank), reverse=down)
        return result

    return Task(
        name=draw.one("sort", "order", "arrange") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns="list[int]",
        statement=draw.one(
            f"Sort the {theme.plural} by {words}, lowest first. Where that is equal, the {tie} comes first.",
            f"Return the {theme.plural} in ascending order of {words}; ties are broken by taking the {tie} one first.",
            f"A game ranks {theme.plural} by {words}: the lowest wins. Among equals the {tie} {theme.singular} is "
            "ahead. "
            "Return the ranking, the winner first.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(theme.low, min(theme.high, theme.low + 80)), 4, 7),),
            ([],),
            (draw.sample(range(number * 5 - 12, number * 5 + 12), 9),),
            (draw.sample(range(-2 * number, 2 * number), 7),),
        ),
    )


@family
def sort_texts_by_key(draw: Draw) -> Task:
    """Strings by length or letters, ties in alphabetical order."""
    theme, letter, down = draw.one(*TEXTS), draw.one(*"aeilnorst"), draw.chance(0.5)
    orders: list[tuple[str, str, Callable[..., Plain]]] = [
        ("length", "len($item)", lambda text: sum(1 for _ in text)),
        (
            f"the number of times that they contain {letter!r}",
            f"$item.count({letter!r})",
            lambda t: len(t.split(letter)) - 1,
        ),
        ("the number of different letters in them", "len(set($item))", lambda text: len(dict.fromkeys(text))),
        (
            "the number of vowels (a, e, i, o, u) in them",
            'sum($item.count(v) for v in "aeiou")',
            lambda t: len([c for c in t if c in "aeiou"]),
        ),
        (
            f"the length that is left when every {letter!r} is taken out",
            f'len($item.replace({letter!r}, ""))',
            lambda t: len([c for c in t if c != letter]),
        ),
    ]
    words, key, measure = draw.one(*orders)
    few = draw.one(0, 1, 2, 3, 4)
    cut = f"[:{few}]" if few else ""
    only = (
        f" Return only the first {few} of the sorted list."
        if few > 1
        else " Return only the first of the sorted list, as a list of one (or none)."
        if few
        else ""
    )
    body = draw.one(
        f"return sorted($many, key=lambda $item: ({'-' if down else ''}{key}, $item)){cut}",
        f"""
        def rank($item: str) -> tuple[int, str]:
            return {"-" if down else ""}{key}, $item

        return sorted($many, key=rank){cut}
        """,
    )
    return Task(
        name=draw.one("sort", "order", "sorted") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[str]"},
        returns="list[str]",
        statement=draw.one(
            f"Sort the {theme.plural} by {words}, the {'highest' if down else 'lowest'} value first; equal ones in "
            f"alphabetical order.{only}",
            f"Return the {theme.plural} in {'descending' if down else 'ascending'} order of {words}. Those that agree "
            f"in this are in alphabetical order among themselves.{only}",
            f"For a poster, {theme.plural} are arranged by {words}, from {'high to low' if down else 'low to high'}, "
            f"and alphabetically where this is the same.{only}",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=lambda texts: (
            sorted(sorted(texts), key=measure, reverse=False)[: few or None]
            if not down
            else sorted(sorted(texts), key=lambda text: 99 - measure(text))[: few or None]
        ),
        inputs=draw.inputs(
            lambda: (draw.several(draw.word, 2, 4),), ([],), (["needle", "noon", "net", "eel", "tea", "lee"],)
        ),
    )


@family
def by_given_order(draw: Draw) -> Task:
    """Strings in an order that is laid down, unknown ones at the end or the front, or left out."""
    many, order = draw.one(
        ("sizes", ["XS", "S", "M", "L", "XL"]),
        ("levels", ["low", "medium", "high", "urgent"]),
        ("days", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]),
        ("medals", ["gold", "silver", "bronze"]),
        ("courses", ["soup", "salad", "fish", "cheese", "sweet"]),
        ("seasons", ["spring", "summer", "autumn", "winter"]),
        ("planets", ["Mercury", "Venus", "Earth", "Mars"]),
        ("lights", ["red", "yellow", "green"]),
        ("ranks", ["page", "squire", "knight", "duke"]),
    )
    order = draw.sample(order, draw.integer(3, len(order)))
    fate = draw.one("last", "first", "out")
    said = {
        "last": "All others stand behind them, in their original order.",
        "first": "All others stand before them, in their original order.",
        "out": "All others are left out.",
    }[fate]
    body = {
        "last": """
        order = $order
        return sorted($many, key=lambda item: order.index(item) if item in order else len(order))
        """,
        "first": """
        order = $order
        others = [item for item in $many if item not in order]
        known = [item for item in $many if item in order]
        return others + sorted(known, key=order.index)
        """,
        "out": draw.one(
            """
        order = $order
        return sorted((item for item in $many if item in order), key=order.index)
        """,
            """
        result = []
        for wanted in $order:
            result += [item for item in $many if item == wanted]
        return result
        """,
        ),
    }[fate]

    def oracle(items: list[str]) -> list[str]:
        known = [item for wanted in order for item in items if item == wanted]
        others = [item for item in items if item not in order]
        return {"last": known + others, "first": others + known, "out": known}[fate]

    row = ", ".join(map(repr, order))
    return Task(
        name=draw.one("sort", "order", "arrange", "tidy") + f"_{many}",
        parameters={many: "list[str]"},
        returns="list[str]",
        statement=draw.one(
            f"Sort the list so that items come in this order: {row}. {said}",
            f"The order is fixed: {row}. Return the {many} in this order, repeated ones side by side. {said}",
            f"An office sorts its {many} like this: {row}. {said} Return the sorted list.",
            f"Return a new list in which {row} follow one another in exactly this order, each as often as it occurs. "
            f"{said}",
        ),
        body=code(body, many=many, order=order),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([draw.one(*order, draw.one(*order), "other", "none") for _ in range(draw.integer(3, 5))],),
            ([],),
            (order[::-1],),
            (["what", *order[1:], order[0], "?", order[1]],),
            (["b", "a"],),
        ),
    )


@family
def in_order(draw: Draw) -> Task:
    """Whether a list is in order, strictly or not, but for so many places."""
    theme, down, strict, allowed = draw.one(*NUMBERS), draw.chance(0.5), draw.chance(0.5), draw.integer(0, 3)
    word = "descending" if down else "ascending"
    wrong = {(False, True): ">=", (False, False): ">", (True, True): "<=", (True, False): "<"}[down, strict]
    right = {">=": "<", ">": "<=", "<=": ">", "<": ">="}[wrong]
    most = f"at most {allowed} {'place' if allowed == 1 else 'places'}"
    body = draw.one(
        f"""
        faults = 0
        for before, after in zip($many, $many[1:]):
            if before {wrong} after:
                faults += 1
        return faults {f"<= {allowed}" if allowed else "== 0"}
        """,
        f"return all(before {right} after for before, after in zip($many, $many[1:]))"
        if not allowed
        else f"return sum(before {wrong} after for before, after in zip($many, $many[1:])) <= {allowed}",
    )
    equal = "two equal neighbours are a fault" if strict else "two equal neighbours are no fault"

    def oracle(values: list[int]) -> bool:
        steps = [(b - a) * (-1 if down else 1) for a, b in pairwise(values)]
        return len([step for step in steps if step < (1 if strict else 0)]) <= allowed

    return Task(
        name=draw.one("in_order", "is_sorted", "well_ordered", "check_order"),
        parameters={theme.parameter: "list[int]"},
        returns="bool",
        statement=(
            draw.one(
                f"Return whether the {theme.plural} are in {word} order; {equal}. Fewer than two are always in order.",
                f"Someone claims that the {theme.plural} in the list are sorted in {word} order ({equal}; a list of "
                "none or one is sorted). Return True if that is so and False if not.",
            )
            if not allowed
            else draw.one(
                f"Return True if the order of the {theme.plural} is {word} but for {most}, and False otherwise. A "
                f"place counts where an item and the one behind it are in the wrong order; {equal}.",
                f"A list is nearly in {word} order if {most} can be found where two neighbours stand the wrong way "
                "round "
                f"({equal}). Is the list of {theme.plural} nearly in order?",
                f"While {theme.plural} were typed in, which should have been in {word} order, someone made slips. A "
                f"slip is where two neighbours stand the wrong way round; {equal}. Return whether there are slips in "
                f"{most}.",
            )
        ),
        body=code(body, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                sorted(draw.several(lambda: theme.low + draw.integer(0, 9), 2, 5), reverse=down)
                + draw.several(lambda: theme.low + 5, 0, 2)
                + [theme.low + 4],
            ),
            ([],),
            ([2, 2],),
            ([1, 2] * (allowed + 1),),
            ([2, 1] * (allowed + 1),),
            ([2, 1] * (allowed + 2),),
            ([1, 2] * (allowed + 2),),
            ([4] * (allowed + 1),),
            ([4] * (allowed + 2),),
            number=12,
        ),
    )
