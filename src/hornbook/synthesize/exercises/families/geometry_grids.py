"""Fields of a board or grid."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

Cell = tuple[int, int]


@family
def number_of_field(draw: Draw) -> Task:
    """From the number of a field to its row and column, or back; rows may run in turns."""
    width, first, snake, back = draw.integer(4, 20), draw.integer(0, 1), draw.chance(0.5), draw.chance(0.5)
    number = draw.one("n", "field", "seat", "label")
    if back:
        mirror = f"\nif row % 2 == 1:\n    column = {width - 1} - column" if snake else ""
        plus = f" + {first}" if first else ""
        body = (
            draw.one(f"return row * {width} + column{plus}", f"before = row * {width}\nreturn before + column{plus}")
            if not snake
            else draw.one(
                f"# Every other row is numbered from right to left.{mirror}\nreturn row * {width} + column{plus}",
                f"if row % 2 == 0:\n    return row * {width} + column{plus}\nreturn (row + 1) * {width} - 1 - "
                f"column{plus}",
            )
        )
    else:
        minus = f"{number} - 1" if first else number
        mirror = f"if row % 2 == 1:\n    column = {width - 1} - column\n" if snake else ""
        body = draw.one(
            f"row, column = divmod({minus}, {width})\n{mirror}return row, column",
            f"row = {f'({minus})' if first else minus} // {width}\ncolumn = {f'({minus})' if first else minus} % "
            f"{width}\n{mirror}return row, column",
        )

    def numbering(rows: int) -> dict[Cell, int]:
        cells = [(r, c) for r in range(rows) for c in range(width)[:: -1 if snake and r % 2 else 1]]
        return {cell: place + first for place, cell in enumerate(cells)}

    def to_cell(n: int) -> Cell:
        return next(cell for cell, place in numbering(n // width + 2).items() if place == n)

    course = (
        "the first row from left to right, the next from right to left, and so on in turns"
        if snake
        else "each row from left to right"
    )
    board = draw.one("board", "hall", "tray", "game board", "sheet")
    edges = [(0, 0), (0, width - 1), (1, 0), (1, width - 1), (2, 1)]
    return Task(
        name=draw.one("field_number", "number_at") if back else draw.one("locate", "row_and_column", "find_field"),
        parameters={"row": "int", "column": "int"} if back else {number: "int"},
        returns="int" if back else "tuple[int, int]",
        statement=f"The fields of a {board} with {width} columns are numbered from {first}, row by row from the top: "
        f"{course}. Rows and columns are counted from 0. "
        + (
            draw.one(
                "Return the number of the field in the given row and column.",
                "Return which number stands at row, column.",
            )
            if back
            else draw.one(
                f"Return the row and the column of the field with the number {number}, as a tuple.",
                f"Where is the one with the number {number}? Return the tuple (row, column).",
            )
        ),
        body=body,
        oracle=(lambda r, c: numbering(r + 1)[r, c]) if back else to_cell,
        inputs=draw.inputs(lambda: (draw.integer(0, 6), draw.integer(0, width - 1)), *edges)
        if back
        else [
            (numbering(9)[e],) for e in draw.inputs(lambda: (draw.integer(0, 6), draw.integer(0, width - 1)), *edges)
        ],
    )


@family
def occupied_neighbours(draw: Draw) -> Task:
    """Fields by the number of occupied fields around them."""
    size, k, diagonal = draw.integer(3, 7), draw.integer(1, 3), draw.chance(0.5)
    thing, many = draw.one(
        ("tree", "trees"), ("lamp", "lamps"), ("stone", "stones"), ("house", "houses"), ("flower", "flowers")
    )
    sign, often = draw.one(("==", "exactly"), (">=", "at least"))
    empty = draw.chance(0.5)
    near = "max(abs(r - row), abs(c - column)) == 1" if diagonal else "abs(r - row) + abs(c - column) == 1"
    state = "not in" if empty else "in"
    body = f"""
    count = 0
    for row in range({size}):
        for column in range({size}):
            near = [1 for r, c in {many} if {near}]
            if (row, column) {state} {many} and len(near) {sign} {k}:
                count += 1
    return count
    """
    if draw.chance(0.5):
        offsets = [(r, c) for r in (-1, 0, 1) for c in (-1, 0, 1) if (r, c) != (0, 0) and (diagonal or 0 in (r, c))]
        fields = f"[(r, c) for r in range({size}) for c in range({size}) if (r, c) not in {many}]" if empty else many
        body = f"""
        # Where the neighbours lie, seen from a field.
        steps = {offsets}
        count = 0
        for row, column in {fields}:
            near = sum((row + down, column + right) in {many} for down, right in steps)
            if near {sign} {k}:
                count += 1
        return count
        """

    def oracle(taken: list[Cell]) -> int:
        def around(row: int, column: int) -> int:
            block = [
                (r, c)
                for r in range(row - 1, row + 2)
                for c in range(column - 1, column + 2)
                if (r, c) != (row, column)
            ]
            return len([cell for cell in block if cell in taken and (diagonal or row == cell[0] or column == cell[1])])

        cells = [(r, c) for r in range(size) for c in range(size) if ((r, c) in taken) != empty]
        numbers = [around(*cell) for cell in cells]
        return numbers.count(k) if sign == "==" else len([n for n in numbers if n > k - 1])

    grid = [(r, c) for r in range(size) for c in range(size)]
    neighbours = (
        "the up to eight fields around it" if diagonal else "the up to four fields above, below, left and right of it"
    )
    noun = thing if k == 1 else many
    return Task(
        name=draw.one("count_by_neighbours", f"{many}_around", "neighbourhood"),
        parameters={many: "list[tuple[int, int]]"},
        returns="int",
        statement=draw.one(
            f"A square grid has {size} rows and {size} columns, counted from 0. The list {many} holds the fields "
            f"(row, column) with a {thing} on them. Return how many fields {'without' if empty else 'with'} a {thing} "
            f"have {often} {k} {noun} on {neighbours}.",
            f"In a garden of {size} by {size} fields, {many} stand on the fields (row, column) of a list without "
            f"repetitions, both from 0 on. Neighbours of a field are {neighbours}. Count the "
            f"{'empty fields' if empty else f'fields with a {thing}'} that have {often} {k} {noun} on neighbouring "
            "fields, and return the number.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (sorted(draw.sample(grid, draw.integer(3, size * size // 2))),),
            *(([],), (grid,), ([(0, 0)],), ([(0, 0), (0, 1), (1, 0)],), ([(1, 1), (2, 2), (0, 2), (2, 0), (1, 2)],)),
        ),
    )


@family
def zone_of_field(draw: Draw) -> Task:
    """Rings of a board, counted from its rim or its middle."""
    size, (outer, middle, inner) = (
        draw.integer(7, 15),
        draw.sample(["red", "blue", "green", "gold", "grey", "white"], 3),
    )
    first, more = draw.integer(1, 2), draw.integer(1, 2)
    second = first + more if first + more < (size + 1) // 2 else first + 1
    rims: list[tuple[str, str, Callable[[int, int], int]]] = [
        (
            "its distance from the nearest edge of the board, where a field at the edge has distance 0",
            f"min(row, column, {size - 1} - row, {size - 1} - column)",
            lambda r, c: sorted([r, c, size - 1 - r, size - 1 - c])[0],
        ),
        ("the smaller one of its row and its column", "min(row, column)", lambda r, c: c if c < r else r),
        (
            "how far its row and its column are apart",
            "abs(row - column)",
            lambda r, c: max(r, c) - min(r, c),
        ),
        (
            "the remainder of the sum of its row and its column when divided by 5",
            "(row + column) % 5",
            lambda r, c: divmod(r + c, 5)[1],
        ),
    ]
    said, formula, measure = draw.one(*rims)
    body = draw.one(
        f"""
        ring = {formula}
        # What comes here has not been caught by a smaller bound.
        if ring < {first}:
            return "{outer}"
        if ring < {second}:
            return "{middle}"
        return "{inner}"
        """,
        f"""
        ring = {formula}
        return "{outer}" if ring < {first} else "{middle}" if ring < {second} else "{inner}"
        """,
    )
    return Task(
        name=draw.one("colour_of_field", "zone", "field_colour"),
        parameters={"row": "int", "column": "int"},
        returns="str",
        statement=draw.one(
            f"A square board has {size} rows and {size} columns, both counted from 0. The number of a field is "
            f"{said}. Fields with a number less than {first} are {outer}, all others with a number less than {second} "
            f"are {middle}, and the rest is {inner}. Return the colour of the field at row and column.",
            f"For a game, the {size} by {size} fields of a board are painted. For the field at (row, column), both "
            f"from 0 to {size - 1}, take {said}: below {first} it becomes {outer}, from {first} up to but not "
            f"including {second} {middle}, and from {second} on {inner}. Return its colour.",
        ),
        body=code(body),
        oracle=lambda r, c: [outer, middle, inner][(measure(r, c) >= first) + (measure(r, c) >= second)],
        inputs=draw.inputs(
            lambda: (draw.integer(0, size - 1), draw.integer(0, size - 1)),
            *(
                (0, 0),
                (first, first),
                (second, size // 2),
                (size // 2, second - 1),
                (size - 1, 3),
                (size // 2, size // 2),
                (first, 2 * first),
            ),
            number=12,
        ),
    )
