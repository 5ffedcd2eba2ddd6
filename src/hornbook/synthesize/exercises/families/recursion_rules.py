"""Formulas and patterns that contain smaller ones."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code


@family
def nested_formula(draw: Draw) -> Task:
    """The value of a formula made of tuples."""
    name, top, part = (
        draw.one("evaluate", "value_of", "compute"),
        draw.integer(5, 40),
        draw.one("formula", "term", "rule"),
    )
    words = draw.one(
        ("add", "sub", "mul"), ("plus", "minus", "times"), ("+", "-", "*"), ("sum", "difference", "product")
    )
    extra, rule, operation = draw.one(
        ("max", f"the larger one of both plus {top}", f"max(left, right) + {top}"),
        ("cap", f"the first one, but at most {top}", f"min(left, {top})"),
        ("gap", f"{top} minus how far both are apart", f"{top} - abs(left - right)"),
        ("mix", f"the first one plus {top} times the second one", f"left + {top} * right"),
    )
    body = f"""
    if isinstance({part}, int):
        return {part}
    sign, first, second = {part}
    # Inner ones are worked out before their sign is applied.
    left, right = {name}(first), {name}(second)
    if sign == "{words[0]}":
        return left + right
    if sign == "{words[1]}":
        return left - right
    if sign == "{words[2]}":
        return left * right
    return {operation}
    """

    def oracle(formula: Plain) -> int:
        if not isinstance(formula, tuple):
            return int(formula)
        x, y = (oracle(inner) for inner in formula[1:])
        results = {words[0]: y + x, words[1]: -(y - x), words[2]: y * x}
        special = {
            "max": top + sorted([x, y])[1],
            "cap": x if x < top else top,
            "gap": top - max(x - y, y - x),
            "mix": top * y + x,
        }
        return {**results, extra: special[extra]}[formula[0]]

    def grow(depth: int) -> Plain:
        if depth == 0 or (depth < 2 and draw.chance(0.4)):
            return draw.integer(-5, 12)
        return draw.one(*words, extra), grow(depth - 1), grow(depth - 1)

    a, s, m = words
    return Task(
        name=name,
        parameters={part: "int | tuple"},
        returns="int",
        statement=draw.one(
            f"A {part} is a whole number or a tuple (sign, first, second), where first and second are such {part}s "
            f"again. The sign {a!r} adds both, {s!r} subtracts the second from the first, {m!r} multiplies them, and "
            f"{extra!r} gives {rule}. Return the value.",
            f"Compute the {part}: a number stands for itself, a tuple of a sign and two inner {part}s for what the "
            f"sign makes of their values. {a!r} is addition, {s!r} is first minus second, {m!r} is multiplication; "
            f"{extra!r} is {rule}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (grow(3),),
            *(
                (7,),
                ((a, 2, 5),),
                ((s, 2, 5),),
                ((m, 3, 4),),
                ((extra, 3, top + 2),),
                ((extra, top + 1, 4),),
                ((s, (a, 1, 2), (m, 3, 3)),),
            ),
            number=12,
        ),
    )


@family
def pattern_string(draw: Draw) -> Task:
    """A string that is built from smaller ones of its kind."""
    (a, b), name, n = (
        draw.sample("abcxyz*+-#.o=", 2),
        draw.one("pattern", "ornament", "build", "ribbon"),
        draw.one("n", "order", "depth"),
    )
    start = draw.one(a, b, a + b, a * 2)
    said, rule, make = draw.one(
        (f"the pattern of the level below, then {b!r}, then that pattern again", f'smaller + "{b}" + smaller', 0),
        (f"{a!r}, the pattern of the level below, and {b!r}", f'"{a}" + smaller + "{b}"', 1),
        (
            f"the pattern of the level below followed by the same pattern backwards, with {b!r} at the end",
            f'smaller + smaller[::-1] + "{b}"',
            2,
        ),
        (f"as many {b!r} as the level says, followed by the pattern of the level below", f'"{b}" * {n} + smaller', 3),
        (
            f"the pattern of the level below in which every {a!r} is replaced by {a + b!r}, with {a!r} in front",
            f'"{a}" + smaller.replace("{a}", "{a + b}")',
            4,
        ),
    )
    again = rule.replace("smaller", "text").replace(f"* {n}", "* level")
    body = draw.one(
        f"""
        if {n} == 0:
            return "{start}"
        # Every pattern needs just the one below it.
        smaller = {name}({n} - 1)
        return {rule}
        """,
        f"""
        text = "{start}"
        for {"level" if "level" in again else "_"} in range(1, {n} + 1):
            text = {again}
        return text
        """,
    )

    def oracle(level: int) -> str:
        texts = [start]
        for step in range(level):
            last = texts[-1]
            options = [
                b.join([last, last]),
                f"{a}{last}{b}",
                "".join([last, *reversed(last), b]),
                "".join([b for _ in range(step + 1)]) + last,
                a + "".join(c + b if c == a else c for c in last),
            ]
            texts.append(options[make])
        return texts[level]

    return Task(
        name=name,
        parameters={n: "int"},
        returns="str",
        statement=draw.one(
            f"The pattern of level 0 is {start!r}. The pattern of any higher level is {said}. Return the pattern of "
            f"level {n}.",
            f"A weaver makes ribbons: the simplest, of level 0, is {start!r}. From each level to the next, the new "
            f"pattern is {said}. Given {n}, return the pattern of that level as a string.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=[(level,) for level in (2, 1, 0, 3, 4, 5)],
    )
