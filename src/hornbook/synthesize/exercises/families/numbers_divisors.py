"""Whole numbers: their divisors."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


def _divisors(n: int) -> list[int]:
    """All positive divisors, ascending."""
    return [d for d in range(1, n + 1) if n // d * d == n]


def _made(make: str, numbers: list[int]) -> list[int] | int:
    """The numbers themselves, their `len` or their `sum`."""
    results: dict[str, list[int] | int] = {"": numbers, "len": len(numbers), "sum": sum(numbers)}
    return results[make]


@family
def divisors_that(draw: Draw) -> Task:
    """Divisors that fulfil a condition: all of them, their number or sum."""
    k = draw.integer(2, 12)
    said, holds, fitting = draw.one(
        (f"at least {k}", f"d >= {k}", range(k, 999)),
        (f"at most {k}", f"d <= {k}", range(k + 1)),
        (f"divisible by {k}", f"d % {k} == 0", range(0, 999, k)),
        (f"not divisible by {k}", f"d % {k} != 0", [d for d in range(999) if d // k * k < d]),
        (f"different from {k}", f"d != {k}", [*range(k), *range(k + 1, 999)]),
    )
    asked, make, empty = draw.one(
        ("an ascending list of", "", "an empty list"), ("the number of", "len", "0"), ("the sum of", "sum", "0")
    )
    every = "[d for d in range(1, n + 1) if n % d == 0 and $holds]"
    body = draw.one(
        "return $all" if not make else "return $make($all)",
        """
        divisors = []
        for d in range(1, n + 1):
            if n % d == 0 and $holds:
                divisors.append(d)
        return $result
        """,
    )
    return Task(
        name=draw.one("chosen", "fitting", "selected") + "_divisors",
        parameters={"n": "int"},
        returns="int" if make else "list[int]",
        statement=draw.one(
            f"Return {asked} those positive divisors of n that are {said}, where n is at least 1. Without such "
            f"divisors, return {empty}.",
            "n is a whole number of at least 1. Of all whole numbers from 1 to n that divide n, take those that are "
            f"{said}, and return {asked} them ({empty} if there are none).",
            f"A teacher places n pupils (at least 1) in rows of equal length. Return {asked} the possible row lengths "
            f"that are {said}, or {empty} if there is no such length.",
        ),
        body=code(
            body.replace("$all", every), make=make, holds=holds, result=f"{make}(divisors)" if make else "divisors"
        ),
        oracle=lambda n: _made(make, [d for d in _divisors(n) if d in fitting]),
        inputs=draw.inputs(lambda: (12 * draw.integer(1, 20),), (1,), (k,), (2 * k,), (7,), (6 * k,)),
    )


@family
def next_divisor(draw: Draw) -> Task:
    """The first divisor beyond a bound."""
    n, bound, none = draw.one("n", "count", "total"), draw.integer(2, 45), draw.one(0, -1, 1)
    body = draw.one(
        """
        for d in range($start, $n + 1):
            if $n % d == 0:
                return d
        return $none
        """,
        """
        larger = range($start, $n + 1)
        return next((d for d in larger if $n % d == 0), $none)
        """,
        """
        if $n <= $bound:
            return $none
        d = $start
        # A number divides itself, so the search ends there at the latest.
        while $n % d != 0:
            d += 1
        return d
        """,
    )
    return Task(
        name=draw.one("next_divisor", f"divisor_above_{bound}", "first_divisor_above"),
        parameters={n: "int"},
        returns="int",
        statement=draw.one(
            f"Return the smallest divisor of the positive number {n} that is greater than {bound}, or {none} if there "
            "is none.",
            f"Among all numbers that divide {n} without a remainder and are greater than {bound}, return the smallest. "
            f"If there is no such number, return {none}. {n} is at least 1.",
            f"A baker packs {n} rolls (at least 1) into bags that all hold the same number of rolls, and nothing is "
            f"left over. A bag must hold more than {bound} rolls. Return the smallest size of bag that works, or "
            f"{none} if none does.",
        ),
        body=code(body, n=n, bound=bound, start=bound + 1, none=none),
        oracle=lambda n: min((d for d in _divisors(n) if d > bound), default=none),
        inputs=draw.inputs(
            lambda: (draw.integer(bound + 1, 120),),
            *((1,), (bound,), (bound + 1,), (2 * bound,), (3 * (bound + 1),), (2 * bound + 2,)),
        ),
    )


@family
def limited_common_divisor(draw: Draw) -> Task:
    """The largest common divisor within a limit."""
    limit, (first, second) = draw.integer(4, 90), draw.one(("a", "b"), ("width", "height"), ("left", "right"))
    body = draw.one(
        """
        for d in range($limit, 1, -1):
            if $first % d == 0 and $second % d == 0:
                return d
        return 1
        """,
        """
        common = [d for d in range(1, $limit + 1) if $first % d == 0 and $second % d == 0]
        return max(common)
        """,
        """
        best = 1
        # No common divisor exceeds the smaller number.
        for d in range(2, min($first, $second, $limit) + 1):
            if $first % d == 0 and $second % d == 0:
                best = d
        return best
        """,
    )
    return Task(
        name=draw.one("common_divisor", "largest_common", "shared_divisor"),
        parameters={first: "int", second: "int"},
        returns="int",
        statement=draw.one(
            f"Return the largest number not above {limit} that divides both {first} and {second}, which are at least "
            "1.",
            f"{first} and {second} are positive whole numbers. Of the divisors that they share, return the largest "
            f"one that is at most {limit}.",
            f"A floor of {first} by {second} cm is covered with square tiles of one size, without cutting any. The "
            f"side of a tile is a whole number of cm and at most {limit}. Return the largest side that works; both "
            "lengths are positive.",
            f"Two ropes of {first} and {second} metres (at least 1 each) are cut into pieces that all have the same "
            f"whole length. Return the greatest possible length of a piece if it may not exceed {limit} metres.",
        ),
        body=code(body, limit=limit, first=first, second=second),
        oracle=lambda a, b: max(d for d in {*_divisors(a)} & {*_divisors(b)} if d <= limit),
        inputs=draw.inputs(
            lambda: tuple(part * draw.integer(1, 6) for part in [draw.integer(2, limit)] * 2),
            *((1, 1), (limit, limit), (limit + 1, limit + 1), (limit, 3 * limit), (2 * limit, 4 * limit), (8, 9)),
            number=11,
        ),
    )


@family
def without_common_divisor(draw: Draw) -> Task:
    """Numbers that share no divisor with a given one, or that share one."""
    base, apart = (
        draw.one(6, 8, 9, 10, 12, 14, 15, 18, 20, 21, 24, 26, 28, 30, 33, 35, 36, 39, 40, 45),
        draw.chance(0.5),
    )
    said = (
        f"have no divisor but 1 in common with {base}"
        if apart
        else f"have a divisor greater than 1 in common with {base}"
    )
    asked, make = draw.one(("an ascending list of", ""), ("the number of", "len"), ("the sum of", "sum"))
    limit, sign = draw.one("limit", "n", "last"), "==" if apart else ">"
    found = f"[k for k in range(1, {limit} + 1) if gcd(k, {base}) {sign} 1]"
    body = draw.one(
        f"return {make}({found})" if make else f"return {found}",
        f"""
        found = []
        for k in range(1, {limit} + 1):
            if gcd(k, {base}) {sign} 1:
                found.append(k)
        return {f"{make}(found)" if make else "found"}
        """,
    )

    def oracle(end: int) -> list[int] | int:
        shared = [k for k in range(1, end + 1) if any(k % d == 0 for d in _divisors(base)[1:])]
        kept = [k for k in range(1, end + 1) if k not in shared] if apart else shared
        return _made(make, kept)

    return Task(
        name=draw.one("unrelated" if apart else "related", "chosen", "picked") + "_numbers",
        parameters={limit: "int"},
        returns="int" if make else "list[int]",
        statement=draw.one(
            f"Return {asked} the whole numbers from 1 to {limit}, both included, that {said}.",
            f"Look at the numbers 1, 2, 3 and so on up to and including {limit}. Return {asked} those that {said}. If "
            f"{limit} is less than 1, there are none.",
            f"Cog wheels have from 1 up to {limit} teeth. A wheel with {base} teeth is fixed, and the others must "
            f"{said.replace(f'with {base}', 'with it')}. Return {asked} the numbers of teeth that are possible.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(lambda: (draw.integer(5, 45),), (0,), (1,), (2,), (base,), (base - 1,), (base + 1,)),
        imports=("from math import gcd",),
    )
