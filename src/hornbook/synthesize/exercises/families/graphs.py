"""Graphs: dicts of neighbours."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code

_PLACES = (
    ("roads", "town", "towns", "Roads lead from town to town."),
    ("flights", "airport", "airports", "An airline flies between airports."),
    ("links", "page", "pages", "Pages of a web site have links to others."),
    ("doors", "room", "rooms", "A house has doors from room to room."),
    ("tunnels", "cave", "caves", "Caves are joined by tunnels."),
    ("bridges", "island", "islands", "Bridges lead from island to island."),
    ("lines", "stop", "stops", "Bus lines go from stop to stop."),
    ("pipes", "tank", "tanks", "Pipes lead from tank to tank."),
    ("paths", "hut", "huts", "Paths lead from hut to hut."),
    ("stairs", "floor", "floors", "Stairs lead from floor to floor."),
    ("ferries", "port", "ports", "Ferries sail from port to port."),
    ("slides", "pool", "pools", "Slides lead from pool to pool."),
    ("gates", "garden", "gardens", "Gates lead from garden to garden."),
    ("wires", "pole", "poles", "Wires run from pole to pole."),
)
"""Graphs: what the edges are, one node and many, and a situation."""


_Graph = dict[str, list[str]]


def _graph(draw: Draw, nodes: str = "abcd") -> _Graph:
    """Some nodes with one or two others that they lead to."""
    graph = {}
    for node in nodes[: draw.integer(3, len(nodes))]:
        others = [other for other in nodes if other != node]
        graph[node] = draw.sample(others, draw.integer(0, 2))
    return graph


_ROUND: _Graph = {"a": ["b"], "b": ["c"], "c": ["d"], "d": ["a"], "e": ["a", "f"], "f": []}


_FAR: _Graph = {"a": ["b", "c"], "b": ["d"], "c": ["d", "a"], "d": ["e"], "e": ["f"], "f": ["g"], "x": ["y"]}


@family
def degrees(draw: Draw) -> Task:
    """How many ways lead into or out of a node."""
    edges, node, nodes, scene = draw.one(*_PLACES)
    number, inward = draw.integer(1, 3), draw.chance(0.5)
    way = "into" if inward else "out of"
    few = draw.one(f"at least {number}", f"exactly {number}", "no")
    test = {"no": "count == 0"}.get(few, f"count {'>=' if 'least' in few else '=='} {number}")
    lead = f"{few} {edges[:-1] if number == 1 and few != 'no' else edges}"
    body = (
        draw.one(
            f"""
        counts = dict.fromkeys({edges}, 0)
        for targets in {edges}.values():
            for target in targets:
                counts[target] += 1
        return sorted({node} for {node}, count in counts.items() if {test})
        """,
            f"""
        found = []
        for {node} in sorted({edges}):
            count = sum(1 for targets in {edges}.values() if {node} in targets)
            if {test}:
                found.append({node})
        return found
        """,
        )
        if inward
        else draw.one(
            f"return sorted({node} for {node} in {edges} if {test.replace('count', f'len({edges}[{node}])')})",
            f"""
        found = []
        for {node}, targets in sorted({edges}.items()):
            if {test.replace("count", "len(targets)")}:
                found.append({node})
        return found
        """,
        )
    )

    def oracle(graph: _Graph) -> list[str]:
        pairs = [(a, b) for a in graph for b in graph[a]]
        counts = {name: [pair[inward] for pair in pairs].count(name) for name in graph}
        fits = {
            name: counts[name] == 0
            if few == "no"
            else counts[name] >= number
            if "least" in few
            else counts[name] == number
            for name in graph
        }
        return sorted(name for name in graph if fits[name])

    def whole(graph: _Graph) -> tuple[_Graph]:
        return ({name: [other for other in targets if other in graph] for name, targets in graph.items()},)

    return Task(
        name=draw.one("find", "which", "list") + f"_{nodes}",
        parameters={edges: "dict[str, list[str]]"},
        returns="list[str]",
        statement=draw.one(
            f"`{edges}` gives for each {node} the list of {nodes} to which {edges} lead from it (each at most once; "
            f"every one is also a key). Return all {nodes} {way} which {lead} "
            f"{'leads' if lead.endswith(edges[:-1]) else 'lead'}, in alphabetical order.",
            f"{scene} For every {node}, `{edges}` holds the list of those that can be reached from there directly; "
            f"none is named twice, and all are keys of the dict. Which {nodes} have {lead} "
            f"{'leading into them' if inward else 'leading out of them'}? Return a sorted list.",
            f"Given a dict from each {node} to a list of {nodes} (all keys of the dict, none twice in a list), where "
            f"each entry of a list stands for one way from the key to it: return, sorted, the {nodes} {way} which "
            f"there {'is' if number == 1 and few != 'no' else 'are'} {few} "
            f"{'way' if number == 1 and few != 'no' else 'ways'}.",
            f"A map is stored as a dict `{edges}`: each {node} is a key, and its value lists, without repetitions, the "
            f"{nodes} to which one can go directly. List in alphabetical order those with {lead} "
            f"{way.replace('out of', 'going out of')} them.".replace(" into them", " coming into them"),
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: whole(_graph(draw)),
            ({},),
            ({"a": list("bcd"), "b": list("acde"), "c": ["a", "d"], "d": ["a"], "e": list("dac"), "f": ["b"]},),
            whole(_ROUND),
            ({**_FAR, "g": ["c"], "y": ["c", "d"]},),
            ({"b": ["a", "c"], "a": ["c", "b"], "c": ["a"], "d": []},),
        ),
    )


@family
def reach(draw: Draw) -> Task:
    """What can be reached, and how."""
    edges, node, nodes, scene = draw.one(*_PLACES)
    steps = draw.integer(2, 4)
    kind, said, body, name, given = draw.one(
        (
            "list[str]",
            "all {nodes} that can be reached from `start`, including `start` itself, in alphabetical order",
            """
        seen = {start}
        waiting = [start]
        while waiting:
            for target in $edges.get(waiting.pop(), []):
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return sorted(seen)
        """,
            "reachable",
            (),
        ),
        (
            "list[str]",
            f"all {{nodes}} that can be reached from `start` in at most {steps} steps, including `start` "
            "itself, in alphabetical order",
            f"""
        seen = {{start}}
        edge = {{start}}
        for _ in range({steps}):
            edge = {{target for place in edge for target in $edges.get(place, [])}} - seen
            seen |= edge
        return sorted(seen)
        """,
            "within_steps",
            (),
        ),
        (
            "int",
            "the smallest number of steps that lead from `start` to `goal` (0 if they are the same), or -1 if no "
            "way leads there",
            """
        distances = {start: 0}
        queue = deque([start])
        while queue:
            place = queue.popleft()
            for target in $edges.get(place, []):
                if target not in distances:
                    distances[target] = distances[place] + 1
                    queue.append(target)
        return distances.get(goal, -1)
        """,
            "fewest_steps",
            ("goal",),
        ),
        (
            "bool",
            "whether `goal` can be reached from `start` in one or more steps",
            """
        seen = set()
        waiting = [start]
        while waiting:
            for target in $edges.get(waiting.pop(), []):
                if target == goal:
                    return True
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return False
        """,
            "can_reach",
            ("goal",),
        ),
        (
            "dict[str, int]",
            "a dict that gives for each of the {nodes} that can be reached from `start` the smallest "
            "number of steps (0 for `start` itself), keys in alphabetical order",
            """
        distances = {start: 0}
        queue = deque([start])
        while queue:
            place = queue.popleft()
            for target in $edges.get(place, []):
                if target not in distances:
                    distances[target] = distances[place] + 1
                    queue.append(target)
        return dict(sorted(distances.items()))
        """,
            "distances",
            (),
        ),
        (
            "list[str]",
            f"all {{nodes}} that can be reached from `start` in exactly {steps} steps (a place may be passed "
            "more than once), in alphabetical order",
            f"""
        places = {{start}}
        for _ in range({steps}):
            places = {{target for place in places for target in $edges.get(place, [])}}
        return sorted(places)
        """,
            "after_steps",
            (),
        ),
    )
    said = said.format(nodes=nodes)

    def oracle(graph: _Graph, start: str, goal: str = "") -> Plain:
        layers = [{start}]
        for _ in range(12):
            layers.append({target for place in layers[-1] for target in graph.get(place, [])})
        first = {place: min(n for n, layer in enumerate(layers) if place in layer) for place in set().union(*layers)}
        return {
            "reachable": sorted(first),
            "within_steps": sorted(place for place in first if first[place] <= steps),
            "fewest_steps": first.get(goal, -1),
            "can_reach": any(goal in layer for layer in layers[1:]),
            "distances": {place: first[place] for place in sorted(first)},
            "after_steps": sorted(layers[steps]),
        }[name]

    def make() -> tuple[Plain, ...]:
        graph = _graph(draw, "abcde")
        return (graph, draw.one(*graph), *(draw.one(*"abcde") for _ in given))

    def fixed(graph: _Graph, start: str, goal: str) -> tuple[Plain, ...]:
        return (graph, start, goal)[: 2 + len(given)]

    return Task(
        name=name + ("" if draw.chance(0.4) else f"_{nodes}"),
        parameters={edges: "dict[str, list[str]]", "start": "str", **dict.fromkeys(given, "str")},
        returns=kind,
        statement=draw.one(
            f"`{edges}` gives for each {node} the list of those to which one step leads from it; a {node} that is no "
            f"key leads nowhere. Return {said}.",
            f"{scene} A dict says for every {node} where one can go from there in one step (nowhere, if it is not a "
            f"key). Return {said}.",
            f"In the dict `{edges}`, each {node} has a list of {nodes} that are one step away, in that direction only. "
            f"Some may lack an entry, and no step leads from these. Return {said}.",
            f"A player moves over a map, one step at a time. For each {node} the dict `{edges}` lists the {nodes} to "
            f"which a step is possible; without an entry, none is. Return {said}.",
        )
        .replace("a airport", "an airport")
        .replace("a island", "an island"),
        body=code(body, edges=edges),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            fixed({}, "a", "b"),
            fixed(_FAR, "a", "g"),
            fixed(_FAR, "x", "a"),
            fixed(_ROUND, "a", "a"),
            fixed(_ROUND, "e", "d"),
            fixed(_FAR, "b", "d"),
            fixed(_FAR, "g", "g"),
            fixed(_ROUND, "c", "b"),
        ),
        imports=("from collections import deque",) if "deque" in body else (),
    )
