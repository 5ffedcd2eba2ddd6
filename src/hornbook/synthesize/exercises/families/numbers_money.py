"""Prices, taxes and savings."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

GOODS = ("apples", "pens", "candles", "stamps", "tickets", "bulbs", "cups", "bricks", "tiles", "rolls")


@family
def discount(draw: Draw) -> Task:
    """A discount from a certain sum on."""
    limit, percent = draw.integer(10, 90) * 100, draw.one(5, 10, 15, 20, 25, 30, 40)
    total, strict = draw.one("total", "price", "cents", "amount"), draw.chance(0.5)
    sign, said = (">", "more than") if strict else (">=", "at least")
    part = draw.chance(0.3)
    base = f"({total} - {limit})" if part else total
    body = draw.one(
        f"if {total} {sign} {limit}:\n    return {total} - {base} * {percent} // 100\nreturn {total}",
        f"# Multiplied first: dividing first would lose cents.\ndiscount = {base} * {percent} // 100 if {total} "
        f"{sign} {limit} else 0\nreturn {total} - discount",
    )
    off = f"{percent}% of what exceeds {limit} cents" if part else f"{percent}%"

    def oracle(cents: int) -> int:
        hundreds = (cents - limit if part else cents) * percent
        return cents - divmod(hundreds, 100)[0] if cents > limit or (cents == limit and not strict) else cents

    return Task(
        name=draw.one("discounted", "final_price", "to_pay", "with_discount"),
        parameters={total: "int"},
        returns="int",
        statement=draw.one(
            f"Return what is to be paid for {total} (in cents): for {said} {limit} cents there is a discount of "
            f"{off}, rounded down to whole cents; otherwise there is none.",
            f"A shop takes {off} off if a customer buys for {said} {limit} cents. The discount is rounded down to "
            f"full cents. Given {total} in cents before the discount, return the cents to pay.",
            f"From {total}, an amount in cents, subtract {off} if it is {said} {limit}, and nothing if not. What is "
            "subtracted is rounded down to a whole number. Return the result.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(limit // 2, limit * 2),),
            (0,),
            (limit,),
            (limit - 1,),
            (limit + 1,),
            (limit + 99,),
            (limit * 3 + 7,),
        ),
    )


@family
def tax_in_steps(draw: Draw) -> Task:
    """A tax with a free part and two rates."""
    free, width = draw.integer(2, 20) * 500, draw.integer(2, 20) * 500
    low, high = draw.integer(5, 20), draw.integer(25, 45)
    upper, income = free + width, draw.one("income", "wage", "profit", "earnings")
    body = draw.one(
        f"""
        if {income} <= {free}:
            return 0
        if {income} <= {upper}:
            return ({income} - {free}) * {low} // 100
        return {width * low // 100} + ({income} - {upper}) * {high} // 100
        """,
        f"""
        # Each part is what lies between its two limits.
        lower_part = min(max({income} - {free}, 0), {width})
        upper_part = max({income} - {upper}, 0)
        return lower_part * {low} // 100 + upper_part * {high} // 100
        """,
        f"""
        tax = 0
        # Work from the top: each rate applies only to what lies above its limit.
        for limit, rate in (({upper}, {high}), ({free}, {low})):
            if {income} > limit:
                tax += ({income} - limit) * rate // 100
                {income} = limit
        return tax
        """,
    )

    def oracle(amount: int) -> int:
        first = len(range(free, min(amount, upper))) * low
        return first // 100 + len(range(upper, amount)) * high // 100

    land = draw.one("Norland", "Vesta", "Marnia", "Quill", "Tarn")
    return Task(
        name=draw.one("tax_for", "income_tax", "tax_due", "duty"),
        parameters={income: "int"},
        returns="int",
        statement=draw.one(
            f"The first {free} of {income} are free of tax. What lies between {free} and {upper} is taxed at {low}%, "
            f"what lies above {upper} at {high}%. The tax of each part is rounded down to a whole number. Return the "
            "whole tax.",
            f"In {land} there is no tax on the first {free} of {income}. On the part above that, up to {upper}, the "
            f"rate is {low}%, and on the part above {upper} it is {high}%, each rounded down. Return the tax that is "
            "due in all.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(free, upper + width),),
            *((0,), (free,), (free + 99,), (upper,), (upper + 1,), (upper + 7,), (upper * 2,)),
        ),
    )


@family
def pack_price(draw: Draw) -> Task:
    """Prices with packs, or with every n-th one free."""
    goods, single, size = draw.one(*GOODS), draw.integer(12, 90), draw.integer(3, 8)
    offer = single * (size - 1) - draw.integer(1, 9)
    free = draw.chance(0.4)
    n = draw.one("count", "number", "wanted")
    rule, formula = (
        (f"every {size}th one is free", f"({n} - {n} // {size}) * {single}")
        if free and size > 3
        else (f"{size} of them together cost only {offer} cents", f"{n} // {size} * {offer} + {n} % {size} * {single}")
    )
    body = draw.one(
        f"return {formula}",
        f"""
        # What does not fill a pack is paid one by one.
        packs, singles = divmod({n}, {size})
        return packs * {single * (size - 1) if "free" in rule else offer} + singles * {single}
        """,
        f"""
        total = 0
        while {n} >= {size}:
            total += {single * (size - 1) if "free" in rule else offer}
            {n} -= {size}
        return total + {n} * {single}
        """,
    )

    def oracle(number: int) -> int:
        total = 0
        for one in range(1, number + 1):
            total += single
            if one % size == 0:
                total -= single if "free" in rule else size * single - offer
        return total

    return Task(
        name=draw.one("price_of", "cost", f"price_of_{goods}", "total_price"),
        parameters={n: "int"},
        returns="int",
        statement=draw.one(
            f"A shop sells {goods} at {single} cents each, but {rule}. Return the lowest price in cents of as many "
            f"{goods} as {n} says.",
            f"Somebody buys {goods}; how many is given by {n}, which is not negative. One costs {single} cents, and "
            f"{rule}. Return the cents to pay, if every advantage is used.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(2, 40),), (0,), (1,), (size - 1,), (size,), (size + 1,), (3 * size,), (2 * size - 1,)
        ),
    )


@family
def savings(draw: Draw) -> Task:
    """Savings with interest, year by year."""
    rate, deposit, goal = draw.integer(2, 9), draw.integer(1, 30) * 10, draw.integer(20, 90) * 100
    first, until = draw.chance(0.5), draw.chance(0.4)
    steps = [f"balance += {deposit}", f"balance += balance * {rate} // 100"]
    steps = steps if first else steps[::-1]
    inner = "\n    ".join(steps)
    body = (
        f"years = 0\nwhile balance < {goal}:\n    {inner}\n    years += 1\nreturn years"
        if until
        else f"for _ in range(years):\n    {inner}\nreturn balance"
    )
    order = (
        f"{deposit} are paid in and then {rate}% interest is added"
        if first
        else f"{rate}% interest is added and then {deposit} are paid in"
    )

    def oracle(balance: int, years: int = 999) -> int:
        history = [balance]
        for _ in range(years):
            last = history[-1]
            grown = last + deposit if first else last + last * rate // 100
            history.append(grown + grown * rate // 100 if first else grown + deposit)
            if until and history[-1] >= goal:
                break
        return sum(1 for b in history if b < goal) if until else history[-1]

    ask = (
        f"after how many years the balance is at least {goal} for the first time (0 if it is so at once)"
        if until
        else "the balance after the given number of years"
    )
    return Task(
        name=draw.one("savings", "account", "grow_savings") + ("_time" if until else "_balance"),
        parameters={"balance": "int"} if until else {"balance": "int", "years": "int"},
        returns="int",
        statement=draw.one(
            f"An account starts with balance. Every year {order}; the interest is rounded down to a whole number. "
            f"Return {ask}.",
            f"Each year, {order}, where interest is rounded down. Beginning with the given balance (0 or more), "
            f"return {ask}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(0, goal), draw.integer(1, 9))[: 1 if until else 2],
            *(
                (edge, years)[: 1 if until else 2]
                for edge, years in (
                    (0, 0),
                    (goal, 1),
                    (goal - 1, 2),
                    (99, 3),
                    (1000, 12),
                    (101, 1),
                    (goal // 2, 4),
                    (goal // 3, 5),
                    (goal * 4 // 5, 6),
                )
            ),
        ),
    )
