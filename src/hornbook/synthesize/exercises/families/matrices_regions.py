"""Matrices: what lies around a cell, and parts of a grid."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.families._matrices import NAMES, some_grid
from hornbook.synthesize.exercises.task import Plain, Task, code


@family
def count_neighbours(draw: Draw) -> Task:
    """What stands around a cell of a grid."""
    many, mark = (
        draw.one("grid", "field", "board", "garden", "room", "lake", "forest", "street"),
        draw.one("#", "x", "o", "*", "T", "@"),
    )
    number, diagonal = draw.integer(2, 4), draw.chance(0.5)
    around = (
        "eight fields around it (side by side or corner to corner)"
        if diagonal
        else "up to four fields that share a side with it"
    )
    kind, words = draw.one(
        ("int", f"how many of the {around} hold {mark!r}"),
        ("bool", f"whether at least {number} of the {around} hold {mark!r}"),
        ("int", f"how many of the {around} exist and do not hold {mark!r}"),
    )
    sign = "!=" if "not hold" in words else "=="
    end = f"count >= {number}" if kind == "bool" else "count"
    inside = f"line.count({mark!r})" if sign == "==" else f"len(line) - line.count({mark!r})"
    body = (
        draw.one(
            f"""
            count = 0
            for r in range(max(row - 1, 0), min(row + 2, len({many}))):
                for c in range(max(column - 1, 0), min(column + 2, len({many}[r]))):
                    if (r, c) != (row, column) and {many}[r][c] {sign} {mark!r}:
                        count += 1
            return {end}
            """,
            f"""
            # A negative start of a slice would count from the other end.
            part = [line[max(column - 1, 0):column + 2] for line in {many}[max(row - 1, 0):row + 2]]
            count = sum({inside} for line in part)
            if {many}[row][column] {sign} {mark!r}:
                count -= 1
            return {end}
            """,
        )
        if diagonal
        else draw.one(
            f"""
            count = 0
            if row > 0 and {many}[row - 1][column] {sign} {mark!r}:
                count += 1
            if row < len({many}) - 1 and {many}[row + 1][column] {sign} {mark!r}:
                count += 1
            if column > 0 and {many}[row][column - 1] {sign} {mark!r}:
                count += 1
            if column < len({many}[row]) - 1 and {many}[row][column + 1] {sign} {mark!r}:
                count += 1
            return {end}
            """,
            f"""
            places = [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
            inside = [(r, c) for r, c in places if r in range(len({many})) and c in range(len({many}[0]))]
            count = sum(1 for r, c in inside if {many}[r][c] {sign} {mark!r})
            return {end}
            """,
        )
    )

    def oracle(lines: list[str], row: int, column: int) -> int | bool:
        count = 0
        for r, line in enumerate(lines):
            for c, sign_there in enumerate(line):
                away = abs(r - row), abs(c - column)
                near = max(away) == 1 if diagonal else sum(away) == 1
                count += near and (sign_there == mark) != ("not hold" in words)
        return count >= number if kind == "bool" else count

    def make() -> tuple[list[str], int, int]:
        lines = [draw.letters(3, 3, f"{mark}{mark}.") for _ in range(draw.integer(2, 3))]
        return lines, draw.integer(0, len(lines) - 1), draw.integer(0, 2)

    full = [mark * 3, mark * 3, mark * 3]
    return Task(
        name=draw.one("look_around", "check_around", "neighbours_in", "around_in") + f"_{many}",
        parameters={many: "list[str]", "row": "int", "column": "int"},
        returns=kind,
        statement=draw.one(
            f"`{many}` is a list of strings of equal length, one character for each field. For the field in row `row` "
            f"and column `column` (both counted from 0), return {words}. Beyond the edges there are no fields.",
            f"A {many} is drawn with characters, one string for each row, all of the same length. Look at the place "
            f"(`row`, `column`), counted from 0, and return {words}. The place itself does not count, nor does "
            "anything outside.",
            f"In a game, a figure stands in the {many} at `row` and `column`, which count from 0. The {many} is given "
            f"as a list of equally long strings. Return {words}; past the edge there is nothing.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            (full, 1, 1),
            (["...", f"{mark}..", "..."], 1, 1),
            ([mark * 4] * 4, 2, 2),
            ([mark * 3, "...", "..."], 1, 1),
            ([f".{mark}.", f"{mark}.{mark}", "..."], 1, 1),
            ([f".{mark}.", f"{mark}..", "..."], 1, 1),
            (full, 0, 0),
            (full, 2, 2),
            ([".", mark, "."], 0, 0),
            ([f".{mark}."], 0, 0),
            ([f"{mark}..", f"..{mark}", f".{mark}."], 1, 1),
            ([f"..{mark}", "...", f"{mark}.{mark}"], 0, 1),
            (["...", f".{mark}.", "..."], 1, 1),
            number=17,
        ),
    )


@family
def sums_along(draw: Draw) -> Task:
    """The sum along a diagonal, a border, a checkerboard or within a part."""
    many, number = draw.one(*NAMES), draw.integer(2, 9)
    low = draw.one(None, number)
    options: list[tuple[str, str, Callable[..., Plain]]] = [
        (
            "on the diagonal from the top left (as far as it goes)",
            "$g[i][i] for i in range(min(len($g), len($g[0])))",
            lambda r, c, h, w: r == c,
        ),
        (
            "on the diagonal from the top right (as far as it goes)",
            "$g[i][-1 - i] for i in range(min(len($g), len($g[0])))",
            lambda r, c, h, w: c == w - 1 - r,
        ),
        (
            "at the edge: in the first or last row or the first or last column",
            "value for r, row in enumerate($g) for "
            "c, value in enumerate(row) if r in (0, len($g) - 1) or c in (0, len(row) - 1)",
            lambda r, c, h, w: not (0 < r < h - 1 and 0 < c < w - 1),
        ),
        (
            "inside, that is, not in the first or last row or column",
            "value for row in $g[1:-1] for value in row[1:-1]",
            lambda r, c, h, w: 0 < r < h - 1 and 0 < c < w - 1,
        ),
        (
            "on dark fields (the one at the top left is dark, and dark and light ones change by turns both ways)",
            "value for r, row in enumerate($g) for c, value in enumerate(row) if (r + c) % 2 == 0",
            lambda r, c, h, w: r % 2 == c % 2,
        ),
        (
            "on and below the diagonal that begins at the top left",
            "value for r, row in enumerate($g) for value in row[:r + 1]",
            lambda r, c, h, w: c <= r,
        ),
        (
            "above the diagonal that begins at the top left, not on it",
            "value for r, row in enumerate($g) for value in row[r + 1:]",
            lambda r, c, h, w: c > r,
        ),
        (
            f"in the first {number} rows",
            f"value for row in $g[:{number}] for value in row",
            lambda r, c, h, w: r < number,
        ),
        (
            f"in the first {number} columns",
            f"value for row in $g for value in row[:{number}]",
            lambda r, c, h, w: c < number,
        ),
    ]
    words, cells, inside = draw.one(*options)
    choices: list[tuple[str, str, Callable[..., Plain]]] = [
        ("the sum", "sum(values)", sum),
        ("the number", "len(values)", lambda xs: sum(1 for _ in xs)),
        ("the largest", "max(values, default=0)", lambda xs: sorted(xs)[-1] if xs else 0),
    ]
    what, final, apply = draw.one(*choices)
    if "max" in final:
        low = number
    if len(cells) > 70:
        cells = "\n    " + cells.replace(" for ", "\n    for ").replace(" if ", "\n    if ") + "\n"
    chosen = f"values = [{cells}]\n"
    if low:
        chosen += f"values = [value for value in values if value >= {low}]\n"
    only = f" that are at least {low} and" if low else " that"

    def oracle(rows: list[list[int]]) -> Plain:
        h, w = len(rows), len(rows[0])
        values = [rows[r][c] for r in range(h) for c in range(w) if inside(r, c, h, w)]
        return apply([value for value in values if low is None or not value < low])

    return Task(
        name=draw.one("part_of", "figure_of", "evaluate", "measure") + f"_{many}",
        parameters={many: "list[list[int]]"},
        returns="int",
        statement=draw.one(
            f"`{many}` is a list of at least one row; all rows have the same length of at least 1. Return {what} of "
            f"the numbers{only} stand {words}, or 0 if there are none.",
            f"Take those numbers of the grid `{many}` (at least one row, rows of equal length, none empty){only} stand "
            f"{words}. Return {what} of them, and 0 if there are none.",
            f"On a board whose fields hold numbers, only numbers{only} stand {words} count. The board is given as a "
            f"list of equally long rows, at least one. Return {what} of the numbers that count, or 0 if none does.",
        ),
        body=code(chosen + f"return {final}", g=many),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (some_grid(draw, number - 3, number + 5),),
            ([[number]],),
            ([[number - 1, number, number + 1]],),
            ([[number - 1], [number], [number + 1], [number + 2]],),
            ([[90, 20, 3, 40], [50, 6, 70, 8], [9, 100, 11, 120]],),
            ([[1, 20, 30], [99, 6, 7], [9, 10, 98]],),
            ([[3, 50, 2], [60, 7, 80], [9, 90, 4], [30, 1, 70], [8, 12, 5]],),
            ([[column + 11 * row for column in range(11)] for row in range(11)],),
            ([[number - 1, number - 1, number - 1]] * 3,),
            ([[number, number, number]] * 3,),
            ([[number - 2] * 11] * 11,),
            ([[number, number + 3], [number + 2, number]],),
        ),
    )
