"""Processes with thresholds and limits."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task


def _lines(*lines: str) -> str:
    """Those lines that are not empty."""
    return "\n".join(line for line in lines if line.strip())


@family
def stock_with_orders(draw: Draw) -> Task:
    """A stock that is filled up when it runs low."""
    start, low, lot = draw.integer(20, 60), draw.integer(5, 15), draw.integer(20, 50)
    goods, later = draw.one("bulbs", "tyres", "pots", "brushes", "filters", "seeds"), draw.chance(0.4)
    asked, result = draw.one(
        ("the stock after the last day", "stock"),
        ("how many orders are placed", "orders"),
        ("how much of the demand cannot be met", "unmet"),
    )
    rest = "sold = min(demand, stock)"
    body = _lines(
        f"stock = {start}",
        f"{result} = 0" if result != "stock" else "",
        "ordered = False" if later else "",
        "for demand in demands:",
        f"    if ordered:\n        stock += {lot}" if later else "",
        "    # No more can be sold than is there." if lot % 2 else "",
        f"    {rest}",
        "    unmet += demand - sold" if result == "unmet" else "",
        "    stock -= sold",
        f"    ordered = stock < {low}" if later else f"    if stock < {low}:",
        "    orders += ordered" if later and result == "orders" else "",
        "" if later else f"        stock += {lot}",
        "        orders += 1" if result == "orders" and not later else "",
        f"return {result}",
    )

    def oracle(demands: list[int]) -> int:
        stock, orders, unmet, due = start, 0, 0, 0
        for demand in demands:
            stock, due = stock + due, 0
            unmet += max(0, demand - stock)
            stock = max(0, stock - demand)
            if not stock >= low:
                orders += 1
                stock, due = (stock, lot) if later else (stock + lot, 0)
        return {"stock": stock, "orders": orders, "unmet": unmet}[result]

    when = "arrives on the next morning, before the shop opens" if later else "arrives the same evening"
    return Task(
        name=draw.one("run_stock", f"stock_of_{goods}", "keep_stock"),
        parameters={"demands": "list[int]"},
        returns="int",
        statement=draw.one(
            f"A shop has {start} {goods}. On each day customers want as many as demands says for that day; they get "
            f"what is there, but not more. If fewer than {low} are left in the evening, {lot} are ordered, and the "
            f"order {when}. Return {asked}.",
            f"The list demands holds how many {goods} are asked for, day by day. At first {start} are in stock. What "
            f"is asked for is sold as far as the stock allows. Whenever fewer than {low} remain at the end of a day, "
            f"an order of {lot} is placed, which {when}. Return {asked}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(5, 40), 3, 7),),
            *(
                ([],),
                ([start - low],),
                ([start - low + 1],),
                ([start + 5, 0, 3],),
                ([start, lot + 1, lot],),
                ([90, 90, 90],),
            ),
        ),
    )


@family
def thermostat(draw: Draw) -> Task:
    """A switch with two thresholds."""
    low = draw.integer(10, 40)
    high, on = low + draw.integer(2, 9), draw.chance(0.5)
    values, thing = draw.one(
        ("temperatures", "heater"), ("levels", "pump"), ("loads", "backup line"), ("readings", "fan")
    )
    asked, result = draw.one(
        ("how many times it is switched (on or off)", "switches"),
        ("the list of its states, True for on, one after each of the values", "states"),
        ("after how many of the values it is on", "count"),
    )
    first = "on" if on else "off"
    setup = {"switches": "switches = 0", "states": "states = []", "count": "count = 0"}[result]
    after = {"switches": "", "states": "    states.append(on)", "count": "    count += on"}[result]
    change = [f"    if value < {low}:", "        on = True", f"    elif value > {high}:", "        on = False"]
    if result == "switches":
        change = [
            f"    if value < {low} and not on or value > {high} and on:",
            "        on = not on",
            "        switches += 1",
        ]
    body = _lines(
        f"on = {on}",
        setup,
        f"for value in {values}:",
        "    # In between, nothing is switched." if low % 2 else "",
        *change,
        after,
        f"return {result}",
    )

    def oracle(given: list[int]) -> object:
        states = [on]
        for value in given:
            states.append(states[-1] if low <= value <= high else value < low)
        switches = len([i for i in range(1, len(states)) if states[i] is not states[i - 1]])
        return {"switches": switches, "states": states[1:], "count": states[1:].count(True)}[result]

    around = [low - 1, low, high, high + 1]
    return Task(
        name=draw.one("switching", "control", f"run_{thing.split()[0]}"),
        parameters={values: "list[int]"},
        returns="list[bool]" if result == "states" else "int",
        statement=draw.one(
            f"A {thing} is {first} at first. It goes on as soon as a value is below {low}, and off as soon as one is "
            f"above {high}; with values in between, both ends included, it stays as it is. Given the {values} in "
            f"order, return {asked}.",
            f"Work through {values} one by one: a value less than {low} turns the {thing} on, a value greater than "
            f"{high} turns it off, any other leaves it alone. It is {first} at the beginning. Return {asked}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(low - 8, high + 8), 4, 9),),
            *(
                ([],),
                (around,),
                (around[::-1],),
                ([low - 1, high, high + 1, low],),
                ([high + 1, low, low - 1, high],),
                ([low],),
            ),
        ),
    )


@family
def visitors_inside(draw: Draw) -> Task:
    """A house with a limited number of places."""
    limit, place, group = (
        draw.integer(3, 40),
        draw.one("zoo", "pool", "museum", "library", "tower", "theatre", "ferry"),
        draw.chance(0.5),
    )
    asked, result = draw.one(
        ("how many people are inside at the end", "inside"),
        ("how many people are turned away in all", "away"),
        ("the largest number of people inside at any time", "most"),
    )
    rule = (
        "A group for which there is not enough room is turned away as a whole"
        if group
        else "Of a group for which there is not enough room, as many as possible go in and the others are turned away"
    )
    enter = (
        [
            f"    elif inside + change <= {limit}:",
            "        inside += change",
            "    else:" if result == "away" else "",
            "        away += change" if result == "away" else "",
        ]
        if group
        else [
            "    else:",
            f"        room = {limit} - inside",
            "        away += max(change - room, 0)" if result == "away" else "",
            "        inside += min(change, room)",
        ]
    )
    lines = [
        "inside = 0",
        f"{result} = 0" if result != "inside" else "",
        "# Negative numbers stand for people who leave." if limit % 3 == 0 else "",
        "for change in changes:",
        "    if change < 0:",
        "        inside += change",
        *enter,
        "    most = max(most, inside)" if result == "most" else "",
        f"return {result}",
    ]
    body = _lines(*lines)

    def oracle(changes: list[int]) -> int:
        inside, away = [0], 0
        for change in changes:
            fits = change if inside[-1] + change <= limit else 0 if group else limit - inside[-1]
            away += change - fits
            inside.append(inside[-1] + fits)
        return {"inside": inside[-1], "away": away, "most": sorted(inside)[-1]}[result]

    def make() -> tuple[list[int]]:
        changes, inside = [], 0
        for _ in range(draw.integer(4, 8)):
            change = draw.integer(1, limit) if not inside or draw.chance(0.6) else -draw.integer(1, inside)
            room = limit - inside
            inside += change if change <= room else 0 if group else room
            changes.append(change)
        return (changes,)

    return Task(
        name=draw.one("visitors", "count_visitors", "people_inside"),
        parameters={"changes": "list[int]"},
        returns="int",
        statement=draw.one(
            f"A {place} has room for {limit} people and is empty at first. A positive number in changes is a group of "
            "so many that wants to go in, a negative one means that so many leave (never more than are there). "
            f"{rule}. Return {asked}.",
            f"At the door of a {place}, where at most {limit} people may be at a time, changes are noted: 3 for three "
            "people who arrive, -3 for three who leave. Nobody is inside at the beginning, and nobody leaves who is "
            f"not there. {rule}. Return {asked}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ([],),
            ([limit],),
            ([limit + 1],),
            ([limit, 1, -1, 1],),
            ([limit - 1, 2, 1],),
            ([1, limit - 1, -limit, 2],),
        ),
    )
