"""Matrices: lists of rows that are all equally long."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.families._matrices import NAMES, SIGNS, some_grid, stands
from hornbook.synthesize.exercises.task import Plain, Task, code


@family
def line_figures(draw: Draw) -> Task:
    """One figure for every row or every column."""
    many, columns, bound = draw.one(*NAMES), draw.chance(0.5), draw.integer(2, 20)
    line = "column" if columns else "row"
    size, sign = draw.one(*SIGNS)
    words, expression, apply = draw.one(
        ("the sum", "sum($x)", sum),
        ("the largest number", "max($x)", lambda xs: sorted(xs)[-1]),
        ("the smallest number", "min($x)", lambda xs: sorted(xs)[0]),
        (
            "the difference between the largest and the smallest number",
            "max($x) - min($x)",
            lambda xs: sorted(xs)[-1] - sorted(xs)[0],
        ),
        (
            f"how many numbers are {size} {bound}",
            f"sum(1 for value in $x if value {sign} {bound})",
            lambda xs: len([x for x in xs if stands(sign, x, bound)]),
        ),
        (
            f"the sum of all numbers {size} {bound}",
            f"sum(value for value in $x if value {sign} {bound})",
            lambda xs: sum([x for x in xs if stands(sign, x, bound)]),
        ),
    )
    source = f"zip(*{many})" if columns else many
    figure = code(expression, x=line)
    body = draw.one(
        f"return [{figure} for {line} in {source}]",
        f"""
        figures = []
        for {line} in {source}:
            figures.append({figure})
        return figures
        """,
    )

    def oracle(rows: list[list[int]]) -> list[int]:
        width = len(rows[0]) if rows else 0
        lines = [[row[c] for row in rows] for c in range(width)] if columns else rows
        return [apply(list(each)) for each in lines]

    return Task(
        name=draw.one(f"{line}_figures", f"{line}_values", f"per_{line}", f"by_{line}"),
        parameters={many: "list[list[int]]"},
        returns="list[int]",
        statement=draw.one(
            f"`{many}` is a list of rows of equal length. Return a list with one number for each {line}: {words} in "
            "it. No rows give an empty list.",
            f"For every {line} of `{many}` (a list of rows, all of the same length of at least 1), work out "
            f"{words}. Return the list of results, empty for a matrix without rows.",
            f"A sheet of numbers is given row by row. {'Below' if columns else 'Beside'} each {line} stands {words} in "
            f"it. Return what stands there, from {'left to right' if columns else 'top to bottom'}, or an empty list "
            "if the sheet has no rows."
            if not words.startswith("how")
            else f"A sheet of numbers is given row by row. For each {line}, count {words.removeprefix('how many ')}. "
            f"Return the counts, from {'left to right' if columns else 'top to bottom'}, or an empty list if the sheet "
            "has no rows.".replace("count numbers are", "count the numbers that are"),
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (some_grid(draw, bound - 4, bound + 4),),
            ([],),
            ([[bound]],),
            ([[bound, bound - 1, bound + 1]],),
            ([[bound], [bound + 1], [bound - 1]],),
            ([[bound, bound + 1], [bound - 1, bound], [bound + 2, bound - 2]],),
        ),
    )


@family
def turn(draw: Draw) -> Task:
    """A grid mirrored, turned or shifted."""
    many, shift = draw.one(*NAMES), draw.integer(1, 4)
    options: list[tuple[str, str, Callable[..., Plain]]] = [
        (
            "mirrored left to right: every row is reversed",
            "return [row[::-1] for row in $g]",
            lambda r, c, h, w: (r, w - 1 - c),
        ),
        (
            "mirrored top to bottom: the last row comes first",
            "return [list(row) for row in reversed($g)]",
            lambda r, c, h, w: (h - 1 - r, c),
        ),
        (
            "turned by half a turn: both rows and columns are in reverse order",
            "return [row[::-1] for row in $g[::-1]]",
            lambda r, c, h, w: (h - 1 - r, w - 1 - c),
        ),
        (
            "turned by a quarter to the right, so that the first row becomes the last column",
            "return [list(column) for column in zip(*$g[::-1])]",
            lambda r, c, h, w: (h - 1 - c, r),
        ),
        (
            "turned by a quarter to the left, so that the first row becomes the first column, read upwards",
            "return [list(column) for column in zip(*$g)][::-1]",
            lambda r, c, h, w: (c, w - 1 - r),
        ),
        (
            f"with every row moved {shift} to the right; what falls off comes in again at the left",
            f"""
        result = []
        for row in $g:
            # Counted from the end, since the last ones come to the front.
            cut = len(row) - {shift} % len(row)
            result.append(row[cut:] + row[:cut])
        return result
        """,
            lambda r, c, h, w: (r, (c - shift) % w),
        ),
        (
            f"with the rows moved {shift} down; what falls off at the bottom comes in again at the top",
            f"return [list($g[(index - {shift}) % len($g)]) for index in range(len($g))]",
            lambda r, c, h, w: ((r - shift) % h, c),
        ),
        (
            f"with every row moved {shift} to the left; what falls off comes in again at the right",
            f"return [[row[(index + {shift}) % len(row)] for index in range(len(row))] for row in $g]",
            lambda r, c, h, w: (r, (c + shift) % w),
        ),
        (
            f"with the first {shift + 1} rows taken off and put below the others, in the same order (if there are not "
            "more "
            f"than {shift + 1} rows, nothing changes)",
            f"return [list(row) for row in $g[{shift + 1}:] + $g[:{shift + 1}]]",
            lambda r, c, h, w: ((r + min(shift + 1, h)) % h, c),
        ),
    ]
    words, body, place = draw.one(*options)
    quarter = "quarter" in words

    def oracle(rows: list[list[int]]) -> list[list[int]]:
        h, w = len(rows), len(rows[0]) if rows else 0
        height, width = (w, h) if quarter else (h, w)
        sources = [[place(r, c, h, w) for c in range(width)] for r in range(height)]
        return [[rows[a][b] for a, b in line] for line in sources]

    return Task(
        name=draw.one("turn", "transform", "rearrange", "move") + f"_{many}",
        parameters={many: "list[list[int]]"},
        returns="list[list[int]]",
        statement=draw.one(
            f"`{many}` is a list of rows, all of the same length of at least 1. Return it {words}. The given lists are "
            "not changed; no rows give an empty list.",
            f"Make a new grid from `{many}` (rows of equal length, none empty): the same {words}. An empty grid stays "
            "empty.",
            f"A picture is stored as a list of rows of numbers. Return the picture {words}. It has rows of equal "
            "length, none of them empty, or no rows at all, in which case the result is an empty list.",
            f"Return a copy of the matrix `{many}`, {words}. All rows have the same number of items, at least 1; a "
            "matrix without rows gives [].",
        ),
        body=code(body, g=many),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (some_grid(draw, 0, 9),),
            ([],),
            ([[1]],),
            ([[1, 2, 3, 4, 5, 6]],),
            ([[1], [2], [3], [4], [5], [6]],),
            ([[1, 2, 3], [4, 5, 6]],),
            ([[1, 2], [3, 4], [5, 6]],),
            ([[1, 2, 3, 4, 5], [6, 7, 8, 9, 0], [5, 4, 3, 2, 1], [2, 2, 3, 3, 4], [7, 7, 7, 1, 1]],),
        ),
    )


@family
def combine(draw: Draw) -> Task:
    """Two matrices or a matrix and a number, cell by cell."""
    a, b = draw.one(
        ("a", "b"),
        ("first", "second"),
        ("left", "right"),
        ("old", "new"),
        ("upper", "lower"),
        ("plan", "actual"),
        ("january", "february"),
    )
    factor, bound = draw.integer(2, 9), draw.integer(2, 20)
    choices: list[tuple[str, str, Callable[..., Plain]]] = [
        (
            f"the number from `{a}` plus {factor} times that from `{b}`",
            f"x + {factor} * y",
            lambda x, y: x + sum([y] * factor),
        ),
        (
            f"{factor} times the number from `{a}` minus that from `{b}`",
            f"{factor} * x - y",
            lambda x, y: sum([x] * factor) - y,
        ),
        ("the larger of both numbers", "max(x, y)", lambda x, y: sorted([x, y])[1]),
        (
            f"the sum of both numbers, but at most {bound}",
            f"min(x + y, {bound})",
            lambda x, y: bound if x + y > bound else y + x,
        ),
        ("how far the two numbers are apart", "abs(x - y)", lambda x, y: max(x, y) - min(x, y)),
        (
            f"the number from `{b}` if it is greater than {bound}, otherwise that from `{a}`",
            f"y if y > {bound} else x",
            lambda x, y: x if y <= bound else y,
        ),
        (
            f"the remainder when the sum of both numbers is divided by {factor}",
            f"(x + y) % {factor}",
            lambda x, y: divmod(x + y, factor)[1],
        ),
        (
            f"True if the two numbers differ by more than {bound}, and False otherwise",
            f"abs(x - y) > {bound}",
            lambda x, y: not -bound <= x - y <= bound,
        ),
    ]
    words, expression, apply = draw.one(*choices)
    kind = "bool" if words.startswith("True") else "int"
    body = draw.one(
        f"return [[{expression} for x, y in zip(*rows)] for rows in zip({a}, {b})]",
        f"""
        result = []
        for row, other in zip({a}, {b}):
            result.append([{expression} for x, y in zip(row, other)])
        return result
        """,
    )

    def oracle(p: list[list[int]], q: list[list[int]]) -> list[list[int | bool]]:
        return [[apply(p[r][c], q[r][c]) for c in range(len(p[r]))] for r in range(len(p))]

    def make() -> tuple[list[list[int]], list[list[int]]]:
        p = some_grid(draw, 0, 15, 2, 2)
        return p, [[draw.integer(0, 15) for _ in row] for row in p]

    return Task(
        name=draw.one("combine", "merge_grids", "cell_by_cell", "blend"),
        parameters={a: "list[list[int]]", b: "list[list[int]]"},
        returns=f"list[list[{kind}]]",
        statement=draw.one(
            f"`{a}` and `{b}` are matrices of the same size, given as lists of rows. Return a new matrix of that size; "
            f"in each place stands {words}.",
            "Combine two grids with equally many rows and columns, place by place, into a new one: the result is "
            f"{words}, as they stand in the same place. Without rows the result is an empty list.",
            f"Two tables, `{a}` and `{b}`, have the same shape (lists of rows of numbers). Make a third one: each of "
            "its "
            f"cells holds {words}, taken from the same cell.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ([], []),
            ([[bound]], [[0]]),
            ([[0, bound, 0]], [[bound + 1, bound, bound]]),
            ([[bound + 1, 3], [5, 7]], [[0, 8], [6, bound + 8]]),
            ([[-5, 4], [-9, 30], [1, 2]], [[7, -4], [-3, 12], [2, 1]]),
        ),
    )
