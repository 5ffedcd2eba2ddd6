"""Points and paths in the plane."""

from collections.abc import Callable
from math import dist

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code

Point = tuple[int, int]
THINGS = ("wells", "trees", "shops", "sensors", "stations", "lamps", "boats", "tents")


def _point(draw: Draw, size: int = 12) -> Point:
    """A point not far from the origin."""
    return draw.integer(-size, size), draw.integer(-size, size)


def _metric(draw: Draw) -> tuple[str, str, Callable[[Point, Point], int]]:
    """A distance between (x, y) and ($a, $b): how it is measured, as an expression, and computed."""
    metrics: list[tuple[str, str, Callable[[Point, Point], int]]] = [
        (
            "the difference in x plus the difference in y, both without sign",
            "abs(x - $a) + abs(y - $b)",
            lambda p, q: sum(max(u, v) - min(u, v) for u, v in zip(p, q, strict=True)),
        ),
        (
            "the larger of the differences in x and in y, both without sign",
            "max(abs(x - $a), abs(y - $b))",
            lambda p, q: max(max(u, v) - min(u, v) for u, v in zip(p, q, strict=True)),
        ),
        (
            "the square of the straight-line distance",
            "(x - $a) ** 2 + (y - $b) ** 2",
            lambda p, q: round(dist(p, q) ** 2),
        ),
    ]
    return draw.one(*metrics)


@family
def distance_from_home(draw: Draw) -> Task:
    """The distance of a point from a fixed one, or how far away the points of a list are in all."""
    (a, b), (said, formula, measure) = _point(draw), _metric(draw)
    home, listed = draw.one("home", "the camp", "the harbour", "the tower"), draw.chance(0.4)
    formula = code(formula, a=a, b=b).replace("- -", "+ ").replace("x - 0", "x").replace("y - 0", "y")
    if listed:
        body = draw.one(
            f"return sum({formula} for x, y in points)",
            f"total = 0\nfor x, y in points:\n    total += {formula}\nreturn total",
        )
    else:
        body = draw.one(f"return {formula}", f"# Measured from ({a}, {b}).\nreturn {formula}")
    ask = "the sum of the distances of all points (tuples of x and y)" if listed else "the distance of the point (x, y)"

    def oracle(*given: Plain) -> int:
        return sum(measure(p, (a, b)) for p in (given[0] if listed else [given]))

    edges = [(a, b), (a + 1, b), (a, b - 1), (0, 0), (a - 3, b + 5), (a + 4, b + 2)]
    return Task(
        name=draw.one("distance_to", "far_from_home", "way") + ("_sum" if listed else ""),
        parameters={"points": "list[tuple[int, int]]"} if listed else {"x": "int", "y": "int"},
        returns="int",
        statement=draw.one(
            f"Return {ask} from ({a}, {b}), where distance means {said}.",
            f"On a map {home} lies at ({a}, {b}). Return {ask} from there. A distance is {said}.",
            f"Here the distance of two points is {said}. Return {ask} from the point ({a}, "
            f"{b}){', 0 if there are none' if listed else ''}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(lambda: (draw.several(lambda: _point(draw), 2, 4),), ([],), *(([p],) for p in edges))
        if listed
        else draw.inputs(lambda: _point(draw), *edges),
    )


@family
def nearest_point(draw: Draw) -> Task:
    """The point of a list that is nearest to or farthest from a fixed one."""
    (a, b), (said, formula, measure), things = _point(draw, 9), _metric(draw), draw.one(*THINGS)
    far, last = draw.chance(0.5), draw.chance(0.3)
    formula = code(formula, a=a, b=b).replace("- -", "+ ").replace("x - 0", "x").replace("y - 0", "y")
    sign = (">" if far else "<") + ("=" if last else "")
    inline = formula.replace("x", "p[0]").replace("map[0]", "max").replace("y", "p[1]") if "max" not in formula else ""
    body = f"""
    best = None
    for x, y in {things}:
        distance = {formula}
        # Equally {"far" if far else "near"} ones {"replace it" if last else "do not replace it"}.
        if best is None or distance {sign} best:
            best = distance
            nearest = (x, y)
    return nearest if {things} else None
    """.replace("nearest", "farthest" if far else "nearest")
    if inline and not last:
        body = draw.one(
            body,
            f"""
            def distance(p):
                return {inline}

            return {"max" if far else "min"}({things}, key=distance, default=None)
            """,
        )

    def oracle(points: list[Point]) -> Point | None:
        order = sorted(
            enumerate(points), key=lambda e: ((-1 if far else 1) * measure(e[1], (a, b)), -e[0] if last else e[0])
        )
        return order[0][1] if order else None

    extreme = "farthest from" if far else "nearest to"
    tie = f"If several are equally {'far' if far else 'near'}, take the {'last' if last else 'first'} of them."
    ring = [(a + 3, b), (a, b + 3), (a - 3, b), (a, b)]
    return Task(
        name=draw.one("find_farthest" if far else "find_nearest", "find_point", f"choose_of_{things}"),
        parameters={things: "list[tuple[int, int]]"},
        returns="tuple[int, int] | None",
        statement=draw.one(
            f"The list {things} holds points (x, y). Return the one {extreme} ({a}, {b}), where distance is {said}. "
            f"{tie} For an empty list return None.",
            f"A hiker stands at ({a}, {b}) and knows the positions (x, y) of some {things}. Return the position "
            f"{extreme} the hiker, or None if there are no {things}. Distance is measured as {said}. {tie}",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: _point(draw), 3, 6),),
            *(([],), (ring[:1],), (ring[:3],), (ring,), (ring[::-1],), ([(a + 2, b + 2), (a + 3, b), (a, b - 4)],)),
        ),
    )


@family
def path_length(draw: Draw) -> Task:
    """The length of a path through points."""
    (said, formula, measure), closed, size = _metric(draw), draw.chance(0.4), draw.integer(2, 20)
    k, formula = size**2 if "square" in said else size, code(formula, a="a", b="b")
    stops = draw.one("stops", "points", "places", "corners", "posts")
    asked, result = draw.one(
        ("its whole length", "sum(steps)"),
        ("the length of its longest leg", "max(steps, default=0)"),
        (f"how many of its legs are longer than {k}", f"sum(step > {k} for step in steps)"),
        (
            f"the sum of its legs, where a leg longer than {k} counts only as {k}",
            f"sum(min(step, {k}) for step in steps)",
        ),
    )
    ends = f"{stops}[1:] + {stops}[:1]" if closed else f"{stops}[1:]"
    body = draw.one(
        f"""
        # Each point together with the one that follows it.
        steps = []
        for (x, y), (a, b) in zip({stops}, {ends}):
            steps.append({formula})
        return {result}
        """,
        f"""
        steps = [{formula} for (x, y), (a, b) in zip({stops}, {ends})]
        return {result}
        """,
    )

    def oracle(points: list[Point]) -> int:
        steps = [measure(points[i - 1], p) for i, p in enumerate(points) if i or closed]
        longer = [s for s in steps if s > k]
        options = {"its": sum(steps), "how": len(longer)}
        if "longest" in asked:
            return max([0, *steps])
        return options.get(asked[:3], sum(steps) - sum(longer) + k * len(longer))

    back = " From the last one it goes back to the first." if closed else ""
    return Task(
        name=draw.one("path", "tour", "route") + draw.one("_length", "_measure"),
        parameters={stops: "list[tuple[int, int]]"},
        returns="int",
        statement=draw.one(
            f"A path goes straight from one of the {stops} (tuples x, y) to the next.{back} The length of each leg is "
            f"{said}. Return {asked}. Without legs, this is 0.",
            f"A drone visits {stops}, a list of positions (x, y), in this order.{back} For the flight from one to the "
            f"next, count {said}. Of the route, return {asked} (0 if there is nothing to fly).",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: _point(draw), 3, 5),),
            *(
                ([],),
                ([(2, 3)],),
                ([(0, 0), (size, 0)],),
                ([(0, 0), (size + 1, 0), (size + 1, 2)],),
                ([(1, 1), (1, 1), (4, 5)],),
            ),
        ),
    )


@family
def move_points(draw: Draw) -> Task:
    """Two movements of the plane, one after the other."""
    dx, dy, factor = draw.integer(1, 9), draw.integer(-9, -1), draw.integer(2, 5)
    moves: list[tuple[str, str, Callable[[int, int], Point]]] = [
        (f"moved {dx} to the right and {-dy} down", f"x + {dx}, y - {-dy}", lambda x, y: (x + dx, y + dy)),
        ("mirrored at the x-axis", "x, -y", lambda x, y: (x, 0 - y)),
        ("mirrored at the y-axis", "-x, y", lambda x, y: (0 - x, y)),
        ("mirrored at the diagonal through (0, 0) and (1, 1)", "y, x", lambda x, y: (y, x)),
        ("turned by a quarter anticlockwise around the origin", "-y, x", lambda x, y: (0 - y, x)),
        ("turned by a quarter clockwise around the origin", "y, -x", lambda x, y: (y, 0 - x)),
        (
            f"stretched by the factor {factor} from the origin",
            f"{factor} * x, {factor} * y",
            lambda x, y: (x * factor, y * factor),
        ),
    ]
    first, second = draw.sample(moves, 2)
    listed = draw.chance(0.6)
    body = f"x, y = {first[1]}\nreturn {second[1]}"
    if listed:
        body = f"""
        moved = []
        for x, y in points:
            x, y = {first[1]}
            # The second movement starts where the first has led.
            moved.append(({second[1]}))
        return moved
        """

    def oracle(*given: Plain) -> Plain:
        moved = [second[2](*first[2](*point)) for point in (given[0] if listed else [given])]
        return moved if listed else moved[0]

    what = "Each point (x, y) of the list" if listed else "The point (x, y)"
    return Task(
        name=draw.one("transform", "move", "map") + ("_points" if listed else "_point"),
        parameters={"points": "list[tuple[int, int]]"} if listed else {"x": "int", "y": "int"},
        returns="list[tuple[int, int]]" if listed else "tuple[int, int]",
        statement=draw.one(
            f"{what} is first {first[0]} and then {second[0]}. Return the "
            f"{'list of the new points' if listed else 'new point'}.",
            f"x grows to the right and y upwards. {what} is {first[0]}; what comes out is {second[0]}. Return the "
            f"{'resulting points in the same order' if listed else 'resulting tuple'}.",
            f"A drawing program works in two steps: {what.lower()} is {first[0]}, and after that {second[0]}. Return "
            f"where {'the points are, as a list,' if listed else 'it is'} in the end.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: _point(draw), 1, 4),), ([],), ([(0, 0)],), ([(1, 0), (0, 1)],), number=8
        )
        if listed
        else draw.inputs(lambda: _point(draw), (0, 0), (1, 0), (0, 1), (-3, 4)),
    )
