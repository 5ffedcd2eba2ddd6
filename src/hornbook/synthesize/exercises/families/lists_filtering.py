"""Lists: keeping some of the items."""

import operator
from collections.abc import Callable

from hornbook.synthesize.exercises.blocks import (
    Condition,
    number_change,
    number_condition,
    number_summary,
    text_condition,
)
from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS, TEXTS, WORDS, Theme

_SIZES: tuple[tuple[str, str, Callable[[int, int], bool]], ...] = (
    ("greater than", ">", operator.gt),
    ("less than", "<", operator.lt),
    ("at least", ">=", operator.ge),
    ("at most", "<=", operator.le),
)


def _numbers(draw: Draw, theme: Theme, low: int = 3, high: int = 9) -> list[int]:
    """Some numbers as the theme has them."""
    return draw.several(lambda: draw.integer(theme.low, theme.high), low, high)


def _borders(theme: Theme, condition: Condition) -> list[int]:
    """Numbers on both sides of where a condition begins or ceases to hold."""
    span = range(theme.low - 1, theme.high + 1 + (theme.high - theme.low) // 4)
    changes = [number for number in span if condition.holds(number) != condition.holds(number + 1)]
    return [number for change in changes[:3] for number in (change, change + 1)]


def _tried_texts(draw: Draw) -> tuple[Condition, list[str], list[str]]:
    """A condition on words, some words that fulfil it, and some that do not."""
    while True:
        condition = text_condition(draw)
        hits, misses = ([word for word in WORDS if condition.holds(word) is side] for side in (True, False))
        if len(hits) >= 2 and len(misses) >= 3:
            return condition, hits, misses


@family
def keep_numbers(draw: Draw) -> Task:
    """The items that fulfil a condition."""
    theme = draw.one(*NUMBERS)
    condition = number_condition(draw, theme.low, theme.high)
    body = draw.one(
        "return [$item for $item in $many if $holds]",
        """
        kept = []
        for $item in $many:
            if $holds:
                kept.append($item)
        return kept
        """,
        "return list(filter(lambda $item: $holds, $many))",
    )
    borders = _borders(theme, condition)
    return Task(
        name=draw.one(f"keep_{theme.parameter}", f"select_{theme.parameter}", f"filter_{theme.parameter}"),
        parameters={theme.parameter: "list[int]"},
        returns="list[int]",
        statement=draw.one(
            f"Return those {theme.plural} that {condition.many}, in their original order.",
            f"Keep every {theme.singular} that {condition.one} and drop the others; the order stays as it is.",
            f"Given a list of {theme.plural}, return a new list with only the ones that {condition.many}.",
            f"A spreadsheet has a column of {theme.plural}. Pick out the ones that {condition.many}, from top to "
            "bottom.",
        ),
        body=code(body, item=theme.item, many=theme.parameter, holds=condition.of(theme.item)),
        oracle=lambda values: [value for value in values if condition.holds(value)],
        inputs=draw.inputs(lambda: (_numbers(draw, theme, 2, 6) + borders[:2],), ([],), (borders[::-1],)),
    )


@family
def keep_by_two_conditions(draw: Draw) -> Task:
    """The items that fulfil two conditions, one of them, or only the first."""
    theme, divisor = draw.one(*NUMBERS), draw.integer(2, 5)
    size, sign, compare = draw.one(*_SIZES)
    joined, join, second = draw.one(
        (f"{size} $bound and divisible by {divisor}", "and", "=="),
        (f"{size} $bound or divisible by {divisor} (or both)", "or", "=="),
        (f"{size} $bound but not divisible by {divisor}", "and", "!="),
    )
    # The bound itself must be let through by the second condition alone, or the comparison would never show.
    bound = divisor * draw.integer(theme.low // divisor + 1, theme.high // divisor)
    bound += (join, second) != ("and", "==")
    words = code(joined, bound=bound)
    body = draw.one(
        f"return [$item for $item in $many if $item {sign} {bound} {join} $item % {divisor} {second} 0]",
        f"""
        result = []
        for $item in $many:
            if $item {sign} {bound} {join} $item % {divisor} {second} 0:
                result.append($item)
        return result
        """,
    )

    def oracle(values: list[int]) -> list[int]:
        large = {i for i, value in enumerate(values) if compare(value, bound)}
        other = {i for i, value in enumerate(values) if (value % divisor != 0) == (second == "!=")}
        return [values[i] for i in sorted(large | other if join == "or" else large & other)]

    near = [*range(bound - divisor - 1, bound + divisor + 2)]
    return Task(
        name=draw.one("choose", "pick", "matching") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns="list[int]",
        statement=draw.one(
            f"Return the {theme.plural} that are {words}, in the order of the list.",
            f"Make a new list of all {theme.plural} that are {words}; leave their order alone.",
            f"A colleague wants to see only certain {theme.plural}: those that are {words}. Return them in the given "
            "order.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.sample(near, 3) + _numbers(draw, theme, 1, 5),), ([],), (near,), (near[::-2],)
        ),
    )


@family
def summary_of_changed(draw: Draw) -> Task:
    """A summary of what some of the items become."""
    theme = draw.one(*NUMBERS)
    condition, change, summary = (
        number_condition(draw, theme.low, theme.high),
        number_change(draw),
        number_summary(draw),
    )
    chosen = f"[{change.of(theme.item)} for {theme.item} in {theme.parameter} if {condition.of(theme.item)}]"
    body = draw.one(
        "return $direct",
        """
        changed = $chosen
        return $summary
        """,
    )
    hits = [number for number in range(theme.low - 9, theme.high + 99) if condition.holds(number)]
    borders = _borders(theme, condition)
    return Task(
        name=draw.one("summarise", "reduce", "combine") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns="int",
        statement=draw.one(
            f"Take the {theme.plural} that {condition.many} and replace each by {change.noun}. Return {summary.noun} "
            "of "
            f"what this gives, or {summary.empty} if there is nothing left.",
            f"Of all {theme.plural} that {condition.many}, look at {change.noun}. The result is {summary.noun} of "
            "these "
            f"({summary.empty} where there are none).",
        ),
        body=code(body, direct=summary.of(chosen), chosen=chosen, summary=summary.of("changed")),
        oracle=lambda values: summary.apply([change.apply(value) for value in values if condition.holds(value)]),
        inputs=draw.inputs(
            lambda: (_numbers(draw, theme, 2, 4) + draw.sample(hits, 2),),
            ([],),
            *(([number],) for number in borders[:4]),
            number=11,
        ),
    )


@family
def first_text_that(draw: Draw) -> Task:
    """The first string that fulfils a condition, or a default."""
    theme = draw.one(*TEXTS)
    condition, hits, misses = _tried_texts(draw)
    default = draw.one("", "none", "?", "nothing", "missing")
    body = draw.one(
        """
        for $item in $many:
            if $holds:
                return $item
        return $default
        """,
        "return next(($item for $item in $many if $holds), $default)",
    )
    return Task(
        name=draw.one("first", "find", "find_first") + f"_{theme.item}",
        parameters={theme.parameter: "list[str]"},
        returns="str",
        statement=draw.one(
            f"Return the first {theme.singular} that {condition.one}, or {default!r} if no {theme.singular} does.",
            f"Find the {theme.singular} nearest to the start of the list that {condition.one}. "
            f"If there is none, return {default!r}.",
            f"Someone reads the {theme.plural} aloud, one after another, and stops at the first that {condition.one}. "
            f"Which one is it? The answer is {default!r} if there is no such {theme.singular}.",
        ),
        body=code(body, item=theme.item, many=theme.parameter, holds=condition.of(theme.item), default=repr(default)),
        oracle=lambda texts: [*(text for text in texts if condition.holds(text)), default][0],
        inputs=draw.inputs(
            lambda: ([*draw.sample(misses, draw.integer(0, 3)), draw.one(*hits), draw.word(), draw.one(*hits)],),
            ([],),
            (draw.sample(misses, 3),),
            number=11,
        ),
    )


@family
def enough_texts(draw: Draw) -> Task:
    """Whether at least, or at most, so many strings fulfil a condition."""
    theme, bound = draw.one(*TEXTS), draw.integer(2, 4)
    condition, hits, misses = _tried_texts(draw)
    size, sign, compare = draw.one(("at least", ">=", operator.ge), ("at most", "<=", operator.le))
    body = draw.one(
        f"return sum(1 for $item in $many if $holds) {sign} {bound}",
        f"""
        count = 0
        for $item in $many:
            if $holds:
                count += 1
        return count {sign} {bound}
        """,
        f"""
        matching = [$item for $item in $many if $holds]
        return len(matching) {sign} {bound}
        """,
    )

    def some(number: int) -> tuple[list[str]]:
        mixed = draw.several(lambda: draw.one(*hits), number, number) + draw.sample(misses, draw.integer(1, 2))
        return (draw.sample(mixed, len(mixed)),)

    return Task(
        name=draw.one("enough", "check", "accept") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[str]"},
        returns="bool",
        statement=draw.one(
            f"Return whether {size} {bound} of the {theme.plural} {condition.many}. Count repeated ones each time.",
            f"Return True if the number of {theme.plural} that {condition.many} is {size} {bound}, otherwise False.",
            f"A list of {theme.plural} passes a check if {size} {bound} of them {condition.many}. "
            "Return True if it passes and False if not; repeated ones all count.",
        ),
        body=code(body, item=theme.item, many=theme.parameter, holds=condition.of(theme.item)),
        oracle=lambda texts: compare(len([*filter(condition.holds, texts)]), bound),
        inputs=draw.inputs(
            lambda: some(draw.integer(0, 2 * bound)), ([],), some(bound), some(bound - 1), some(bound + 1), number=9
        ),
    )


@family
def split_in_two(draw: Draw) -> Task:
    """The items that fulfil a condition, and the others."""
    theme = draw.one(*NUMBERS)
    condition = number_condition(draw, theme.low, theme.high)
    body = draw.one(
        """
        yes, no = [], []
        for $item in $many:
            if $holds:
                yes.append($item)
            else:
                no.append($item)
        return yes, no
        """,
        """
        matching = [$item for $item in $many if $holds]
        others = [$item for $item in $many if not ($holds)]
        return matching, others
        """,
        """
        groups = [], []
        for $item in $many:
            # False counts as 0 and True as 1, so the condition itself chooses the list.
            groups[not ($holds)].append($item)
        return groups
        """,
    )
    borders = _borders(theme, condition)
    return Task(
        name=draw.one("split", "divide", "part", "partition") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns="tuple[list[int], list[int]]",
        statement=draw.one(
            f"Split the {theme.plural} into two lists: first those that {condition.many}, then all others. "
            "Return both lists as a tuple; within each the order is kept.",
            f"Return a pair of lists. The first holds each {theme.singular} that {condition.one}, the second holds the "
            "rest, "
            "both in their original order.",
            f"Two trays stand ready. Every {theme.singular} that {condition.one} goes into the first tray, any other "
            "one "
            "into the second. Return the two trays as a tuple of lists, filled in the order of the list.",
        ),
        body=code(body, item=theme.item, many=theme.parameter, holds=condition.of(theme.item)),
        oracle=lambda values: tuple([v for v in values if condition.holds(v) is side] for side in (True, False)),
        inputs=draw.inputs(lambda: (_numbers(draw, theme, 3, 6),), ([],), (borders,), number=9),
    )
