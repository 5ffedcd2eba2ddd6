"""Dicts: votes, classes and shares."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS, TEXTS


@family
def vote(draw: Draw) -> Task:
    """Who wins a vote, if anybody does."""
    many, voted = draw.one(
        ("votes", "candidates"),
        ("ballots", "candidates"),
        ("answers", "answers"),
        ("choices", "dishes"),
        ("wishes", "places to go"),
        ("picks", "film titles"),
    )
    tied, share = draw.one("tie", "draw", "undecided", "nobody", "none", "again", ""), draw.one(None, 2, 3, 4)
    need = {None: "", 2: "more than half", 3: "more than one in three", 4: "more than one in four"}[share]
    body = draw.one(
        f"""
        if not {many}:
            return {tied!r}
        counts = Counter({many})
        most = max(counts.values())
        winners = [choice for choice, count in counts.items() if count == most]
        return winners[0] if len(winners) == 1{f" and most * {share} > len({many})" if share else ""} else {tied!r}
        """,
        f"""
        ranking = Counter({many}).most_common()
        if not ranking:
            return {tied!r}
        best, count = ranking[0]
        # Only the runner-up can be level with the best.
        if len(ranking) > 1 and ranking[1][1] == count{f" or count * {share} <= len({many})" if share else ""}:
            return {tied!r}
        return best
        """,
    )

    def oracle(votes: list[str]) -> str:
        for choice in votes:
            count = votes.count(choice)
            if all(other == choice or votes.count(other) < count for other in votes):
                return choice if share is None or count / len(votes) > 1 / share else tied
        return tied

    enough = f" The result is also {tied!r} if the first does not have {need} of all {many}." if share else ""
    return Task(
        name=draw.one("winner", "result", "decide", "elect"),
        parameters={many: "list[str]"},
        returns="str",
        statement=draw.one(
            f"Each of the `{many}` names one of the {voted}. Return the one that is named most often. If two or more "
            f"share the first place, or the list is empty, return {tied!r}.{enough}",
            f"Count the {many} and return what occurs more often than anything else. If nothing does, return "
            f"{tied!r}.{enough}",
            f"A club decides by {many}: the winner is whatever is named more often than each of the others. Return the "
            f"winner, or {tied!r} where there is none (as when no one took part).{enough}",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([draw.one("Ada", "Ada", "Ada", "Ben", "Cleo") for _ in range(draw.integer(3, 5))],),
            ([],),
            (["Eve"],),
            (["Ada", "Ada", "Ben"],),
            (["Ben", "Ada"],),
            (["Ada", "Ben", "Ada"],),
            (["Ben", "Ada", "Cleo", "Ada"],),
            (["Ada", "Dora", "Ben", "Cleo", "Ada", "Eve", "Finn", "Gus"],),
            (["Ada", "Dora", "Ben", "Cleo", "Ada", "Dora"],),
            (["Ada", "Ada", "Ben", "Cleo", "Dora", "Eve"],),
            (["Ada", "Ada", "Ben", "Cleo", "Dora"],),
            (["Ada", "Ada", "Ben", "Cleo", "Dora", "Eve", "Finn"],),
            number=13,
        ),
        imports=("from collections import Counter",) if "Counter" in body else (),
    )


@family
def histogram(draw: Draw) -> Task:
    """How many numbers lie in each class of one width."""
    theme, width, label = draw.one(*NUMBERS), draw.one(2, 3, 4, 5, 6, 8, 10, 12, 20, 25), draw.chance(0.4)
    value = f"$item // {width}" if label else f"$item // {width} * {width}"
    body = draw.one(
        f"""
        counts = {{}}
        for $item in $many:
            group = {value}
            counts[group] = counts.get(group, 0) + 1
        return dict(sorted(counts.items()))
        """,
        f"""
        counts = Counter({value} for $item in $many)
        return {{group: counts[group] for group in sorted(counts)}}
        """,
    )
    one, two = ("1", "-1") if label else (str(width), str(-width))
    named = (
        "classes "
        f"{'have numbers' if label else f'are named by the number at which they begin, a multiple of {width}'}: "
        f"0 is for {theme.plural} from 0 to {width - 1}, {one} for those from {width} to {2 * width - 1}, "
        f"{two} for those from {-width} to -1, and so on"
    )

    def oracle(values: list[int]) -> dict[int, int]:
        counts, start = {}, 0
        while values and start > min(values):
            start -= width
        while values and start <= max(values):
            inside = [value for value in values if start <= value < start + width]
            if inside:
                counts[round(start / width) if label else start] = len(inside)
            start += width
        return counts

    return Task(
        name=draw.one("histogram", "classes", "groups") + f"_of_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns="dict[int, int]",
        statement=draw.one(
            f"Sort the {theme.plural} into classes {width} wide and return a dict from class to how many fall into it, "
            f"classes ascending and without empty ones. The {named}.",
            f"Return how many of the {theme.plural} lie in each class, as a dict in ascending order that leaves out "
            f"empty classes. The {named}.",
            f"For a bar chart, {theme.plural} are counted in classes. The {named}. Return a dict with the height of "
            "each bar, from the lowest class to the highest; empty ones have no bar.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(max(theme.low, -40), min(theme.high, 90)), 3, 6),),
            ([],),
            ([0, width - 1, width, 2 * width - 1, 2 * width],),
            ([-1, -width, -width - 1, 0],),
            number=8,
        ),
        imports=("from collections import Counter",) if "Counter" in body else (),
    )


@family
def shares(draw: Draw) -> Task:
    """What share of all each string has."""
    theme, digits, least = draw.one(*TEXTS), draw.integer(0, 2), draw.one(0, 0, 10, 20, 25)
    percent = draw.chance(0.6)
    places = digits if percent else digits + 1
    number = f"round({'100 * ' if percent else ''}count / len($many), {places})"
    if percent and digits == 0:
        number = "round(100 * count / len($many))"
    keep = f" if count / len($many) >= {least / 100}" if least else ""
    many_lines = keep and f"\n            {keep.strip()}"
    body = draw.one(
        f"""
        counts = Counter($many)
        return {{
            $item: {number}
            for $item, count in counts.items(){many_lines}
        }}
        """,
        f"""
        shares = {{}}
        for $item in $many:
            count = $many.count($item)
            {f"if {keep.removeprefix(' if ')}:" if keep else "# A repeated one only sets the same share again."}
            {"    " if keep else ""}shares[$item] = {number}
        return shares
        """,
    )

    def oracle(texts: list[str]) -> dict[str, float | int]:
        total, result = len(texts), {}
        for text in dict.fromkeys(texts):
            count = len([other for other in texts if other == text])
            if 100 * count >= least * total:
                value = 100 * count / total if percent else count / total
                result[text] = round(value) if percent and digits == 0 else round(value, places)
        return result

    unit = "as a percentage" if percent else "as a fraction of 1"
    rounding = (
        "rounded to a whole number"
        if percent and digits == 0
        else f"rounded to {places} decimal {'place' if places == 1 else 'places'}"
    )
    only = f" Leave out all whose share is less than {least} per cent." if least else ""
    return Task(
        name=draw.one("shares_of", "proportions_of", "share_out") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[str]"},
        returns="dict[str, int]" if percent and digits == 0 else "dict[str, float]",
        statement=draw.one(
            f"Return for each different {theme.singular} its share of the whole list, {unit} {rounding}, in order of "
            f"first occurrence. An empty list gives an empty dict.{only}",
            f"What share of all {theme.plural} does each of them make up? Return a dict from {theme.singular} to share "
            f"({unit}, {rounding}), in the order in which they first occur; for an empty list it is empty.{only}",
            f"A survey collected {theme.plural}. For the report, return a dict that gives every one that was named its "
            f"share of all answers, {unit} {rounding}, those named first standing first. No answers give no "
            f"shares.{only}",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([draw.one("red", "red", "tan", "blue") for _ in range(draw.integer(3, 4))],),
            ([],),
            (["a", "b", "b"],),
            (["x"],),
            (["a", "b", "a", "c"],),
            ([*"abcdefghij"],),
            ([*"aabcdefghijk"],),
            (["a", *"bbbbbbbb", "a"],),
        ),
        imports=("from collections import Counter",) if "Counter" in body else (),
    )
