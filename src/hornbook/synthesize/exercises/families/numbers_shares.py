"""Percentages, scales and proportions."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


@family
def percentage(draw: Draw) -> Task:
    """Shares and changes in per cent, with a special case for zero."""
    digits, none = draw.integer(0, 2), draw.one("None", "0.0", "-1.0", "100.0")
    a, b = draw.one(("before", "after"), ("last_month", "this_month"), ("first", "second"), ("start", "end"))
    thing = draw.one(
        "price", "rent", "number of visitors", "weight", "water level", "speed", "number of members", "wage"
    )
    change = draw.chance(0.5)
    formula = f"({b} - {a}) / {a} * 100" if change else f"{b} / {a} * 100"
    ask = "by how many per cent it changed, negative for a fall" if change else f"how many per cent {b} is of {a}"
    body = draw.one(
        """
        if $a == 0:
            return $none
        return round($formula, $digits)
        """,
        "return round($formula, $digits) if $a != 0 else $none",
        """
        # Nothing can be said in per cent of zero.
        if $a == 0:
            return $none
        percent = $formula
        return round(percent, $digits)
        """,
    )
    accuracy = ("to a whole number (still as a float)", "to one decimal place", "to two decimal places")[digits]
    default = None if none == "None" else float(none)

    def oracle(x: int, y: int) -> float | None:
        return default if not x else float(f"{((y - x) / x if change else y / x) * 100:.{digits}f}")

    return Task(
        name=draw.one("percent", "percentage", "rate") + ("_change" if change else "_of"),
        parameters={a: "int", b: "int"},
        returns="float | None" if default is None else "float",
        statement=draw.one(
            f"The numbers {a} and {b} are an earlier and a later value of a {thing}. Return {ask}, rounded "
            f"{accuracy}. If {a} is 0, return {none}.",
            f"Two values of a {thing} are known, {a} and later {b}. Return {ask}. Round {accuracy}. The result is "
            f"{none} where {a} is 0.",
            f"A report puts two figures into one: a {thing} of {a} in one month and of {b} in the next. Return {ask}, "
            f"rounded {accuracy}, or {none} if {a} is 0.",
        ),
        body=code(body, a=a, formula=formula, digits=digits, none=none),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(20, 300), draw.integer(10, 400)),
            (0, 5),
            (100, 100),
            (80, 0),
            (40, 50),
            (50, 40),
            (3, 7),
        ),
    )


@family
def own_scale(draw: Draw) -> Task:
    """From one scale to another, both given by two points."""
    low, width, target, span = (
        draw.integer(-20, 40),
        draw.one(10, 20, 40, 50, 80),
        draw.integer(0, 60),
        draw.integer(30, 300),
    )
    digits, clamp = draw.integer(1, 2), draw.chance(0.4)
    x = draw.one("reading", "signal", "raw", "temperature", "level")
    high, top = low + width, target + span
    inside = f"min(max({x}, {low}), {high})" if clamp else x
    lead = f"({x} - {low})" if low > 0 else f"({x} + {-low})" if low < 0 else x
    body = draw.one(
        f"""
        {f"{x} = {inside}" if clamp else "# How far the value is on its way from one point to the other."}
        share = {lead} / {width}
        return round({target} + share * {span}, {digits})
        """,
        (f"{x} = {inside}\n" if clamp else "") + f"return round({target} + {lead} / {width} * {span}, {digits})",
    )
    rule = (
        f" Below {low} the result is {float(target)}, above {high} it is {float(top)}."
        if clamp
        else " Outside, the same line goes on."
    )

    def oracle(value: int) -> float:
        if clamp:
            value = sorted([low, value, high])[1]
        return float(f"{target + (value - low) / width * span:.{digits}f}")

    rounding = f"rounded to {'one decimal place' if digits == 1 else 'two decimal places'}"
    return Task(
        name=draw.one("to_own_scale", "rescale", "calibrate", "map_value"),
        parameters={x: "int"},
        returns="float",
        statement=draw.one(
            f"Two scales belong together: {low} on the first is {target} on the second, and {high} is {top}. In "
            f"between, both grow evenly.{rule} Convert {x} from the first to the second, {rounding}.",
            f"A sensor gives {low} for {target} units and {high} for {top} units, and values between these in "
            f"proportion.{rule} Return how many units {x} stands for, {rounding}.",
            f"Map the number {x} linearly, so that {low} becomes {target} and {high} becomes {top}.{rule} Return the "
            f"result {rounding}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(low, high),),
            (low,),
            (high,),
            (low - 7,),
            (high + 9,),
            (low + 1,),
            (low + width // 2,),
        ),
    )


@family
def scale_recipe(draw: Draw) -> Task:
    """Amounts for another number of people."""
    base, step, people = (
        draw.integer(2, 12),
        draw.one(1, 5, 10, 25),
        draw.one("people", "guests", "portions", "servings"),
    )
    dish = draw.one("soup", "stew", "cake", "salad", "pie", "curry")
    whole = "to whole grams" if step == 1 else f"to a multiple of {step} grams"
    formula = f"ceil(grams * {people} / {base})" if step == 1 else f"ceil(grams * {people} / {base} / {step}) * {step}"
    body = draw.one(
        f"return {{name: {formula} for name, grams in recipe.items()}}",
        f"""
        scaled = {{}}
        for name, grams in recipe.items():
            scaled[name] = {formula}
        return scaled
        """,
    )

    def oracle(recipe: dict[str, int], number: int) -> dict[str, int]:
        return {name: min(m for m in range(0, 99_999, step) if m * base >= recipe[name] * number) for name in recipe}

    def make() -> tuple[dict[str, int], int]:
        names = draw.sample(
            ["flour", "butter", "onions", "rice", "carrots", "cheese", "beans", "sugar"], draw.integer(2, 4)
        )
        return {name: draw.integer(2, 80) * 5 for name in names}, draw.integer(1, 12)

    return Task(
        name=draw.one("scale_recipe", f"scale_{dish}", "amounts_for"),
        parameters={"recipe": "dict[str, int]", people: "int"},
        returns="dict[str, int]",
        statement=draw.one(
            f"The dict recipe says how many grams of each ingredient a {dish} for {base} {people} needs. Return a "
            f"dict of the amounts for the given number of {people}, each rounded up {whole}.",
            f"A {dish} is planned for {base} {people}; recipe maps each ingredient to its weight in grams. Compute "
            f"the weights for another number of {people}, rounding every one up {whole}, and return them as a new "
            "dict.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            make, ({}, 4), ({"rice": 100}, base), ({"rice": 101, "salt": 3}, 1), ({"flour": 7}, 0), number=8
        ),
        imports=("from math import ceil",),
    )
