"""Lists: finding a place, an item, or what is missing."""

import operator

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS, TEXTS


@family
def first_or_last_place(draw: Draw) -> Task:
    """The index of the first or last number beyond a bound."""
    theme, last = draw.one(*NUMBERS), draw.chance(0.5)
    bound, missing = draw.integer(theme.low + 1, theme.high - 1), draw.one(-1, None)
    size, sign, holds = draw.one(
        ("greater than", ">", operator.gt), ("less than", "<", operator.lt), ("exactly", "==", operator.eq)
    )
    order = "range(len($many) - 1, -1, -1)" if last else "range(len($many))"
    body = draw.one(
        f"""
        for index in {order}:
            if $many[index] {sign} {bound}:
                return index
        return {missing}
        """,
        f"""
        places = [index for index, $item in enumerate($many) if $item {sign} {bound}]
        return places[{-1 if last else 0}] if places else {missing}
        """,
    )
    end = "last" if last else "first"

    def oracle(values: list[int]) -> int | None:
        flags = [holds(value, bound) for value in values]
        if True not in flags:
            return missing
        return len(flags) - 1 - flags[::-1].index(True) if last else flags.index(True)

    return Task(
        name=draw.one("index_of", "find", "locate", "position_of") + f"_{end}_{theme.item}",
        parameters={theme.parameter: "list[int]"},
        returns="int" if missing else "int | None",
        statement=draw.one(
            f"Return the index of the {end} {theme.singular} that is {size} {bound}, or {missing} if there is none.",
            f"At which index, counted from 0, stands the {end} {theme.singular} {size} {bound}? If nothing in the list "
            "is "
            f"{size} {bound}, answer {missing}.",
            f"A search through the list of {theme.plural} begins at its {'end' if last else 'start'} and stops at the "
            f"nearest one that is {size} {bound}. Return its index (the first item of the list has index 0). Where the "
            f"search finds nothing, return {missing}.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([bound + draw.integer(-3, 3) for _ in range(draw.integer(4, 8))],),
            ([],),
            ([bound - 1, bound, bound + 1, bound, bound - 1, bound],),
            ([bound],),
            ([bound + 1, bound - 1],),
            ([bound - 1, bound + 1],),
        ),
    )


@family
def all_places(draw: Draw) -> Task:
    """The places of a string, in upper or small letters, counted from some number."""
    theme, start, few = draw.one(*TEXTS), draw.one(0, 1, 10, 100), draw.integer(1, 4)
    word = draw.word()
    body = draw.one(
        f"return [place for place, $item in enumerate($many, {start}) if $item.lower() == {word!r}][:{few}]",
        f"""
        places = []
        for place, $item in enumerate($many, {start}):
            if $item.lower() == {word!r} and len(places) < {few}:
                places.append(place)
        return places
        """,
    )
    number = "the first place only" if few == 1 else f"the first {few} places only"

    def oracle(texts: list[str]) -> list[int]:
        found = [start + i for i in range(len(texts)) if texts[i].casefold() == word]
        return found[:few]

    def make() -> tuple[list[str]]:
        spellings = (word, word.upper(), word.title(), word, draw.word(), f"{word}s")
        return (draw.several(lambda: draw.one(*spellings), 3, 5),)

    return Task(
        name=draw.one("places_of", "where_is", "find") + f"_{word}",
        parameters={theme.parameter: "list[str]"},
        returns="list[int]",
        statement=draw.one(
            f"Return the places at which {word!r} stands in the list of {theme.plural}, in whatever mixture of capital "
            "and "
            f"small letters. The first item has place {start}. If there are more than {few}, return {number}.",
            f"Number the {theme.plural} from {start} upwards and return the numbers of those equal to {word!r} when "
            "case is "
            f"ignored, but {number}.",
            f"An index at the end of a book says where {word!r} occurs. Find its places in the list of {theme.plural}, "
            "which "
            f"are counted from {start}; {word.upper()!r} and {word.title()!r} count too. List {number}; without any, "
            "return "
            "an empty list.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(make, ([],), ([word] * (few + 1),), ([f"{word} {word}", word[:-1], word.upper()],)),
    )


@family
def nearest_to(draw: Draw) -> Task:
    """The number that lies nearest to a target, with a rule for ties."""
    theme, smaller = draw.one(*NUMBERS), draw.chance(0.5)
    target = draw.integer(theme.low + 3, theme.high - 3)
    distance = f"- {target}" if target >= 0 else f"+ {-target}"
    tie, key = draw.one(
        (
            f"the {'smaller' if smaller else 'larger'} one",
            f"(abs($item {distance}), {'' if smaller else '-'}$item)",
        ),
        ("the one that comes first in the list", f"abs($item {distance})"),
    )
    body = draw.one(
        f"return min($many, key=lambda $item: {key}, default=None)",
        f"""
        if not $many:
            return None
        return sorted($many, key=lambda $item: {key})[0]
        """,
        f"""
        if not $many:
            return None
        # min returns the first of several that have the smallest key.
        return min($many, key=lambda $item: {key})
        """,
    )

    def oracle(values: list[int]) -> int | None:
        for gap in range(100_000 if values else 0):
            found = [value for value in values if value in (target - gap, target + gap)]
            if found:
                return found[0] if "first" in tie else min(found) if smaller else max(found)
        return None

    return Task(
        name=draw.one("nearest", "closest", "best") + f"_{theme.item}",
        parameters={theme.parameter: "list[int]"},
        returns="int | None",
        statement=draw.one(
            f"Return the {theme.singular} that is closest to {target}. If two are equally close, return {tie}. For an "
            "empty "
            "list, return None.",
            f"Which of the {theme.plural} differs least from {target}? In case of a tie take {tie}; if there are no "
            f"{theme.plural} at all, the answer is None.",
            f"In a guessing game the right answer is {target}. Of all {theme.plural} that were guessed, the one "
            "nearest to it "
            f"wins; among equally near ones, {tie}. Return the winning {theme.singular}, or None if nobody guessed.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: target + draw.integer(-9, 9), 3, 6),),
            ([],),
            ([target - 2, target + 2, target + 5],),
            ([target + 3, target - 3, target - 4],),
            ([target - 1, target + 2],),
            ([target + 1, target - 2],),
            ([target - 1, target + 1],),
            ([target + 1, target - 1],),
        ),
    )


@family
def missing_ones(draw: Draw) -> Task:
    """Which whole numbers of a range, by a step, do not occur."""
    step, low = draw.integer(1, 5), draw.integer(-5, 60)
    stop = low + step * draw.integer(4, 8)
    many, noun, scene = draw.one(
        ("tickets", "ticket numbers", "Raffle tickets have been handed in at the till."),
        ("seats", "seat numbers", "The seats in a row of a cinema have numbers, and some are taken."),
        ("pages", "page numbers", "Loose pages were picked up from the floor."),
        ("stops", "stop numbers", "A bus reports the numbers of the stops at which it has halted."),
        ("lockers", "locker numbers", "A list says which lockers in a hall are rented out."),
        ("checked", "part numbers", "A workshop ticks off the numbers of the parts that it has checked."),
    )
    span = f"{low}, {low + step}, {low + 2 * step} and so on (in steps of {step}, all below {stop})"
    body = draw.one(
        f"return [number for number in range({low}, {stop}, {step}) if number not in $many]",
        f"""
        present = set($many)
        missing = []
        for number in range({low}, {stop}, {step}):
            if number not in present:
                missing.append(number)
        return missing
        """,
        f"return sorted(set(range({low}, {stop}, {step})) - set($many))",
    )

    def oracle(present: list[int]) -> list[int]:
        missing, number = [], low
        while number < stop:
            missing += [number] * (present.count(number) == 0)
            number += step
        return missing

    full = [*range(low, stop, step)]
    return Task(
        name=draw.one("missing", "absent", "lacking", "not_in") + f"_{many}",
        parameters={many: "list[int]"},
        returns="list[int]",
        statement=draw.one(
            f"Return, in ascending order, which of the numbers {span} do not occur in the list of {noun}.",
            f"{scene} The possible {noun} are {span}. Return those that are not in the list, the smallest first.",
            f"A complete list of {noun} would hold {span}. Return an ascending list of what is missing from the given "
            "one, "
            "which is in no particular order and may hold other numbers as well.",
        ),
        body=code(body, many=many),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([*draw.sample(full, len(full) - draw.integer(1, 3)), stop],),
            ([],),
            (full[1:-1],),
            (full[::-1],),
            (full[:2] + full[-2:],),
        ),
    )
