"""Records: rows of a table in groups and in order."""

from statistics import mean

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.families._records import TABLES, Row, rows_of, some_rows
from hornbook.synthesize.exercises.task import Task, code


@family
def by_group(draw: Draw) -> Task:
    """A number for each group of rows: sum, largest, count or mean."""
    table = draw.one(*TABLES)
    rows, label, group, amount = table
    words, kind, final, apply = draw.one(
        ("the sum of", "int", "sum(values)", sum),
        ("the largest of", "int", "max(values)", lambda xs: sorted(xs)[-1]),
        ("the smallest of", "int", "min(values)", lambda xs: sorted(xs)[0]),
        (
            "the mean, rounded to 1 decimal place, of",
            "float",
            "round(sum(values) / len(values), 1)",
            lambda xs: round(float(mean(xs)), 1),
        ),
        (
            "the difference between the largest and the smallest of",
            "int",
            "max(values) - min(values)",
            lambda xs: sorted(xs)[-1] - sorted(xs)[0],
        ),
    )
    least = draw.one(None, draw.integer(3, 9))
    guard, pad = (f'\n            if row["{amount}"] >= {least}:', "    ") if least else ("", "")
    body = draw.one(
        f"""
        groups = {{}}
        for row in {rows}:{guard}
            {pad}groups.setdefault(row["{group}"], []).append(row["{amount}"])
        return {{name: {final} for name, values in groups.items()}}
        """,
        f"""
        groups = defaultdict(list)
        for row in {rows}:{guard}
            {pad}groups[row["{group}"]].append(row["{amount}"])
        return {{name: {final} for name, values in groups.items()}}
        """,
    )
    only = f" Rows with less than {least} as {amount!r} do not count." if least else ""

    def oracle(table: list[Row]) -> dict[str, float]:
        table = [row for row in table if least is None or row[amount] >= least]
        names = list(dict.fromkeys(row[group] for row in table))
        return {name: apply([row[amount] for row in table if row[group] == name]) for name in names}

    return Task(
        name=draw.one("by", "summary_by", "figures_by") + f"_{group}",
        parameters={rows: "list[dict]"},
        returns=f"dict[str, {kind}]",
        statement=draw.one(
            f"The {rows} are dicts with {label!r}, {group!r} and {amount!r}. Return a dict that gives for each "
            f"{group!r} {words} its values of {amount!r}; keys in order of first occurrence.{only}",
            f"Group the {rows} by {group!r} and work out {words} the {amount!r} values in each group. Return a dict "
            f"from {group!r} to the result, groups in the order in which they first occur.{only}",
            f"The head office wants one figure for each {group}: {words} the values under {amount!r}. Make the dict "
            f"from the list of {rows}, dicts with the keys {label!r}, {group!r} and {amount!r}, in order of first "
            f"occurrence.{only}",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (some_rows(draw, table, 1, 20, 2),),
            ([],),
            (rows_of(table, ("Al", "B", 7), ("Bo", "A", 4), ("Cy", "B", 12), ("Di", "A", 9), ("Ed", "B", 8)),),
            (rows_of(table, ("Al", "A", (least or 3) - 1), ("Bo", "A", least or 3), ("Cy", "B", (least or 3) + 1)),),
            (rows_of(table, ("Al", "A", 11), ("Bo", "A", 11), ("Cy", "A", 19), ("Di", "B", 1)),),
        ),
        imports=("from collections import defaultdict",) if "defaultdict" in body else (),
    )


@family
def best_of_group(draw: Draw) -> Task:
    """The row that is best in each group."""
    table = draw.one(*TABLES)
    rows, label, group, amount = table
    high, late, ordered = draw.chance(0.5), draw.chance(0.4), draw.chance(0.5)
    least = draw.one(0, 0, draw.integer(2, 9))
    word, sign = ("largest", ">") if high else ("smallest", "<")
    test = f'row["{group}"] not in best or row["{amount}"] {sign}{"=" if late else ""} best[row["{group}"]]["{amount}"]'
    counted = f'row["{amount}"] >= {least} and ({test})' if least else test
    source = f'[row for row in {rows} if row["{amount}"] >= {least}]' if least else rows
    body = (
        f"""
        best = {{}}
        for row in {rows}:
            if {counted}:
                best[row["{group}"]] = row
        return {{name: row["{label}"] for name, row in best.items()}}
        """
        if not ordered
        else f"""
        ranking = sorted({source}{"" if late else "[::-1]"}, key=lambda row: {"" if high else "-"}row["{amount}"])
        # What comes later overwrites, so the best row of a group has to come last.
        best = {{row["{group}"]: row["{label}"] for row in ranking}}
        return dict(sorted(best.items()))
        """
    )
    only = f" Rows with less than {least} as {amount!r} do not count." if least else ""
    order = "in alphabetical order" if ordered else "in order of first occurrence"

    def oracle(table: list[Row]) -> dict[str, str]:
        table = [row for row in table if row[amount] >= least]
        result = {}
        for name in sorted({row[group] for row in table}) if ordered else dict.fromkeys(row[group] for row in table):
            inside = [row for row in table if row[group] == name][:: -1 if late else 1]
            result[name] = (max if high else min)(inside, key=lambda row: row[amount])[label]
        return result

    return Task(
        name=draw.one("best_by", "leaders_by", "top_by") + f"_{group}",
        parameters={rows: "list[dict]"},
        returns="dict[str, str]",
        statement=draw.one(
            f"The {rows} are dicts with {label!r}, {group!r} and {amount!r}. Return a dict that gives for each "
            f"{group!r} the {label!r} of the row with the {word} {amount!r}; of equal ones the "
            f"{'last' if late else 'first'} in the list counts. Keys {order}.{only}",
            f"For every {group!r} among the {rows}, find the row with the {word} {amount!r} (the "
            f"{'last' if late else 'first'} such row) and note its {label!r}. Return a dict from {group!r} to "
            f"{label!r}, keys {order}.{only}",
            f"In each {group} the one of the {rows} with the {word} {amount!r} gets a prize; if several are level, it "
            f"is the {'last' if late else 'first'} of them in the list. Return who wins: a dict from {group!r} to "
            f"{label!r}, {order}.{only}",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (some_rows(draw, table, 1, 12, 2),),
            ([],),
            (
                rows_of(
                    table,
                    ("Al", "B", 9),
                    ("Bo", "A", 4),
                    ("Cy", "B", 9),
                    ("Di", "A", 12),
                    ("Ed", "B", 11),
                    ("Flo", "A", 12),
                ),
            ),
            (rows_of(table, ("Al", "A", least or 5), ("Bo", "B", least), ("Cy", "A", least or 5)),),
            (
                rows_of(
                    table,
                    ("Al", "A", max(least - 1, 1)),
                    ("Bo", "A", least + 1),
                    ("Cy", "B", least),
                    ("Di", "A", least + 2),
                ),
            ),
            (rows_of(table, ("Ed", "C", 20), ("Di", "A", 30), ("Cy", "C", 10)),),
        ),
    )


@family
def sort_rows(draw: Draw) -> Task:
    """Rows sorted by one field, then another."""
    table = draw.one(*TABLES)
    rows, label, group, amount = table
    down, few = draw.chance(0.6), draw.one(0, 1, 2, 3)
    first, said = draw.one(
        (
            f'({"-" if down else ""}row["{amount}"], row["{label}"])',
            f"by {amount!r}, "
            f"{'largest' if down else 'smallest'} first, and where that is equal by {label!r} in alphabetical order",
        ),
        (
            f'(row["{group}"], {"-" if down else ""}row["{amount}"])',
            f"by {group!r} in alphabetical order, and within "
            f"the same {group!r} by {amount!r}, {'largest' if down else 'smallest'} first (equal ones as they come)",
        ),
    )
    cut = f"[:{few}]" if few else ""
    only = (
        f" Only the first {few} of the sorted {rows} are wanted, or all if there are fewer."
        if few > 1
        else f" Only the first of the sorted {rows} is wanted (an empty list if there is none)."
        if few
        else ""
    )
    body = draw.one(
        f"""
        ranking = sorted({rows}, key=lambda row: {first})
        return [row["{label}"] for row in ranking{cut}]
        """,
        f"""
        # Sorting is stable, so the less important key comes first.
        ranking = sorted({rows}, key=lambda row: row["{label}"])
        ranking.sort(key=lambda row: row["{amount}"]{", reverse=True" if down else ""})
        return [row["{label}"] for row in ranking{cut}]
        """
        if "in alphabetical order, and within" not in said
        else f"""
        # Sorting is stable, so the less important key comes first.
        ranking = sorted({rows}, key=lambda row: row["{amount}"]{", reverse=True" if down else ""})
        ranking.sort(key=lambda row: row["{group}"])
        return [row["{label}"] for row in ranking{cut}]
        """,
    )

    def oracle(table: list[Row]) -> list[str]:
        turn = -1 if down else 1
        second = "and within" not in said
        keys = [
            ((turn * r[amount], r[label]) if second else (r[group], turn * r[amount]), place)
            for place, r in enumerate(table)
        ]
        return [table[place][label] for _, place in sorted(keys)][: few or None]

    return Task(
        name=draw.one("sort", "order", "rank") + f"_{rows}",
        parameters={rows: "list[dict]"},
        returns="list[str]",
        statement=draw.one(
            f"The {rows} are dicts with {label!r}, {group!r} and {amount!r}. Sort them {said}, and return their "
            f"{label!r} in this order.{only}",
            f"Return the {label!r} of all {rows} (each has also {group!r} and {amount!r}), sorted {said}.{only}",
            f"A list for the notice board shows each {label} of the {rows}, {said}. The {rows} are dicts with the keys "
            f"{label!r}, {group!r} and {amount!r}. Return what the list shows.{only}",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (some_rows(draw, table, 1, 9, 2),),
            ([],),
            (rows_of(table, ("Di", "B", 5), ("Al", "A", 5), ("Cy", "B", 8), ("Bo", "A", 2), ("Ed", "A", 5)),),
            (rows_of(table, ("Cy", "A", 3), ("Bo", "A", 4), ("Al", "B", 9)),),
            (rows_of(table, ("Ed", "B", 1), ("Di", "A", 7), ("Bo", "B", 6), ("Al", "B", 1)),),
            (rows_of(table, ("Flo", "A", 2), ("Cy", "B", 2), ("Al", "A", 2), ("Bo", "B", 2)),),
        ),
    )
