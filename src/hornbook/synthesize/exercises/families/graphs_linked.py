"""Graphs: chains, and what hangs together."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code


@family
def chain(draw: Draw) -> Task:
    """Following one link after another, up to an end or round in a circle."""
    links, one, many, verb = draw.one(
        ("boss", "worker", "workers", "has as a superior"),
        ("parent", "folder", "folders", "lies in"),
        ("next_stop", "stop", "stops", "is followed by"),
        ("guards", "castle", "castles", "sends its messenger to"),
        ("gives_to", "child", "children", "gives presents to"),
        ("replaced_by", "part", "parts", "was replaced by"),
        ("leads_to", "page", "pages", "leads to"),
        ("calls", "person", "people", "calls"),
        ("hands_to", "runner", "runners", "hands the baton to"),
        ("flows_into", "river", "rivers", "flows into"),
        ("teacher", "master", "masters", "was taught by"),
        ("points_to", "sign", "signs", "points to"),
        ("copied_from", "book", "books", "was copied from"),
        ("passes_to", "player", "players", "passes the ball to"),
    )
    number = draw.integer(2, 5)
    said, kind, body = draw.one(
        (
            f"the list of {many} that are met, `start` first, until one comes that has no entry (it is the last of the "
            "list) or one that was met already (it is not listed again)",
            "list[str]",
            """
        met = [start]
        while met[-1] in $links and $links[met[-1]] not in met:
            met.append($links[met[-1]])
        return met
        """,
        ),
        (
            "how many steps can be made before one without an entry is reached, or -1 if the way goes round in a "
            "circle "
            "and never ends",
            "int",
            """
        seen = {start}
        steps = 0
        while start in $links:
            start = $links[start]
            if start in seen:
                return -1
            seen.add(start)
            steps += 1
        return steps
        """,
        ),
        (
            f"where one is after {number} steps, or None if the way ends before",
            "str | None",
            f"""
        place = start
        for _ in range({number}):
            if place not in $links:
                return None
            place = $links[place]
        return place
        """,
        ),
        (
            f"where one is after {number} steps, or where the way ends if that comes earlier",
            "str",
            f"""
        place = start
        for _ in range({number}):
            # Without an entry one stays where one is.
            place = $links.get(place, place)
        return place
        """,
        ),
        (
            "True if the way ends at one without an entry, and False if it goes round in a circle for ever",
            "bool",
            """
        seen = set()
        while start in $links and start not in seen:
            seen.add(start)
            start = $links[start]
        return start not in $links
        """,
        ),
    )

    def oracle(table: dict[str, str], start: str) -> Plain:
        walk = [start]
        for _ in range(20):
            walk += [table[walk[-1]]] if walk[-1] in table else []
        ends = len(walk) < 21
        if kind == "list[str]":
            return list(dict.fromkeys(walk))
        if kind == "bool":
            return ends
        if kind == "int":
            return len(walk) - 1 if ends else -1
        return walk[number] if number < len(walk) else None if kind == "str | None" else walk[-1]

    def make() -> tuple[dict[str, str], str]:
        names = draw.sample("abcdef", draw.integer(3, 5))
        return {name: draw.one(*"abcdef".replace(name, "")) for name in names[1:]}, draw.one(names[1], names[2])

    line = {"a": "b", "b": "c", "c": "d", "d": "e", "e": "f", "f": "g"}
    return Task(
        name=draw.one("follow", "trace", "way_through", "go_along") + f"_{links}",
        parameters={links: "dict[str, str]", "start": "str"},
        returns=kind,
        statement=draw.one(
            f"`{links}` says of each {one} which other it {verb}; some have no entry. Beginning at `start`, go from "
            f"one to the next. Return {said}.",
            f"In the dict `{links}`, each key {verb} its value. Go from `start` to its value, from there to the value "
            f"of that, and so on. Return {said}.",
            f"Some {many} are linked: each one that is a key of `{links}` {verb} the value. Begin at `start` and "
            f"follow the links, one link in each step. Return {said}.",
            f"A detective follows a trail. Every {one} that has an entry in the dict `{links}` {verb} "
            f"another, which is the next place of the trail; the trail begins at `start`. Return {said}.",
        ),
        body=code(body, links=links),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ({}, "a"),
            (line, "a"),
            (line, "f"),
            ({"a": "b", "b": "a"}, "a"),
            ({**line, "g": "c"}, "a"),
            (line, "d"),
            ({"a": "a"}, "a"),
            (line, "c"),
            number=11,
        ),
    )


@family
def groups(draw: Draw) -> Task:
    """What hangs together through pairs."""
    pairs, things, scene = draw.one(
        ("friendships", "children", "Some children are friends."),
        ("cables", "computers", "Cables join computers."),
        ("roads", "villages", "Roads join villages."),
        ("contacts", "people", "People have met."),
        ("threads", "beads", "Threads join beads."),
        ("rails", "stations", "Rails join stations."),
        ("fences", "posts", "Fences run from post to post."),
        ("matches", "teams", "Teams have played each other."),
        ("trades", "traders", "Traders have traded."),
        ("bonds", "atoms", "Bonds join atoms."),
        ("ropes", "boats", "Ropes tie boats together."),
        ("borders", "states", "States have common borders."),
    )
    least = draw.integer(2, 4)
    kind, said, final, apply = draw.one(
        ("int", "how many groups there are", "len(groups)", len),
        (
            "int",
            "how many members the largest group has (0 if there is none)",
            "max((len(group) for group in groups), default=0)",
            lambda gs: sorted([0, *map(len, gs)])[-1],
        ),
        (
            "list[list[str]]",
            "all groups, each as a sorted list, in alphabetical order of their first members",
            "sorted(sorted(group) for group in groups)",
            lambda gs: sorted(gs),
        ),
        (
            "list[int]",
            "the sizes of the groups, the largest first",
            "sorted((len(group) for group in groups), reverse=True)",
            lambda gs: sorted(map(len, gs))[::-1],
        ),
        (
            "int",
            f"how many groups have at least {least} members",
            f"sum(1 for group in groups if len(group) >= {least})",
            lambda gs: len([g for g in gs if not len(g) < least]),
        ),
        (
            "list[str]",
            f"the members of all groups with at least {least} members, as one sorted list",
            f"sorted(member for group in groups if len(group) >= {least} for member in group)",
            lambda gs: sorted(m for g in gs if not len(g) < least for m in g),
        ),
    )
    alone = draw.chance(0.5)
    start = f"groups = [{{name}} for name in {things}]" if alone else "groups = []"
    body = f"""
        {start}
        for first, second in {pairs}:
            joined = {{first, second}}
            others = []
            for group in groups:
                # Whatever contains one of the two becomes part of the new group.
                if group & {{first, second}}:
                    joined |= group
                else:
                    others.append(group)
            groups = [*others, joined]
        return {final}
        """

    def oracle(*given: Plain) -> Plain:
        edges = given[-1]
        names = [*given[0]] if alone else sorted({name for edge in edges for name in edge})
        mark = {name: name for name in names}
        for _ in names:
            for a, b in edges:
                mark[a] = mark[b] = min(mark[a], mark[b])
        return apply([sorted(name for name in names if mark[name] == root) for root in sorted(set(mark.values()))])

    def case(edges: list[tuple[str, str]], more: str = "") -> tuple[Plain, ...]:
        names = sorted({name for edge in edges for name in edge} | set(more))
        return (names, edges) if alone else (edges,)

    def make() -> tuple[Plain, ...]:
        edges = [draw.sample("abcdef", 2) for _ in range(draw.integer(2, 4))]
        return case([(a, b) for a, b in edges], draw.one(*"abcdefg"))

    every = (
        f"`{things}` names all {things}, each once; those without a pair are groups of one."
        if alone
        else f"Only {things} that occur in a pair count."
    )
    return Task(
        name=draw.one("group", "clusters_of", "circles_of", "join") + f"_{things}",
        parameters={things: "list[str]", pairs: "list[tuple[str, str]]"} if alone else {pairs: "list[tuple[str, str]]"},
        returns=kind,
        statement=draw.one(
            f"`{pairs}` holds pairs of {things} that belong to the same group. Whatever is linked by pairs, directly "
            f"or over others, is one group. {every} Return {said}.",
            f"{scene} `{pairs}` is a list of such pairs. Two {things} are in one group if a chain of pairs leads from "
            f"one to the other. {every} Return {said}.",
            f"Find out which {things} hang together: `{pairs}` names two at a time, and friends of friends, so to "
            f"speak, are in the same group as well. {every} Return {said}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            case([]),
            case([("a", "b"), ("c", "d"), ("e", "f"), ("b", "c")], "z"),
            case([("b", "a"), ("c", "a"), ("d", "a"), ("f", "e")]),
            case([("a", "b"), ("b", "c"), ("d", "e"), ("f", "g"), ("g", "h"), ("h", "f"), ("x", "y")], "mn"),
            case([("a", "b"), ("b", "a"), ("c", "b")], "d"),
        ),
    )
