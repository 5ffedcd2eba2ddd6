"""Fees, change and purchases."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


@family
def make_change(draw: Draw) -> Task:
    """Coins for an amount, the largest first."""
    small, middle, large = draw.one(
        (1, 4, 12), (1, 5, 20), (1, 3, 15), (1, 6, 18), (1, 7, 21), (1, 8, 40), (1, 9, 27), (1, 5, 25)
    )
    coins = [large * draw.integer(2, 4), large, middle, small][draw.integer(0, 1) :]
    form = draw.one("dict", "count", "list")
    amount = draw.one("amount", "cents", "change", "rest")
    loop = {
        "dict": ("used = {}", "if $amount >= coin:", "    used[coin], $amount = divmod($amount, coin)", "used"),
        "count": ("count = 0", "count += $amount // coin", "$amount %= coin", "count"),
        "list": ("paid = []", "while $amount >= coin:", "    paid.append(coin)\n        $amount -= coin", "paid"),
    }[form]
    body = f"{loop[0]}\n# From the largest coin down.\nfor coin in {tuple(coins)}:\n"
    body += f"    {loop[1]}\n    {loop[2]}\nreturn {loop[3]}"
    if draw.chance(0.5) and form == "count":
        body = f"count = 0\nfor coin in {tuple(coins)}:\n    while $amount >= coin:\n        $amount -= coin\n"
        body += "        count += 1\nreturn count"

    def oracle(rest: int) -> object:
        paid: list[int] = []
        while sum(paid) < rest:
            paid.append(next(coin for coin in coins if sum(paid) + coin <= rest))
        return {"dict": {coin: paid.count(coin) for coin in coins if coin in paid}, "count": len(paid), "list": paid}[
            form
        ]

    asked = {
        "dict": "a dict from each coin that is used to how many of it are used, in this order",
        "count": "how many coins are used",
        "list": "the list of the coins used, the largest first",
    }[form]
    kinds = ", ".join(map(str, coins[:-1])) + f" and {coins[-1]}"
    return Task(
        name=draw.one("pay_out", "make_change", "coins_for", "count_out"),
        parameters={amount: "int"},
        returns={"dict": "dict[int, int]", "count": "int", "list": "list[int]"}[form],
        statement=code(
            draw.one(
                f"There are coins of {kinds}. Pay out $amount by always taking the largest coin that still fits. "
                f"Return {asked}.",
                f"A machine pays out $amount, which is at least 0, in coins of {kinds}, with as many of the larger "
                f"ones as possible. Return {asked}.",
                f"In an old game the coins are worth {kinds}. A player gets $amount, large coins before small ones. "
                f"Return {asked}. For 0 no coin is used.",
            ),
            amount=amount,
        ),
        body=code(body, amount=amount),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(20, 150),),
            (0,),
            (1,),
            *((c - 1,) for c in coins[:-1]),
            *((c,) for c in coins[:2]),
            number=10,
        ),
    )


@family
def parking_fee(draw: Draw) -> Task:
    """A fee by started hours with a free time and a cap."""
    free, unit, fee = draw.one(0, 10, 15, 20, 30), draw.one(15, 20, 30, 60), draw.integer(3, 25) * 10
    cap, minutes = fee * draw.integer(4, 9), draw.one("minutes", "stay", "duration", "time")
    place = draw.one("car park", "boat harbour", "bike store", "locker room", "skating hall")
    if_free = f"if {minutes} <= {free}:\n    return 0\n"
    started = f"-(-{minutes} // {unit})"
    body = draw.one(
        f"{if_free}units = {started}\nreturn min(units * {fee}, {cap})",
        f"{if_free}# A started period costs as much as a full one.\nunits = ({minutes} + {unit - 1}) // {unit}\n"
        f"return min(units * {fee}, {cap})",
        f"{if_free}units = ceil({minutes} / {unit})\nprice = units * {fee}\nif price > {cap}:\n    return "
        f"{cap}\nreturn price",
    )
    free_of_charge = (
        f"Up to {free} minutes cost nothing (but beyond that, these count too)"
        if free
        else "Nothing is charged for 0 minutes"
    )
    gift = (
        f"A stay of up to {free} minutes is free; for a longer one"
        if free
        else "A stay of 0 minutes is free; otherwise"
    )
    return Task(
        name=draw.one("parking_fee", "fee", "charge", "price_of_stay"),
        parameters={minutes: "int"},
        returns="int",
        statement=draw.one(
            f"{gift} each started period of {unit} minutes, from the first minute on, costs {fee} cents, but never "
            f"more than {cap} cents in all. Return the price in cents; {minutes} is the length of the stay in minutes.",
            f"At a {place} visitors pay {fee} cents for every {unit} minutes that they have begun. "
            f"{free_of_charge}, "
            f"and the price is at most {cap} cents. Return the price for {minutes}, given in minutes.",
        ),
        body=body,
        oracle=lambda t: 0 if t <= free else sorted([len(range(0, t, unit)) * fee, cap])[0],
        inputs=draw.inputs(
            lambda: (draw.integer(1, 4 * unit),),
            *(
                (0,),
                (free,),
                (free + 1,),
                (2 * unit,),
                (2 * unit + 1,),
                (cap // fee * unit,),
                (cap // fee * unit + 99,),
            ),
        ),
        imports=("from math import ceil",) if "ceil(" in body else (),
    )


@family
def price_table(draw: Draw) -> Task:
    """Looking up a price by weight."""
    bounds = sorted(draw.sample(range(2, 40), 3))
    bounds = [50 * b for b in bounds]
    prices = sorted(draw.sample(range(8, 90), 3))
    prices = [10 * p for p in prices]
    none, weight = draw.one("None", "-1"), draw.one("weight", "mass", "load")
    table = dict(zip(bounds, prices, strict=True))
    body = draw.one(
        "\n".join(f"if {weight} <= {b}:\n    return {p}" for b, p in table.items()) + f"\nreturn {none}",
        f"# The limits ascend, so the first that fits is the cheapest.\nprices = {table}\nfor limit, price in "
        f"prices.items():\n    if {weight} <= limit:\n        return price\nreturn {none}",
        f"limits = {bounds}\n# bisect_left counts the limits that are too small.\nplace = bisect_left(limits, "
        f"{weight})\nreturn {prices}[place] if place < 3 else {none}",
    )
    listed = ", ".join(f"{p} cents up to {b} g" for b, p in table.items())
    thing = draw.one("letter", "parcel", "packet", "tube")
    return Task(
        name=draw.one("postage", f"{thing}_price", "price_for"),
        parameters={weight: "int"},
        returns="int | None" if none == "None" else "int",
        statement=draw.one(
            f"To send a {thing} costs {listed}, each limit included. Return the price for its {weight}, given in "
            f"grams, or {none} if it is more than {bounds[-1]}.",
            f"These are the prices for a {thing}: {listed}. Each limit still belongs to its price. Return the lowest "
            f"price that applies to {weight}, given in grams. Heavier things are not accepted: return {none} for them.",
        ),
        body=body,
        oracle=lambda grams: min((p for b, p in table.items() if grams <= b), default=None if none == "None" else -1),
        inputs=draw.inputs(
            lambda: (draw.integer(1, bounds[-1]),), *((b + d,) for b in bounds for d in (0, 1)), (1,), number=9
        ),
        imports=("from bisect import bisect_left",) if "bisect" in body else (),
    )


@family
def shopping_within_budget(draw: Draw) -> Task:
    """Buying one thing after the other while the money lasts."""
    stop, kept, budget = draw.chance(0.5), draw.integer(0, 12) * 5, draw.one("budget", "money", "purse")
    asked, result, setup = draw.one(
        ("how many things are bought", "bought", "bought = 0"),
        ("how much money is left at the end", budget, ""),
        ("the list of the prices paid", "bought", "bought = []"),
    )
    record = "" if not setup else "bought += 1" if setup.endswith("0") else "bought.append(price)"
    limit = f"{budget} - {kept}" if kept else budget
    skip = "break" if stop else "continue"
    parts = [
        setup,
        "for price in prices:",
        f"    if price > {limit}:",
        f"        {skip}",
        f"    {budget} -= price",
        f"    {record}",
    ]
    if not stop and draw.chance(0.6):
        test = f"{budget} - price >= {kept}" if kept else f"price <= {budget}"
        parts = [setup, "for price in prices:", f"    if {test}:", f"        {budget} -= price", f"        {record}"]
    body = "\n".join(line for line in [*parts, f"return {result}"] if line.strip())

    def oracle(prices: list[int], purse: int) -> object:
        paid: list[int] = []
        for price in prices:
            if purse - sum(paid) - price >= kept:
                paid.append(price)
            elif stop:
                break
        return {"b": len(paid) if setup.endswith("0") else paid}.get(result[0] if setup else "", purse - sum(paid))

    rule = "stops at the first thing that is too dear" if stop else "leaves out what is too dear and goes on"
    reserve = f" At least {kept} must always remain." if kept else " All of the money may be spent."
    return Task(
        name=draw.one("shop", "go_shopping", "buy_in_order", "spend"),
        parameters={"prices": "list[int]", budget: "int"},
        returns="list[int]" if setup.endswith("[]") else "int",
        statement=draw.one(
            f"A buyer, whose {budget} is given, takes things in the order of prices and {rule}.{reserve} Return "
            f"{asked}.",
            f"Go through prices and pay each one out of {budget} if it can be afforded.{reserve} A buyer {rule}. "
            f"Return {asked}.",
            f"A robot walks along a shelf with the given prices and may spend what is in {budget}. It buys whatever "
            f"it can pay, but it {rule}.{reserve} Return {asked}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(5, 60), 3, 7), draw.integer(70, 200)),
            *(
                ([], 50),
                ([50], 50 + kept),
                ([51, 4], 50 + kept),
                ([10, 90, 20], 60 + kept),
                ([30, 30, 30], 60 + kept),
                ([8], 0),
            ),
        ),
    )
