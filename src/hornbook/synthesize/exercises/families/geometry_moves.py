"""Moves on a board."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

Cell = tuple[int, int]
COMPASS = {"N": (-1, 0), "E": (0, 1), "S": (1, 0), "W": (0, -1)}


@family
def piece_moves(draw: Draw) -> Task:
    """The fields that a piece with jumps of its own can reach."""
    rows, columns = draw.integer(4, 9), draw.integer(4, 9)
    a, b = draw.integer(0, 3), draw.integer(1, 3)
    piece = draw.one("camel", "fox", "grasshopper", "kangaroo", "wizard", "frog")
    count = draw.chance(0.4)
    steps = sorted({(i * s, j * t) for i, j in ((a, b), (b, a)) for s in (-1, 1) for t in (-1, 1)})
    body = draw.one(
        f"""
        fields = []
        for r in range({rows}):
            for c in range({columns}):
                # Sorted, so that it does not matter which way the longer part goes.
                if sorted([abs(r - row), abs(c - column)]) == {sorted([a, b])}:
                    fields.append((r, c))
        return {"len(fields)" if count else "fields"}
        """,
        f"""
        # Every step as (rows down, columns to the right).
        steps = {steps}
        fields = [(row + down, column + right) for down, right in steps]
        inside = [(r, c) for r, c in fields if 0 <= r < {rows} and 0 <= c < {columns}]
        return {"len(inside)" if count else "inside"}
        """,
    )

    def oracle(row: int, column: int) -> list[Cell] | int:
        offsets = {(s * x, t * y) for x, y in ((a, b), (b, a)) for s in (1, -1) for t in (1, -1)}
        fields = sorted(
            {(row + x, column + y) for x, y in offsets} & {(r, c) for r in range(rows) for c in range(columns)}
        )
        return len(fields) if count else fields

    jump = (
        f"exactly {b} field{'s' if b > 1 else ''} up, down, left or right"
        if a == 0
        else f"{a} field{'s' if a > 1 else ''} in one direction and {b} in the direction at right angles to it"
        if a != b
        else f"{a} field{'s' if a > 1 else ''} diagonally"
    )
    ask = (
        "how many fields it can reach in one move"
        if count
        else "the list of the fields (row, column) that it can reach in one move, sorted by row, then by column"
    )
    return Task(
        name=draw.one("moves", "targets", f"{piece}_moves", "reach"),
        parameters={"row": "int", "column": "int"},
        returns="int" if count else "list[tuple[int, int]]",
        statement=draw.one(
            f"In a board game with {rows} rows and {columns} columns, both counted from 0, a {piece} jumps {jump}. "
            f"From the given row and column, return {ask}. It must not leave the board.",
            f"A {piece} stands on a board of {rows} by {columns} fields (rows by columns, both from 0), at row and "
            f"column. One move is a jump of {jump.replace('exactly ', '')}, inside the board. Return {ask}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(0, rows - 1), draw.integer(0, columns - 1)),
            *(
                (0, 0),
                (rows - 1, columns - 1),
                (0, columns - 1),
                (rows - 1, 0),
                (rows // 2, columns // 2),
                (a, b) if a < rows and b < columns else (1, 1),
            ),
        ),
    )


@family
def compass_walk(draw: Draw) -> Task:
    """A walk on a board by directions, with a rule for the edge."""
    rows, columns = draw.integer(3, 9), draw.integer(3, 9)
    moves, kind = draw.one("moves", "path", "commands", "directions"), draw.one("stop", "wrap", "ignore")
    r, c = draw.integer(0, rows - 1), draw.integer(0, columns - 1)
    visited = draw.chance(0.4)
    setup = (
        f"steps = {COMPASS}".replace("'", '"')
        + f"\nrow, column = {r}, {c}"
        + (f"\nvisited = {{({r}, {c})}}" if visited else "")
    )
    note = "\n    visited.add((row, column))" if visited else ""
    end = "return len(visited)" if visited else "return row, column"
    if kind == "wrap":
        loop = f"    down, right = steps[move]\n    row = (row + down) % {rows}\n"
        loop += f"    column = (column + right) % {columns}{note}"
    else:
        inside = f"0 <= row + down < {rows} and 0 <= column + right < {columns}"
        loop = f"    down, right = steps[move]\n    if {inside}:\n        row += down\n        column += right{note}"
        if kind == "stop":
            loop = f"    down, right = steps[move]\n    if not ({inside}):\n        break\n"
            loop += f"    row += down\n    column += right{note}"
    body = f"{setup}\nfor move in {moves}:\n{loop}\n{end}"

    def oracle(letters: str) -> Cell | int:
        trail = [(r, c)]
        for letter in letters:
            row, column = trail[-1]
            row, column = row + (letter == "S") - (letter == "N"), column + (letter == "E") - (letter == "W")
            if kind == "wrap":
                trail.append(((row + rows) % rows, (column + columns) % columns))
            elif row in range(rows) and column in range(columns):
                trail.append((row, column))
            elif kind == "stop":
                break
        return len({*trail}) if visited else trail[-1]

    rule = {
        "stop": "As soon as a step would lead off the board, the walk ends before it",
        "wrap": "Who leaves the board at one side comes in again at the opposite side",
        "ignore": "A step that would lead off the board is left out, and the walk goes on with the next one",
    }[kind]
    ask = (
        "on how many different fields it stands in the course of the walk, the start included"
        if visited
        else "where it ends, as (row, column)"
    )
    who = draw.one("robot", "beetle", "knight", "hedgehog", "vacuum cleaner")
    edges = ["", "N" * 9, "S" * 9, "E" * 9, "W" * 9, "NNNNNNNNNEES", "WWWWWWWWWSN", "EEEEEEEEENW"]
    return Task(
        name=draw.one("walk", "follow", f"move_{who.split()[0]}"),
        parameters={moves: "str"},
        returns="int" if visited else "tuple[int, int]",
        statement=draw.one(
            f"A {who} starts on the field in row {r} and column {c} of a board with {rows} rows and {columns} "
            f"columns, both counted from 0. The letters of {moves} move it by one field: N to the row above (one "
            f"less), S to the row below, E to the next column, W to the one before. {rule}. Return {ask}.",
            f"On a board with the rows 0 to {rows - 1} (from north to south) and the columns 0 to {columns - 1} (from "
            f"west to east), a {who} stands at row {r}, column {c}. It follows the string {moves} of the letters N, "
            f"E, S and W, one step each. {rule}. Return {ask}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(lambda: (draw.letters(4, 10, "NESW"),), *((edge,) for edge in edges), number=11),
    )
