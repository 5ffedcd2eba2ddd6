"""Rows of numbers: partial sums, gaps, waves and cycles."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS


@family
def widening_rows(draw: Draw) -> Task:
    """Rows that get longer by the same number: totals, and where a place lies."""
    first, more, rows = draw.integer(3, 20), draw.integer(1, 6), draw.one("n", "count", "k")
    thing, place = draw.one(("seats", "theatre"), ("cans", "stack"), ("bricks", "pyramid"), ("plants", "garden"))
    find = draw.chance(0.5)
    if find:
        parameter, body = (
            "place",
            draw.one(
                f"""
            row, size = 1, {first}
            while place > size:
                # Leave this row behind and count on in the next one.
                place -= size
                row += 1
                size += {more}
            return row
            """,
                f"""
            row = 0
            last = 0
            while last < place:
                last += {first} + row * {more}
                row += 1
            return row
            """,
            ),
        )
    else:
        parameter, body = (
            rows,
            draw.one(
                f"return sum({first} + row * {more} for row in range({rows}))",
                f"""
            total = 0
            size = {first}
            for _ in range({rows}):
                total += size
                size += {more}
            return total
            """,
                f"""
            # The first and the last row together are as long as any two that lie opposite.
            return {rows} * (2 * {first} + ({rows} - 1) * {more}) // 2
            """,
            ),
        )
    ask = (
        f"All {thing} are numbered from 1, row after row. Return in which row (the first is row 1) the one with the "
        "number place stands."
        if find
        else f"Return how many {thing} there are in the first {rows} rows together, where {rows} is at least 0."
    )
    return Task(
        name=draw.one("find_row", "row_of") if find else draw.one(f"count_{thing}", f"{place}_size"),
        parameters={parameter: "int"},
        returns="int",
        statement=draw.one(
            f"The first row of a {place} has {first} {thing}, and every other row has {more} more than the one before "
            f"it. {ask}",
            f"In a {place} the rows grow: {first} {thing} in the first row, {first + more} in the second, "
            f"{first + 2 * more} in the third and so on. {ask}",
        ),
        body=code(body),
        oracle=(lambda n: min(r for r in range(1, 99) if sum(range(first, first + r * more, more)) >= n))
        if find
        else (lambda n: sum([*range(first, first + 99 * more, more)][:n])),
        inputs=draw.inputs(
            lambda: (draw.integer(first, 90) if find else draw.integer(3, 20),),
            *(
                (1,),
                (2,),
                (first,),
                (first + 1,),
                (2 * first + more,),
                (2 * first + more + 1,),
                (0 if not find else 60,),
            ),
        ),
    )


@family
def missing_terms(draw: Draw) -> Task:
    """Gaps in numbers that should be at equal distances."""
    step, many, kept = (
        draw.integer(2, 60),
        draw.one("numbers", "times", "marks", "readings"),
        draw.one("list", "count", "first"),
    )
    asked = {
        "list": "the list of all that are missing between its first and its last item, in ascending order",
        "count": "how many are missing between its first and its last item",
        "first": "the smallest that is missing between its first and its last item, or None if none is",
    }[kept]
    gaps = f"[x for x in range({many}[0], {many}[-1], {step}) if x not in {many}]"
    result = {"list": "missing", "count": "len(missing)", "first": "missing[0] if missing else None"}[kept]
    body = draw.one(
        f"missing = {gaps}\nreturn {result}",
        f"""
        missing = []
        for before, after in zip({many}, {many}[1:]):
            missing.extend(range(before + {step}, after, {step}))
        return {result}
        """,
    )
    if "x not in" in body and kept == "list":
        body = f"return {gaps}"

    def oracle(values: list[int]) -> object:
        expected = [values[0] + i * step for i in range((values[-1] - values[0]) // step + 1)]
        missing = sorted({*expected} - {*values})
        return {"list": missing, "count": len(missing), "first": [*missing, None][0]}[kept]

    def make() -> tuple[list[int]]:
        start, length = draw.integer(-20, 60), draw.integer(5, 9)
        inner = draw.sample(range(1, length), draw.integer(1, length - 2))
        return ([start, *(start + i * step for i in sorted(inner)), start + length * step],)

    return Task(
        name=draw.one("find_missing", "find_gaps", "lost_terms", "gaps"),
        parameters={many: "list[int]"},
        returns={"list": "list[int]", "count": "int", "first": "int | None"}[kept],
        statement=draw.one(
            f"The list {many} is ascending and not empty. Neighbours should differ by exactly {step}, but some items "
            f"may have been lost. Return {asked}.",
            f"A device should write down a number every {step} units: each is {step} more than the one before. Some "
            f"were lost on the way. Given the ascending list {many} of those that arrived (at least one), return "
            f"{asked}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(make, ([7],), ([0, step],), ([0, 2 * step],), ([5, 5 + 3 * step, 5 + 4 * step],)),
    )


@family
def first_multiples(draw: Draw) -> Task:
    """The first numbers that are multiples of one of two numbers."""
    a, b, n = draw.integer(3, 9), draw.integer(10, 25), draw.one("n", "count", "amount")
    b += b % a == 0
    asked, result = draw.one(("a list of the first $n", "found"), ("the sum of the first $n", "sum(found)"))
    body = draw.one(
        f"""
        found = []
        number = 1
        while len(found) < $n:
            if number % {a} == 0 or number % {b} == 0:
                found.append(number)
            number += 1
        return {result}
        """,
        f"""
        # The first $n multiples of {a} alone reach far enough.
        pool = set(range({a}, {a} * $n + 1, {a})) | set(range({b}, {a} * $n + 1, {b}))
        found = sorted(pool)[:$n]
        return {result}
        """,
    )

    def oracle(k: int) -> list[int] | int:
        found = sorted({a * i for i in range(1, k + 1)} | {b * i for i in range(1, k + 1)})[:k]
        return found if result == "found" else sum(found)

    return Task(
        name=draw.one("first_multiples", "merge_multiples", "departures"),
        parameters={n: "int"},
        returns="list[int]" if result == "found" else "int",
        statement=code(
            draw.one(
                f"Return {asked} positive whole numbers that are divisible by {a} or by {b} (or by both), in "
                "ascending order.",
                f"One bus leaves every {a} minutes and another every {b} minutes, first after {a} and {b} minutes. "
                f"Minutes in which both leave count once. Return {asked} minutes with a departure, the earliest first.",
                f"Merge the multiples of {a} ({a}, {2 * a}, ...) with those of {b} ({b}, {2 * b}, ...) in ascending "
                f"order and keep only one of two equal numbers. Return {asked} of the result.",
            ),
            n=n,
        ),
        body=code(body, n=n),
        oracle=oracle,
        inputs=[(k,) for k in (*draw.sample(range(3, 13), 2), 0, 1, 2, b // a, b // a + 1, 30)],
    )


@family
def repeated_differences(draw: Draw) -> Task:
    """Differences of neighbours, taken several times."""
    theme, times = draw.one(*NUMBERS), draw.integer(2, 3)
    many, order = theme.parameter, draw.chance(0.4)
    change = "its predecessor minus the item" if order else "the item minus its predecessor"
    asked, result = draw.one(
        ("the list that is left", many),
        ("the sum of what is left (0 if nothing is)", f"sum({many})"),
        ("how many items of what is left are positive", f"sum(item > 0 for item in {many})"),
        ("how many items of what is left are 0", f"{many}.count(0)"),
    )
    body = draw.one(
        f"""
        for _ in range({times}):
            {many} = [{"a - b" if order else "b - a"} for a, b in zip({many}, {many}[1:])]
        return {result}
        """,
        f"""
        for _ in range({times}):
            changes = []
            for i in range(1, len({many})):
                changes.append({f"{many}[i - 1] - {many}[i]" if order else f"{many}[i] - {many}[i - 1]"})
            {many} = changes
        return {result}
        """,
    )

    def oracle(values: list[int]) -> object:
        weights = {2: [1, -2, 1], 3: [1, -3, 3, -1]}[times]
        sign = (-1) ** times if order else 1
        left = [sign * sum(w * values[i - j] for j, w in enumerate(weights)) for i in range(times, len(values))]
        if result == many:
            return left
        return sum(left) if result == f"sum({many})" else len([x for x in left if (x > 0 if ">" in result else x == 0)])

    often = "twice" if times == 2 else "three times"
    return Task(
        name=draw.one("differences", "find_changes", "take_differences"),
        parameters={many: "list[int]"},
        returns="list[int]" if result == many else "int",
        statement=draw.one(
            f"Replace the list of {theme.plural} by the list of its differences: for each item but the first, "
            f"{change}. Do this {often}. Return {asked}. Lists with fewer than two items become empty.",
            f"Do the following {often}: for every item of {many} except the first, take {change}, and let these "
            f"differences be the new list (which is empty if there were fewer than two items). Return {asked}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(theme.low, theme.high), times + 2, 9),),
            *(([],), ([5],), ([3, 3],), ([1, 2, 4],), ([9, 7, 4, 0, 0],), ([2, 4, 6, 8],)),
        ),
    )
