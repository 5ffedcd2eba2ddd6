"""Intervals on a line: overlaps, unions and gaps."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

Interval = tuple[int, int]
SETTINGS = (
    ("meetings", "the calendar"),
    ("visits", "the guest book"),
    ("calls", "the telephone log"),
    ("flights", "the tower log"),
    ("shifts", "the staff plan"),
    ("rentals", "the boat hire"),
)
"""What intervals are, and where they are written down."""


def _interval(draw: Draw, low: int = 0, high: int = 60) -> Interval:
    """A start and a later end."""
    start = draw.integer(low, high - 2)
    return start, start + draw.integer(1, max(2, (high - low) // 4))


@family
def time_in_window(draw: Draw) -> Task:
    """What lies of intervals within a fixed window."""
    (many, log), start = draw.one(*SETTINGS), draw.integer(5, 30)
    end = start + draw.integer(6, 30)
    asked, result = draw.one(
        ("how long they last within it in all", "sum(lengths)"),
        ("the longest time that one of them spends in it (0 if there is none)", "max(lengths, default=0)"),
        ("how many of them spend some time in it", "sum(length > 0 for length in lengths)"),
        ("the list of the times that they spend in it", "lengths"),
    )
    body = draw.one(
        f"""
        lengths = []
        for start, end in {many}:
            # Only what lies behind {start} and before {end} counts.
            start, end = max(start, {start}), min(end, {end})
            lengths.append(max(end - start, 0))
        return {result}
        """,
        f"""
        lengths = [max(min(end, {end}) - max(start, {start}), 0) for start, end in {many}]
        return {result}
        """,
    )

    def oracle(intervals: list[Interval]) -> object:
        lengths = [len({*range(*i)} & {*range(start, end)}) for i in intervals]
        options = {"sum(lengths)": sum(lengths), "max(lengths, default=0)": max([0, *lengths]), "lengths": lengths}
        return options.get(result, len([length for length in lengths if length]))

    edges = [
        (start, end),
        (start - 3, start),
        (end, end + 4),
        (start - 2, end + 2),
        (start + 1, end - 1),
        (end - 1, end + 5),
    ]
    return Task(
        name=draw.one("time_in_window", f"{many}_in_window", "within"),
        parameters={many: "list[tuple[int, int]]"},
        returns="list[int]" if result == "lengths" else "int",
        statement=draw.one(
            f"Each of the {many} is a tuple of its start and its end, in minutes. Look at the time from {start} to "
            f"{end} and return {asked}.",
            f"In {log}, {many} are stored as (start, end). They may reach beyond the window from {start} to {end}, "
            f"but only what lies in it counts. Return {asked}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: _interval(draw), 2, 5),),
            ([],),
            *(([e],) for e in edges[:3]),
            (edges[3:],),
            (edges,),
        ),
    )


@family
def merge_close(draw: Draw) -> Task:
    """Joining intervals that overlap or nearly touch."""
    (many, log), gap = draw.one(*SETTINGS), draw.integer(2, 12)
    asked, result = draw.one(
        ("the list of the joined ones, ordered by start", "merged"),
        ("how many remain after joining", "len(merged)"),
        ("how long the joined ones last in all", "sum(end - start for start, end in merged)"),
        (
            "the length of the longest one after joining (0 if there is none)",
            "max((end - start for start, end in merged), default=0)",
        ),
    )
    body = draw.one(
        f"""
        merged = []
        for start, end in sorted({many}):
            if merged and start - merged[-1][1] <= {gap}:
                # An earlier one may last longer than this one.
                merged[-1] = (merged[-1][0], max(merged[-1][1], end))
            else:
                merged.append((start, end))
        return {result}
        """,
        f"""
        merged = []
        for start, end in sorted({many}):
            if not merged or start > merged[-1][1] + {gap}:
                merged.append((start, end))
            elif end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        return {result}
        """,
    )

    def oracle(intervals: list[Interval]) -> object:
        # Half minutes, each interval widened to the right by the gap: what is then connected belongs together.
        covered = {t for s, e in intervals for t in range(2 * s, 2 * (e + gap) + 1)}
        starts = sorted(t for t in covered if t - 1 not in covered)
        ends = sorted(t for t in covered if t + 1 not in covered)
        merged = [(s // 2, e // 2 - gap) for s, e in zip(starts, ends, strict=True)]
        sizes = [e - s for s, e in merged]
        options: dict[str, object] = {"me": merged, "le": len(merged), "su": sum(sizes), "ma": max([0, *sizes])}
        return options[result[:2]]

    return Task(
        name=draw.one("merge", "join", "combine") + f"_{many}",
        parameters={many: "list[tuple[int, int]]"},
        returns="list[tuple[int, int]]" if result == "merged" else "int",
        statement=draw.one(
            f"The {many} are tuples (start, end) in any order. Two that overlap, or between which there is a "
            f"gap of at most {gap}, are joined into one from the earlier start to the later end, and so on until no "
            f"two can be joined. Return {asked}.",
            f"The {many} in {log} are given as (start, end), not sorted. If one starts at most {gap} minutes after "
            "the end of another, or before that end, both count as one that covers them; this is repeated as long as "
            f"possible. Return {asked}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: _interval(draw, 0, 90), 3, 6),),
            *(([],), ([(4, 9)],), ([(10 + gap, 30), (5, 10)],), ([(5, 10), (11 + gap, 30)],)),
            *(([(0, 20), (5, 8), (21 + gap, 30)],), ([(0, 3), (40, 60), (45, 50), (60 + gap, 80), (99, 110)],)),
        ),
    )


@family
def free_gaps(draw: Draw) -> Task:
    """The free times between appointments."""
    (many, log), opening, least = draw.one(*SETTINGS), draw.integer(0, 10), draw.integer(2, 12)
    closing = opening + draw.integer(50, 80)
    asked, result = draw.one(
        ("the list of the free times", "free"),
        ("the first of these free times, or None if there is none", "free[0] if free else None"),
        ("how many such free times there are", "len(free)"),
    )
    body = draw.one(
        f"""
        free = []
        last = {opening}
        for start, end in [*{many}, ({closing}, {closing})]:
            if start - last >= {least}:
                free.append((last, start))
            last = end
        return {result}
        """,
        f"""
        ends = [{opening}] + [end for start, end in {many}]
        starts = [start for start, end in {many}] + [{closing}]
        free = [(end, start) for end, start in zip(ends, starts) if start - end >= {least}]
        return {result}
        """,
    )

    def oracle(intervals: list[Interval]) -> object:
        edges = [opening, *(t for interval in intervals for t in interval), closing]
        free = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2) if edges[i + 1] > edges[i] + least - 1]
        return free if result == "free" else len(free) if "len" in result else [*free, None][0]

    def make() -> tuple[list[Interval]]:
        times = sorted(draw.sample(range(opening, closing), 2 * draw.integer(2, 4)))
        return (list(zip(times[::2], times[1::2], strict=True)),)

    a, b = opening, closing
    return Task(
        name=draw.one("free_times", "find_gaps", f"between_{many}"),
        parameters={many: "list[tuple[int, int]]"},
        returns={"free": "list[tuple[int, int]]", "len(free)": "int"}.get(result, "tuple[int, int] | None"),
        statement=draw.one(
            f"The day lasts from {a} to {b}. In it lie {many}, tuples (start, end), sorted and without overlap. A "
            "free time is a tuple (start, end) of the time before the first, between two neighbours or after the "
            f"last, if it is at least {least} long. Return {asked}.",
            f"A room is open from minute {a} to minute {b}, and {log} lists its {many} as (start, end) in order; none "
            f"overlaps another. Somebody needs the room for at least {least} minutes without a break. For the times "
            f"(start, end) when it stands empty that long, as long as possible each, return {asked}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            *(([],), ([(a, b)],), ([(a + least, b - least)],), ([(a + least - 1, b - least + 1)],)),
            *(([(a, a + 9), (a + 9 + least, b)],), ([(a, a + 9), (a + 8 + least, b - 1)],)),
        ),
    )


@family
def busiest_moment(draw: Draw) -> Task:
    """How many intervals hold at the same time."""
    (many, log), k, pause = draw.one(*SETTINGS), draw.integer(2, 4), draw.integer(2, 15)
    asked, result = draw.one(
        ("the largest number of them at the same time (0 if there are none)", "max(active.values(), default=0)"),
        (
            "the first minute in which the most of them are going on, or None if there are none",
            "max(sorted(active), key=active.get, default=None)",
        ),
        (
            f"how many minutes there are in which at least {k} of them are going on",
            f"sum(count >= {k} for count in active.values())",
        ),
        (
            f"how many minutes there are in which exactly {k} of them are going on",
            f"sum(count == {k} for count in active.values())",
        ),
    )
    body = draw.one(
        f"""
        active = Counter()
        for start, end in {many}:
            active.update(range(start, end + {pause}))
        return {result}
        """,
        f"""
        active = {{}}
        for start, end in {many}:
            for minute in range(start, end + {pause}):
                active[minute] = active.get(minute, 0) + 1
        return {result}
        """,
    )

    def oracle(intervals: list[Interval]) -> int | None:
        counts = [sum(s <= t <= e + pause - 1 for s, e in intervals) for t in range(99)]
        if "most" in asked:
            return counts.index(max(counts)) if max(counts) else None
        if "largest" in asked:
            return max(counts)
        return len([c for c in counts if c >= k]) if "least" in asked else counts.count(k)

    rule = f"the minute end no longer included, and needs {pause} minutes more for tidying up, which count as well"
    return Task(
        name=draw.one("busiest", "how_busy", "load_of") + f"_{many}",
        parameters={many: "list[tuple[int, int]]"},
        returns="int | None" if "None" in asked else "int",
        statement=draw.one(
            f"Each of the {many} is a tuple (start, end) of minutes. It goes on from start to end, {rule}. Return "
            f"{asked}.",
            f"According to {log}, {many} begin and end at the minutes (start, end). Each lasts from start to end, "
            f"{rule}. Return {asked}.",
            f"A screen shows for every minute how many {many} are going on. They are tuples (start, end); each goes "
            f"on from start to end, {rule}. Return {asked}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: _interval(draw, 0, 25), 3, 6),),
            *(
                ([],),
                ([(3, 5)],),
                ([(3, 6), (6 + pause, 9 + pause)],),
                ([(8 + pause, 12 + pause), (1, 9)],),
                ([(0, 9), (2, 8), (3, 7), (4, 6)],),
                ([(2, 5)] * k,),
            ),
        ),
        imports=("from collections import Counter",) if "Counter()" in body else (),
    )
