"""Units of measure and rounding."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

UNITS = (
    ("feet", "inches", 12),
    ("hours", "minutes", 60),
    ("days", "hours", 24),
    ("weeks", "days", 7),
    ("dozens", "pieces", 12),
    ("pounds", "ounces", 16),
    ("stones", "pounds", 14),
    ("yards", "feet", 3),
)
"""Units as they are in use: the larger, the smaller, and how many of these make one."""

OWN_UNITS = (
    "orbs",
    "staves",
    "flasks",
    "bundles",
    "spans",
    "barrels",
    "tokens",
    "links",
    "scrolls",
    "pebbles",
    "sacks",
)
"""Units that are measured as a task says."""


def _unit(draw: Draw) -> tuple[str, str, int, str]:
    """A larger and a smaller unit, how many of these make one, and a sentence about it where this is not well known."""
    if draw.chance(0.3):
        return *draw.one(*UNITS), ""
    (large, small), size = draw.sample(OWN_UNITS, 2), draw.integer(3, 48)
    return large, small, size, f"On a far island, {size} {small} make one of the {large}. "


@family
def to_larger_unit(draw: Draw) -> Task:
    """A conversion by division, rounded."""
    large, small, size, fact = _unit(draw)
    digits = draw.integer(1, 3)
    body = draw.one(
        f"return round({small} / {size}, {digits})",
        f"""
        {large} = {small} / {size}
        return round({large}, {digits})
        """,
    )
    return Task(
        name=draw.one("convert", f"to_{large}", f"{small}_to_{large}"),
        parameters={small: "int"},
        returns="float",
        statement=fact
        + draw.one(
            f"Convert a number of {small} into {large}, rounded to {digits} digits after the point.",
            f"Return how many {large} the given {small} are. Round the result to {digits} decimal places.",
            f"A table gives an amount in {small}, but the reader thinks in {large}. Return the amount in {large}, "
            f"rounded to {digits} decimal places.",
        )
        .replace(" 1 digits", " one digit")
        .replace(" 1 decimal places", " one decimal place"),
        body=code(body),
        oracle=lambda amount: float(f"{amount / size:.{digits}f}"),
        inputs=draw.inputs(lambda: (draw.integer(1, 20 * size),), (0,), (1,), (size,), (size - 1,), (7 * size + 1,)),
    )


@family
def join_units(draw: Draw) -> Task:
    """An amount in two units as one number, or the difference of two such amounts."""
    large, small, size, fact = _unit(draw)
    price = draw.integer(2, 9)
    asked, result, weight = draw.one(
        (f"the whole amount in {small}", f"{large} * {size} + {small}", 1),
        (
            f"how many {small} are missing to {price} more {large} than that",
            f"({large} + {price}) * {size} - {small}",
            0,
        ),
        (
            f"the price of it all in cents if one of the {small} costs {price} cents",
            f"({large} * {size} + {small}) * {price}",
            price,
        ),
    )
    if not weight:
        asked = f"how many {small} must be added to reach {price} {large} more than there are full {large}"
        result = f"({large} + {price}) * {size} - ({large} * {size} + {small})"
    body = draw.one(
        f"return {result}",
        f"total = {large} * {size} + {small}\n"
        + (
            f"return total * {price}"
            if weight > 1
            else "return total"
            if weight
            else f"return ({large} + {price}) * {size} - total"
        ),
    )

    def oracle(big: int, little: int) -> int:
        whole = sum([size] * big) + little
        return whole * weight if weight else price * size - little

    return Task(
        name=draw.one("join_units", f"in_{small}", "measure", "combine_units"),
        parameters={large: "int", small: "int"},
        returns="int",
        statement=fact
        + draw.one(
            f"An amount is given as a number of full {large} and some further {small}. Return {asked}.",
            f"Take {large} and {small} together: return {asked}.",
            f"On a label stand two numbers, the first for the {large} and the second for the {small} on top of them. "
            f"Return {asked}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(0, 12), draw.integer(0, size - 1)), (0, 0), (1, 0), (0, 1), (3, size - 1), (2, 1)
        ),
    )


@family
def split_units(draw: Draw) -> Task:
    """A number of small units as larger and smaller ones."""
    large, small, size, fact = _unit(draw)
    middle, inner = draw.one("boxes", "packs", "cans", "chests"), draw.integer(4, 20)
    three = draw.chance(0.4)
    made = f"{fact}{inner} of the {large} make one of the {middle}. " if three else fact
    names = [middle, large, small] if three else [large, small]
    body = draw.one(
        f"""
        # divmod gives how often it fits, and what is left.
        {large}, rest = divmod(total, {size})
        {f"{middle}, {large} = divmod({large}, {inner})" if three else "$drop"}
        return {", ".join(names[:-1])}, rest
        """,
        f"""
        {small} = total % {size}
        {large} = total // {size}{f" % {inner}" if three else ""}
        {f"{middle} = total // {size * inner}" if three else "$drop"}
        return {", ".join(names)}
        """,
    )
    body = "\n".join(line for line in body.splitlines() if "$drop" not in line)
    form = draw.one("tuple", "text")
    if form == "text":
        body = f"""
        {large}, {small} = divmod(total, {size})
        {f"{middle}, {large} = divmod({large}, {inner})" if three else "$drop"}
        return f"{" ".join(f"{{{name}}} {name}" for name in names)}"
        """
        body = "\n".join(line for line in body.splitlines() if "$drop" not in line)

    def oracle(total: int) -> tuple[int, ...] | str:
        parts: list[int] = []
        for unit in [size * inner, size, 1] if three else [size, 1]:
            parts.append(len(range(unit, total + 1, unit)))
            total -= unit * parts[-1]
        return (
            tuple(parts)
            if form == "tuple"
            else " ".join(f"{part} {name}" for part, name in zip(parts, names, strict=True))
        )

    listed = ", ".join(names[:-1]) + f" and {small}"
    example = " ".join(f"{3 + i} {name}" for i, name in enumerate(names))
    shape = (
        f"a tuple of the numbers of {listed}"
        if form == "tuple"
        else f"a string like {example!r}, even where a number is 0 or 1"
    )
    return Task(
        name=draw.one("split_units", "break_down", "in_full_units"),
        parameters={"total": "int"},
        returns="tuple[int, int, int]"
        if three and form == "tuple"
        else "tuple[int, int]"
        if form == "tuple"
        else "str",
        statement=made
        + draw.one(
            f"Split a total number of {small} into {listed}, with as many of the larger units as possible. Return "
            f"{shape}.",
            f"Given the total in {small}, fill up the larger units first: return {shape}.",
            f"A clerk counts {small} (the total is at least 0) and writes them down as {listed}, always with as many "
            f"as possible of the larger ones. Return {shape}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(size, 9 * size * (inner if three else 1)),),
            *((0,), (1,), (size - 1,), (size,), (size * inner,), (size * inner - 1,), (size * inner + size + 2,)),
        ),
    )


@family
def round_to_step(draw: Draw) -> Task:
    """The nearest multiple of a step, with a rule for the middle."""
    step, up = draw.one(4, 5, 6, 8, 10, 15, 20, 25, 30, 50, 60, 100, 250), draw.chance(0.5)
    n = draw.one("value", "amount", "cents", "minutes", "grams", "metres")
    half = step // 2
    shift = half if up or step % 2 else half - 1
    body = draw.one(
        f"return ({n} + {shift}) // {step} * {step}",
        f"""
        rest = {n} % {step}
        if rest {">=" if up or step % 2 else ">"} {half + step % 2}:
            return {n} - rest + {step}
        return {n} - rest
        """,
        f"""
        # The two multiples between which it lies.
        low = {n} // {step} * {step}
        high = low + {step}
        return {f"low if {n} - low < high - {n} else high" if up else f"high if high - {n} < {n} - low else low"}
        """,
    )
    tie = "" if step % 2 else f" A value exactly in the middle goes to the {'larger' if up else 'smaller'} one."
    return Task(
        name=draw.one("round_to_step", f"to_nearest_{step}", "nearest_step", "round_amount"),
        parameters={n: "int"},
        returns="int",
        statement=draw.one(
            f"Round {n} to the nearest multiple of {step}.{tie}",
            f"Return the multiple of {step} that is nearest to {n}, which is at least 0.{tie}",
            f"A till knows only amounts that are multiples of {step}. Return the one closest to {n}.{tie} {n} is not "
            "negative.",
            f"A scale shows {n} in steps of {step}. Return what it shows: the step that lies nearest.{tie}",
        ),
        body=code(body),
        oracle=lambda x: min((m for m in range(0, x + 2 * step, step)), key=lambda m: (abs(m - x), -m if up else m)),
        inputs=draw.inputs(
            lambda: (draw.integer(1, 8 * step),),
            *((0,), (half,), (half + 1,), (half - 1,), (step,), (3 * step + half,), (5 * step - 1,)),
        ),
    )
