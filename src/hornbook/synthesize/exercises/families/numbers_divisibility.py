"""Whole numbers: multiples and remainders."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

UNRELATED = [(a, b) for a in range(2, 16) for b in range(2, 16) if a % b and b % a]
"""Pairs of divisors of which neither divides the other."""


@family
def divisible_by_two_divisors(draw: Draw) -> Task:
    """How a number stands to two divisors."""
    n, (a, b) = draw.one("n", "value", "count", "score"), draw.one(*UNRELATED)
    said, holds, wanted = draw.one(
        (f"divisible by both {a} and {b}", f"{n} % {a} == 0 and {n} % {b} == 0", ["both"]),
        (f"divisible by {a} or by {b} (or by both)", f"{n} % {a} == 0 or {n} % {b} == 0", ["both", "a", "b"]),
        (f"divisible by exactly one of {a} and {b}", f"({n} % {a} == 0) != ({n} % {b} == 0)", ["a", "b"]),
        (f"divisible by {a} but not by {b}", f"{n} % {a} == 0 and {n} % {b} != 0", ["a"]),
        (f"divisible by neither {a} nor {b}", f"{n} % {a} != 0 and {n} % {b} != 0", ["neither"]),
    )
    body = draw.one(
        "return $holds",
        """
        if $holds:
            return True
        return False
        """,
    )
    return Task(
        name=draw.one("is_fitting", "fits", "is_allowed", "passes", "check_divisors"),
        parameters={n: "int"},
        returns="bool",
        statement=draw.one(
            f"Return True if {n} is {said}, and False otherwise.",
            f"Say whether the whole number {n} is {said}.",
            f"A player calls out the number {n} and may stay in the game if it is {said}. Return whether the player "
            "may stay.",
        ),
        body=code(body, holds=holds),
        oracle=lambda n: {(0, 0): "both", (0, 1): "a", (1, 0): "b", (1, 1): "neither"}[n % a > 0, n % b > 0] in wanted,
        inputs=draw.inputs(lambda: (draw.integer(-30, 120),), (0,), (a,), (b,), (a * b,), (a * b + 1,), (-2 * a,)),
    )


@family
def count_with_remainder(draw: Draw) -> Task:
    """How many numbers of a range leave a remainder, or their sum."""
    divisor = draw.integer(3, 15)
    rest = draw.integer(1, divisor - 1)
    asked, doors, counted, result = draw.one(
        ("how many whole numbers there are", "how many houses have a red door", "1", "len"),
        ("the sum of the whole numbers", "the sum of the numbers of all houses with a red door", "n", "sum"),
    )
    body = draw.one(
        """
        total = 0
        # high itself belongs to the range.
        for n in range(low, high + 1):
            if n % $divisor == $rest:
                total += $counted
        return total
        """,
        "return sum($counted for n in range(low, high + 1) if n % $divisor == $rest)",
        """
        fitting = [n for n in range(low, high + 1) if n % $divisor == $rest]
        return $result(fitting)
        """,
    )
    return Task(
        name=draw.one("count", "add", "total") + draw.one("_remainders", "_in_range", "_leaving_rest"),
        parameters={"low": "int", "high": "int"},
        returns="int",
        statement=draw.one(
            f"Return {asked} from low to high, both included, that leave the remainder {rest} when divided by "
            f"{divisor}. If low is greater than high, return 0.",
            f"Look at the range from low to high, both ends included, and return {asked} in it that have the "
            f"remainder {rest} modulo {divisor}. An empty range gives 0.",
            "The houses of a street are numbered from low to high, both included. A house has a red door if its "
            f"number leaves {rest} when divided by {divisor}. Return {doors}; it is 0 if low is greater than high.",
        ),
        body=code(body, divisor=divisor, rest=rest, counted=counted, result=result),
        oracle=lambda low, high: sum(
            1 if result == "len" else n for n in range(low + (rest - low) % divisor, high + 1, divisor)
        ),
        inputs=draw.inputs(
            lambda: (low := draw.integer(0, 40), low + draw.integer(divisor, 50)),
            *((rest, rest), (rest + 1, rest + divisor), (rest, rest + divisor - 1), (19, 2), (0, 3 * divisor)),
        ),
    )


@family
def multiple_beside(draw: Draw) -> Task:
    """The nearest multiple on one side of a number."""
    n, d = draw.one("n", "value", "size", "total"), draw.integer(2, 40)
    said, formula, start, step, least = draw.one(
        ("the smallest multiple of $d that is not less than $n", "-(-$n // $d) * $d", "$n", 1, 0),
        ("the smallest multiple of $d that is greater than $n", "($n // $d + 1) * $d", "$n + 1", 1, 1),
        ("the largest multiple of $d that is not greater than $n", "$n // $d * $d", "$n", -1, 0),
        ("the largest multiple of $d that is less than $n", "($n - 1) // $d * $d", "$n - 1", -1, 1),
    )
    said = code(said, n=n, d=d)
    body = f"return {formula}"
    if draw.chance(0.6):
        body = f"""
        # A multiple is never more than $d steps away.
        multiple = {start}
        while multiple % $d != 0:
            multiple {"+=" if step > 0 else "-="} 1
        return multiple
        """
    return Task(
        name=draw.one("near_multiple", "to_multiple", "find_multiple", f"multiple_of_{d}"),
        parameters={n: "int"},
        returns="int",
        statement=draw.one(
            f"Return {said}. Zero is a multiple as well, and {n} may be negative.",
            f"Bring the whole number {n} to a multiple of {d}: return {said}. Negative numbers are treated in the "
            "same way.",
            f"A ruler has a mark at every multiple of {d}, on both sides of zero. Return the position of one of these "
            f"marks, namely {said}.",
        ),
        body=code(body, n=n, d=d),
        oracle=lambda n: min((m for m in range(-9 * d, 300, d) if (m - n) * step >= least), key=lambda m: m * step),
        inputs=draw.inputs(
            lambda: (draw.integer(1, 200),), (0,), (d,), (-d,), (d - 1,), (d + 1,), (-1,), (-d - 1,), number=11
        ),
    )


@family
def count_remainders(draw: Draw) -> Task:
    """How many numbers leave which remainder."""
    d, (many, one) = (
        draw.integer(3, 12),
        draw.one(("numbers", "number"), ("tickets", "ticket"), ("ages", "age"), ("sizes", "size")),
    )
    asked, office, result = draw.one(
        (
            f"a list of {d} counts, where the count at index r is that of remainder r",
            f"a list of {d} counts, where the count at index r says how many go to counter r",
            "counts",
        ),
        (
            "the remainder that occurs most often, the smallest one on a tie",
            "the counter with the most people, the one with the smallest number on a tie",
            "counts.index(max(counts))",
        ),
        ("how many different remainders occur", "how many counters have something to do", f"{d} - counts.count(0)"),
    )
    body = draw.one(
        """
        counts = [0] * $d
        for $one in $many:
            counts[$one % $d] += 1
        return $result
        """,
        """
        rests = [$one % $d for $one in $many]
        counts = [rests.count(r) for r in range($d)]
        return $result
        """,
    )

    def oracle(numbers: list[int]) -> object:
        found = [n - n // d * d for n in numbers]
        if result == "counts":
            return [found.count(r) for r in range(d)]
        return len({*found}) if "count(0)" in result else min(range(d), key=lambda r: (-found.count(r), r))

    return Task(
        name=draw.one("count_remainders", "remainder_table", "group_by_remainder"),
        parameters={many: "list[int]"},
        returns="list[int]" if result == "counts" else "int",
        statement=draw.one(
            f"Divide each of the {many} by {d} and look at the remainders 0 to {d - 1}. Return {asked}.",
            f"The {many} are whole numbers, none of them negative. Taking each modulo {d}, return {asked}.",
            f"People go to one of {d} counters: the number of the counter, from 0 to {d - 1}, is the remainder of the "
            f"{one} on their card when divided by {d}. Given the list of {many}, none of them negative, return "
            f"{office}.",
        ),
        body=code(body, d=d, many=many, one=one, result=result),
        oracle=oracle,
        inputs=draw.inputs(lambda: (draw.several(lambda: draw.integer(0, 99), 4, 9),), ([],), ([0, d, d - 1],)),
    )


@family
def two_rhythms(draw: Draw) -> Task:
    """The times at which two regular events fall together, or only one of them happens."""
    (a, b), limit = draw.one(*UNRELATED), draw.one("limit", "end", "last")
    said, holds, wanted = draw.one(
        ("both", f"t % {a} == 0 and t % {b} == 0", 2),
        ("exactly one of the two", f"(t % {a} == 0) != (t % {b} == 0)", 1),
    )
    body = draw.one(
        "return [t for t in range(1, $limit + 1) if $holds]",
        """
        times = []
        # Minute 0 does not count, the last one does.
        for t in range(1, $limit + 1):
            if $holds:
                times.append(t)
        return times
        """,
    )
    thing, verb = draw.one(
        ("lamp", "flashes"), ("bell", "rings"), ("pump", "starts"), ("tap", "drips"), ("bus", "leaves")
    )
    return Task(
        name=draw.one("common_times", "event_times", f"{thing}_times"),
        parameters={limit: "int"},
        returns="list[int]",
        statement=draw.one(
            f"One {thing} {verb} every {a} minutes and another every {b} minutes, counted from minute 0. Return the "
            f"minutes from 1 to {limit}, both included, in which {said} do{'es' if wanted == 1 else ''} so.",
            f"A {thing} {verb} in each minute that is a multiple of {a}, a second one in each that is a multiple of "
            f"{b}. List in ascending order the minutes from 1 up to and including {limit} in which this happens to "
            f"{said}.",
        ),
        body=code(body, limit=limit, holds=holds),
        oracle=lambda end: [
            t for t in range(1, end + 1) if [*range(a, t + 1, a), *range(b, t + 1, b)].count(t) == wanted
        ],
        inputs=draw.inputs(
            lambda: (draw.integer(a * b, 2 * a * b + 9),), (0,), (1,), (a,), (b,), (a * b,), (a * b - 1,)
        ),
    )
