"""Texts: money and long numbers shown to people."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


@family
def money(draw: Draw) -> Task:
    """Small coins shown as an amount of money."""
    coin, front, back = draw.one(("cents", "$", ""), ("pence", "£", ""), ("cents", "", " €"), ("rappen", "CHF ", ""))
    what, (group, point) = (
        draw.one("price", "balance", "fee", "debt", "budget"),
        draw.one(("", "."), ("", ","), (",", ".")),
    )
    negative, sample = draw.one("-", "minus ", "("), draw.integer(2, 99) * 100 + draw.integer(1, 9)
    body = draw.one(
        """
        whole, part = divmod(abs($coin), 100)
        amount = f"$front{whole$group}$point{part:02}$back"
        return $signed if $coin < 0 else amount
        """,
        """
        # The absolute value keeps the division from rounding a negative amount away from zero.
        units = abs($coin) // 100
        rest = abs($coin) % 100
        amount = f"$front{units$group}$point{rest:02}$back"
        if $coin < 0:
            return $signed
        return amount
        """,
    )

    def oracle(coins: int) -> str:
        digits = str(coins).lstrip("-").rjust(3, "0")
        whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", group, digits[:-2])
        amount = f"{front}{whole}{point}{digits[-2:]}{back}"
        return {"(": f"({amount})"}.get(negative, negative + amount) if str(coins).startswith("-") else amount

    named = "comma" if point == "," else "point"
    minus = "is put in round brackets" if negative == "(" else f"has '{negative}' in front of everything"
    groups = " The digits before the point are grouped in threes by commas." if group else ""
    return Task(
        name=draw.one(f"show_{what}", f"format_{what}", "as_money"),
        parameters={coin: "int"},
        returns="str",
        statement=draw.one(
            f"Show a {what} that is given in {coin}: {sample} becomes '{oracle(sample)}' and 5 becomes '{oracle(5)}'. "
            f"A negative amount {minus}.{groups}",
            f"Return a {what} of `{coin}` (100 to the unit) as text like '{oracle(sample)}' for {sample}: always two "
            f"digits behind the {named}. A negative amount {minus}.{groups}",
            f"A bank keeps every {what} in {coin}. Return how it prints one, for instance '{oracle(sample)}' for "
            f"{sample}. An amount below zero {minus}.{groups}",
        ),
        body=code(
            body,
            coin=coin,
            front=front,
            back=back,
            point=point,
            group=":," if group else "",
            signed='f"({amount})"' if negative == "(" else f'"{negative}" + amount',
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(-3000, 90_000),),
            *((n,) for n in (0, 5, -1, 99, 100, -101, 123_456_789, -100_000, 1_010)),
        ),
    )


@family
def receipt_line(draw: Draw) -> Task:
    """A line of a receipt: number, thing, price and a discount for many."""
    thing, least, off = (
        draw.one("tickets", "bottles", "chairs", "plants", "books", "lamps", "mugs", "pens"),
        draw.integer(3, 12),
        draw.one(5, 10, 20, 25, 50),
    )
    unit, separator = draw.one("EUR", "GBP", "CHF", "USD"), draw.one(": ", " = ", " - ")
    one = thing[:-1]
    body = draw.one(
        """
        total = number * price
        if number >= $least:
            total -= total * $off / 100
        name = "$one" if number == 1 else "$many"
        return f"{number} {name}$separator{total:.2f} $unit"
        """,
        """
        share = $paid if number >= $least else 1
        name = "$one" if number == 1 else "$many"
        return f"{number} {name}$separator{number * price * share:.2f} $unit"
        """,
    )

    def oracle(number: int, price: int) -> str:
        hundredths = number * price * (100 - off if number > least - 1 else 100)
        return " ".join(
            [str(number), (one, thing)[number != 1] + separator + f"{hundredths // 100}.{hundredths % 100:02}", unit]
        )

    return Task(
        name=draw.one("receipt_line", f"bill_{thing}", "offer", "invoice_line"),
        parameters={"number": "int", "price": "int"},
        returns="str",
        statement=draw.one(
            f"Return a line of a receipt for some {thing} at `price` {unit} each, such as '2 {thing}{separator}18.00 "
            f"{unit}'. With {least} or more, the total is {off} % lower. It has two decimals; for one, write '1 "
            f"{one}'.",
            f"A shop sells {thing} and takes {off} % off the total of an order of at least {least}. Return its text "
            f"for `number` {thing} at `price` each, in the form '2 {thing}{separator}18.00 {unit}' (two decimals; for "
            f"a single one '1 {one}').",
        ),
        body=code(
            body, least=least, off=off, paid=(100 - off) / 100, one=one, many=thing, separator=separator, unit=unit
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(1, 20), draw.integer(2, 60)),
            (1, 9),
            (0, 5),
            (least - 1, 7),
            (least, 7),
            (least + 1, 8),
            (2, 1),
        ),
    )


@family
def grouped_digits(draw: Draw) -> Task:
    """A long number is shown in groups of digits."""
    mark, size = draw.one(" ", ",", ".", "'", "_"), draw.integer(2, 4)
    what, parameter = draw.one(
        ("the number", "number"),
        ("a population", "population"),
        ("a mileage", "mileage"),
        ("a budget", "budget"),
        ("a score", "score"),
        ("a debt", "debt"),
    )
    plus = draw.one("", "+")
    body = draw.one(
        """
        digits = str(abs($number))
        groups = []
        while digits:
            # Cutting from the right leaves the shorter group for the front.
            groups.insert(0, digits[-$size:])
            digits = digits[:-$size]
        return $sign + "$mark".join(groups)
        """,
        """
        rest = abs($number)
        result = ""
        while rest >= $base:
            rest, group = divmod(rest, $base)
            result = f"$mark{group:0$size}" + result
        return $sign + str(rest) + result
        """,
    )

    def oracle(number: int) -> str:
        digits = str(number).replace("-", "")[::-1]
        grouped = mark.join(digits[start : start + size] for start in range(0, len(digits), size))
        return ("-" if number < 0 else plus * (number > 0)) + grouped[::-1]

    named = {" ": "a space", ",": "a comma", ".": "a dot", "'": "an apostrophe", "_": "an underscore"}[mark]
    front = (
        "A positive number gets a '+' in front, a negative one a '-', and zero nothing."
        if plus
        else "A negative number has a '-' in front."
    )
    groups = f"groups of {size} digits, counted from the right"
    return Task(
        name=draw.one("group_digits", f"show_{parameter}", f"readable_{parameter}"),
        parameters={parameter: "int"},
        returns="str",
        statement=draw.one(
            f"Write `{parameter}` with {named} between {groups}; the first group may be shorter. {front}",
            f"Return {what} as text with its digits in {groups}, and {named} between the groups. {front}",
            f"A newspaper prints {what} in {groups}, with {named} between two groups. Return this text. {front}",
        ),
        body=code(
            body,
            number=parameter,
            size=size,
            mark=mark,
            base=10**size,
            sign=f'("-" if {parameter} < 0 else "+" if {parameter} > 0 else "")'
            if plus
            else f'("-" if {parameter} < 0 else "")',
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(-99_999, 9_999_999),),
            *(
                (0,),
                (7,),
                (-7,),
                (10**size - 1,),
                (10**size,),
                (-(10**size),),
                (10**size + 1,),
                (-(10 ** (2 * size)) - 5,),
            ),
        ),
    )
