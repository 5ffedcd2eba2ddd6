"""Rectangles with sides parallel to the axes."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

Point = tuple[int, int]
THINGS = ("wells", "trees", "shops", "sensors", "stations", "lamps", "boats", "tents")


def _point(draw: Draw, size: int = 12) -> Point:
    """A point not far from the origin."""
    return draw.integer(-size, size), draw.integer(-size, size)


@family
def inside_rectangle(draw: Draw) -> Task:
    """Which points lie in a rectangle, with or without its border."""
    left, low = draw.integer(-9, 5), draw.integer(-9, 5)
    right, high = left + draw.integer(3, 12), low + draw.integer(3, 12)
    border, outside, things = draw.chance(0.5), draw.chance(0.3), draw.one(*THINGS)
    sign = "<=" if border else "<"
    holds = f"{left} {sign} x {sign} {right} and {low} {sign} y {sign} {high}"
    test = f"not ({holds})" if outside else holds
    asked, result = draw.one(("how many of them", "count"), ("the list of those that", "found"))
    body = (
        draw.one(
            f"return sum(1 for x, y in {things} if {test})",
            f"count = 0\nfor x, y in {things}:\n    if {test}:\n        count += 1\nreturn count",
        )
        if result == "count"
        else draw.one(
            f"return [(x, y) for x, y in {things} if {test}]",
            f"found = []\nfor x, y in {things}:\n    if {test}:\n        found.append((x, y))\nreturn found",
        )
    )

    def oracle(points: list[Point]) -> list[Point] | int:
        rim = 0 if border else 1
        area = {(x, y) for x in range(left + rim, right + 1 - rim) for y in range(low + rim, high + 1 - rim)}
        found = [p for p in points if (p in area) != outside]
        return found if result == "found" else len(found)

    where = "outside" if outside else "inside"
    rule = "A point on the border counts as inside." if border else "A point on the border does not count as inside."
    corners = [(left, low), (right, high), (left, high), (right, low), (left + 1, low + 1), (right - 1, high - 1)]
    return Task(
        name=draw.one("points_in_area", f"{things}_{where}", "check_area"),
        parameters={things: "list[tuple[int, int]]"},
        returns="int" if result == "count" else "list[tuple[int, int]]",
        statement=draw.one(
            f"A rectangle reaches from x = {left} to x = {right} and from y = {low} to y = {high}. Given the "
            f"positions (x, y) of some {things}, return {asked} lie {where}. {rule}",
            f"A map shows {things} as tuples (x, y). One corner of a field is at ({left}, {low}), the opposite one at "
            f"({right}, {high}), and its sides are parallel to the axes. Return {asked} lie {where} the field. {rule}",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([*draw.several(lambda: _point(draw), 3, 6), (left + 1, low + 2)],),
            *(
                ([],),
                (corners[:2],),
                (corners,),
                ([(left - 1, low), (left, low - 1)],),
                ([(right + 1, high), (left + 1, high)],),
            ),
            ([(right, low + 1), (left + 1, high + 1), (left, high - 1)],),
        ),
    )


@family
def overlapping_area(draw: Draw) -> Task:
    """The area that two rectangles share, or that they cover together."""
    k, (one, two) = (
        draw.integer(2, 30),
        draw.one(("a", "b"), ("first", "second"), ("carpet", "table"), ("field", "shadow")),
    )
    either, single = "w1 * h1 + w2 * h2 - shared", "w1 * h1 + w2 * h2 - 2 * shared"
    area, result = draw.one(
        ("both cover", "shared"), ("at least one of them covers", either), ("only one of them covers", single)
    )
    asked, result = draw.one(
        (f"{k} times the area that {area}", f"{k} * ({result})" if " " in result else f"{k} * {result}"),
        (f"whether the area that {area} is at least {k}", f"{result} >= {k}"),
        (f"how far the area that {area} is from {k}, as a number without sign", f"abs({result} - {k})"),
    )
    body = f"""
    x1, y1, w1, h1 = {one}
    x2, y2, w2, h2 = {two}
    width = min(x1 + w1, x2 + w2) - max(x1, x2)
    height = min(y1 + h1, y2 + h2) - max(y1, y2)
    # Rectangles that do not meet give negative lengths here.
    shared = max(width, 0) * max(height, 0)
    return {result}
    """
    if draw.chance(0.4):
        body = f"""
        x1, y1, w1, h1 = {one}
        x2, y2, w2, h2 = {two}
        shared = 0
        for x in range(x1, x1 + w1):
            for y in range(y1, y1 + h1):
                if x2 <= x < x2 + w2 and y2 <= y < y2 + h2:
                    shared += 1
        return {result}
        """

    def oracle(first: tuple[int, ...], second: tuple[int, ...]) -> int | bool:
        cells = [{(x, y) for x in range(r[0], r[0] + r[2]) for y in range(r[1], r[1] + r[3])} for r in (first, second)]
        sizes = {"both ": cells[0] & cells[1], "at le": cells[0] | cells[1], "only ": cells[0] ^ cells[1]}
        size = len(sizes[area[:5]])
        return sum([size] * k) if "times" in asked else size > k - 1 if "whether" in asked else max(size - k, k - size)

    def make() -> tuple[tuple[int, ...], tuple[int, ...]]:
        rectangles = [
            (draw.integer(0, 6), draw.integer(0, 6), draw.integer(3, 9), draw.integer(3, 9)) for _ in range(2)
        ]
        return rectangles[0], rectangles[1]

    return Task(
        name=draw.one("overlap", "shared_area", "compare_rectangles"),
        parameters={one: "tuple[int, int, int, int]", two: "tuple[int, int, int, int]"},
        returns="bool" if "whether" in asked else "int",
        statement=draw.one(
            "Two rectangles with sides parallel to the axes are given as (x, y, width, height), where (x, y) is the "
            f"corner with the smallest coordinates. Return {asked}.",
            f"Two rectangles on squared paper are called {one} and {two}; each is a tuple of the x and y of its lower "
            f"left corner, its width and its height, all whole numbers. Return {asked}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            *(
                ((0, 0, 4, 3), (4, 0, 2, 3)),
                ((0, 0, 4, 3), (0, 3, 2, 3)),
                ((1, 1, 2, 5), (0, 0, 9, 9)),
                ((0, 0, 5, 5), (3, 4, 9, 1)),
            ),
            *(((0, 0, 2, 2), (5, 5, 3, 1)), ((0, 0, k, 1), (0, 0, k + 3, 2)), ((0, 0, k - 1, 1), (0, 0, k, 1))),
        ),
    )


@family
def bounding_box(draw: Draw) -> Task:
    """The smallest rectangle around points, with a margin."""
    margin, things = draw.integer(1, 15), draw.one(*THINGS)
    asked, result = draw.one(
        ("the tuple (left, bottom, right, top) of this rectangle", "left, bottom, right, top"),
        ("a tuple of its width and its height", "right - left, top - bottom"),
        ("its area", "(right - left) * (top - bottom)"),
        ("its perimeter", "2 * (right - left + top - bottom)"),
    )
    body = draw.one(
        f"""
        if not {things}:
            return None
        xs = [x for x, y in {things}]
        ys = [y for x, y in {things}]
        left, right = min(xs) - {margin}, max(xs) + {margin}
        bottom, top = min(ys) - {margin}, max(ys) + {margin}
        return {result}
        """,
        f"""
        if not {things}:
            return None
        left, bottom = right, top = {things}[0]
        for x, y in {things}:
            left, right = min(left, x), max(right, x)
            bottom, top = min(bottom, y), max(top, y)
        left, right = left - {margin}, right + {margin}
        bottom, top = bottom - {margin}, top + {margin}
        return {result}
        """,
    )

    def oracle(points: list[Point]) -> object:
        if not points:
            return None
        (left, *_, right), (low, *_, high) = (
            sorted([c - margin for c in axis] + [c + margin for c in axis]) for axis in zip(*points, strict=True)
        )
        width, height = right - left, high - low
        options: dict[str, object] = {"a tu": (width, height), "its a": width * height, "its p": 2 * width + 2 * height}
        return next((value for key, value in options.items() if asked.startswith(key)), (left, low, right, high))

    return Task(
        name=draw.one("bounding_box", "frame_around", f"box_around_{things}"),
        parameters={things: "list[tuple[int, int]]"},
        returns=f"tuple[{', '.join(['int'] * (result.count(',') + 1))}] | None" if "tuple" in asked else "int | None",
        statement=draw.one(
            f"Find the smallest rectangle, with sides parallel to the axes, that leaves a margin of {margin} around "
            f"all points (x, y) of {things}. Return {asked}, or None if there are no points.",
            f"A fence is to be built around all {things}, which stand at positions (x, y). Its sides run along the "
            f"axes, and to the left, right, bottom and top it keeps {margin} away from the outermost of the {things}. "
            f"Return {asked}; without {things}, return None.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: _point(draw), 2, 6),),
            ([],),
            ([(0, 0)],),
            ([(3, -4), (3, 5)],),
            ([(-7, 2), (6, 2)],),
            number=9,
        ),
    )


@family
def border_tiles(draw: Draw) -> Task:
    """A border round a rectangle."""
    border, price, (w, h) = (
        draw.integer(1, 6),
        draw.integer(2, 30),
        draw.one(("width", "height"), ("length", "width"), ("a", "b")),
    )
    thing, around = draw.one(
        ("pool", "path"), ("picture", "frame"), ("lawn", "hedge"), ("pond", "walkway"), ("table", "rim")
    )
    asked, result = draw.one(
        (f"how many square tiles of side 1 the {around} needs", "area"),
        (f"what the {around} costs at {price} per unit of area", f"area * {price}"),
        (
            f"by how much the area of the {around} exceeds that of the {thing} (negative if it is smaller)",
            f"area - {w} * {h}",
        ),
    )
    body = draw.one(
        f"outer = ({w} + {2 * border}) * ({h} + {2 * border})\narea = outer - {w} * {h}\nreturn {result}",
        f"# Two long strips, two short ones, and four corners.\narea = {2 * border} * ({w} + {h}) + "
        f"{4 * border * border}\nreturn {result}",
    )

    def oracle(x: int, y: int) -> int:
        area = sum(
            1 for i in range(-border, x + border) for j in range(-border, y + border) if not (0 <= i < x and 0 <= j < y)
        )
        return {"area": area, f"area * {price}": price * area}.get(result, area - x * y)

    return Task(
        name=draw.one(f"{around}_around", f"{around}_area", "border"),
        parameters={w: "int", h: "int"},
        returns="int",
        statement=draw.one(
            f"A {thing} of {w} by {h} has a {around} of width {border} all around it, the corners included. Return "
            f"{asked}.",
            f"Around a rectangle, a {thing} with the sides {w} and {h}, runs a {around} that is {border} wide "
            f"everywhere and has square corners. Return {asked}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(1, 20), draw.integer(1, 20)), (1, 1), (1, 10), (10, 1), (7, 7), number=9
        ),
    )
