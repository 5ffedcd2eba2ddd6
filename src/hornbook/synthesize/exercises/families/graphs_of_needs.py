"""Graphs: what has to be done before what."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code

_Graph = dict[str, list[str]]


@family
def in_which_order(draw: Draw) -> Task:
    """Tasks that need others first: an order, a last date, what is possible now."""
    needs, task, tasks = draw.one(
        ("needs", "task", "tasks"),
        ("requires", "course", "courses"),
        ("after", "step", "steps"),
        ("depends", "package", "packages"),
        ("waits_for", "job", "jobs"),
        ("based_on", "chapter", "chapters"),
        ("prerequisites", "lesson", "lessons"),
        ("builds_on", "layer", "layers"),
        ("preceded_by", "stage", "stages"),
        ("uses", "module", "modules"),
        ("follows", "part", "parts"),
        ("missing_first", "repair", "repairs"),
        ("inputs", "dish", "dishes"),
        ("earlier", "scene", "scenes"),
    )
    hours = draw.integer(2, 9)
    kind, said, body, given = draw.one(
        (
            "list[str]",
            "an order in which everything can be done: of all that are possible next, always take the "
            "alphabetically first; if at some point nothing is possible although something is left, return an empty "
            "list",
            """
        order = []
        while len(order) < len($needs):
            ready = [name for name in $needs if name not in order and set($needs[name]) <= set(order)]
            if not ready:
                return []
            order.append(min(ready))
        return order
        """,
            "",
        ),
        (
            "list[str]",
            "a sorted list of all $tasks that are not in `done`, the list of those done so far, but can be begun now "
            "because all that they need is in it",
            """
        ready = []
        for name, needed in $needs.items():
            if name not in done and all(other in done for other in needed):
                ready.append(name)
        return sorted(ready)
        """,
            "done",
        ),
        (
            "int",
            f"how many hours it takes until all is done, if each of the $tasks takes {hours} hours, any number of "
            "them can go on at the same time, and each begins as soon as possible (nothing needs itself, not even over "
            "others)",
            f"""
        done = set()
        time = 0
        while len(done) < len($needs):
            # All that is possible now is done at the same time.
            done |= {{name for name in $needs if set($needs[name]) <= done}}
            time += {hours}
        return time
        """,
            "",
        ),
        (
            "list[str]",
            "a sorted list of everything that has to be done before `goal`: what it needs, what that needs, "
            "and so on (nothing needs itself, not even over others)",
            """
        before = set()
        waiting = [goal]
        while waiting:
            for name in $needs[waiting.pop()]:
                if name not in before:
                    before.add(name)
                    waiting.append(name)
        return sorted(before)
        """,
            "goal",
        ),
        (
            "bool",
            "whether `order`, a list that has all $tasks once, is an order in which they can be done, one after "
            "another",
            """
        done = set()
        for name in order:
            if not set($needs[name]) <= done:
                return False
            done.add(name)
        return True
        """,
            "order",
        ),
        (
            "list[list[str]]",
            "a list of rounds: the first has all $tasks that need nothing, each further one those that "
            "have become possible by the rounds before and are not done yet, always sorted (nothing needs itself, not "
            "even "
            "over others)",
            """
        rounds = []
        done = set()
        while len(done) < len($needs):
            ready = {name for name in $needs if set($needs[name]) <= done} - done
            rounds.append(sorted(ready))
            done |= ready
        return rounds
        """,
            "",
        ),
    )
    said = code(said, tasks=tasks)

    def oracle(graph: _Graph, extra: Plain = ()) -> Plain:
        above = {name: {name} for name in graph}
        for _ in graph:
            above = {name: above[name].union(*(above[other] for other in graph[name])) for name in graph}
        if given == "goal":
            return sorted(above[extra] - {extra})
        if given == "order":
            return all(extra.index(other) < extra.index(name) for name in graph for other in graph[name])
        if given == "done":
            return sorted(name for name in set(graph) - set(extra) if not set(graph[name]) - set(extra))
        depth: dict[str, int] = {}
        order: list[str] = []
        for _ in graph:
            for name in sorted(graph):
                if name not in depth and all(other in depth for other in graph[name]):
                    depth[name] = 1 + max((depth[other] for other in graph[name]), default=0)
                    order.append(name)
                    break
        if "rounds" in said:
            return [
                sorted(name for name in depth if depth[name] == n) for n in range(1, max(depth.values(), default=0) + 1)
            ]
        return max(depth.values(), default=0) * hours if kind == "int" else order if len(order) == len(graph) else []

    def case(graph: _Graph, number: int = 0) -> tuple[Plain, ...]:
        names = sorted(graph)
        ways = [oracle_order(graph), names, names[::-1]]
        extra = {
            "": (),
            "done": (names[:number],),
            "goal": (names[number % len(names)] if names else "",),
            "order": (ways[number % 3],),
        }[given]
        return (graph, *extra)

    def oracle_order(graph: _Graph) -> list[str]:
        return sorted(graph, key=lambda name: (len(graph[name]) > 0, len(graph[name]), name))

    def make() -> tuple[Plain, ...]:
        names = draw.sample(["dig", "saw", "fix", "buy", "sew"], draw.integer(2, 3))
        return case(
            {name: draw.sample(names[:place], draw.integer(0, min(place, 1))) for place, name in enumerate(names)},
            draw.integer(0, 2),
        )

    wide: _Graph = {"d": ["c", "a"], "c": ["b"], "b": [], "a": [], "f": ["d"], "e": ["a"]}
    loop: _Graph = {"a": [], "b": ["c"], "c": ["b"], "d": ["a"]}
    empty: list[tuple[Plain, ...]] = [] if given == "goal" else [case({})]
    loops: list[tuple[Plain, ...]] = [case(loop)] if kind == "list[str]" and not given else []
    parameters = {needs: "dict[str, list[str]]"} | (
        {"done": {"done": "list[str]"}, "goal": {"goal": "str"}, "order": {"order": "list[str]"}}.get(given, {})
    )
    return Task(
        name=draw.one("plan", "schedule", "arrange", "organise") + f"_{tasks}",
        parameters=parameters,
        returns=kind,
        statement=draw.one(
            f"`{needs}` gives for each {task} the list of those that have to be done before it; all of them are keys. "
            f"Return {said}.",
            f"Some {tasks} can only be done when others are done. The dict `{needs}` has each {task} as a key, with "
            f"the list of {tasks} that must come first. Return {said}.",
            f"For a project, each {task} is written down together with the {tasks} that it directly needs, in the dict "
            f"`{needs}`, in which every {task} is a key. Return {said}.",
            f"A planner has a dict `{needs}` from {task} to the list of {tasks} without which it cannot be begun (the "
            f"list may be empty, and no {task} is mentioned that is not a key). Return {said}.",
        ),
        body=code(body, needs=needs),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            *empty,
            *loops,
            case({"a": []}),
            case(wide, 2),
            case(wide, 4),
            case({"a": ["b"], "b": ["c"], "c": []}, 1),
            case({"a": ["b"], "b": ["c"], "c": []}, 2),
            case({"a": [], "b": ["a"], "c": ["a", "b"]}, 0),
            case({"x": [], "y": [], "z": ["y"]}, 2),
            number=11,
        ),
    )
