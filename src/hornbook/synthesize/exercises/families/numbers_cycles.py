"""Things that go round and come again."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


@family
def move_on_dial(draw: Draw) -> Task:
    """Going forwards and backwards on a dial."""
    size, first = draw.integer(5, 30), draw.one(0, 1)
    start, steps = draw.one(("start", "steps"), ("start_hour", "shift"), ("position", "moves"), ("place", "offset"))
    where = f"numbered {first} to {size - 1 + first}"
    body = draw.one(
        f"return ({start} + {steps}) % {size}"
        if first == 0
        else f"# The dial starts at 1, the remainders at 0.\nreturn ({start} - 1 + {steps}) % {size} + 1",
        f"""
        {start} += {steps}
        while {start} > {size - 1 + first}:
            {start} -= {size}
        while {start} < {first}:
            {start} += {size}
        return {start}
        """,
    )
    return Task(
        name=draw.one("move_on_dial", "turn", "move_around", "place_after"),
        parameters={start: "int", steps: "int"},
        returns="int",
        statement=draw.one(
            f"On a distant moon a day has {size} hours, {where}. Return which hour it is when {steps} hours have "
            f"passed since hour {start}. A negative number of hours means going back in time.",
            f"A wheel has {size} fields, {where}. Starting on field {start}, go {steps} fields forward (or backward "
            "if negative) and return the number of the field reached. Behind the last field comes the first again.",
            f"Add {steps} to {start} and wrap the result around, so that it lies between {first} and "
            f"{size - 1 + first}, both included: {size + first} becomes {first}, and {first - 1} becomes "
            f"{size - 1 + first}. The value of {steps} may be negative.",
        ),
        body=code(body),
        oracle=lambda place, moves: [*range(first, first + size)][(place - first + moves % size) % size],
        inputs=draw.inputs(
            lambda: (draw.integer(first, size - 1 + first), draw.integer(-3 * size, 3 * size)),
            *((first, 0), (first, -1), (size - 1 + first, 1), (first, size), (first, size - 1), (2, -size - 3)),
        ),
    )


@family
def whose_turn(draw: Draw) -> Task:
    """Duties that go round in turns of several days."""
    days, first, task = (
        draw.integer(2, 14),
        draw.one(0, 1),
        draw.one("kitchen", "garden", "phone", "cleaning", "night", "key"),
    )
    names, back = draw.one("names", "people", "team"), draw.chance(0.3)
    index = f"{'day' if first == 0 else '(day - 1)'} // {days} % len({names})"
    body = draw.one(
        f"return {names}[{f'-1 - {index}' if back else index}]",
        f"""
        turn = {"day" if first == 0 else "(day - 1)"} // {days}
        return {names}[{"-1 - " if back else ""}turn % len({names})]
        """,
        f"""
        turns_done = {"day" if first == 0 else "(day - 1)"} // {days}
        # After the last of them, it begins again.
        place = turns_done % len({names})
        return {f"{names}[::-1][place]" if back else f"{names}[place]"}
        """,
    )
    order = "from the end of the list to its start" if back else "in the order of the list"

    def oracle(people: list[str], day: int) -> str:
        rota = [person for person in (people[::-1] if back else people) for _ in range(days)]
        return (rota * 99)[day - first]

    return Task(
        name=draw.one("whose_turn", "on_duty", f"{task}_duty"),
        parameters={names: "list[str]", "day": "int"},
        returns="str",
        statement=draw.one(
            f"The {task} duty goes round {order}: each person has it for {days} days in a row, then the next one, and "
            f"after everyone has had it, it starts anew. Days are counted from {first}. Return who has it on the "
            "given day.",
            f"Return the person that is responsible on the given day. Day {first} is the first. Every {days} days the "
            f"{task} duty passes on, {order}, again and again. The list is not empty.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(draw.name, 3, 5), draw.integer(first, 8 * days)),
            *((["Ada", "Ben", "Kira"], first + edge) for edge in (0, days - 1, days, 2 * days, 3 * days - 1, 3 * days)),
            (["Zoe"], first + 3 * days),
        ),
    )


@family
def wave(draw: Draw) -> Task:
    """A value that goes up to a peak and down again, for ever."""
    peak, pace, t = draw.integer(3, 30), draw.integer(1, 4), draw.one("t", "n", "k", "count")
    top, rise = peak * pace, f"by {pace} each time"
    body = draw.one(
        f"""
        phase = {t} % {2 * peak}
        if phase <= {peak}:
            return {f"{pace} * phase" if pace > 1 else "phase"}
        return {f"{pace} * ({2 * peak} - phase)" if pace > 1 else f"{2 * peak} - phase"}
        """,
        f"""
        height, change = 0, {pace}
        for _ in range({t}):
            # Turn round at both ends.
            if height + change > {top} or height + change < 0:
                change = -change
            height += change
        return height
        """,
        f"return {f'{pace} * ' if pace > 1 else ''}({peak} - abs({peak} - {t} % {2 * peak}))",
    )
    series = f"0, {pace}, {2 * pace}, ..., {top - pace}, {top}, {top - pace}, ..., {pace}, 0, {pace}, ..."
    return Task(
        name=draw.one("wave", "height_at", "triangle_wave", "bounce"),
        parameters={t: "int"},
        returns="int",
        statement=draw.one(
            f"A value runs through {series} for ever. Return its value at index {t}, counted from 0.",
            f"At the beginning a value is 0. It rises {rise} up to {top}, then falls {rise} down to 0, and starts "
            f"again. Return the value after {t} changes ({t} is at least 0).",
            f"A lift in a mine starts at depth 0. Every minute it goes {pace} m deeper until it is {top} m deep, then "
            f"comes up {pace} m a minute until it is back at 0, and so on without a pause. Return its depth when {t} "
            "minutes have passed.",
        ),
        body=code(body),
        oracle=lambda n: ([*range(0, top, pace), *range(top, 0, -pace)] * (n // (2 * peak) + 1))[n],
        inputs=draw.inputs(
            lambda: (draw.integer(1, 5 * peak),),
            *((0,), (1,), (peak - 1,), (peak,), (peak + 1,), (2 * peak - 1,), (2 * peak,), (7 * peak,)),
        ),
    )
