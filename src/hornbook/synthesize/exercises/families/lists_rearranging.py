"""Lists: the same items in another order."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS, TEXTS, WORDS, Theme

_SHORT = [word for word in WORDS if len(word) <= 4]


def _numbers(draw: Draw, theme: Theme, low: int = 3, high: int = 9) -> list[int]:
    """Some numbers as the theme has them."""
    return draw.several(lambda: draw.integer(theme.low, theme.high), low, high)


@family
def rotate(draw: Draw) -> Task:
    """Everything moved by some places to the left or right, what falls off coming back at the other end."""
    theme, shift, left = draw.one(*NUMBERS, *TEXTS), draw.integer(1, 6), draw.chance(0.5)
    kind = "str" if theme in TEXTS else "int"
    places = "one place" if shift == 1 else f"{shift} places"
    way, back, end, start = ("left", "right", "front", "end") if left else ("right", "left", "end", "front")
    body = draw.one(
        """
        if not $many:
            return []
        # A longer way round is the same as its remainder.
        cut = $sign$shift % len($many)
        return $many[cut:] + $many[:cut]
        """,
        "return [$many[(index $plus $shift) % len($many)] for index in range(len($many))]",
        """
        ring = deque($many)
        ring.rotate($turn)
        return list(ring)
        """,
    )

    def oracle(items: list[str]) -> list[str]:
        items = list(items)
        for _ in range(shift if items else 0):
            items = [*items[1:], items[0]] if left else [items[-1], *items[:-1]]
        return items

    def make(low: int, high: int) -> tuple[list[int] | list[str]]:
        return (
            draw.several(lambda: draw.one(*_SHORT), low, high) if kind == "str" else _numbers(draw, theme, low, high),
        )

    return Task(
        name=draw.one("rotate", "shift", "turn") + f"_{theme.parameter}",
        parameters={theme.parameter: f"list[{kind}]"},
        returns=f"list[{kind}]",
        statement=draw.one(
            f"Move every {theme.singular} {places} to the {way}; what falls off at the {end} comes back in at the "
            f"{back}-hand "
            "end. The list may be shorter than that or empty. Return a new list.",
            f"Rotate the list of {theme.plural} to the {way} by {places} and return the result. A list with fewer "
            "items "
            "simply goes round more than once; an empty one stays empty.",
            f"The {theme.plural} lie in a row. Take the one at the {end} and put it at the {start}"
            f"{'' if shift == 1 else f', and do so {shift} times in all'}. Return the row as it lies then (an empty "
            "row stays "
            "as it is).",
        ),
        body=code(
            body,
            many=theme.parameter,
            shift=shift,
            sign="" if left else "-",
            plus="+" if left else "-",
            turn=-shift if left else shift,
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: make(3, 7), make(0, 0), make(1, 1), make(2, 2), make(shift + 1, shift + 1), number=9
        ),
        imports=("from collections import deque",) if "deque" in body else (),
    )


@family
def move_to_end(draw: Draw) -> Task:
    """Some items moved to one end, all others staying in order."""
    theme, front = draw.one(*NUMBERS), draw.chance(0.4)
    bound = draw.integer(theme.low + 1, theme.high - 1)
    words, test = draw.one(
        (f"equal to {bound}", f"$item == {bound}"),
        (f"below {bound}", f"$item < {bound}"),
        (f"above {bound}", f"$item > {bound}"),
        (f"different from {bound}", f"$item != {bound}"),
    )
    first, second = ("moved", "others") if front else ("others", "moved")
    end = "front" if front else "end"
    body = draw.one(
        f"""
        moved = [$item for $item in $many if {test}]
        others = [$item for $item in $many if not {test}]
        return {first} + {second}
        """,
        f"""
        moved, others = [], []
        for $item in $many:
            if {test}:
                moved.append($item)
            else:
                others.append($item)
        return {first} + {second}
        """,
        f"""
        # Sorting is stable: items with the same key keep their order.
        return sorted($many, key=lambda $item: {test}{", reverse=True" if front else ""})
        """,
    )

    def oracle(values: list[int]) -> list[int]:
        result: list[int] = []
        cut = 0
        for value in values:
            moved = {"e": value == bound, "b": value < bound, "a": value > bound, "d": value != bound}[words[0]]
            result.insert(cut if moved == front else len(result), value)
            cut += moved == front
        return result

    return Task(
        name=f"{theme.parameter}_to_{end}" if draw.chance(0.5) else f"move_{theme.parameter}_to_{end}",
        parameters={theme.parameter: "list[int]"},
        returns="list[int]",
        statement=draw.one(
            f"Return the list with all {theme.plural} {words} moved to the {end}. Among the moved ones, and among the "
            "others, "
            "the order stays the same.",
            f"Every {theme.singular} {words} goes to the {end} of the list. Apart from that nobody overtakes anybody. "
            "Return "
            "the new list.",
            f"On a board the {theme.plural} {words} matter {'more' if front else 'less'} than the others: show them "
            f"{'before' if front else 'after'} the rest, both parts in the order in which they came in.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([bound + draw.integer(-2, 2) for _ in range(draw.integer(3, 6))],),
            ([],),
            ([bound, bound - 1, bound + 1, bound, bound - 1],),
            ([bound + 1, bound - 1],),
            ([bound - 1, bound + 1],),
        ),
    )


@family
def reverse_blocks(draw: Draw) -> Task:
    """Blocks reversed: each block, every second one, or only the first part."""
    theme, size = draw.one(*NUMBERS, *TEXTS), draw.integer(2, 6)
    kind = "str" if theme in TEXTS else "int"
    options: list[tuple[str, Callable[..., Plain], str]] = [
        (
            "each block",
            lambda number: True,
            f"""
            result = []
            for start in range(0, len($many), {size}):
                block = $many[start:start + {size}]
                result.extend(reversed(block))
            return result
            """,
        ),
        (
            "every second block, beginning with the first,",
            lambda number: number % 2 == 0,
            f"""
            result = []
            turn = True
            for start in range(0, len($many), {size}):
                block = $many[start:start + {size}]
                result += block[::-1] if turn else block
                turn = not turn
            return result
            """,
        ),
        ("the first block alone", lambda number: number == 0, f"return $many[:{size}][::-1] + $many[{size}:]"),
    ]
    which, chosen, body = draw.one(*options)

    def oracle(items: list[str]) -> list[str]:
        # Each item's own place says where its block starts and how long the block is.
        result = []
        for place in range(len(items)):
            start = place - place % size
            end = min(start + size, len(items)) - 1
            result.append(items[start + end - place] if chosen(place // size) else items[place])
        return result

    def make(low: int, high: int) -> tuple[list[int] | list[str]]:
        return (
            draw.several(lambda: draw.one(*_SHORT), low, high) if kind == "str" else _numbers(draw, theme, low, high),
        )

    return Task(
        name=draw.one("reverse_blocks", "flip_blocks", "turn_blocks") + f"_of_{theme.parameter}",
        parameters={theme.parameter: f"list[{kind}]"},
        returns=f"list[{kind}]",
        statement=draw.one(
            f"Think of the list of {theme.plural} as blocks of {size} items; the last block may be shorter. Return a "
            "list in "
            f"which {which} is reversed and everything else is as before.",
            f"Divide the {theme.plural} into blocks of {size}, counted from the start (a last one with fewer items is "
            "also a "
            f"block). Reverse the order within {which.rstrip(',')} and return all in one list.",
            f"The {theme.plural} lie on a table in rows of {size}, the last row perhaps shorter. A child turns round "
            f"{which.replace('block', 'row').rstrip(',')}, so that it reads from right to left. Return everything read "
            "row by row.",
        ),
        body=code(body, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: make(size + 1, size + 3), *(make(n, n) for n in (0, 1, size - 1, size, 2 * size, 3 * size + 1))
        ),
    )


@family
def from_both_ends(draw: Draw) -> Task:
    """Items from the two ends by turns, or the two ends paired."""
    theme, first = draw.one(*NUMBERS, *TEXTS), draw.one("first", "last")
    kind = "str" if theme in TEXTS else "int"
    few = draw.integer(3, 6)
    other = "last" if first == "first" else "first"
    front, back = ("0", "-1") if first == "first" else ("-1", "0")
    body = draw.one(
        f"""
        rest = list($many)
        result = []
        while rest and len(result) < {few}:
            result.append(rest.pop({front}))
            if rest and len(result) < {few}:
                result.append(rest.pop({back}))
        return result
        """,
        f"""
        queue = deque($many)
        result = []
        while queue and len(result) < {few}:
            # An even number taken so far means that it is the turn of the {first} end.
            if len(result) % 2 == {0 if first == "first" else 1}:
                result.append(queue.popleft())
            else:
                result.append(queue.pop())
        return result
        """,
    )

    def oracle(items: list[str]) -> list[str]:
        a, b = (items, items[::-1]) if first == "first" else (items[::-1], items)
        return [item for pair in zip(a, b, strict=True) for item in pair][: min(few, len(items))]

    def make(low: int, high: int) -> tuple[list[int] | list[str]]:
        return (
            draw.several(lambda: draw.one(*_SHORT), low, high) if kind == "str" else _numbers(draw, theme, low, high),
        )

    return Task(
        name=draw.one("from_both_ends", "from_outside_in", "end_to_end") + f"_of_{theme.parameter}",
        parameters={theme.parameter: f"list[{kind}]"},
        returns=f"list[{kind}]",
        statement=draw.one(
            f"Take {theme.plural} from the two ends by turns: the {first}, the {other}, then the {first} and the "
            f"{other} of "
            f"what is left, and so on, until {few} are taken or none is left. Return them in the order of taking.",
            f"Return up to {few} {theme.plural} in this order: {first} one, {other} one, second from the "
            f"{'start' if first == 'first' else 'end'}, second from the {'end' if first == 'first' else 'start'} and "
            "so "
            "forth, each only once. A shorter list gives all that it has.",
            f"Two players sit at the ends of a row of {theme.plural} and take the outermost by turns; the one at the "
            f"{'start' if first == 'first' else 'end'} of the row begins. The game ends after {few} moves, or earlier "
            "if "
            "nothing is left. Return what was taken, move by move.",
        ),
        body=code(body, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(lambda: make(3, 6), *(make(n, n) for n in (0, 1, few - 1, few, few + 1))),
        imports=("from collections import deque",) if "deque" in body else (),
    )
