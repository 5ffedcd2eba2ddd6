"""Sequences of numbers that follow a rule from term to term."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


@family
def two_term_recurrence(draw: Draw) -> Task:
    """A recurrence over the last two terms: a term, or the first terms."""
    a, b, p, c, n = (
        draw.one(0, 2, 3, 4, 5),
        draw.integer(2, 7),
        draw.integer(2, 4),
        draw.integer(1, 9),
        draw.one("n", "k", "count"),
    )
    rules: list[tuple[str, str, Callable[[int, int], int]]] = [
        (f"{p} times the last term plus the last but one", f"{p} * last + before", lambda x, y: x + y * p),
        (f"the last term plus {p} times the last but one", f"last + {p} * before", lambda x, y: y + x * p),
        (f"the sum of the last two terms and {c}", f"last + before + {c}", lambda x, y: c + x + y),
        (f"{p} times the last term minus the last but one", f"{p} * last - before", lambda x, y: y * p - x),
    ]
    rule, step, follow = draw.one(*rules)
    asked, more, result = draw.one(
        ("the term with the index $n, where the first term has index 0", " + 1", "terms[$n]"),
        ("the list of the first $n terms", "", "terms[:$n]"),
        ("the sum of the first $n terms", "", "sum(terms[:$n])"),
    )
    body = draw.one(
        f"""
        terms = [{a}, {b}]
        while len(terms) < $n{more}:
            # Only the last two terms are needed for the next one.
            before, last = terms[-2:]
            terms.append({step})
        return {result}
        """,
        f"""
        terms = []
        before, last = {a}, {b}
        for _ in range($n{more}):
            terms.append(before)
            before, last = last, {step}
        return {result.replace(":$n", ":")}
        """,
    )

    def oracle(k: int) -> object:
        pairs = [(a, b)]
        for _ in range(k):
            pairs.append((pairs[-1][1], follow(*pairs[-1])))
        first = [x for x, _ in pairs][:k]
        return pairs[k][0] if more else sum(first) if "sum(" in result else first

    return Task(
        name=draw.one("sequence", "series", "next_terms", "progress"),
        parameters={n: "int"},
        returns="list[int]" if "list" in asked else "int",
        statement=code(
            draw.one(
                f"A sequence starts with {a}, {b}. Each further term is {rule}. Return {asked}. $n is at least 0.",
                f"The first two terms of a sequence are {a} and {b}; after that, the next one is always {rule}. For "
                f"$n >= 0, return {asked}.",
                f"A plant had {a} leaves in the first week and {b} in the second. The number of leaves in each later "
                f"week is {rule}: the terms are the numbers of leaves, week by week. Return {asked}. $n is never "
                "negative.",
            ),
            n=n,
        ),
        body=code(body.replace("terms[:]", "terms"), n=n),
        oracle=oracle,
        inputs=[(k,) for k in (*draw.sample(range(4, 10), 2), 0, 1, 2, 3, 10)],
    )


@family
def repeat_step(draw: Draw) -> Task:
    """The same step with a remainder, again and again."""
    p, c, m = draw.integer(2, 9), draw.integer(1, 20), draw.integer(21, 99)
    start, times = draw.one(("start", "steps"), ("seed", "n"), ("first", "rounds"), ("value", "rounds"))
    listed = draw.chance(0.4)
    body = draw.one(
        f"""
        for _ in range({times}):
            {start} = ({p} * {start} + {c}) % {m}
        return {start}
        """,
        f"""
        done = 0
        while done < {times}:
            {start} = {start} * {p} + {c}
            # The remainder keeps the number small.
            {start} %= {m}
            done += 1
        return {start}
        """,
    )
    if listed:
        body = f"""
        values = [{start}]
        for _ in range({times}):
            values.append(({p} * values[-1] + {c}) % {m})
        return values
        """

    def oracle(x: int, k: int) -> list[int] | int:
        values = [x]
        while len(values) <= k:
            values.append(divmod(values[-1] * p + c, m)[1])
        return values if listed else values[k]

    asked = f"the list of {start} and all values after it" if listed else "the value at the end"
    return Task(
        name=draw.one("repeat_step", "scramble", "next_value", "iterate"),
        parameters={start: "int", times: "int"},
        returns="list[int]" if listed else "int",
        statement=draw.one(
            f"One step multiplies a value by {p}, adds {c} and takes the remainder of division by {m}. Begin with "
            f"{start} and do this as often as {times} says (perhaps 0 times). Return {asked}.",
            f"Replace x by ({p} * x + {c}) modulo {m}, {times} times in a row, where x is {start} at first. Return "
            f"{asked}. The number of times is not negative.",
            f"A toy makes up numbers: from a number x it goes on to the remainder of {p} * x + {c} when divided by "
            f"{m}. It is set to {start} and its button is pressed a number of times, namely {times}. Return {asked}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(0, m - 1), draw.integer(1, 9)), (0, 0), (m, 0), (7, 1), (3, 2), (m - 1, 1), (5, 12)
        ),
    )


@family
def terms_up_to(draw: Draw) -> Task:
    """Numbers at equal distances, up to a limit that belongs to them or not."""
    first, step, limit = draw.integer(-9, 20), draw.integer(2, 15), draw.one("limit", "end", "stop", "bound")
    included, down = draw.chance(0.5), draw.chance(0.3)
    sign = ("<=" if included else "<") if not down else (">=" if included else ">")
    asked, result = draw.one(("the list", "terms"), ("the sum", "sum(terms)"), ("the count", "len(terms)"))
    move = "-=" if down else "+="
    shift = f" {'-' if down else '+'} 1" if included else ""
    body = draw.one(
        f"""
        terms = []
        term = {first}
        # The start itself may already lie too far.
        while term {sign} {limit}:
            terms.append(term)
            term {move} {step}
        return {result}
        """,
        f"""
        terms = list(range({first}, {limit}{shift}, {-step if down else step}))
        return {result}
        """,
        f"return {result.partition('(')[0].replace('terms', 'list')}(range({first}, {limit}{shift}, "
        f"{-step if down else step}))",
    )
    size = ("at most" if included else "less than") if not down else ("at least" if included else "greater than")
    series = ", ".join(str(first + i * (-step if down else step)) for i in range(3))

    def oracle(end: int) -> object:
        values = [first + i * (-step if down else step) for i in range(200)]
        kept = [v for v in values if (v >= end if down else v <= end) and (included or v != end)]
        return kept if result == "terms" else sum(kept) if "sum" in result else len(kept)

    return Task(
        name=draw.one("terms", "steps", "progression", "marks")
        + draw.one("_up_to" if not down else "_down_to", "_within"),
        parameters={limit: "int"},
        returns="list[int]" if result == "terms" else "int",
        statement=draw.one(
            f"Return {asked} of the numbers {series} and so on that are {size} {limit}.",
            f"Start at {first} and {'subtract' if down else 'add'} {step} again and again. Return {asked} of the "
            f"values, {first} being the first, as long as they are {size} {limit}. There may be none.",
            f"Along a road, posts stand at the positions {series} and so on, in metres. Return {asked} of those "
            f"positions that are {size} {limit}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (first + draw.integer(step, 6 * step) * (-1 if down else 1),),
            *((first + edge * (-1 if down else 1),) for edge in (0, 1, -1, step, step - 1, 3 * step)),
        ),
    )


@family
def forward_and_back(draw: Draw) -> Task:
    """A walk whose steps take turns."""
    start, up, down = draw.integer(0, 30), draw.integer(6, 15), draw.one(1, 3, 5)
    n, bound = draw.one("n", "turns", "moves"), start + up + draw.integer(0, 10 * (up - down))
    asked, result = draw.one(
        (f"the position after {n} steps", "position"),
        (f"the list of all positions, the start included, for {n} steps", "trail"),
        (f"how many of the positions reached after a step, {n} in all, are greater than {bound}", "count"),
    )
    setup, update = {
        "position": ("", ""),
        "trail": ("trail = [position]", "trail.append(position)"),
        "count": ("count = 0", f"if position > {bound}:\n        count += 1"),
    }[result]
    body = draw.one(
        f"position = {start}\n{setup}\nfor step in range({n}):\n    if step % 2 == 0:\n        position += {up}\n    "
        f"else:\n        position -= {down}\n    {update}\nreturn {result}",
        f"position = {start}\n{setup}\nfor step in range({n}):\n    position += {up} if step % 2 == 0 else -{down}\n"
        f"    {update}\nreturn {result}",
    )
    body = "\n".join(line for line in body.splitlines() if line.strip())

    def oracle(k: int) -> object:
        trail = [start + (i + 1) // 2 * up - i // 2 * down for i in range(k + 1)]
        return {"position": trail[k], "trail": trail, "count": len([p for p in trail[1:] if p - bound >= 1])}[result]

    return Task(
        name=draw.one("zigzag", "forward_and_back", "pendulum", "walk"),
        parameters={n: "int"},
        returns="list[int]" if result == "trail" else "int",
        statement=draw.one(
            f"A walk begins at position {start}. The first step adds {up}, the second takes {down} away, the third "
            f"adds {up} again, and so on in turns. Return {asked}. {n} is at least 0.",
            f"A beetle on a ruler starts at mark {start} and goes {up} marks forward, {down} back, {up} forward, "
            f"{down} back and so on; each of these is a step. Return {asked}, where {n} >= 0.",
            f"Starting from {start}, add {up} and subtract {down} by turns, the addition first; each counts as one "
            f"step. Return {asked}. The number of steps may be 0.",
        ),
        body=body,
        oracle=oracle,
        inputs=[(k,) for k in (*draw.sample(range(4, 12), 2), 0, 1, 2, 3, 20, 25)],
    )
