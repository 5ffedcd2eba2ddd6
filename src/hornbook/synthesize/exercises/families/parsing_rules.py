"""Parsing: versions, throws of dice and conditions."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


@family
def dice_formula(draw: Draw) -> Task:
    """A formula such as 2d6+3 says which totals a throw of dice may have."""
    mark, source, form = (
        draw.one("d", "w", "D", "x", "k"),
        draw.one("dice", "throw", "roll", "formula"),
        draw.integer(0, 3),
    )
    default = draw.integer(4, 20)
    returns, wanted, result = (
        (
            "tuple[int, int]",
            "the smallest and the largest total as a tuple",
            "(number + extra, number * sides + extra)",
        ),
        ("int", "the largest total", "number * sides + extra"),
        ("int", "how many different totals there are", "number * sides - number + 1"),
        (
            "float",
            "the average total (halfway between the smallest and the largest) as a float",
            "(number + number * sides) / 2 + extra",
        ),
    )[form]
    body = draw.one(
        """
        match = re.fullmatch(r"(\\d+)$mark(\\d*)([+-]\\d+)?", $source)
        number = int(match[1])
        # An empty group counts as false, so the default steps in.
        sides = int(match[2] or $default)
        extra = int(match[3] or 0)
        return $result
        """,
        """
        dice, sign, bonus = $source.partition("-" if "-" in $source else "+")
        number, sides = dice.split("$mark")
        number, sides = int(number), int(sides) if sides else $default
        extra = int(sign + bonus) if sign else 0
        return $result
        """,
    )

    if form == 2:
        body = "\n".join(line for line in body.splitlines() if "extra" not in line)

    def oracle(text: str) -> object:
        left, right = text.split(mark)
        sides, extra = re.split("(?=[+-])", right + "+0")[:2]
        totals = [int(extra)]
        for _ in range(int(left)):
            totals = sorted({total + eyes for total in totals for eyes in range(1, int(sides or default) + 1)})
        return ((totals[0], totals[-1]), totals[-1], len(totals), sum(totals) / len(totals))[form]

    return Task(
        name=draw.one("totals", f"read_{source}", f"range_of_{source}", "possible_totals"),
        parameters={source: "str"},
        returns=returns,
        statement=draw.one(
            f"'2{mark}6+3' means: throw 2 dice with 6 sides (1 to 6) and add 3 to the total. '+3' may be missing or be "
            f"something like '-1'; without a number of sides, as in '3{mark}', a die has {default}. For such a text, "
            f"return {wanted}.",
            f"In a board game, '4{mark}8-2' stands for four dice with the numbers 1 to 8, whose total is lowered by 2. "
            f"The last part, with '+' or '-', is optional, and so are the sides: '4{mark}' means dice with {default} "
            f"sides. Return {wanted} for `{source}`.",
        ),
        body=code(body, mark=mark, source=source, default=default, result=result),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                f"{draw.integer(1, 5)}{mark}{draw.integer(2, 12)}"
                + draw.one("", f"+{draw.integer(1, 9)}", f"-{draw.integer(1, 9)}"),
            ),
            *((f"1{mark}",), (f"2{mark}-1",), (f"3{mark}+12",), (f"10{mark}10",), (f"1{mark}2+0",), (f"2{mark}20-15",)),
        ),
        imports=("import re",) if "re.f" in body else (),
    )


@family
def textual_condition(draw: Draw) -> Task:
    """A condition such as '>= 10' is applied to numbers."""
    many, source = (
        draw.one("numbers", "ages", "prices", "scores", "heights"),
        draw.one("condition", "rule", "test", "query"),
    )
    words = draw.one(
        (">", ">=", "<", "<="),
        ("over", "from", "under", "to"),
        ("more", "least", "less", "most"),
        ("gt", "ge", "lt", "le"),
    )
    form = draw.integer(0, 2)
    returns, wanted, result = (
        (
            "list[int]",
            f"those {many} for which it holds, in their order",
            "[number for number in {x} if holds(number)]",
        ),
        ("int", f"for how many of the {many} it holds", "sum(holds(number) for number in {x})"),
        ("bool", f"whether it holds for all {many} (True for an empty list)", "all(holds(number) for number in {x})"),
    )[form]
    over, least, under, most = words
    operators = {over: "__gt__", least: "__ge__", under: "__lt__", most: "__le__"}
    body = draw.one(
        """
        word, bound = $source.split()
        bound = int(bound)

        def holds(number):
            if word == "$over":
                return number > bound
            if word == "$least":
                return number >= bound
            if word == "$under":
                return number < bound
            return number <= bound

        return $result
        """,
        """
        # Operators as functions can be looked up by their word.
        tests = {"$over": operator.gt, "$least": operator.ge, "$under": operator.lt, "$most": operator.le}
        word, bound = $source.split()

        def holds(number):
            return tests[word](number, int(bound))

        return $result
        """,
    )

    def oracle(text: str, values: list[int]) -> object:
        word, bound = text.split()
        fit = [value for value in values if getattr(value, operators[word])(int(bound))]
        return (fit, len(fit), fit == values)[form]

    return Task(
        name=draw.one("apply_condition", f"filter_{many}" if form == 0 else f"check_{many}", f"test_{many}"),
        parameters={source: "str", many: "list[int]"},
        returns=returns,
        statement=draw.one(
            f"The text `{source}` has a word and a whole number, separated by a space. '{over} 5' means greater than "
            f"5, '{least} 5' at least 5, '{under} 5' less than 5 and '{most} 5' at most 5. Return {wanted}.",
            f"The text `{source}` is a condition such as '{over} 12' (above 12), '{least} 12' (12 or above), '{under} "
            f"12' (below 12) or '{most} 12' (12 or below). Return {wanted}.",
            f"A search box understands '{over}', '{least}', '{under}' and '{most}' before a number: above it, not "
            f"below it, below it, not above it. For the entry `{source}`, return {wanted}.",
        ),
        body=code(body, source=source, over=over, least=least, under=under, most=most, result=result.format(x=many)),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (f"{draw.one(*words)} {draw.integer(5, 30)}", draw.several(lambda: draw.integer(0, 40), 3, 7)),
            *((f"{word} 5", values) for word in words for values in ([4, 5, 6, 5], [5])),
            *((f"{word} -2", values) for word, values in zip(words, ([], [0, -2], [-3, -9], [-2]), strict=True)),
        ),
        imports=("import operator",) if "operator." in body else (),
    )


@family
def compare_versions(draw: Draw) -> Task:
    """Two versions are compared number by number."""
    what, mark, prefix = (
        draw.one("version", "release", "edition", "build", "revision"),
        draw.one(".", "-", "_", "/"),
        draw.one("", "v", "r"),
    )
    left, right = draw.one(("first", "second"), ("old", "new"), ("installed", "offered"), ("mine", "yours"))
    form, parts = draw.integer(0, 2), draw.integer(2, 3)
    returns, wanted, result = (
        ("int", f"1 if `{left}` is newer, -1 if `{right}` is newer and 0 if they are equal", "(a > b) - (a < b)"),
        ("bool", f"whether `{right}` is newer than `{left}`", "b > a"),
        ("str", f"the newer one, and `{left}` if they are equal", f"{right} if b > a else {left}"),
    )[form]
    body = draw.one(
        """
        a = [int(part) for part in $left$cut.split("$mark")]
        b = [int(part) for part in $right$cut.split("$mark")]
        # Lists are compared item by item, so 10 comes after 9.
        return $result
        """,
        """
        def numbers(text):
            return tuple(map(int, text$cut.split("$mark")))

        a, b = numbers($left), numbers($right)
        return $result
        """,
    )
    cut = f'.removeprefix("{prefix}")' if prefix else ""

    def oracle(one: str, other: str) -> int | bool | str:
        values = [int("".join(n.zfill(6) for n in re.findall("[0-9]+", text))) for text in (one, other)]
        order = 0 if values[0] == values[1] else 1 if values[0] > values[1] else -1
        return (order, order == -1, other if order < 0 else one)[form]

    def example(*numbers: int) -> str:
        return prefix + mark.join(map(str, numbers[:parts]))

    def make() -> tuple[str, str]:
        return (example(*(draw.integer(0, 12) for _ in range(3))), example(*(draw.integer(0, 12) for _ in range(3))))

    equal = (example(2, 10, 1), example(2, 10, 1))
    return Task(
        name=draw.one(f"compare_{what}s", "compare", f"newer_{what}", "check_update"),
        parameters={left: "str", right: "str"},
        returns=returns,
        statement=draw.one(
            f"Every {what} is a text of {parts} whole numbers with '{mark}' between them, such as '{example(2, 10, 1)}'"
            + (f"; the '{prefix}' in front is always there" if prefix else "")
            + f". The first number matters most, then the next. Return {wanted}.",
            f"Compare the {what}s `{left}` and `{right}`, which look like '{example(2, 10, 1)}'. Numbers are compared "
            f"as numbers, from left to right: '{example(1, 10, 0)}' is newer than '{example(1, 9, 5)}'. Return "
            f"{wanted}.",
            f"An updater looks at two {what}s of a program, in the form '{example(0, 7, 12)}', whose numbers count "
            f"from left to right. Return {wanted}.",
        ),
        body=code(body, left=left, right=right, mark=mark, result=result, cut=cut),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            equal,
            *(
                (example(*a), example(*b))
                for a, b in [((1, 9, 0), (1, 10, 0)), ((2, 0, 0), (1, 99, 9)), ((0, 1, 2), (0, 1, 2))]
            ),
            *(
                (example(*a), example(*b))
                for a, b in [((3, 4, 5), (3, 4, 6)), ((3, 7, 0), (3, 6, 1)), ((9, 0, 0), (11, 0, 0))]
            ),
        ),
    )
