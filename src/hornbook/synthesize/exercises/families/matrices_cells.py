"""Matrices: cells that are looked for, and cells that follow a rule."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.families._matrices import NAMES, SIGNS, some_grid, stands
from hornbook.synthesize.exercises.task import Plain, Task, code


@family
def find_cells(draw: Draw) -> Task:
    """Where numbers of some kind stand in a grid."""
    many, bound, first = draw.one(*NAMES), draw.integer(2, 30), draw.one(0, 1)
    size, sign = draw.one(*SIGNS)
    start = f", start={first}" if first else ""
    kind, words, body = draw.one(
        (
            "list[tuple[int, int]]",
            "the places of all numbers that are $test, as tuples (row, column), row by row",
            f"""
        return [
            (r, c)
            for r, row in enumerate($g{start})
            for c, value in enumerate(row{start})
            if value $sign $bound
        ]
        """,
        ),
        (
            "tuple[int, int] | None",
            "the place of the first number that is $test, as a tuple (row, column), or None if "
            "there is none; the grid is searched row by row",
            f"""
        for r, row in enumerate($g{start}):
            for c, value in enumerate(row{start}):
                if value $sign $bound:
                    return r, c
        return None
        """,
        ),
        (
            "list[int]",
            "the numbers of all rows in which at least one number is $test",
            f"return [r for r, row in enumerate($g{start}) if any(value $sign $bound for value in row)]",
        ),
        (
            "list[int]",
            "the numbers of all rows in which every number is $test",
            f"return [r for r, row in enumerate($g{start}) if all(value $sign $bound for value in row)]",
        ),
        (
            "list[int]",
            "the numbers of all columns in which every number is $test",
            f"return [c for c, column in enumerate(zip(*$g){start}) if all(value $sign $bound for value in column)]",
        ),
        (
            "list[int]",
            "the numbers of all columns in which at least one number is $test",
            f"""
        found = []
        for c, column in enumerate(zip(*$g){start}):
            if any(value $sign $bound for value in column):
                found.append(c)
        return found
        """,
        ),
    )

    def oracle(rows: list[list[int]]) -> Plain:
        width = len(rows[0]) if rows else 0
        cells = [
            (r + first, c + first) for r in range(len(rows)) for c in range(width) if stands(sign, rows[r][c], bound)
        ]
        if "row, column" in words:
            return cells if "all" in words else [*cells, None][0]
        axis = 1 if "columns" in words else 0
        lines, depth = (width, len(rows)) if axis else (len(rows), width)
        need = depth if "every" in words else 1
        return [n for n in range(first, lines + first) if sum(cell[axis] == n for cell in cells) >= need]

    said = code(words, test=f"{size} {bound}")
    return Task(
        name=draw.one("find_in", "search", "locate_in", "scan") + f"_{many}",
        parameters={many: "list[list[int]]"},
        returns=kind,
        statement=draw.one(
            f"`{many}` is a list of rows of equal length. Return {said}. Rows and columns are counted from {first}.",
            f"In a grid, given as a list of rows, find {said}. Both rows and columns count from {first}.",
            f"A field is measured in squares, and the results are given row by row. Return {said}, where the first row "
            f"and the first column have the number {first}.",
        ),
        body=code(body, g=many, sign=sign, bound=bound),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (some_grid(draw, bound - 2, bound + 2),),
            ([],),
            ([[bound, bound]],),
            ([[bound - 1, bound - 1]],),
            ([[bound + 1], [bound + 1]],),
            (
                [
                    [bound - 1, bound, bound + 1],
                    [bound + 1, bound + 1, bound + 1],
                    [bound - 1, bound - 1, bound - 1],
                    [bound, bound, bound],
                ],
            ),
            ([[bound + 1, bound, bound - 1], [bound + 2, bound, bound - 2]],),
        ),
    )


@family
def build(draw: Draw) -> Task:
    """A matrix made by a rule."""
    factor, step, value = draw.integer(2, 12), draw.integer(1, 9), draw.integer(2, 9)
    choices: list[tuple[str, str, Callable[..., Plain]]] = [
        (
            f"{factor} times the number of its row plus the number of its column",
            f"{factor} * row + column",
            lambda r, c: r * factor + c,
        ),
        (
            f"the product of the numbers of its row and its column, plus {step}",
            f"row * column + {step}",
            lambda r, c: step + sum([c] * r),
        ),
        (
            f"how far the numbers of its row and its column are apart, times {factor}",
            f"abs(row - column) * {factor}",
            lambda r, c: factor * (max(r, c) - min(r, c)),
        ),
        (
            f"{value} if the sum of the numbers of its row and its column is divisible by {step + 1}, otherwise 0",
            f"{value} if (row + column) % {step + 1} == 0 else 0",
            lambda r, c: 0 if divmod(r + c, step + 1)[1] else value,
        ),
        (
            f"{value} where the numbers of its row and its column are equal, otherwise {step}",
            f"{value} if row == column else {step}",
            lambda r, c: step if r - c else value,
        ),
        (
            f"the larger of the numbers of its row and its column, but at most {value}",
            f"min(max(row, column), {value})",
            lambda r, c: sorted([sorted([r, c])[1], value])[0],
        ),
        (
            f"{value} where its column has a greater number than its row, otherwise {step}",
            f"{value} if column > row else {step}",
            lambda r, c: step if c <= r else value,
        ),
    ]
    words, expression, apply = draw.one(*choices)
    first = draw.one(0, 1)
    rows, columns = (
        (f"range({first}, height + {first})", f"range({first}, width + {first})")
        if first
        else ("range(height)", "range(width)")
    )
    body = draw.one(
        f"return [[{expression} for column in {columns}] for row in {rows}]",
        f"""
        table = []
        for row in {rows}:
            table.append([{expression} for column in {columns}])
        return table
        """,
    )

    def oracle(height: int, width: int) -> list[list[int]]:
        table: list[list[int]] = []
        while len(table) < height:
            table.append([])
            while len(table[-1]) < width:
                table[-1].append(apply(len(table) - 1 + first, len(table[-1]) + first))
        return table

    return Task(
        name=draw.one("build_table", "make_grid", "fill_grid", "new_matrix"),
        parameters={"height": "int", "width": "int"},
        returns="list[list[int]]",
        statement=draw.one(
            f"Return a matrix with `height` rows and `width` columns, as a list of rows. In each place stands {words}; "
            f"rows and columns are counted from {first}.",
            f"Build a table as a list of `height` lists of `width` numbers each. Every cell holds {words}. The first "
            f"row and the first column have the number {first}.",
            "A pattern for a floor is worked out tile by tile, in `height` rows of `width` tiles. The figure on a "
            f"tile is {words}; rows and columns are counted from {first}. Return the rows as lists.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=[(2, 2), (2, 3), (0, 5), (3, 0), (1, 1), (1, 13), (12, 1), (4, 5), (3, 7), (11, 12)],
    )
