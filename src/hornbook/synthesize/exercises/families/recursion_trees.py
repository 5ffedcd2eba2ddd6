"""Trees and chains."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code


@family
def tree_of_dicts(draw: Draw) -> Task:
    """A tree whose nodes are dicts with a value and children."""
    key, children = draw.one(
        ("size", "parts"), ("value", "children"), ("cost", "subtasks"), ("points", "branches"), ("weight", "contents")
    )
    k, name = draw.integer(2, 15), draw.one("measure", "evaluate", "look_through", "tree_figure")
    asked, kind = draw.one(
        (f"the sum of all values in it, where a value above {k} counts only as {k}", "cap"),
        (f"how many of its nodes have a value of at least {k}", "count"),
        (f"the largest sum of values on a way from the top to a node without {children}, plus {k}", "path"),
        (f"the sum of the values of all nodes that have no {children}, plus {k} for every other node", "ends"),
    )
    below = f'[{name}(child) for child in node["{children}"]]'
    expression = {
        "cap": f'return min(node["{key}"], {k}) + sum({below})'.replace("[", "[", 1),
        "count": f'return (node["{key}"] >= {k}) + sum({below})',
        "ends": f'if not node["{children}"]:\n    return node["{key}"]\nreturn {k} + sum({below})',
        "path": "",
    }[kind]
    expression = expression.replace(f"sum({below})", f"sum({below[1:-1]})")
    if kind == "path":
        expression = f"""
        def longest(part):
            return part["{key}"] + max((longest(child) for child in part["{children}"]), default=0)

        return longest(node) + {k}
        """
    loop = {
        "cap": f'total += min(part["{key}"], {k})',
        "count": f'total += part["{key}"] >= {k}',
        "ends": f'total += {k} if part["{children}"] else part["{key}"]',
    }
    if kind != "path" and draw.chance(0.5):
        expression = code(
            f"""
            total = 0
            # Nodes that have been seen but not looked at.
            waiting = [node]
            while waiting:
                part = waiting.pop()
                $step
                waiting += part["{children}"]
            return total
            """,
            step=loop[kind],
        )

    def oracle(tree: dict[str, Plain]) -> int:
        ways: list[list[dict[str, Plain]]] = [[tree]]
        for way in ways:
            ways.extend([*way, child] for child in way[-1][children])
        nodes = [way[-1] for way in ways]
        values = [node[key] for node in nodes]
        full = [sum(node[key] for node in way) for way in ways if not way[-1][children]]
        ends = [node[key] if not node[children] else k for node in nodes]
        low, many = sum(sorted([v, k])[0] for v in values), len([v for v in values if v > k - 1])
        return int({"cap": low, "count": many, "path": k + sorted(full)[-1], "ends": sum(ends)}[kind])

    def grow(depth: int) -> dict[str, Plain]:
        count = draw.integer(1, 3) if depth == 3 else draw.integer(0, 2) if depth else 0
        return {key: draw.integer(0, 20), children: [grow(depth - 1) for _ in range(count)]}

    def node(value: int, *inner: Plain) -> dict[str, Plain]:
        return {key: value, children: list(inner)}

    return Task(
        name=name,
        parameters={"node": "dict"},
        returns="int",
        statement=draw.one(
            f"A tree is made of dicts: '{key}' is the value of a node, a whole number of at least 0, and '{children}' "
            f"the list of the nodes below it. Given the top node, return {asked}.",
            f"The dict node has a number under '{key}' (its value, never negative) and, under '{children}', a list "
            f"of dicts of the same form, perhaps empty. Of all this tree, return {asked}.",
            f"An order is described by a tree of dicts. Each has the keys '{key}' (a value of 0 or more) and "
            f"'{children}' (the list of the dicts that belong to it). Starting at node, return {asked}.",
        ),
        body=code(expression),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (grow(2),),
            *((node(k),), (node(k - 1),), (node(k + 1, node(k)),), (node(0, node(3), node(9, node(k + 2))),)),
            (node(k - 1, node(k + 1, node(1), node(2)), node(5)),),
        ),
    )


@family
def binary_tree(draw: Draw) -> Task:
    """A tree of tuples (left, value, right)."""
    k, name, tree = draw.integer(1, 25), draw.one("walk_tree", "visit", "read_tree"), draw.one("tree", "node", "root")
    order, expression = draw.one(
        (
            "first what is below to the left, then the value itself, then what is below to the right",
            "$l + [value] + $r",
        ),
        (
            "first the value itself, then what is below to the left, then what is below to the right",
            "[value] + $l + $r",
        ),
        (
            "first what is below to the left, then what is below to the right, then the value itself",
            "$l + $r + [value]",
        ),
        (
            "first what is below to the right, then the value itself, then what is below to the left",
            "$r + [value] + $l",
        ),
    )
    said, kept, fits = draw.one(
        (f"without the values less than {k}", f"value >= {k}", range(k, 99)),
        (f"without the values greater than {k}", f"value <= {k}", range(k + 1)),
        (f"without the value {k}", f"value != {k}", [*range(k), *range(k + 1, 99)]),
    )
    line = expression.replace("$l", f"{name}(left)").replace("$r", f"{name}(right)")
    body = draw.one(
        f"""
        if {tree} is None:
            return []
        left, value, right = {tree}
        # A value that is left out still has values below it.
        own = [value] if {kept} else []
        return {line.replace("[value]", "own")}
        """,
        f"""
        def values_of(node):
            if node is None:
                return []
            left, value, right = node
            return {expression.replace("$l", "values_of(left)").replace("$r", "values_of(right)")}

        return [value for value in values_of({tree}) if {kept}]
        """,
    )

    def oracle(top: Plain) -> list[int]:
        parts = [top]
        while any(isinstance(part, tuple) or part is None for part in parts):
            place = next(i for i, part in enumerate(parts) if isinstance(part, tuple) or part is None)
            if parts[place] is None:
                parts[place : place + 1] = []
                continue
            left, value, right = parts[place]
            turns = {"$l + [": [left, value, right], "[value": [value, left, right], "$l + $": [left, right, value]}
            parts[place : place + 1] = turns.get(expression[:6], [right, value, left])
        return [part for part in parts if part in fits]

    def grow(depth: int) -> Plain:
        if depth == 0 or (depth < 3 and draw.chance(0.25)):
            return None
        return grow(depth - 1), draw.integer(0, 30), grow(depth - 1)

    return Task(
        name=name,
        parameters={tree: "tuple | None"},
        returns="list[int]",
        statement=draw.one(
            "A tree is either None (nothing) or a tuple (left, value, right), where left and right are trees and "
            f"value is a number. Return the list of its values {said}, in this order at each node: {order}.",
            f"Go through {tree}, which is None or a tuple of a left part, a value and a right part, both parts being "
            f"None or such tuples again. At every node, visit {order}. Return the visited values as a list, {said}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (grow(3),),
            *((None,), ((None, k, None),), (((None, k - 1, None), k, (None, k + 1, None)),)),
            *((((None, k + 2, (None, k, None)), k + 1, None),), ((None, 1, (None, 2, (None, 30, None))),)),
        ),
    )


@family
def chain_of_bosses(draw: Draw) -> Task:
    """Following a dict from one to the next."""
    (word, group, top), limit = (
        draw.one(
            ("boss", "bosses", "head"),
            ("parent", "parents", "root"),
            ("sender", "senders", "origin"),
            ("guide", "guides", "leader"),
        ),
        draw.integer(2, 4),
    )
    name = draw.one("chain", "follow", "way_up", "trace")
    asked, kind = draw.one(
        (f"the list of all {group} above the given person, the nearest first", "list"),
        (f"whether the given person has at least {limit + 1} {group} above, one over the other", "count"),
        (f"the last one that is reached, the {top}", "top"),
        (f"who is reached after {limit} steps, or None if the chain ends before that", "nth"),
    )
    loop = f"while person in {group}:\n    person = {group}[person]"
    body = {
        "list": f"above = []\n{loop}\n    above.append(person)\nreturn above",
        "count": f"count = 0\n{loop}\n    count += 1\nreturn count > {limit}",
        "top": f"{loop}\nreturn person",
        "nth": f"for _ in range({limit}):\n    person = {group}.get(person)\nreturn person",
    }[kind]
    if draw.chance(0.5):
        end = {"list": "return []", "count": "return False", "top": "return person", "nth": "return None"}[kind]
        step = f"if person not in {group}:\n    {end}\n"
        again = f"{name}({group}, {group}[person])"
        several = "\n    ".join(step.splitlines())
        body = {
            "list": f"{step}return [{group}[person]] + {again}",
            "count": f"for _ in range({limit + 1}):\n    {several}\n    person = {group}[person]\nreturn True",
            "top": f"# Who has no {word} is at the top.\n{step}return {again}",
            "nth": f"for _ in range({limit}):\n    {several}\n    person = {group}[person]\nreturn person",
        }[kind]

    def oracle(links: dict[str, str], person: str) -> object:
        trail = [person, *(links[person] for person in [person] if person in links)]
        while len(trail) > 1 and trail[-1] in links:
            trail.append(links[trail[-1]])
        above = trail[1:]
        return {
            "list": above,
            "count": len(above) > limit,
            "top": trail[-1],
            "nth": [*above, *[None] * limit][limit - 1],
        }[kind]

    def make() -> tuple[dict[str, str], str]:
        names = draw.sample(["Ada", "Ben", "Kira", "Liam", "Mona", "Nils", "Olga", "Uma"], draw.integer(4, 8))
        return {n: names[draw.integer(max(0, i - 2), i - 1)] for i, n in enumerate(names) if i}, names[-1]

    line = {"Ada": "Ben", "Ben": "Kira", "Kira": "Liam", "Liam": "Mona", "Mona": "Nils"}
    company = draw.one("company", "club", "family", "network", "choir", "crew", "band", "guild", "school", "temple")
    return Task(
        name=name,
        parameters={group: "dict[str, str]", "person": "str"},
        returns={"list": "list[str]", "count": "bool", "top": "str", "nth": "str | None"}[kind],
        statement=draw.one(
            f"In a {company}, the dict {group} maps people to their {word}. Who does not stand in it as a key has "
            f"none, and going up never leads in a circle. Starting from person, go up from {word} to {word}. Return "
            f"{asked}.",
            f"The dict {group} leads from names to the name of the {word}, in a {company} without circles. "
            f"Follow it from the given person: to the {word}, then to the {word} of that one, and so on until "
            f"somebody is no key. Return {asked}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(make, ({}, "Zoe"), *((line, n) for n in ("Ada", "Ben", "Liam", "Mona", "Nils"))),
    )
