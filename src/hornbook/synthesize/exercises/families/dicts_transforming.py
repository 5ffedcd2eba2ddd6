"""Dicts: turned round, revised, evaluated."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code
from hornbook.synthesize.exercises.vocabulary import WORDS

_SHORT = [word for word in WORDS if len(word) == 3]


_TABLES = (
    ("prices", "article", "price"),
    ("ages", "person", "age"),
    ("scores", "player", "score"),
    ("marks", "pupil", "mark"),
    ("stock", "product", "amount"),
    ("lengths", "river", "length"),
    ("salaries", "job", "salary"),
    ("votes", "party", "number of votes"),
    ("heights", "mountain", "height"),
    ("seats", "hall", "number of seats"),
    ("visits", "page", "number of visits"),
    ("points", "team", "number of points"),
)
"""Dicts from strings to whole numbers: what they, their keys and their values are called."""


def _table(draw: Draw, low: int, high: int, size: int = 4) -> dict[str, int]:
    """A dict from some words to numbers between low and high."""
    return {word: draw.integer(low, high) for word in draw.sample(_SHORT, draw.integer(2, size))}


@family
def invert(draw: Draw) -> Task:
    """Which keys have each value, or how many."""
    table, key, value = draw.one(*_TABLES)
    kind, said, ordered = draw.one(
        ("list[str]", f"the list of every {key} that has it", True),
        ("list[str]", f"the list of every {key} that has it", False),
        ("int", "how many times it occurs", False),
        ("str", f"the last {key} in the dict that has it", False),
    )
    floor = draw.one(None, draw.integer(2, 8))
    skip = f" if $value >= {floor}" if floor else ""
    pad = "    " if floor else ""
    guard = f"\n            if value >= {floor}:" if floor else ""
    body = {
        "list[str]": f"""
        result = {{}}
        for key, value in {"sorted($table.items())" if ordered else "$table.items()"}:{guard}
            {pad}result.setdefault(value, []).append(key)
        return result
        """,
        "int": f"""
        result = {{}}
        for value in $table.values():{guard}
            {pad}result[value] = result.get(value, 0) + 1
        return result
        """,
        "str": f"return {{value: key for key, value in $table.items(){skip.replace('$value', 'value')}}}",
    }[kind]

    def oracle(entries: dict[str, int]) -> dict[int, object]:
        pairs = [
            (k, v) for k, v in (sorted(entries.items()) if ordered else entries.items()) if floor is None or v >= floor
        ]
        groups = {value: [k for k, v in pairs if v == value] for _, value in pairs}
        return {
            v: keys if kind == "list[str]" else len(keys) if kind == "int" else keys[-1] for v, keys in groups.items()
        }

    order = ", in alphabetical order" if ordered else ", in the order of the dict" if kind == "list[str]" else ""
    only = f" Leave out every {value} below {floor}." if floor else ""
    keys_order = (
        " The keys of the result come in the order in which a walk through the dict meets them." if floor else ""
    )
    if ordered:
        keys_order = (
            " The keys of the result come in the order in which an alphabetical walk through the dict meets them."
        )
    return Task(
        name=draw.one("invert", "turn_round", "by_value", "reverse") + f"_{table}",
        parameters={table: "dict[str, int]"},
        returns=f"dict[int, {kind}]",
        statement=draw.one(
            f"`{table}` gives the {value} of each {key}. Turn it round: return a dict that gives for each {value} "
            f"{said}{order}.{keys_order}{only}",
            f"Return a dict whose keys are the different values of `{table}` (the {value} of each {key}) and whose "
            f"values are, for each of these, {said}{order}.{keys_order}{only}",
            f"Somebody wants to look up in `{table}`, the {value} of each {key}, from right to left. Build the dict "
            "for this: "
            f"from each {value} to {said}{order}.{keys_order}{only}",
        ),
        body=code(body, table=table),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (_table(draw, 1, 4, 3),),
            ({},),
            ({"owl": floor or 3, "bee": (floor or 3) - 1, "ant": floor or 3, "fox": 9, "cat": 9},),
            ({"a": 7, "b": 7, "c": 7},),
        ),
    )


@family
def filter_and_change(draw: Draw) -> Task:
    """The entries with some values, the values changed."""
    table, key, value = draw.one(*_TABLES)
    bound, number = draw.integer(4, 40), draw.integer(2, 9)
    sizes: list[tuple[str, str, Callable[[int], bool]]] = [
        ("at least", ">=", lambda v: v >= bound),
        ("at most", "<=", lambda v: v <= bound),
        ("more than", ">", lambda v: v > bound),
        ("less than", "<", lambda v: v < bound),
    ]
    size, sign, fits = draw.one(*sizes)
    choices: list[tuple[str, str, Callable[..., Plain]]] = [
        (f"raised by {number}", f"value + {number}", lambda v: number + v),
        (f"lowered by {number}", f"value - {number}", lambda v: -number + v),
        (f"multiplied by {number}", f"value * {number}", lambda v: sum([v] * number)),
        (f"divided by {number} and rounded down", f"value // {number}", lambda v: (v - v % number) // number),
        (
            f"cut to at most {bound + number}"
            if sign in (">", ">=")
            else f"raised to at least {max(1, bound - number)}",
            f"min(value, {bound + number})" if sign in (">", ">=") else f"max(value, {max(1, bound - number)})",
            lambda v: sorted([v, bound + number])[0] if sign in (">", ">=") else sorted([v, max(1, bound - number)])[1],
        ),
    ]
    words, expression, apply = draw.one(*choices)
    others = draw.chance(0.5)
    otherwise = "\n            else:\n                result[key] = value" if others else ""
    body = draw.one(
        f"return {{key: {expression} if value {sign} {bound} else value for key, value in $table.items()}}"
        if others
        else f"return {{key: {expression} for key, value in $table.items() if value {sign} {bound}}}",
        f"""
        result = {{}}
        for key, value in $table.items():
            if value {sign} {bound}:
                result[key] = {expression}{otherwise}
        return result
        """,
    )
    rest = "All other entries stay as they are" if others else "All other entries are left out"
    return Task(
        name=draw.one("adjust", "update", "revise", "edit") + f"_{table}",
        parameters={table: "dict[str, int]"},
        returns="dict[str, int]",
        statement=draw.one(
            f"`{table}` gives the {value} of each {key}. Return a new dict in which every {value} that is "
            f"{size} {bound} is {words}. {rest}; the order is kept.",
            f"From the {value} of each {key} in `{table}`, make another dict: whatever is {size} {bound} is {words}. "
            f"{rest}. Keep the order and do not change the given dict.",
            f"The office goes through `{table}`, entry by entry: where the {value} is {size} {bound}, it is {words}. "
            f"{rest}. Return the result as a new dict in the same order.",
        ),
        body=code(body, table=table),
        oracle=lambda entries: {
            k: apply(entries[k]) if fits(entries[k]) else entries[k] for k in entries if others or fits(entries[k])
        },
        inputs=draw.inputs(
            lambda: (_table(draw, max(0, bound - 12), bound + 12, 3),),
            ({},),
            ({"a": bound - 1, "b": bound, "c": bound + 1},),
            (
                {
                    "x": bound + number,
                    "q": bound + 59,
                    "r": abs(bound - 61),
                    "y": bound - number,
                    "z": bound + number + 1,
                    "w": bound - number - 1,
                },
            ),
        ),
    )


@family
def best_key(draw: Draw) -> Task:
    """The keys with the highest or lowest value, or the sorted keys."""
    table, key, value = draw.one(*_TABLES)
    high, few = draw.chance(0.5), draw.integer(2, 4)
    word, pick, sign = ("highest", "max", "-") if high else ("lowest", "min", "")
    kind, said, finish = draw.one(
        (
            "list[str]",
            f"every {key} with the {word} {value}, in alphabetical order",
            f"sorted(key for key in $table if $table[key] == {pick}($table.values()))",
        ),
        (
            "str | None",
            f"the {key} with the {word} {value} (of several the one that stands first in the dict), or None "
            "for an empty dict",
            f"{pick}($table, key=$table.get, default=None)",
        ),
        (
            "list[str]",
            f"the {few} entries with the {word} {value}, given by their {key}, the {word} first (where they "
            "are equal, in the order of the dict); if there are fewer entries, give all",
            f"sorted($table, key=lambda key: {sign}$table[key])[:{few}]",
        ),
        (
            "int",
            f"the difference between the {value} that is highest and the one that is lowest, or 0 for an empty dict",
            "max($table.values(), default=0) - min($table.values(), default=0)",
        ),
    )
    low = draw.one(None, draw.integer(3, 9))
    only = f" Entries whose {value} is below {low} do not count." if low else ""
    body = (
        f"return {finish}"
        if not low
        else f"""
        chosen = {{key: value for key, value in $table.items() if value >= {low}}}
        return {finish.replace("$table", "chosen")}
        """
    )

    def oracle(entries: dict[str, int]) -> object:
        pairs = [
            (v if not high else 0 - v, place, k) for place, (k, v) in enumerate(entries.items()) if v >= (low or -99)
        ]
        pairs.sort()
        if kind == "int":
            return abs(pairs[-1][0] - pairs[0][0]) if pairs else 0
        if kind != "list[str]":
            return pairs[0][2] if pairs else None
        return [k for _, _, k in pairs[:few]] if "[:" in finish else sorted(k for v, _, k in pairs if v == pairs[0][0])

    return Task(
        name={
            "int": draw.one("spread_of", "range_of"),
            "str | None": draw.one("leader_in", "first_in", "winner_in"),
        }.get(kind, draw.one("top_of", "leaders_in"))
        + f"_{table}",
        parameters={table: "dict[str, int]"},
        returns=kind,
        statement=draw.one(
            f"`{table}` gives the {value} of each {key}. Return {said}.{only}",
            f"A report is made from `{table}`, which gives the {value} of each {key}. The report shows {said}.{only} "
            "Return what it shows.",
            f"Given the {value} of each {key}, find {said}.{only}",
        ),
        body=code(body, table=table),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (_table(draw, 1, 12, 4),),
            ({},),
            ({"d": 8, "b": 9, "c": 9, "a": 8, "e": 8, "f": 9},),
            ({"x": low or 5, "y": (low or 5) - 1, "z": (low or 5) + 1, "w": (low or 5) - 2},),
            ({"y": (low or 5) - 1, "w": (low or 5) - 2},),
            ({"x": low or 2, "y": (low or 2) - 1},),
        ),
    )
