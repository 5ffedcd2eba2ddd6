"""Numbers that change until something is reached."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS


@family
def branching_steps(draw: Draw) -> Task:
    """Divide if possible, otherwise subtract: how long it takes, or where it leads."""
    d, less, n, bound = (
        draw.integer(2, 5),
        draw.integer(1, 4),
        draw.one("n", "start", "value", "k"),
        draw.integer(1, 9),
    )
    asked, result = draw.one(
        ("how many steps this takes", "steps"),
        ("the list of all values, from the first to the last", "values"),
        ("the value at the end", "$n"),
        ("how often a subtraction was done", "losses"),
    )
    setup = {"steps": "steps = 0", "values": "values = [$n]", "losses": "losses = 0"}.get(result, "")
    after = {"steps": "    steps += 1", "values": "    values.append($n)"}.get(result, "")
    step = [f"    if $n % {d} == 0:", f"        $n //= {d}", "    else:", f"        $n -= {less}"]
    if result == "losses":
        step.append("        losses += 1")
    elif draw.chance(0.4):
        step = [f"    $n = $n // {d} if $n % {d} == 0 else $n - {less}"]
    body = "\n".join(
        line
        for line in (
            setup,
            f"while $n > {bound}:",
            *(["    # This comes to an end, as every step makes it smaller."] if d % 2 else []),
            *step,
            after,
            f"return {result}",
        )
        if line
    )

    def oracle(x: int) -> object:
        values, losses = [x], 0
        while values[-1] > bound:
            whole, rest = divmod(values[-1], d)
            values.append(values[-1] - less if rest else whole)
            losses += rest > 0
        return {"steps": len(values) - 1, "values": values, "$n": values[-1], "losses": losses}[result]

    return Task(
        name=draw.one("shrink_to", "run_down", "steps_down", "descend"),
        parameters={n: "int"},
        returns="list[int]" if result == "values" else "int",
        statement=draw.one(
            f"While {n} is greater than {bound}: if it is divisible by {d}, divide it by {d}, otherwise subtract "
            f"{less}. Return {asked}.",
            f"Bring {n} down to at most {bound}, one step at a time. A step divides the value by {d} where this "
            f"leaves no remainder, and subtracts {less} where it does. Return {asked}. If {n} is small enough at "
            "once, no step is taken.",
            f"A dragon guards {n} coins. Every night, if the coins can be split into {d} equal heaps, it keeps just "
            f"one heap; otherwise it loses {less} (a subtraction). It stops as soon as it has {bound} or fewer. "
            f"Return {asked}, where a night is a step and a value is a number of coins.",
        ),
        body=code(body, n=n),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(20, 200),),
            (0,),
            (bound,),
            (bound + 1,),
            (d**3,),
            (d * (bound + 1),),
            (97,),
            (d * 24,),
        ),
    )


@family
def grow_until(draw: Draw) -> Task:
    """How long growth takes to reach a goal."""
    factor, plus, start = draw.integer(2, 4), draw.integer(1, 12), draw.one("members", "seeds", "fans", "birds")
    goal, strict = draw.integer(50, 900), draw.chance(0.5)
    period = draw.one("day", "week", "year", "month")
    sign = "<=" if strict else "<"
    asked, result = draw.one(
        (f"after how many {period}s", f"{period}s"), ("how many there are at the moment when", start)
    )
    counted = result != start
    loop = f"while {start} {sign} {goal}:\n    {start} = {factor} * {start} + {plus}"
    body = (
        f"{period}s = 0\n# Nothing happens if the goal is reached at the start.\n{loop}\n    {period}s += 1\nreturn "
        f"{period}s"
        if counted
        else f"{loop}\nreturn {start}"
    )
    if counted and draw.chance(0.4):
        body = (
            f"for {period} in count():\n    if {start} {'>' if strict else '>='} {goal}:\n        return {period}\n"
            f"    {start} = {factor} * {start} + {plus}"
        )

    def oracle(x: int) -> int:
        values = [x]
        while not (values[-1] > goal or (values[-1] == goal and not strict)):
            values.append(values[-1] * factor + plus)
        return len(values) - 1 if counted else values[-1]

    reach = f"are more than {goal}" if strict else f"are at least {goal}"
    fits = [(goal - plus) // factor + d for d in (-1, 0, 1)]
    return Task(
        name=draw.one("grow_until", "growth", "reach_goal", f"{period}s_to_goal" if counted else "size_at_goal"),
        parameters={start: "int"},
        returns="int",
        statement=draw.one(
            f"A number is {start} at first, which is at least 0. Every {period} it is multiplied by {factor} and then "
            f"{plus} is added. Return {asked if counted else 'its value at the moment when'} it is {reach[4:]} for "
            "the first time.",
            f"There are {start} (0 or more) to begin with. In each {period} they become {factor} times as many, and "
            f"then {plus} more come along. Return {asked} there {reach} for the first time; that may be at the very "
            "start.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(0, 20),), (0,), (goal,), (goal + 1,), (goal - 1,), *((x,) for x in fits), number=12
        ),
        imports=("from itertools import count",) if "count()" in body else (),
    )


@family
def until_total(draw: Draw) -> Task:
    """How many items it takes until their running total passes a limit."""
    theme, limit, strict, none = draw.one(*NUMBERS[4:9]), draw.integer(60, 260), draw.chance(0.5), draw.one(-1, 0)
    many, one = theme.parameter, theme.item
    sign, reach = (">", "exceeds") if strict else (">=", "reaches")
    body = draw.one(
        f"""
        total = 0
        for count, {one} in enumerate({many}, start=1):
            total += {one}
            if total {sign} {limit}:
                return count
        return {none}
        """,
        f"""
        # accumulate gives the sum of the first, of the first two, and so on.
        for count, total in enumerate(accumulate({many}), start=1):
            if total {sign} {limit}:
                return count
        return {none}
        """,
    )
    return Task(
        name=draw.one("count_until_total", f"{many}_needed", "items_until"),
        parameters={many: "list[int]"},
        returns="int",
        statement=draw.one(
            f"Add up the {theme.plural} from the start of the list. Return how many of them it takes until the sum "
            f"{reach} {limit} for the first time, or {none} if it never does.",
            f"Return the smallest k for which the sum of the first k {theme.plural} {reach} {limit}. If the sum of "
            f"all is too small, return {none}.",
            f"The {theme.plural} come in one after the other, and a counter shows their total. A lamp goes on when "
            f"the counter {reach} {limit}. Return how many {theme.plural} had come in by then, the last one included, "
            f"or {none} if the lamp stays off.",
        ),
        body=code(body),
        oracle=lambda values: next(
            (k for k in range(1, len(values) + 1) if sum(values[:k]) > limit - (not strict)), none
        ),
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(10, limit // 2), 4, 8),),
            *(
                ([],),
                ([limit],),
                ([limit - 1, 1, 1],),
                ([limit + 1, 3],),
                ([1, 2, 3],),
                ([limit // 2, limit // 2, 0, 0],),
            ),
        ),
        imports=("from itertools import accumulate",) if "accumulate" in body else (),
    )
