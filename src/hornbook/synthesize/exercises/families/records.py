"""Records: rows of a table chosen, shortened, extended."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.families._records import TABLES, Row, rows_of, some_rows
from hornbook.synthesize.exercises.task import Plain, Task, code


@family
def select(draw: Draw) -> Task:
    """What certain rows are called."""
    table = draw.one(*TABLES)
    rows, label, group, amount = table
    bound, home = draw.integer(5, 90), draw.one("A", "B")
    sizes: list[tuple[str, str, Callable[[int], bool]]] = [
        ("at least", ">=", lambda n: n >= bound),
        ("at most", "<=", lambda n: n <= bound),
        ("more than", ">", lambda n: n > bound),
        ("less than", "<", lambda n: n < bound),
    ]
    size, sign, fits = draw.one(*sizes)
    options: list[tuple[str, str, Callable[..., Plain]]] = [
        (f"{size} {bound} as {amount!r}", f'row["{amount}"] {sign} {bound}', lambda g, n: fits(n)),
        (
            f"{size} {bound} as {amount!r} and {home!r} as {group!r}",
            f'row["{amount}"] {sign} {bound} and row["{group}"] == "{home}"',
            lambda g, n: fits(n) and g == home,
        ),
        (
            f"{size} {bound} as {amount!r} or {home!r} as {group!r} (or both)",
            f'row["{amount}"] {sign} {bound} or row["{group}"] == "{home}"',
            lambda g, n: fits(n) or g == home,
        ),
        (
            f"{size} {bound} as {amount!r} but not {home!r} as {group!r}",
            f'row["{amount}"] {sign} {bound} and row["{group}"] != "{home}"',
            lambda g, n: fits(n) and g != home,
        ),
    ]
    words, test, holds = draw.one(*options)
    body = draw.one(
        f'return [row["{label}"] for row in {rows} if {test}]',
        f"""
        found = []
        for row in {rows}:
            if {test}:
                found.append(row["{label}"])
        return found
        """,
    )

    def oracle(table: list[Row]) -> list[str]:
        triples = [(row[label], row[group], row[amount]) for row in table]
        return [name for name, g, n in triples if holds(g, n)]

    return Task(
        name=draw.one("select", "find", "pick", "choose") + f"_{rows}",
        parameters={rows: "list[dict]"},
        returns="list[str]",
        statement=draw.one(
            f"Each of the {rows} is a dict with the keys {label!r}, {group!r} and {amount!r}. Return the {label!r} of "
            f"all that have {words}, in order.",
            f"From a table of {rows} (dicts with {label!r}, {group!r} and {amount!r}), list the {label!r} of every row "
            f"that has {words}.",
            f"An assistant goes through the {rows} and notes the {label!r} of those with {words}. The {rows} are dicts "
            f"with {label!r}, {group!r} and {amount!r}. Return the notes.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (some_rows(draw, table, max(0, bound - 9), bound + 9, 2),),
            ([],),
            (rows_of(table, ("Al", "A", bound), ("Bo", "B", bound)),),
            (rows_of(table, ("Al", "A", bound - 1), ("Bo", "B", bound - 1)),),
            (rows_of(table, ("Al", "A", bound + 1), ("Bo", "B", bound + 1)),),
        ),
    )


@family
def project(draw: Draw) -> Task:
    """Some of the fields of every row, as dicts, tuples, or one dict."""
    table = draw.one(*TABLES)
    rows, label, group, amount = table
    fields = draw.sample([label, group, amount], 2)
    first, second = fields
    default = draw.one(None, 0, "", "?", "-", "none")
    shown = repr(default).replace("'", '"')
    shape, said = draw.one(
        (
            f'{{"{first}": $a, "{second}": $b}}',
            f"a list of dicts with the keys {first!r} and {second!r} only, in this order",
        ),
        ("($a, $b)", f"a list of tuples of {first!r} and {second!r}"),
        ("[$a, $b]", f"a list of lists, each with {first!r} and {second!r}"),
    )
    value = code(shape, a=f'row.get("{first}", {shown})', b=f'row.get("{second}", {shown})')
    kind = {"{": "dict", "(": "tuple", "[": "list"}[shape[0]]
    body = draw.one(
        f"return [{value} for row in {rows}]",
        f"""
        result = []
        for row in {rows}:
            result.append({value})
        return result
        """,
    )

    def oracle(table: list[Row]) -> list[Plain]:
        pairs = [[{first: default, second: default, **row}[field] for field in fields] for row in table]
        return [
            dict(zip(fields, pair, strict=True)) if kind == "dict" else tuple(pair) if kind == "tuple" else pair
            for pair in pairs
        ]

    def make() -> tuple[list[Row]]:
        full = some_rows(draw, table, 1, 50, 2)
        return ([{field: row[field] for field in row if draw.chance(0.7)} for row in full],)

    return Task(
        name=draw.one("project", "columns_of", "shorten", "slim") + f"_{rows}",
        parameters={rows: "list[dict]"},
        returns=f"list[{kind}]",
        statement=draw.one(
            f"The {rows} are dicts that may have many keys. Return {said}, one for each of the {rows}. Where a key is "
            f"missing, put {default!r}.",
            f"Reduce a table of {rows} (a list of dicts) to two columns: return {said}, row by row. A missing value "
            f"becomes {default!r}.",
            f"A printed list of {rows} has room for {first!r} and {second!r} only. From the {rows}, which are dicts, "
            f"make {said}, with {default!r} for what is missing.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ([],),
            ([{}],),
            ([{label: "Al"}, {group: "A"}, {amount: 7}],),
            (rows_of(table, ("Al", "A", 3), ("Bo", "B", 0)),),
        ),
    )


@family
def derive(draw: Draw) -> Task:
    """Rows with a further field that is worked out from the others."""
    choices: list[tuple[str, str, str, str, str, str, Callable[..., Plain]]] = [
        ("items", "price", "amount", "cost", "*", "{a} times {b}", lambda a, b: sum([a] * b)),
        ("rooms", "width", "length", "area", "*", "{a} times {b}", lambda a, b: sum([a] * b)),
        ("shifts", "end", "start", "hours", "-", "{a} minus {b}", lambda a, b: a + -b),
        ("accounts", "income", "costs", "profit", "-", "{a} minus {b}", lambda a, b: a + -b),
        ("games", "ours", "theirs", "lead", "-", "{a} minus {b}", lambda a, b: a + -b),
        ("tests", "spoken", "written", "total", "+", "the sum of {a} and {b}", lambda a, b: b + a),
        ("bags", "empty", "content", "weight", "+", "the sum of {a} and {b}", lambda a, b: b + a),
        ("runs", "metres", "seconds", "speed", "//", "{a} divided by {b}, rounded down", lambda a, b: (a - a % b) // b),
        ("farms", "crop", "fields", "yield", "//", "{a} divided by {b}, rounded down", lambda a, b: (a - a % b) // b),
    ]
    rows, first, second, new, sign, words, apply = draw.one(*choices)
    bound, keep = draw.integer(2, 30), draw.chance(0.5)
    value = f'row["{first}"] {sign} row["{second}"]'
    flag = draw.one("large", "ok", "done", "good", "enough")
    body = (
        f"""
        result = []
        for row in {rows}:
            value = {value}
            result.append({{**row, "{new}": value, "{flag}": value >= {bound}}})
        return result
        """
        if keep
        else draw.one(
            f"""
            result = []
            for row in {rows}:
                value = {value}
                if value >= {bound}:
                    result.append({{**row, "{new}": value}})
            return result
            """,
            f"""
            extended = [row | {{"{new}": {value}}} for row in {rows}]
            return [row for row in extended if row["{new}"] >= {bound}]
            """,
        )
    )
    words = words.format(a=repr(first), b=repr(second))
    fate = (
        f"and a last key {flag!r} that is True if {new!r} is at least {bound} and False if not"
        if keep
        else f"and leave out rows in which this is less than {bound}"
    )

    def oracle(table: list[Row]) -> list[Row]:
        result = []
        for row in table:
            value = apply(row[first], row[second])
            if keep:
                result.append({**row, new: value, flag: not value < bound})
            elif not value < bound:
                result.append({**row, new: value})
        return result

    def row(a: int, b: int) -> Row:
        return {first: a, second: b}

    near = [
        row(bound + 4, 4),
        row(bound - 2, 2),
        row(bound, 1),
        row(bound - 1, 1),
        row(bound + 1, 1),
        row(7, 3),
        row(bound * 5, 5),
        row(bound * 5 - 1, 5),
    ]
    return Task(
        name=draw.one("add", "work_out", "with", "derive") + f"_{new}",
        parameters={rows: "list[dict]"},
        returns="list[dict]",
        statement=draw.one(
            f"The {rows} are dicts with {first!r} and {second!r}, both whole numbers. Return copies with a further key "
            f"{new!r}, which is {words}, {fate}.",
            f"Add a column to a table: {new!r} is {words}. Return the {rows} as new dicts with this as a further key, "
            f"{fate}. The order stays.",
            f"Someone keeps {rows} as dicts with the keys {first!r} and {second!r} and would like to see {new!r} too, "
            f"that is {words}. Make a new list in which each dict has {new!r} as its next key, {fate}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([row(draw.integer(1, 40), draw.integer(1, 9)) for _ in range(1)],),
            ([],),
            (near,),
            (near[1::2],),
            ([row(1, 1)],),
            ([row(40, 2), row(2, 40)],),
        ),
    )
