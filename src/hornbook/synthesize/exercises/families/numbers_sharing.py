"""Whole numbers: sharing out and grouping."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


@family
def share_out(draw: Draw) -> Task:
    """Sharing equally, after some have been put aside."""
    things, people = draw.one(("sweets", "children"), ("coins", "pirates"), ("cards", "players"), ("apples", "riders"))
    aside = draw.integer(2, 40)
    said, result = draw.one(
        (f"a tuple of how many {things} each gets and how many are left over", "each, left"),
        (f"how many {things} each of the {people} gets", "each"),
        (f"how many {things} are left over after sharing", "left"),
    )
    body = draw.one(
        """
        # There may be fewer than are to be put aside.
        rest = max($things - $aside, 0)
        each, left = divmod(rest, $people)
        return $result
        """,
        """
        rest = $things - $aside if $things > $aside else 0
        each = rest // $people
        left = rest - each * $people
        return $result
        """,
    )

    def oracle(stock: int, sharers: int) -> object:
        rest = len(range(aside, stock))
        each = len(range(sharers, rest + 1, sharers))
        left = rest - sum([each] * sharers)
        return {"each, left": (each, left), "each": each, "left": left}[result]

    return Task(
        name=draw.one("share", "share_out", "deal_out", f"share_{things}"),
        parameters={things: "int", people: "int"},
        returns="tuple[int, int]" if "," in result else "int",
        statement=draw.one(
            f"First {aside} of the {things} are put aside (or all, if there are fewer). The rest is shared equally "
            f"among the {people}, of whom there is at least one. Return {said}.",
            f"There are {things} for {people} (at least one). Keep back {aside}, or everything if that is too many, "
            f"and deal out the rest so that everyone gets the same number. Return {said}.",
            f"Take {aside} from {things}, but do not go below 0, and divide the result by {people}, which is at least "
            f"1. In other words, {aside} {things} are kept and the others are shared: return {said}.",
        ),
        body=code(body, things=things, people=people, aside=aside, result=result),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(aside + 6, 130), draw.integer(2, 9)),
            *((0, 3), (aside - 1, 1), (aside, 4), (aside + 1, 1), (aside + 7, 7), (aside + 13, 7)),
        ),
    )


@family
def best_group_size(draw: Draw) -> Task:
    """The group size that leaves the fewest over."""
    low = draw.integer(3, 9)
    high = low + draw.integer(2, 5)
    larger = draw.chance(0.5)
    people = draw.one("people", "pupils", "players", "guests", "dancers")
    sizes = f"{high}, {low - 1}, -1" if larger else f"{low}, {high + 1}"
    body = draw.one(
        f"""
        best = {low}
        for size in range({low + 1}, {high + 1}):
            if {people} % size {"<=" if larger else "<"} {people} % best:
                best = size
        return best
        """,
        f"""
        # min keeps the first of several equal ones.
        return min(range({sizes}), key=lambda size: {people} % size)
        """,
    )
    return Task(
        name=draw.one("best_group_size", "team_size", "group_size"),
        parameters={people: "int"},
        returns="int",
        statement=draw.one(
            f"The {people} form groups of one size between {low} and {high}, both included. Return the size that "
            f"leaves the fewest {people} without a group; if several are equally good, return the "
            f"{'largest' if larger else 'smallest'}.",
            f"For which divisor from {low} to {high} (both included) does {people} leave the smallest remainder? "
            f"Return it, and on a tie the {'largest' if larger else 'smallest'} such divisor.",
            f"At a party {people} sit at tables of equal size, at least {low} and at most {high} to a table, and "
            f"every table is full. Return the table size with the fewest {people} left standing, or the "
            f"{'largest' if larger else 'smallest'} of several such sizes.",
        ),
        body=code(body),
        oracle=lambda n: sorted((n - n // s * s, -s if larger else s, s) for s in range(low, high + 1))[0][2],
        inputs=draw.inputs(
            lambda: (draw.integer(low, 99),), (0,), (low,), (high,), (low - 1,), (high + 1,), (low * high,), number=11
        ),
    )


@family
def containers_needed(draw: Draw) -> Task:
    """How many containers are needed, and how many places stay empty."""
    size = draw.integer(3, 60)
    thing, box = draw.one(
        ("eggs", "boxes"), ("books", "crates"), ("guests", "coaches"), ("photos", "pages"), ("bottles", "cases")
    )
    said, result = draw.one(
        (f"how many {box} are needed", "needed"),
        (f"how many places stay empty in the {box} used", f"needed * {size} - {thing}"),
        (
            f"a tuple of how many {box} are used and how many places in them stay empty",
            f"needed, needed * {size} - {thing}",
        ),
    )
    body = draw.one(
        """
        # Rounding up: a started one counts in full.
        needed = ($thing + $most) // $size
        return $result
        """,
        """
        needed, rest = divmod($thing, $size)
        if rest > 0:
            needed += 1
        return $result
        """,
        """
        needed = ceil($thing / $size)
        return $result
        """,
    )

    def oracle(count: int) -> object:
        used = len(range(0, count, size))
        empty = size * used - count
        return (used, empty) if "," in result else empty if "*" in result else used

    return Task(
        name=draw.one("pack", f"{box}_for", "containers_needed", "pack_up"),
        parameters={thing: "int"},
        returns="tuple[int, int]" if "," in result else "int",
        statement=draw.one(
            f"There are {size} places in each of the {box}. For a number of {thing}, return {said}. If there are no "
            f"{thing}, no {box} are used.",
            f"Pack {thing} into {box} with {size} places each, the last one perhaps not full. Return {said}. "
            f"The number of {thing} is never negative.",
        ),
        body=code(body, thing=thing, size=size, most=size - 1, result=result),
        oracle=oracle,
        inputs=draw.inputs(lambda: (draw.integer(1, 5 * size),), (0,), (1,), (size,), (size + 1,), (3 * size - 1,)),
        imports=("from math import ceil",) if "ceil" in body else (),
    )


@family
def even_parts(draw: Draw) -> Task:
    """Splitting a number into parts that differ by at most one."""
    total, parts, fixed = draw.one("pages", "tasks", "beads", "seats"), draw.integer(3, 20), draw.chance(0.8)
    first = draw.chance(0.5)
    where = "the larger parts come first" if first else "the smaller parts come first"
    number = str(parts) if fixed else "parts"
    body = draw.one(
        f"""
        size, larger = divmod({total}, {number})
        return {
            f"[size + 1] * larger + [size] * ({number} - larger)"
            if first
            else f"[size] * ({number} - larger) + [size + 1] * larger"
        }
        """,
        f"""
        result = []
        for left in range({number}, 0, -1):
            # What is left is spread over the parts that are left.
            part = {f"-(-{total} // left)" if first else f"{total} // left"}
            result.append(part)
            {total} -= part
        return result
        """,
    )
    said = f"{parts} parts" if fixed else "the given number of parts (at least 1)"
    people = draw.one("workers", "readers", "helpers", "machines", "drivers", "painters")

    def oracle(amount: int, number: int = parts) -> list[int]:
        counts = [len(range(place, amount, number)) for place in range(number)]
        return counts if first else counts[::-1]

    return Task(
        name=draw.one("even_parts", f"split_{total}", "distribute"),
        parameters={total: "int"} if fixed else {total: "int", "parts": "int"},
        returns="list[int]",
        statement=draw.one(
            f"Split the number {total} into {said} that are as equal as possible: they are whole numbers that differ "
            f"by at most 1 and add up to {total}. Return them as a list in which {where}.",
            f"Some {total} are given to {f'{parts} {people}' if fixed else f'{people}, as many as parts says'}, so "
            f"that nobody gets two more than anybody else and all {total} are given out. Return the list of what each "
            f"of the {people} gets, in which {where}.",
            f"Return a list of {parts if fixed else 'as many as parts says'} whole numbers with the sum {total}, of "
            f"which no two differ by more than 1. In the list, {where}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(parts, 90), draw.integer(2, 9))[: 1 if fixed else 2],
            *(
                (edge, size)[: 1 if fixed else 2]
                for edge, size in ((0, 3), (1, 4), (parts, 1), (parts + 1, 5), (35, 7))
            ),
        ),
    )
