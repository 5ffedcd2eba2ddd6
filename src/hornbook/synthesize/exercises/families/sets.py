"""Sets: what is common, different or the same."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code

_PAIRS = (
    ("mine", "yours", "stamps", "Two friends compare the stamps that they have collected."),
    ("present", "invited", "names", "A host compares who came with who was invited."),
    ("today", "yesterday", "visitors", "A museum compares its visitors of two days."),
    ("have", "need", "tools", "A mechanic lays out tools for a repair."),
    ("planned", "done", "tasks", "At the end of a week, somebody looks at a plan."),
    ("first", "second", "codes", "Two lists of codes have to be compared."),
    ("left", "right", "cards", "Two players look at each other's cards."),
    ("before", "after", "files", "A backup program looks at a folder before and after."),
    ("sold", "ordered", "articles", "A shop compares what it has sold with what it has ordered."),
    ("spoken", "taught", "words", "A teacher compares words that a child speaks with words that were taught."),
)
"""Two collections of strings: their names, what is in them, and a situation."""


@family
def compare_two(draw: Draw) -> Task:
    """What two lists have in common or not, sorted or counted."""
    a, b, things, scene = draw.one(*_PAIRS)
    relations: list[tuple[str, str, Callable[[bool, bool], bool]]] = [
        ("that both lists have", f"set({a}) & set({b})", lambda p, q: p and q),
        ("that at least one of the lists has", f"set({a}) | set({b})", lambda p, q: p or q),
        (f"that `{a}` has but not `{b}`", f"set({a}) - set({b})", lambda p, q: p and not q),
        (f"that `{b}` has but not `{a}`", f"set({b}) - set({a})", lambda p, q: q and not p),
        ("that exactly one of the lists has", f"set({a}) ^ set({b})", lambda p, q: p != q),
    ]
    words, expression, wanted = draw.one(*relations)
    limit = draw.integer(2, 5)
    options: list[tuple[str, str, str, Callable[..., Plain]]] = [
        ("list[str]", "sorted(found)", "all {t} {w}, in alphabetical order", lambda xs: xs),
        ("list[str]", "sorted(found, reverse=True)", "all {t} {w}, in reverse alphabetical order", lambda xs: xs[::-1]),
        ("int", "len(found)", "how many different {t} there are {w}", len),
        (
            "bool",
            f"len(found) >= {limit}",
            f"whether there are at least {limit} different {{t}} {{w}}",
            lambda xs: not len(xs) < limit,
        ),
        (
            "str | None",
            "min(found, default=None)",
            "the alphabetically first of all {t} {w}, or None if there are none",
            lambda xs: xs[0] if xs else None,
        ),
    ]
    kind, final, said, make_result = draw.one(*options)
    asked = said.format(t=things, w=words)
    body = draw.one(
        f"""
        found = {expression}
        return {final}
        """,
        f"return {final.replace('found', expression)}",
    )

    def oracle(p: list[str], q: list[str]) -> Plain:
        return make_result(sorted({x: 1 for x in p + q if wanted(p.count(x) > 0, q.count(x) > 0)}))

    return Task(
        name=draw.one("compare", "check", "match", "contrast") + f"_{things}",
        parameters={a: "list[str]", b: "list[str]"},
        returns=kind,
        statement=draw.one(
            f"`{a}` and `{b}` are lists of {things}. Return {asked}. Things that a list has more than once count once.",
            f"{scene} Given the lists `{a}` and `{b}`, return {asked}. Repeated entries make no difference.",
            f"From two lists of {things}, `{a}` and `{b}`, which may hold some {things} several times, find out "
            f"{asked}, each counted once.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                draw.several(lambda: draw.one(*"abcdefgh"), 3, 5),
                draw.several(lambda: draw.one(*"abcdefgh"), 3, 5),
            ),
            ([], []),
            (["a"], []),
            ([], ["b", "a"]),
            ([*"abcde"], [*"badec"]),
            ([*"abcdefg"], [*"ab"]),
            ([*"ab"], [*"abcdefg"]),
            ([*"fghij"], [*"abcde"]),
            ([*"aacc"], [*"ccbb"]),
            number=12,
        ),
    )


@family
def in_several(draw: Draw) -> Task:
    """What stands in so many of several lists."""
    many, one, things = draw.one(
        ("menus", "menu", "dishes"),
        ("shelves", "shelf", "books"),
        ("playlists", "playlist", "songs"),
        ("baskets", "basket", "fruits"),
        ("teams", "team", "players"),
        ("boxes", "box", "parts"),
        ("forms", "form", "answers"),
        ("days", "day", "guests"),
        ("gardens", "garden", "plants"),
        ("routes", "route", "stops"),
    )
    number = draw.integer(2, 3)
    options: list[tuple[str, str, Callable[..., Plain]]] = [
        (f"in at least {number} of the {many}", f"count >= {number}", lambda n, total: not n < number),
        (f"in exactly {number} of the {many}", f"count == {number}", lambda n, total: n == number),
        (f"in only one of the {many}", "count == 1", lambda n, total: n == 1),
        (f"in every {one}", "count == len($many)", lambda n, total: n == total),
        (f"in some but not all of the {many}", "count < len($many)", lambda n, total: n < total),
        (f"in fewer than {number} of the {many}", f"count < {number}", lambda n, total: n < number),
    ]
    size, test, fits = draw.one(*options)
    down = draw.chance(0.3)
    sort = f"sorted((thing for thing, count in counts.items() if {test}){', reverse=True' if down else ''})"
    if not down:
        sort = f"sorted(thing for thing, count in counts.items() if {test})"
    body = draw.one(
        f"""
        counts = {{}}
        for {one} in $many:
            # A set, so that repetitions within one {one} count once.
            for thing in set({one}):
                counts[thing] = counts.get(thing, 0) + 1
        return {sort}
        """,
        f"""
        counts = Counter(thing for {one} in $many for thing in set({one}))
        return {sort}
        """,
    )
    order = "in reverse alphabetical order" if down else "in alphabetical order"

    def oracle(groups: list[list[str]]) -> list[str]:
        everything = sorted({thing for group in groups for thing in group}, reverse=down)
        return [thing for thing in everything if fits(sum(thing in group for group in groups), len(groups))]

    return Task(
        name=draw.one("shared", "common", "spread", "which") + f"_{things}",
        parameters={many: "list[list[str]]"},
        returns="list[str]",
        statement=draw.one(
            f"`{many}` is a list of lists of {things}. Return all {things} that occur {size}, {order}. Several times "
            f"within one {one} counts once.",
            f"Given {many}, each a list of {things}, find the {things} that stand {size}; if one stands there "
            f"repeatedly, that is no different from once. Return them {order}.",
            f"Somebody has several {many} and wants a list of those {things} that are {size}, {order}. Each {one} is "
            f"given as a list, in which {things} may be repeated (this does not matter).",
        ),
        body=code(body, many=many),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([draw.several(lambda: draw.one(*"abcde"), 2, 3) for _ in range(draw.integer(2, 3))],),
            ([],),
            ([["b", "a", "a", "b"]],),
            ([["a", "b"], ["b", "a"]],),
            ([["c", "a", "b"], ["b", "d", "b"], ["b", "a"], ["a", "e", "b"]],),
            ([[], ["d", "c"], ["c", "d"], ["c"]],),
            ([["x", "y"], [], ["y", "z"]],),
        ),
        imports=("from collections import Counter",) if "Counter" in body else (),
    )


@family
def unordered_pairs(draw: Draw) -> Task:
    """Pairs whose order does not matter: how many different ones, or which come twice."""
    many, pair, scene = draw.one(
        ("games", "game", "Chess clubs meet: each game is a pair of clubs."),
        ("flights", "flight", "Each flight joins two towns."),
        ("friendships", "friendship", "Each friendship is a pair of names."),
        ("roads", "road", "Each road joins two villages."),
        ("dances", "dance", "Each dance is danced by two people."),
        ("talks", "talk", "Each talk is held between two offices."),
        ("cables", "cable", "Each cable joins two machines."),
        ("borders", "border", "Each border has a country on either side."),
        ("trades", "trade", "Each trade is made between two firms."),
        ("duels", "duel", "Each duel has two players."),
    )
    times, few = draw.integer(2, 3), draw.integer(2, 5)
    choices: list[tuple[str, str, str, Callable[..., Plain]]] = [
        ("int", "how many different pairs there are", "len(counts)", lambda c: len(c)),
        (
            "list[tuple[str, str]]",
            f"the pairs that occur at least {times} times, each with its parts in alphabetical order, as a sorted list",
            f"sorted(pair for pair, count in counts.items() if count >= {times})",
            lambda c: sorted(p for p in c if not c[p] < times),
        ),
        (
            "list[tuple[str, str]]",
            "the pairs that occur exactly once, each with its parts in alphabetical order, as a sorted list",
            "sorted(pair for pair, count in counts.items() if count == 1)",
            lambda c: sorted(p for p in c if c[p] == 1),
        ),
        (
            "int",
            "how often the most frequent pair occurs (0 if there are none)",
            "max(counts.values(), default=0)",
            lambda c: sorted([0, *c.values()])[-1],
        ),
        (
            "bool",
            f"whether there are more than {few} different pairs",
            f"len(counts) > {few}",
            lambda c: not len(c) <= few,
        ),
    ]
    kind, words, final, apply = draw.one(*choices)
    same = draw.chance(0.5)
    body = draw.one(
        f"""
        pairs = [(min(a, b), max(a, b)) for a, b in {many}{" if a != b" if same else ""}]
        counts = Counter(pairs)
        return {final}
        """,
        f"""
        # Sorted, both directions give the same tuple.
        counts = Counter(tuple(sorted(pair)) for pair in {many}{" if pair[0] != pair[1]" if same else ""})
        return {final}
        """,
    )
    extra = (
        f" Leave out each {pair} of something with itself."
        if same
        else f" A {pair} of something with itself counts like any other."
    )

    def oracle(pairs: list[tuple[str, str]]) -> Plain:
        kept = [frozenset(p) for p in pairs if not (same and p[0] == p[1])]
        return apply({(min(p), max(p)): kept.count(p) for p in kept})

    return Task(
        name=draw.one("count", "check", "sum_up", "review") + f"_{many}",
        parameters={many: "list[tuple[str, str]]"},
        returns=kind,
        statement=draw.one(
            f"`{many}` is a list of pairs of strings in which the order does not matter: ('x', 'y') and ('y', 'x') are "
            f"the same {pair}. Return {words}.{extra}",
            f"{scene} Which of the two is named first has no meaning. Given the list of {many}, return {words}.{extra}",
            f"Regard two {many}, given as tuples of strings, as equal if they have the same parts in either order. "
            f"Return {words}.{extra}",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([(draw.one(*"abc"), draw.one(*"abc")) for _ in range(draw.integer(2, 4))],),
            ([],),
            ([("b", "a"), ("a", "b"), ("c", "a"), ("a", "b")],),
            ([("a", "a"), ("b", "b"), ("b", "b"), ("b", "b")],),
            ([("a", "b"), ("d", "c"), ("e", "f"), ("h", "g"), ("i", "j"), ("k", "l")][: few + 1],),
            ([("b", "a"), ("c", "d"), ("e", "f"), ("h", "g"), ("i", "j")][:few],),
            ([("b", "c"), ("c", "b"), ("a", "d"), ("d", "b")],),
        ),
        imports=("from collections import Counter",) if "Counter" in body else (),
    )
