"""Tables for the families about records."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.task import Plain

TABLES = (
    ("employees", "name", "office", "salary"),
    ("books", "title", "shelf", "pages"),
    ("orders", "buyer", "city", "total"),
    ("players", "name", "team", "goals"),
    ("pupils", "name", "form", "mark"),
    ("trips", "driver", "route", "km"),
    ("plants", "name", "bed", "height"),
    ("films", "title", "genre", "length"),
    ("parcels", "sender", "depot", "weight"),
    ("cows", "name", "barn", "litres"),
    ("boats", "name", "port", "crew"),
    ("calls", "caller", "desk", "minutes"),
    ("songs", "title", "band", "seconds"),
    ("loans", "member", "branch", "days"),
)
"""Tables: what the rows are, then the fields: a name, what it belongs to, and a whole number."""

Row = dict[str, Plain]


def some_rows(draw: Draw, table: tuple[str, ...], low: int, high: int, number: int) -> list[Row]:
    """Up to so many rows of a table, with its number between low and high."""
    _, label, group, amount = table
    names = draw.sample(["Al", "Bo", "Cy", "Di", "Ed", "Flo", "Gus"], draw.integer(1, number))
    return [{label: name, group: draw.one(*"AAB"), amount: draw.integer(low, high)} for name in names]


def rows_of(table: tuple[str, ...], *rows: tuple[str, str, int]) -> list[Row]:
    """Rows of a table from their values."""
    return [dict(zip(table[1:], row, strict=True)) for row in rows]
