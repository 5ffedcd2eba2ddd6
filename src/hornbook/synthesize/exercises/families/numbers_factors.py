"""Whole numbers as products."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


def _divisors(n: int) -> list[int]:
    """All positive divisors, ascending."""
    return [d for d in range(1, n + 1) if n // d * d == n]


@family
def divide_out(draw: Draw) -> Task:
    """How often a divisor can be taken out of a number, and what remains."""
    n, d = draw.one("n", "value", "amount", "total"), draw.integer(2, 12)
    said, result = draw.one(
        ("a tuple of the number of divisions and the number that remains", "times, $n"),
        ("the number of divisions", "times"),
        ("the sum of the number of divisions and the number that remains", "times + $n"),
    )
    body = f"""
    times = 0
    while $n % $d == 0:
        $n //= $d
        times += 1
    return {result}
    """
    if draw.chance(0.4):
        body = f"""
        times = 0
        # Find the largest power of $d that divides the number.
        while $n % $d ** (times + 1) == 0:
            times += 1
        return {result.replace("$n", "$n // $d ** times")}
        """

    def oracle(n: int) -> object:
        times = max(t for t in range(12) if n % d**t == 0)
        rest = n // d**times
        return {"times, $n": (times, rest), "times": times}.get(result, times + rest)

    return Task(
        name=draw.one("divide_out", f"divide_by_{d}", "take_out", "strip_factor"),
        parameters={n: "int"},
        returns="tuple[int, int]" if "," in result else "int",
        statement=draw.one(
            f"Divide the positive whole number {n} by {d} again and again, as long as no remainder is left. Return "
            f"{said}.",
            f"While {n}, which is at least 1, is a multiple of {d}, replace it by the quotient of it and {d}. Return "
            f"{said}.",
            f"Take the factor {d} out of the positive number {n} by repeated division until {n} is no longer "
            f"divisible by {d}. Return {said}.",
            f"A colony of {n} ants (at least 1) meets forks with {d} paths. At each fork it splits into {d} equal "
            "groups, and we follow one of them, until a group cannot be split equally any more. Every split counts "
            f"as a division. Return {said}.",
        ),
        body=code(body, n=n, d=d),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(2, 9) * d ** draw.integer(0, 4),),
            *((1,), (d,), (d * d,), (d + 1,), (3 * d**3,), (2 * d + 1,)),
        ),
    )


@family
def prime_factors_of(draw: Draw) -> Task:
    """Something about the prime factors."""
    n, bound = draw.one("n", "number", "value"), draw.integer(2, 12)
    said, result, returns = draw.one(
        (
            f"the list of those that are greater than {bound}, in ascending order",
            f"[p for p in $f if p > {bound}]",
            "list[int]",
        ),
        (
            f"the list of those that are at most {bound}, in ascending order",
            f"[p for p in $f if p <= {bound}]",
            "list[int]",
        ),
        (f"the sum of them plus {bound}", f"sum($f) + {bound}", "int"),
        (f"their number times {bound}", f"len($f) * {bound}", "int"),
        (f"the largest of them, but at least {bound}", f"max([*$f, {bound}])", "int"),
    )
    body = draw.one(
        """
        factors = []
        p = 2
        while $n > 1:
            if $n % p == 0:
                factors.append(p)
                $n //= p
            else:
                p += 1
        return $result
        """,
        """
        factors = []
        for p in range(2, $n + 1):
            # Smaller factors are gone by now, so that only primes divide.
            while $n % p == 0:
                factors.append(p)
                $n //= p
        return $result
        """,
    )

    def oracle(n: int) -> object:
        primes = [p for p in range(2, n + 1) if _divisors(p) == [1, p]]
        factors = [p for p in primes for power in range(1, 9) if n % p**power == 0]
        if returns == "int":
            return {"sum": sum(factors) + bound, "len": len(factors) * bound, "max": max([bound, *factors])}[result[:3]]
        return [p for p in factors if (p <= bound) == ("<=" in result)]

    return Task(
        name=draw.one("prime_parts", "from_prime_factors", "look_at_factors"),
        parameters={n: "int"},
        returns=returns,
        statement=draw.one(
            f"Split {n}, which is at least 1, into its prime factors, each as often as it divides (12 gives 2, 2, 3 "
            f"and 1 gives none). Return {said}.",
            f"{n} is a positive whole number. Consider its prime factors with repetition, so that their product is "
            f"{n}; the number 1 has none. Return {said}.",
            f"A lock opens with a code made from the prime factors of {n} (at least 1), repeated ones repeated. The "
            f"code is {said}. Return it; mind that 1 has no prime factors.",
        ),
        body=code(body.replace("$result", result.replace("$f", "factors")), n=n),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.one(12, 18, 42, 50, 60, 63, 75, 84, 90, 98, 99, 110),),
            (1,),
            (2,),
            (8,),
            (35,),
            (27,),
            (121,),
            (22,),
            (26,),
            (34,),
        ),
    )


@family
def divisor_pairs(draw: Draw) -> Task:
    """The ways to write a number as a product of two, under a condition."""
    n, k = draw.one("n", "area", "product", "seats"), draw.integer(1, 20)
    said, holds, fitting = draw.one(
        (f"differ by at least {k}", f"b - a >= {k}", range(k, 999)),
        (f"differ by at most {k}", f"b - a <= {k}", range(k + 1)),
        (f"have a sum greater than {k + 6}", f"a + b > {k + 6}", range(k + 7, 999)),
        (f"have a sum of at most {k + 9}", f"a + b <= {k + 9}", range(k + 10)),
    )
    edge = fitting[-1] if len(fitting) < 99 else fitting[0]
    edge = max(1, edge - 1 if "sum" in said else edge)
    body = draw.one(
        """
        pairs = []
        for a in range(1, $n + 1):
            b = $n // a
            if a * b == $n and a <= b and $holds:
                pairs.append((a, b))
        return pairs
        """,
        """
        pairs = []
        a = 1
        # Behind the square root, the same pairs would come again.
        while a * a <= $n:
            b = $n // a
            if $n % a == 0 and $holds:
                pairs.append((a, b))
            a += 1
        return pairs
        """,
    )

    def oracle(n: int) -> list[tuple[int, int]]:
        pairs = [(a, b) for a in _divisors(n) for b in _divisors(n) if a * b == n and a <= b]
        return [(a, b) for a, b in pairs if (b + a if "sum" in said else abs(a - b)) in fitting]

    return Task(
        name=draw.one("factor_pairs", "product_pairs", "rectangles"),
        parameters={n: "int"},
        returns="list[tuple[int, int]]",
        statement=draw.one(
            f"Return all pairs (a, b) of positive whole numbers with a <= b whose product is {n} and that {said}. The "
            f"pairs are ordered by a. {n} is at least 1.",
            f"Write {n}, which is at least 1, as a product a * b of whole numbers with 1 <= a <= b. List all pairs "
            f"(a, b) that {said}, with the smallest a first.",
            f"A stage is built from {n} square plates (at least 1) in the shape of a full rectangle of a by b plates, "
            f"where a <= b. List all possible tuples (a, b) that {said}, in ascending order of a.",
        ),
        body=code(body, n=n, holds=holds),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (12 * draw.integer(1, 15),),
            (1,),
            (7,),
            (16,),
            (k + 1,),
            (2 * (k + 2),),
            (3 * (k + 3),),
        ),
    )
