"""Records: rows of a table put together with other data."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.families._records import TABLES, Row
from hornbook.synthesize.exercises.task import Plain, Task, code


@family
def join(draw: Draw) -> Task:
    """Rows of two tables put together by a common field."""
    table = draw.one(*TABLES)
    rows, label, group, _ = table
    extra, field = draw.one(
        ("places", "phone"),
        ("sites", "street"),
        ("contacts", "email"),
        ("details", "chief"),
        ("notes", "colour"),
        ("members", "year"),
    )
    keep, default = draw.chance(0.5), draw.one(None, "?", "", "none", "unknown")
    shown = repr(default).replace("'", '"')
    lookup = f'known = {{entry["{group}"]: entry["{field}"] for entry in {extra}}}'
    body = (
        draw.one(
            f"""
            {lookup}
            return [row | {{"{field}": known.get(row["{group}"], {shown})}} for row in {rows}]
            """,
            f"""
            joined = []
            for row in {rows}:
                value = {shown}
                for entry in {extra}:
                    if entry["{group}"] == row["{group}"]:
                        value = entry["{field}"]
                joined.append({{**row, "{field}": value}})
            return joined
            """,
        )
        if keep
        else draw.one(
            f"""
            {lookup}
            return [row | {{"{field}": known[row["{group}"]]}} for row in {rows} if row["{group}"] in known]
            """,
            f"""
            joined = []
            for row in {rows}:
                for entry in {extra}:
                    if entry["{group}"] == row["{group}"]:
                        joined.append({{**row, "{field}": entry["{field}"]}})
            return joined
            """,
        )
    )
    fate = (
        f"Where there is no such entry, the value is {default!r}"
        if keep
        else f"Leave out {rows} for which there is no such entry"
    )

    def oracle(table: list[Row], others: list[Row]) -> list[Row]:
        joined = []
        for row in table:
            found = [other[field] for other in others if other[group] == row[group]]
            if found or keep:
                joined.append(dict([*row.items(), (field, found[0] if found else default)]))
        return joined

    def make() -> tuple[list[Row], list[Row]]:
        names = draw.sample(["A", "B", "C"], 2)
        return [{label: "Al", group: draw.one(*"AB")} for _ in range(draw.integer(1, 2))], [
            {group: name, field: draw.one("x1", "y2", "z3")} for name in names
        ]

    one = [{label: "Al", group: "A"}, {label: "Bo", group: "B"}]
    return Task(
        name=draw.one("join", "complete", "extend", "enrich") + f"_{rows}",
        parameters={rows: "list[dict]", extra: "list[dict]"},
        returns="list[dict]",
        statement=draw.one(
            f"Each of the {rows} has a value for {group!r}. `{extra}` holds dicts with {group!r} and {field!r}, each "
            f"{group!r} "
            f"at most once. Return copies of the {rows}, in order, with the {field!r} of the entry that has the same "
            f"{group!r} added. {fate}.",
            f"Join two tables: add to every one of the {rows} the {field!r} that `{extra}` gives for its {group!r} (in "
            f"`{extra}` no {group!r} occurs twice). Return new dicts in the order of the {rows}. {fate}.",
            f"A letter is to be sent about all {rows}, for which the {field!r} is needed. It stands in `{extra}`, once "
            f"for each {group!r} at most. Return a list of new dicts: the {rows} with {field!r} as a last key, found "
            f"by {group!r}. {fate}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ([], []),
            (one, []),
            (one, [{group: "B", field: "x1"}, {group: "A", field: "y2"}]),
            (one, [{group: "C", field: "x1"}, {group: "B", field: "y2"}]),
            ([], [{group: "A", field: "z"}]),
        ),
    )


@family
def update_rows(draw: Draw) -> Task:
    """Rows changed where another dict has something new for them."""
    table = draw.one(*TABLES)
    rows, label, _, amount = table
    choices: list[tuple[str, str, str, Callable[..., Plain]]] = [
        (
            "changes",
            "the number there is added to it",
            f'row["{amount}"] + $c[row["{label}"]]',
            lambda old, new: new + old,
        ),
        ("news", "it is replaced by the number there", f'$c[row["{label}"]]', lambda old, new: new),
        (
            "offers",
            "it becomes the number there if that is larger",
            f'max(row["{amount}"], $c[row["{label}"]])',
            lambda old, new: new if new > old else old,
        ),
        (
            "cuts",
            "the number there is taken from it",
            f'row["{amount}"] - $c[row["{label}"]]',
            lambda old, new: -(new - old),
        ),
    ]
    change, words, expression, apply = draw.one(*choices)
    floor = draw.one(None, draw.integer(1, 9))
    new = code(expression, c=change)
    final = f"max({new}, {floor})" if floor is not None else new
    body = draw.one(
        f"""
        result = []
        for row in {rows}:
            # Copy first: the caller's rows must not change.
            row = dict(row)
            if row["{label}"] in {change}:
                row["{amount}"] = {final}
            result.append(row)
        return result
        """,
        f"""
        result = []
        for row in {rows}:
            if row["{label}"] in {change}:
                row = {{**row, "{amount}": {final}}}
            result.append(row)
        return result
        """,
    )
    least = (
        f" But no changed value may end up below {floor}: in that case it becomes {floor}." if floor is not None else ""
    )

    def oracle(table: list[Row], changes: dict[str, int]) -> list[Row]:
        result = []
        for row in table:
            value = apply(row[amount], changes[row[label]]) if row[label] in changes else row[amount]
            if floor is not None and row[label] in changes and value < floor:
                value = floor
            result.append({key: value if key == amount else row[key] for key in row})
        return result

    def make() -> tuple[list[Row], dict[str, int]]:
        return [
            {label: name, amount: draw.integer(5, 20)} for name in draw.sample(["Al", "Bo", "Cy"], draw.integer(1, 2))
        ], {draw.one("Al", "Bo"): draw.integer(1, 20)}

    some = [{label: "Al", amount: 10}, {label: "Bo", amount: 3}, {label: "Al", amount: 6}]
    return Task(
        name=draw.one("update", "revise", "apply_to", "correct") + f"_{rows}",
        parameters={rows: "list[dict]", change: "dict[str, int]"},
        returns="list[dict]",
        statement=draw.one(
            f"Each of the {rows} is a dict with {label!r} and {amount!r}. `{change}` is a dict from {label!r} to a "
            f"number. Return new {rows}: if the {label!r} occurs in `{change}`, {amount!r} is changed, namely {words}; "
            f"all else stays as it is.{least}",
            f"Bring a table of {rows} up to date without changing the given one. Wherever the {label!r} of a row is a "
            f"key of `{change}`, {amount!r} is revised: {words}. Return the new list of dicts.{least}",
            f"Overnight a file `{change}` has come in, a dict from {label!r} to a number. For each of the {rows} that "
            f"it mentions, {amount!r} changes: {words}. Return the {rows} afterwards, as new dicts in the same "
            f"order.{least}",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ([], {"Al": 1}),
            (some, {}),
            (some, {"Al": 4, "Bo": 5}),
            (some, {"Cy": 4}),
            (some, {"Al": 12, "Bo": 2}),
            (some, {"Bo": 0}),
        ),
    )
