"""Tuples: values that belong together."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code


@family
def pairs_of(draw: Draw) -> Task:
    """Something from a list of pairs: a total, a swap, a filter."""
    many, first, second = draw.one(
        ("orders", "article", "amount"),
        ("stops", "town", "minutes"),
        ("results", "player", "points"),
        ("parcels", "street", "weight"),
        ("bills", "guest", "price"),
        ("laps", "runner", "seconds"),
        ("plants", "plant", "height"),
        ("songs", "title", "length"),
    )
    bound, letter = draw.integer(3, 30), draw.one(*"abcst")
    options: list[tuple[str, str, Callable[..., Plain]]] = [
        ("at least", ">=", lambda n: not n < bound),
        ("at most", "<=", lambda n: not n > bound),
        ("more than", ">", lambda n: n > bound),
    ]
    size, sign, fits = draw.one(*options)
    kind, words, lines, apply = draw.one(
        (
            "int",
            f"the sum of all second parts that are {size} {bound}",
            f"return sum({second} for {first}, {second} in {many} if {second} {sign} {bound})",
            lambda ps: sum(p[1] for p in ps if fits(p[1])),
        ),
        (
            "list[str]",
            f"the first parts of the pairs whose second part is {size} {bound}, in order",
            f"return [{first} for {first}, {second} in {many} if {second} {sign} {bound}]",
            lambda ps: [p[0] for p in ps if fits(p[1])],
        ),
        (
            "list[tuple[int, str]]",
            f"the pairs whose second part is {size} {bound}, each turned round, in order",
            f"return [({second}, {first}) for {first}, {second} in {many} if {second} {sign} {bound}]",
            lambda ps: [(p[1], p[0]) for p in ps if fits(p[1])],
        ),
        (
            "list[tuple[str, int]]",
            f"all pairs as they are, but with {bound} as second part where it is more than {bound}",
            f"return [({first}, min({second}, {bound})) for {first}, {second} in {many}]",
            lambda ps: [(p[0], p[1] if p[1] < bound else bound) for p in ps],
        ),
        (
            "int",
            f"the sum of the second parts of all pairs whose first part starts with {letter!r} and whose second "
            f"part is {size} {bound}",
            f"return sum({second} for {first}, {second} in {many} if "
            f"{first}.startswith({letter!r}) and {second} {sign} {bound})",
            lambda ps: sum(p[1] for p in ps if fits(p[1]) and p[0][:1] == letter),
        ),
        (
            "tuple[list[str], list[int]]",
            "two lists in a tuple: the first parts and the second parts of all pairs with "
            f"a second part that is {size} {bound}",
            f"""
        names, numbers = [], []
        for {first}, {second} in {many}:
            if {second} {sign} {bound}:
                names.append({first})
                numbers.append({second})
        return names, numbers
        """,
            lambda ps: ([p[0] for p in ps if fits(p[1])], [p[1] for p in ps if fits(p[1])]),
        ),
    )

    def pair() -> tuple[str, int]:
        return draw.one(letter, letter.upper(), "d", "m") + draw.one("e", "a", ""), bound + draw.integer(-3, 3)

    return Task(
        name=draw.one("read", "sift", "use", "go_through") + f"_{many}",
        parameters={many: "list[tuple[str, int]]"},
        returns=kind,
        statement=draw.one(
            f"Each of the {many} is a tuple of {first} and {second}. Return {words}.",
            f"`{many}` is a list of pairs ({first}, {second}). Find, and return, {words}.",
            f"A program reads {many} from a file, each as a tuple of its {first} and its {second}. For a summary it "
            f"needs {words}. Return this.",
        ),
        body=code(lines),
        oracle=apply,
        inputs=draw.inputs(
            lambda: ([pair() for _ in range(draw.integer(2, 3))],),
            ([],),
            ([("x", bound)],),
            ([(letter, bound - 1), (letter + "o", bound), (letter, bound + 1)],),
            ([(letter + "x", bound + 1), ("d" + letter, bound + 2), ("", bound - 1)],),
            ([(letter, bound), ("e", bound), (letter.upper(), bound)],),
        ),
    )


@family
def several_results(draw: Draw) -> Task:
    """Two or three figures about a list in one tuple."""
    many = draw.one("values", "points", "prices", "ages", "weights", "lengths", "scores", "counts", "marks", "delays")
    bound = draw.integer(3, 40)
    choices: list[tuple[str, str, Callable[..., Plain]]] = [
        ("the smallest", "min($x)", lambda xs: sorted(xs)[0]),
        ("the largest", "max($x)", lambda xs: sorted(xs)[-1]),
        ("the sum", "sum($x)", lambda xs: sum(x for x in xs)),
        ("the number of items", "len($x)", lambda xs: sum(1 for _ in xs)),
        ("the number of different ones", "len(set($x))", lambda xs: len(dict.fromkeys(xs))),
        (
            f"how many are greater than {bound}",
            f"sum(1 for x in $x if x > {bound})",
            lambda xs: len([x for x in xs if not x <= bound]),
        ),
        ("the first", "$x[0]", lambda xs: xs[-len(xs)]),
        ("the last", "$x[-1]", lambda xs: xs[len(xs) - 1]),
        (f"how many are exactly {bound}", f"$x.count({bound})", lambda xs: len([x for x in xs if x == bound])),
    ]
    chosen = draw.sample(choices, draw.integer(2, 3))
    default, size = draw.one("None", "zeros"), len(chosen)
    empty = "None" if default == "None" else "(" + ", ".join("0" * size) + ")"
    parts = [code(expression, x=many) for _, expression, _ in chosen]
    names = ["first", "second", "third"][:size]
    body = draw.one(
        f"""
        if not {many}:
            return {empty}
        return {", ".join(parts)}
        """,
        f"return ({', '.join(parts)}) if {many} else {empty}",
        f"""
        if not {many}:
            return {empty}
        """
        + "".join(f"{name} = {part}\n        " for name, part in zip(names, parts, strict=True))
        + "return "
        f"{', '.join(names)}\n "
        " "
        " "
        " "
        " "
        " "
        " "
        " ",
    )

    def oracle(values: list[int]) -> tuple[int, ...] | None:
        if not values:
            return None if default == "None" else (0,) * size
        return tuple(apply(values) for _, _, apply in chosen)

    listed = [words for words, _, _ in chosen]
    row = f"{', '.join(listed[:-1])} and {listed[-1]}"
    lack = "None" if default == "None" else "a tuple of zeros"
    kind = f"tuple[{', '.join(['int'] * size)}]"
    return Task(
        name=draw.one("summary_of", "figures_of", "key_data_of", "describe") + f"_{many}",
        parameters={many: "list[int]"},
        returns=f"{kind} | None" if default == "None" else kind,
        statement=draw.one(
            f"Return a tuple with {row} of the {many}, in this order. If there are no {many}, return {lack}.",
            f"Describe the list of {many} by {size} numbers in one tuple: {row}. The answer for an empty list is "
            f"{lack}.",
            f"A dashboard shows {size} figures about the {many}: {row}. Return them as a tuple in this order, or "
            f"{lack} if the list is empty.",
        )
        .replace("how many are greater than", "the number of those greater than")
        .replace("how many are exactly", "the number of those equal to"),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: bound + draw.integer(-3, 4), 3, 6),),
            ([],),
            ([bound],),
            ([bound + 1, bound, bound - 1],),
            ([bound + 1, bound + 1],),
            ([bound - 1, bound + 2, bound - 2, bound],),
        ),
    )
