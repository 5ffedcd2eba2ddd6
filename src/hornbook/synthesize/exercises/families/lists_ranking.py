"""Lists: the best, the places, and what lies between the extremes."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS


@family
def top_few(draw: Draw) -> Task:
    """The best few, with or without repeats, perhaps among those beyond a bound."""
    theme, few, distinct, low = draw.one(*NUMBERS), draw.integer(2, 5), draw.chance(0.5), draw.chance(0.4)
    word, order = ("smallest", "ascending") if low else ("largest", "descending")
    source = "set($many)" if distinct else "$many"
    body = draw.one(
        f"return sorted({source}{'' if low else ', reverse=True'})[:{few}]",
        f"return {'nsmallest' if low else 'nlargest'}({few}, {source})",
        f"""
        rest = list({source})
        best = []
        while rest and len(best) < {few}:
            best.append({"min" if low else "max"}(rest))
            rest.remove(best[-1])
        return best
        """,
    )
    repeat = "each value only once, however often it occurs" if distinct else "equal values as often as they occur"

    def oracle(values: list[int]) -> list[int]:
        pool = list(dict.fromkeys(values)) if distinct else values
        places = sorted(range(len(pool)), key=lambda place: pool[place] if low else -pool[place])
        return [pool[place] for place in places if place in places[:few]]

    return Task(
        name=f"{few}_{word}_{theme.parameter}".replace(f"{few}", {2: "two", 3: "three", 4: "four", 5: "five"}[few]),
        parameters={theme.parameter: "list[int]"},
        returns="list[int]",
        statement=draw.one(
            f"Return the {few} {word} {theme.plural} in {order} order, {repeat}. If there are fewer, return all there "
            "are.",
            f"Sort out the {few} {word} of the {theme.plural} ({repeat}) and list them in {order} order. A shorter "
            "list gives a shorter result.",
            f"A scoreboard has room for {few} lines. It shows the {word} {theme.plural} in {order} order, {repeat}; "
            "lines that are not needed are missing. Return what it shows.",
        ),
        body=code(body, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: theme.low + draw.integer(0, 9), few + 1, few + 5),),
            ([],),
            ([4, 4, 4, 4, 4, 4],),
            ([*range(few)],),
            ([*range(few + 1)],),
            ([7, 9, 9, 8, 8, 7, 5, 5],),
        ),
        imports=(f"from heapq import {'nsmallest' if low else 'nlargest'}",)
        if "nsmallest" in body or "nlargest" in body
        else (),
    )


@family
def places_in_ranking(draw: Draw) -> Task:
    """For every number its place in the ranking, equal ones sharing a place."""
    theme, low, dense, first = draw.one(*NUMBERS), draw.chance(0.5), draw.chance(0.5), draw.one(1, 1, 0)
    word, sign = ("smallest", "<") if low else ("largest", ">")
    pool = "set($many)" if dense else "$many"
    plus = f"{first} + " if first else ""
    body = draw.one(
        f"return [{plus}sum(1 for other in {pool} if other {sign} $item) for $item in $many]",
        f"""
        order = sorted({pool}{"" if low else ", reverse=True"})
        return [order.index($item){f" + {first}" if first else ""} for $item in $many]
        """,
        f"""
        places = {{}}
        for place, $item in enumerate(sorted({pool}{"" if low else ", reverse=True"}), {first}):
            # Only the first of several equal ones sets the place.
            places.setdefault($item, place)
        return [places[$item] for $item in $many]
        """,
    )
    gap = (
        "the next one has the place right after it"
        if dense
        else "as many places are left out after it as there are others that share it"
    )

    def oracle(values: list[int]) -> list[int]:
        ahead = [[other for other in values if (other < value if low else other > value)] for value in values]
        return [first + (len(set(others)) if dense else len(others)) for others in ahead]

    return Task(
        name=draw.one("rank", "ranks_of", "places_of") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns="list[int]",
        statement=draw.one(
            f"Return the rank of every {theme.singular}, in the order of the list: the {word} has rank {first}. Equal "
            f"ones share a rank, and {gap.replace('place', 'rank')}.",
            f"For each {theme.singular} say which place it takes if the {word} takes place {first}. Equal ones take "
            f"the same place; {gap}. Keep the order of the list.",
            f"The {theme.plural} of some players are given, the {word} being the best. Return the players' places, "
            f"best place {first}, in the same order. Whoever is level shares a place, and {gap}.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: theme.low + draw.integer(0, 6), 4, 7),),
            ([],),
            ([5],),
            ([3, 3, 3, 1, 1, 9],),
            ([1, 2, 2, 3],),
            ([3, 2, 2, 1],),
        ),
    )


@family
def trimmed(draw: Draw) -> Task:
    """What is left between the extremes: its sum, middle or range."""
    theme, cut, more = draw.one(*NUMBERS), draw.integer(1, 3), draw.integer(1, 3)
    choices: list[tuple[str, str, Callable[..., Plain]]] = [
        ("sum", "sum($x)", sum),
        ("number", "len($x)", lambda xs: sum(1 for _ in xs)),
        ("largest", "max($x, default=0)", lambda xs: xs[-1] if xs else 0),
        ("smallest", "min($x, default=0)", lambda xs: xs[0] if xs else 0),
    ]
    noun, expression, apply = draw.one(*choices)
    kept = f"sorted($many)[{cut}:-{more}]"
    body = draw.one(
        code(
            """
        rest = $kept
        return $summary
        """,
            kept=kept,
            summary=code(expression, x="rest"),
        ),
        code(
            """
        rest = sorted($many)
        # The extremes stand at the two ends now.
        del rest[:$cut], rest[-$more:]
        return $summary
        """,
            many="$many",
            cut=cut,
            more=more,
            summary=code(expression, x="rest"),
        ),
    )
    lows = "smallest" if cut == 1 else f"{cut} smallest"
    highs = "largest" if more == 1 else f"{more} largest"

    def oracle(values: list[int]) -> Plain:
        values = list(values)
        for pick in [min] * cut + [max] * more:
            if values:
                values.remove(pick(values))
        return apply(sorted(values))

    return Task(
        name=draw.one("trimmed", "robust", "inner") + f"_{noun}",
        parameters={theme.parameter: "list[int]"},
        returns="int",
        statement=draw.one(
            f"Leave out the {lows} and the {highs} of the {theme.plural} and return the {noun} of the rest. If nothing "
            "is left, return 0.",
            f"Return the {noun} of all {theme.plural} but the {lows} and the {highs} (of equal ones, only as many go "
            f"as are said here). With {cut + more} {theme.plural} or fewer the result is 0.",
            f"A jury strikes out the {lows} and the {highs} of its {theme.plural}, since they may be unfair. Return "
            f"the {noun} of what remains, or 0 if nothing does.",
        ),
        body=code(body, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(theme.low, theme.high), cut + more + 1, cut + more + 5),),
            ([],),
            ([5] * (cut + more),),
            ([*range(3, cut + more + 4)],),
            ([9] * (cut + more + 2),),
            ([2] * (cut + more - 1),),
        ),
    )
