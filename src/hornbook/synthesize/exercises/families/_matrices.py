"""Grids for the families about matrices."""

from hornbook.synthesize.exercises.draw import Draw

NAMES = (
    *("grid", "matrix", "table", "rows", "cells", "board", "heights"),
    *("readings", "pixels", "sheet", "tiles", "layout", "screen", "chart", "panel"),
)

SIGNS = (("greater than", ">"), ("less than", "<"), ("at least", ">="), ("at most", "<="), ("equal to", "=="))


def stands(sign: str, value: int, bound: int) -> bool:
    """Whether a value stands to the bound as the sign says."""
    return {">": value > bound, "<": value < bound, ">=": not value < bound, "<=": not value > bound}.get(
        sign, value == bound
    )


def some_grid(draw: Draw, low: int, high: int, rows: int = 3, columns: int = 3) -> list[list[int]]:
    """A matrix of at most so many rows and columns."""
    width = draw.integer(2, columns)
    return [draw.several(lambda: draw.integer(low, high), width, width) for _ in range(draw.integer(2, rows))]
