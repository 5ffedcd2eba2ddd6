"""Tuples: places on a board, and spans of numbers."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code


@family
def move_on_board(draw: Draw) -> Task:
    """A place on a board after some moves."""
    width, height = draw.integer(3, 12), draw.integer(3, 12)
    piece, moves = (
        draw.one("robot", "pawn", "snail", "boat", "cursor", "knight", "beetle", "drone", "ant", "truck"),
        draw.one("moves", "steps", "shifts"),
    )
    rule, body = draw.one(
        (
            "A step that would leave the board is left out",
            f"""
            x, y = start
            for dx, dy in {moves}:
                if 0 <= x + dx < {width} and 0 <= y + dy < {height}:
                    x += dx
                    y += dy
            return x, y
            """,
        ),
        (
            "At an edge it comes in again at the opposite one",
            f"""
            x, y = start
            for dx, dy in {moves}:
                x = (x + dx) % {width}
                y = (y + dy) % {height}
            return x, y
            """,
        ),
        (
            "It never goes past an edge, but stops there",
            f"""
            x, y = start
            for dx, dy in {moves}:
                x = min(max(x + dx, 0), {width} - 1)
                y = min(max(y + dy, 0), {height} - 1)
            return x, y
            """,
        ),
    )

    def oracle(start: tuple[int, int], steps: list[tuple[int, int]]) -> tuple[int, int]:
        place = list(start)
        for step in steps:
            new = [place[axis] + step[axis] for axis in (0, 1)]
            inside = [new[axis] in range((width, height)[axis]) for axis in (0, 1)]
            if "left out" in rule:
                place = new if all(inside) else place
            elif "again" in rule:
                place = [divmod(new[0], width)[1], divmod(new[1], height)[1]]
            else:
                place = [sorted([0, new[axis], (width, height)[axis] - 1])[1] for axis in (0, 1)]
        return place[0], place[1]

    def make() -> tuple[tuple[int, int], list[tuple[int, int]]]:
        step = [(draw.integer(-2, 2), draw.integer(-2, 2)) for _ in range(draw.integer(2, 3))]
        return (draw.integer(0, width - 1), draw.integer(0, height - 1)), step

    board = f"a board that is {width} fields wide and {height} fields high"
    return Task(
        name=draw.one("place_after", "follow", "walk", "end_of") + f"_{moves}",
        parameters={"start": "tuple[int, int]", moves: "list[tuple[int, int]]"},
        returns="tuple[int, int]",
        statement=draw.one(
            f"A {piece} stands on {board}. Places are tuples (x, y) that begin with (0, 0). `{moves}` holds tuples "
            f"(dx, dy), which are added to the place one by one. {rule}. Return where the {piece} is in the end.",
            f"Beginning at the place `start` on {board}, add each (dx, dy) of `{moves}` in turn to the place (x, y), "
            f"where x and y count from 0. {rule}. Return the last place as a tuple.",
        ).replace("A ant", "An ant"),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ((0, 0), []),
            ((0, 0), [(-1, 0), (0, 1)]),
            ((0, 0), [(1, 0), (0, -1)]),
            ((width - 1, height - 1), [(1, 0), (-1, -1)]),
            ((width - 1, height - 1), [(0, 1), (-1, 0)]),
            ((1, 1), [(-1, -1), (2, 0), (0, 2)]),
            ((0, 0), [(width - 1, height - 1)]),
            number=12,
        ),
    )


@family
def intervals(draw: Draw) -> Task:
    """Two spans of time or length: what they share, or cover, or whether they are apart."""
    noun, unit, a, b = draw.one(
        ("meetings", "hours", "first", "second"),
        ("bookings", "days", "ours", "theirs"),
        ("shelves", "centimetres", "upper", "lower"),
        ("roadworks", "kilometres", "old", "new"),
        ("films", "minutes", "early", "late"),
        ("shifts", "hours", "mine", "yours"),
        ("holidays", "days", "hers", "his"),
        ("songs", "seconds", "one", "other"),
        ("reigns", "years", "king", "queen"),
        ("lessons", "minutes", "left", "right"),
    )
    ends, gap = draw.chance(0.5), draw.integer(1, 9)
    plus = " + 1" if ends else ""
    rule = "both ends belong to it" if ends else "the start belongs to it, the end does not"
    kind, words, lines = draw.one(
        (
            "int",
            "how many whole numbers lie in both",
            f"""
        start = max({a}[0], {b}[0])
        end = min({a}[1], {b}[1])
        return max(end - start{plus}, 0)
        """,
        ),
        (
            "bool",
            f"True if at least {gap} whole {'number lies' if gap == 1 else 'numbers lie'} in both, and False if not",
            f"""
        shared = min({a}[1], {b}[1]) - max({a}[0], {b}[0]){plus}
        return shared >= {gap}
        """,
        ),
        (
            "int",
            "how many whole numbers lie in at least one of them",
            f"""
        shared = max(min({a}[1], {b}[1]) - max({a}[0], {b}[0]){plus}, 0)
        # What lies in both must not be counted twice.
        return ({a}[1] - {a}[0]{plus}) + ({b}[1] - {b}[0]{plus}) - shared
        """,
        ),
        (
            "tuple[int, int] | None",
            "the span that they share as a tuple of the same kind, or None if they share nothing",
            f"""
        start, end = max({a}[0], {b}[0]), min({a}[1], {b}[1])
        return (start, end) if start {"<=" if ends else "<"} end else None
        """,
        ),
        (
            "bool",
            f"True if they share nothing and there are at least {gap} whole {'number' if gap == 1 else 'numbers'} "
            "between them that lie in neither, and False otherwise",
            f"""
        distance = max({a}[0], {b}[0]) - min({a}[1], {b}[1]){" - 1" if ends else ""}
        return distance >= {gap}
        """,
        ),
    )

    def oracle(p: tuple[int, int], q: tuple[int, int]) -> Plain:
        one, two = ({*range(start, end + ends)} for start, end in (p, q))
        both = sorted(one & two)
        if "how many whole numbers lie in both" in words:
            return len(both)
        if "lie in both" in words or "lies in both" in words:
            return len(both) >= gap
        if "at least one" in words:
            return len(one | two)
        if "neither" in words:
            every = {*range(min(one | two), max(one | two) + 1)}
            return not both and len(every - one - two) >= gap
        return (both[0], both[-1] + (not ends)) if both else None

    def span(low: int = 0) -> tuple[int, int]:
        start = low + draw.integer(0, 12)
        return start, start + draw.integer(1, 12)

    return Task(
        name=draw.one("compare", "overlap_of", "check", "relate") + "_" + noun.split()[0],
        parameters={a: "tuple[int, int]", b: "tuple[int, int]"},
        returns=kind,
        statement=draw.one(
            f"`{a}` and `{b}` are spans of whole numbers, given as tuples (start, end) with start below end; {rule}. "
            f"Return {words}.",
            f"Two {noun} are given as tuples (start, end) in whole {unit}, start always below end; of such a span, "
            f"{rule}. Return {words}.",
            f"A span (start, end) stands for whole numbers from start to end (start is below end): {rule}. Given the "
            f"spans `{a}` and `{b}`, return {words}.",
        ),
        body=code(lines),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (span(), span()),
            ((1, 5), (5, 9)),
            ((5, 9), (1, 5)),
            ((0, 10), (3, 6)),
            ((2, 4), (4 + gap, 30)),
            ((2, 4), (5 + gap, 30)),
            ((3 + gap, 40), (1, 3)),
            ((4 + gap, 40), (1, 3)),
            ((0, gap), (0, 20)),
            ((0, gap + 1), (-4, 20)),
            ((0, gap + 6), (7, 30)),
            ((0, gap + 6), (6, 30)),
            number=15,
        ),
    )
