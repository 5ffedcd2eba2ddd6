"""Queues, lifts and turns."""

from collections import deque

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

PLACES = ("bakery", "ticket office", "post office", "ferry", "library", "clinic", "bank", "museum")


@family
def waiting_line(draw: Draw) -> Task:
    """People who join a queue of limited length and are served."""
    limit, place, served = draw.integer(2, 6), draw.one(*PLACES), draw.integer(1, 3)
    asked, result = draw.one(
        ("the list of those who are still waiting at the end, the first in line first", "line"),
        ("the list of those who go away, in order", "gone"),
        ("the list of those who are served, in order", "done"),
    )
    lines = [
        "line = []",
        f"{result} = []" if result != "line" else "",
        "for event in events:",
        '    if event == "next":',
        f"        done.extend(line[:{served}])" if result == "done" else "",
        f"        line = line[{served}:]",
        f"    elif len(line) < {limit}:",
        "        line.append(event)",
        "    else:\n        gone.append(event)" if result == "gone" else "",
        f"return {result}",
    ]
    body = "\n".join(line for line in lines if line.strip())

    def oracle(events: list[str]) -> list[str]:
        waiting: deque[str] = deque()
        done: list[str] = []
        gone: list[str] = []
        for event in events:
            if event == "next":
                done += [waiting.popleft() for _ in range(min(served, len(waiting)))]
            else:
                (gone if len(waiting) == limit else waiting).append(event)
        return {"line": list(waiting), "gone": gone, "done": done}[result]

    full = ["Ada", "Ben", "Kira", "Liam", "Mona", "Nils", "Olga", "Zoe"]
    who = (
        "the first person in line is"
        if served == 1
        else f"the first {served} people in line (or all, if there are fewer) are"
    )
    return Task(
        name=draw.one("queue", "waiting_line", "serve", "line_up"),
        parameters={"events": "list[str]"},
        returns="list[str]",
        statement=draw.one(
            f"At a {place} there is room for {limit} people in line. Each event is either 'next', when {who} served "
            f"and leave{'s' if served == 1 else ''}, or the name of somebody who joins the line at its end, or goes "
            f"away if it is full. Return {asked}.",
            f"Work through events: a name means that this person lines up at the {place}, but where {limit} are "
            f"waiting already, the person goes away. 'next' means that {who} served and no longer "
            f"wait{'s' if served == 1 else ''}. Return {asked}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([draw.one("next", draw.name(), draw.name(), draw.name()) for _ in range(draw.integer(5, 10))],),
            *(
                ([],),
                (["next"],),
                (full[:limit],),
                (full[: limit + 1],),
                ([*full, "next", "Tara", "next", "next", "next"],),
            ),
            *(([*full[:limit], "next", "Uma", "next", "next"],), (["Ada", "next", "Ben", "Kira"],)),
        ),
    )


@family
def lift(draw: Draw) -> Task:
    """The way of a lift, with time for floors and stops."""
    start, pace, stop, none = draw.integer(0, 9), draw.integer(2, 6), draw.integer(3, 15), draw.chance(0.5)
    floors = draw.one("floors", "requests", "calls", "stops")
    asked, kind = draw.one(
        ("how many seconds all this takes", "time"),
        (f"how many of the {floors} can be reached within the given seconds", "reached"),
    )
    wait = f" + {stop}" if none else f" + ({stop} if floor != here else 0)"
    cost = f"abs(floor - here) * {pace}{wait}"
    if kind == "time":
        body = f"""
        seconds, here = 0, {start}
        for floor in {floors}:
            seconds += {cost}
            here = floor
        return seconds
        """
    else:
        body = f"""
        here = {start}
        for count, floor in enumerate({floors}):
            seconds -= {cost}
            if seconds < 0:
                return count
            here = floor
        return len({floors})
        """

    def oracle(given: list[int], seconds: int = 0) -> int:
        ways = [
            pace * abs(b - a) + (stop if none or a != b else 0) for a, b in zip([start, *given], given, strict=False)
        ]
        if kind == "time":
            return sum(ways)
        return max(count for count in range(len(given) + 1) if sum(ways[:count]) <= seconds)

    at_all = (
        "each stop, also one on the floor where it already is"
        if none
        else "each stop; a call from the floor where it already is costs nothing"
    )
    first_cost = 2 * pace + stop
    edges: list[tuple[list[int], int]] = [
        ([], 0),
        ([start + 2], first_cost),
        ([start + 2], first_cost - 1),
        ([start, start + 1], pace + 2 * stop),
        ([start + 1, start + 1, start - 1], 99),
        ([3, 8, 5], 60),
    ]
    take = 1 if kind == "time" else 2
    return Task(
        name=draw.one("lift", "elevator", "lift_time" if kind == "time" else "lift_reach"),
        parameters={floors: "list[int]"} if kind == "time" else {floors: "list[int]", "seconds": "int"},
        returns="int",
        statement=draw.one(
            f"A lift stands on floor {start} and goes to the {floors} in the given order. It takes {pace} seconds "
            f"from one floor to the next and {stop} seconds for {at_all}. Return {asked}.",
            f"From floor {start}, a lift serves all {floors} one after the other. Passing one floor takes {pace} "
            f"seconds. Add {stop} seconds for {at_all}. Return "
            f"{asked}{'' if kind == 'time' else ', the stop included'}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(0, 12), 2, 6), draw.integer(30, 150))[:take],
            *(e[:take] for e in edges),
        ),
    )


@family
def shared_printer(draw: Draw) -> Task:
    """Jobs that take turns with a fixed slice of time."""
    share, thing, job = (
        draw.integer(2, 15),
        *draw.one(
            ("printer", "pages"),
            ("bakery", "loaves"),
            ("crane", "boxes"),
            ("computer", "steps"),
            ("kiln", "pots"),
            ("saw", "planks"),
            ("mill", "sacks"),
        ),
    )
    asked, kind = draw.one(
        ("the list of the names in the order in which they are finished", "order"),
        (
            f"a dict from each name to how many {job} have been done in all when it is finished, in the order of "
            "finishing",
            "times",
        ),
        ("the name that is finished last, or None if there are no jobs", "last"),
        ("how many turns are taken", "turns"),
    )
    setup = {
        "order": "finished = []",
        "times": "finished = {}\ndone = 0",
        "last": "finished = []",
        "turns": "turns = 0",
    }[kind]
    lines = [
        "waiting = list(jobs.items())",
        setup,
        "while waiting:",
        "    name, rest = waiting.pop(0)",
        "    turns += 1" if kind == "turns" else "",
        f"    done += min(rest, {share})" if kind == "times" else "",
        f"    if rest > {share}:",
        f"        waiting.append((name, rest - {share}))",
        "" if kind == "turns" else "    else:",
        {"times": "        finished[name] = done", "turns": ""}.get(kind, "        finished.append(name)"),
        {"turns": "return turns", "last": "return finished[-1] if finished else None"}.get(kind, "return finished"),
    ]
    body = "\n".join(line for line in lines if line.strip())

    def oracle(jobs: dict[str, int]) -> object:
        needed = {name: -(-size // share) for name, size in jobs.items()}
        place = {name: i for i, name in enumerate(jobs)}
        order = sorted(jobs, key=lambda name: (needed[name], place[name]))
        if kind == "turns":
            return sum(needed.values())
        if kind != "times":
            return order if kind == "order" else [None, *order][-1]
        done = {}
        for name in order:
            rounds = needed[name]
            full = {n: min(jobs[n], share * (rounds if place[n] <= place[name] else rounds - 1)) for n in jobs}
            done[name] = sum(full.values())
        return done

    def make() -> tuple[dict[str, int]]:
        return ({draw.name(): draw.integer(1, 4 * share) for _ in range(draw.integer(3, 5))},)

    return Task(
        name=draw.one("take_turns", f"share_{thing}", f"run_{thing}"),
        parameters={"jobs": "dict[str, int]"},
        returns={"order": "list[str]", "times": "dict[str, int]", "last": "str | None", "turns": "int"}[kind],
        statement=draw.one(
            f"Several people use one {thing}. The dict jobs says how many {job} each of them needs (at least 1). They "
            f"take turns in the order of the dict: in a turn up to {share} {job} are done, and who needs more joins "
            f"the end of the line. Return {asked}.",
            f"A {thing} works on jobs, a dict from names to numbers of {job} (1 or more), in rounds: it does at most "
            f"{share} {job} for the first name, then for the next one, and so on; unfinished ones line up again "
            f"behind all others. Return {asked}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            make,
            *(
                ({},),
                ({"Ada": share},),
                ({"Ada": share + 1, "Ben": share},),
                ({"Ada": 2 * share, "Ben": 1, "Kira": share},),
            ),
            *(({"Ada": 3 * share, "Ben": 2 * share + 1, "Kira": 2 * share},), ({"Zoe": share + 1, "Uma": 2 * share},)),
        ),
    )
