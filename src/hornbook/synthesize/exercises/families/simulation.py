"""Things that go on step by step: tanks, accounts, batteries."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task


def _lines(*lines: str) -> str:
    """Those lines that are not empty."""
    return "\n".join(line for line in lines if line.strip())


@family
def tank(draw: Draw) -> Task:
    """A tank that can run over and run dry."""
    size, start = draw.integer(20, 90), draw.one(0, *range(2, 16))
    thing, flows = draw.one(("tank", "flows"), ("barrel", "changes"), ("pond", "amounts"), ("reservoir", "litres"))
    asked, result, setup, over = draw.one(
        ("the level at the end", "level", "", ""),
        ("how much has run over in all", "lost", "lost = 0", f"    lost += max(level - {size}, 0)"),
        ("how often it was full to the brim after a change", "full", "full = 0", ""),
        ("the list of the levels after each change", "levels", "levels = []", ""),
    )
    after = {"full": f"    if level == {size}:\n        full += 1", "levels": "    levels.append(level)"}.get(
        result, ""
    )
    clamp = draw.one(
        f"    level = max(min(level, {size}), 0)",
        f"    # It holds no more than {size} and no less than nothing.\n    level = min(max(level, 0), {size})",
    )
    body = _lines(
        f"level = {start}", setup, f"for flow in {flows}:", "    level += flow", over, clamp, after, f"return {result}"
    )

    def oracle(changes: list[int]) -> object:
        levels, lost = [start], 0
        for change in changes:
            wanted = levels[-1] + change
            lost += wanted - size if wanted > size else 0
            levels.append(size if wanted > size else 0 if wanted < 0 else wanted)
        return {"level": levels[-1], "lost": lost, "full": levels[1:].count(size), "levels": levels[1:]}[result]

    return Task(
        name=draw.one(thing, "water_level", "fill"),
        parameters={flows: "list[int]"},
        returns="list[int]" if result == "levels" else "int",
        statement=draw.one(
            f"A {thing} holds {size} litres and has {start} in it at first. Each number of {flows} is added to it in "
            "turn, negative ones being taken out. What does not fit runs over and is lost; below 0 the level cannot "
            f"fall. Return {asked}.",
            f"Water flows into a {thing} (positive numbers) or out of it (negative numbers), as the list {flows} "
            f"says. It starts with {start} litres and can hold {size}: more than that spills, and less than nothing "
            f"is not possible. Return {asked}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(-size // 2, size), 3, 7),),
            *(
                ([],),
                ([size - start],),
                ([size - start + 1, -1],),
                ([-start - 1, 5],),
                ([size, size, -3],),
                ([-start, 1],),
            ),
        ),
    )


@family
def account(draw: Draw) -> Task:
    """An account with a credit line, and perhaps a fee."""
    limit, fee, start = draw.integer(1, 20) * 50, draw.integer(0, 5), draw.integer(0, 8) * 100
    asked, result = draw.one(("the balance at the end", "balance"), ("how many withdrawals are refused", "refused"))
    charge = f" + {fee}" if fee else ""
    test = f"balance - amount{charge.replace('+', '-')} < -{limit}"
    body = _lines(
        f"balance = {start}",
        "refused = 0" if result == "refused" else "",
        "for kind, amount in bookings:",
        '    if kind == "in":',
        "        balance += amount",
        f"    elif {test}:"
        if result == "refused"
        else f"    elif balance - amount{charge.replace('+', '-')} >= -{limit}:",
        "        refused += 1" if result == "refused" else f"        balance -= amount{charge}",
        "    else:" if result == "refused" else "",
        f"        balance -= amount{charge}" if result == "refused" else "",
        f"return {result}",
    )

    def oracle(bookings: list[tuple[str, int]]) -> int:
        moves: list[int] = []
        refused = 0
        for kind, amount in bookings:
            change = amount if kind == "in" else -amount - fee
            if kind == "out" and start + sum(moves) + change + limit < 0:
                refused += 1
            else:
                moves.append(change)
        return refused if result == "refused" else start + sum(moves)

    def make() -> tuple[list[tuple[str, int]]]:
        return (draw.several(lambda: (draw.one("in", "out", "out"), draw.integer(1, limit)), 3, 7),)

    most = start + limit - fee
    cost = f" Each withdrawal that is carried out costs a fee of {fee} on top." if fee else ""
    below = f"the balance{' (with the fee taken off)' if fee else ''} would fall below -{limit}"
    return Task(
        name=draw.one("account", "run_account", "book", "process"),
        parameters={"bookings": "list[tuple[str, int]]"},
        returns="int",
        statement=draw.one(
            f"An account starts with {start}. Its bookings are tuples: ('in', amount) pays in, ('out', amount) takes "
            f"out.{cost} A withdrawal is refused, and changes nothing, if {below}. Return {asked}.",
            "A bank works through bookings in order, each being 'in' or 'out' with an amount. At first the balance "
            f"is {start}.{cost} If {below}, an 'out' is left undone. Return {asked}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            make,
            *(([],), ([("out", most)],), ([("out", most + 1)],), ([("out", most), ("in", 50), ("out", 51)],)),
            *(([("in", 10), ("out", most + 10)],), ([("out", most + 1), ("out", 3)],)),
        ),
    )


@family
def battery(draw: Draw) -> Task:
    """A battery that is used and charged."""
    start, gain, loss, low = draw.integer(20, 90), draw.integer(5, 25), draw.integer(3, 15), draw.integer(5, 20)
    device = draw.one("phone", "robot", "drone", "lamp", "scooter", "camera")
    asked, kind = draw.one(
        ("the charge at the end", "end"),
        (
            f"the number of the first hour (from 1) after which the charge is below {low}, or 0 if there is none",
            "first",
        ),
        ("the lowest charge, the one at the start included", "lowest"),
    )
    hours = draw.one("hours", "log", "states")
    setup = "lowest = charge" if kind == "lowest" else ""
    after = {
        "first": f"    if charge < {low}:\n        return hour",
        "lowest": "    lowest = min(lowest, charge)",
        "end": "",
    }[kind]
    loop = f"for hour, state in enumerate({hours}, start=1):" if kind == "first" else f"for state in {hours}:"
    change = draw.one(
        [
            '    if state == "c":',
            f"        charge = min(charge + {gain}, 100)",
            '    elif state == "u":',
            f"        charge = max(charge - {loss}, 0)",
        ],
        [
            f'    charge += {{"c": {gain}, "u": -{loss}, "-": 0}}[state]',
            "    # A battery is neither fuller than full nor emptier than empty.",
            "    charge = min(max(charge, 0), 100)",
        ],
    )
    end = {"end": "charge", "first": "0", "lowest": "lowest"}[kind]
    body = _lines(f"charge = {start}", setup, loop, *change, after, f"return {end}")

    def oracle(letters: str) -> int:
        charges = [start]
        for letter in letters:
            step = gain if letter == "c" else -loss if letter == "u" else 0
            charges.append(sorted([0, charges[-1] + step, 100])[1])
        early = [hour for hour, charge in enumerate(charges) if charge < low and hour > 0]
        return {"end": charges[-1], "first": [*early, 0][0], "lowest": sorted(charges)[0]}[kind]

    drain = (start - low) // loss
    return Task(
        name=draw.one("battery", f"{device}_battery", "charge_level"),
        parameters={hours: "str"},
        returns="int",
        statement=draw.one(
            f"The battery of a {device} is at {start} per cent. Each letter of {hours} stands for one hour: in an "
            f"hour 'c' it gains {gain} per cent (but never rises above 100), in an hour 'u' it loses {loss} (but "
            f"never falls below 0), in an hour '-' nothing changes. Return {asked}.",
            f"A {device} starts with a charge of {start} out of 100. The string {hours} tells what happens hour by "
            f"hour: 'c' (charging) adds {gain}, 'u' (in use) takes {loss} away, '-' (off) changes nothing; the charge "
            f"stays between 0 and 100. Return {asked}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.letters(4, 10, "cuu-"),),
            *(
                ("",),
                ("c" * 20,),
                ("u" * 30,),
                ("u" * drain,),
                ("u" * (drain + 1) + "c",),
                ("-cu",),
                ("c" * 20 + "u-",),
            ),
        ),
    )
