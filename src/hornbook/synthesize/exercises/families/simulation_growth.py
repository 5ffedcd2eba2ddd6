"""Growth and movement from day to day."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task


@family
def climb(draw: Draw) -> Task:
    """Up by day and down by night."""
    up, down, tire = draw.integer(5, 12), draw.integer(2, 4), draw.integer(0, 1)
    who, where = draw.one(
        ("snail", "wall"), ("beetle", "pole"), ("monkey", "palm tree"), ("climber", "cliff"), ("lizard", "tree trunk")
    )
    rest, height = draw.one(0, 2, 3, 4), draw.one("goal", "target", "top")
    every = draw.integer(3, 5)
    ordinal = {3: "third", 4: "fourth", 5: "fifth"}[every]
    night = f"    place -= {down}"
    if tire:
        night = f"    # On every {ordinal} night it holds on.\n    if days % {every} != 0:\n    {night}"
    body = (
        f"place, days = {rest + up}, 1\nwhile place < {height}:\n{night}\n    place += {up}\n    days += 1\nreturn days"
    )
    if draw.chance(0.6):
        day = f"    days += 1\n    place += {up}\n    if place >= {height}:\n        return days"
        body = f"place, days = {rest}, 0\nwhile True:\n{day}\n{night}"

    def oracle(goal: int) -> int:
        slips = [0 if tire and day % every == 0 else down for day in range(1, 999)]
        return next(day for day in range(1, 999) if rest + up * day - sum(slips[: day - 1]) >= goal)

    hold = f" On every {ordinal} night, though, it does not slip." if tire else ""
    begin = f"{rest} metres above the ground" if rest else "on the ground"
    return Task(
        name=draw.one("climb", f"{who}_days", "days_to_top"),
        parameters={height: "int"},
        returns="int",
        statement=draw.one(
            f"A {who} starts {begin} and wants to reach a height of {height} metres (more than its start) on a "
            f"{where}. By day it climbs {up} metres, in the night it slips down {down}.{hold} Return the number of "
            "the day, counted from 1, on which it gets there.",
            f"Every day a {who} goes up {up} metres on a {where}, and every night it comes down {down} again.{hold} "
            f"It begins {begin}. Return how many days it takes until it is at least {height} metres high, which is "
            "higher than where it begins.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(up, 100),),
            *(
                (rest + 1,),
                (rest + up,),
                (rest + up + 1,),
                (rest + 2 * up - down,),
                (rest + 2 * up - down + 1,),
                (120,),
            ),
            *((rest + every * up - (every - 1) * down + extra,) for extra in (0, 1)),
            number=12,
        ),
    )


@family
def population(draw: Draw) -> Task:
    """Two kinds of animals, or young and old, from year to year."""
    births, mature, loss = draw.integer(2, 5), draw.integer(2, 4), draw.integer(0, 5)
    animal, n = draw.one("rabbits", "fish", "bees", "mice", "geese", "frogs"), draw.one("years", "months", "seasons")
    cap = draw.one(0, 0, draw.integer(100, 400))
    one = n[:-1]
    update = f"young, old = old * {births}, old + young // {mature}" + (f" - {loss}" if loss else "")
    guard = "    old = max(old, 0)" if loss else ""
    limit = f"    young = min(young, {cap})" if cap else ""
    asked, result = draw.one(
        (f"how many {animal} there are in all", "young + old"),
        ("the tuple of the numbers of young and old ones", "young, old"),
        ("how many old ones there are", "old"),
    )
    body = "\n".join(
        line
        for line in [
            f"for _ in range({n}):",
            "    # Both change at once, so the old ones are those from before." if births % 2 else "",
            f"    {update}",
            guard,
            limit,
            f"return {result}",
        ]
        if line
    )

    def oracle(small: int, big: int, times: int) -> object:
        history = [(small, big)]
        for _ in range(times):
            before = history[-1]
            grown = before[0] // mature + before[1] - loss
            born = births * before[1]
            history.append((cap if cap and born > cap else born, grown if grown > 0 else 0))
        young, old = history[times]
        return {"young + old": old + young, "young, old": (young, old), "old": old}[result]

    dying = f" Then {loss} old ones die (or all, if there are fewer)." if loss else ""
    capped = f" There is food for at most {cap} young ones; the others are lost." if cap else ""
    each = f"{births} young ones"
    return Task(
        name=draw.one("population", f"count_{animal}", "grow_herd"),
        parameters={"young": "int", "old": "int", n: "int"},
        returns="tuple[int, int]" if "," in result else "int",
        statement=draw.one(
            f"There are young and old {animal}. In each {one} every old one has {each}, one in {mature} of the young "
            f"ones that were there before becomes old (rounded down), and the other young ones die.{dying}{capped} "
            f"Return {asked} after the given number of {n}.",
            f"Simulate the life of some {animal} for the given number of {n}, beginning with so many young and old "
            f"ones. The new young ones are {births} times the old ones; of the previous young ones a part of 1 / "
            f"{mature}, rounded down, joins the old ones and the rest vanishes.{dying}{capped} Return {asked} at the "
            "end.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(0, 30), draw.integer(4, 20), draw.integer(1, 5)),
            *(
                (0, 0, 3),
                (5, 2, 0),
                (mature, 1, 1),
                (2 * mature - 1, loss + 1, 1),
                (40, 0, 2),
                (0, cap + 1, 1),
                (0, 100, 2),
            ),
        ),
    )


@family
def row_of_cells(draw: Draw) -> Task:
    """A row of cells that change by their neighbours."""
    births, survives = (
        sorted(draw.sample(range(3), draw.integer(1, 2))),
        sorted(draw.sample(range(3), draw.integer(1, 2))),
    )
    ring, steps, (live, dead) = (
        draw.chance(0.5),
        draw.chance(0.5),
        draw.one(("#", "."), ("1", "0"), ("X", "-"), ("o", "_")),
    )
    cells = draw.one("cells", "row", "colony", "state")
    left = f"{cells}[i - 1]" if ring else f"{cells}[max(i - 1, 0) : i]"
    right = f"{cells}[(i + 1) % len({cells})]" if ring else f"{cells}[i + 1 : i + 2]"
    inner = f"""
near = ({left} + {right}).count("{live}")
alive = near in {survives} if {cells}[i] == "{live}" else near in {births}
new += "{live}" if alive else "{dead}"
"""
    loop = f'new = ""\nfor i in range(len({cells})):' + inner.rstrip().replace("\n", "\n    ")
    if steps:
        body = "for _ in range(steps):\n    " + loop.replace("\n", "\n    ") + f"\n    {cells} = new\nreturn {cells}"
    else:
        body = loop + "\nreturn new"

    def oracle(text: str, times: int = 1) -> str:
        for _ in range(times):
            size = len(text)
            around = [[(i + d) % size if ring else i + d for d in (-1, 1)] for i in range(size)]
            near = [sum(0 <= j < size and text[j] == live for j in places) for places in around]
            text = "".join(
                live if count in (survives if cell == live else births) else dead
                for cell, count in zip(text, near, strict=True)
            )
        return text

    def said(numbers: list[int]) -> str:
        return " or ".join(map(str, numbers)) + (" living neighbour" if numbers == [1] else " living neighbours")

    shape = (
        "The row is closed to a ring, so that the first and the last cell are neighbours."
        if ring
        else "The cells at the ends have only one neighbour."
    )
    extra = "as many times as steps says" if steps else "once"
    edges = [
        dead * 4,
        live * 4,
        dead * 3 + live + dead * 3,
        live + dead * 4,
        dead + live * 2 + dead,
        live * 3 + dead * 2 + live,
    ]
    return Task(
        name=draw.one("next_row", "grow", "cell_steps", "evolve"),
        parameters={cells: "str", "steps": "int"} if steps else {cells: "str"},
        returns="str",
        statement=draw.one(
            f"In the string {cells}, of three or more signs, {live!r} is a living cell and {dead!r} a dead one. In "
            f"one step, all at the same time, a living cell stays alive if it has {said(survives)}, a dead one comes "
            f"to life if it has {said(births)}, and all others are dead afterwards. {shape} Do this {extra} and "
            "return the string.",
            f"A colony is a row of at least three cells, alive ({live!r}) or dead ({dead!r}). {shape} A step works on "
            f"all cells at once: with {said(survives)} a living one survives, with {said(births)} a dead one is "
            f"filled, any other is dead. Return {cells} after "
            f"{'as many steps as steps says' if steps else 'one step'}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.letters(5, 10, live + dead), draw.integer(1, 4))[: 2 if steps else 1],
            *((edge, n)[: 2 if steps else 1] for edge, n in zip(edges, (1, 1, 2, 1, 0, 3), strict=True)),
        ),
    )
