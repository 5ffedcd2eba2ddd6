"""Times of day: meetings, shifts and clocks with twelve hours."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _minutes(clock: str) -> int:
    hours, minutes = re.findall("[0-9]+", clock)
    return int(hours) * 60 + int(minutes)


@family
def overlap(draw: Draw) -> Task:
    """How long two spans of time run at once, or how far they are apart."""
    what, gap, mark = (
        draw.one("meeting", "lesson", "film", "shift", "booking", "concert"),
        draw.chance(0.4),
        draw.one("-", "..", " to ", "/"),
    )
    first, second = draw.one(("first", "second"), ("mine", "yours"), ("left", "right"), ("early", "late"))
    least = draw.one(0, 5, 10, 15)
    body = draw.one(
        """
        def read(span):
            return [int(time[:2]) * 60 + int(time[3:]) for time in span.split("$mark")]

        (start_a, end_a), (start_b, end_b) = read($first), read($second)
        minutes = $expression
        return $result
        """,
        """
        times = []
        for span in ($first, $second):
            for time in span.split("$mark"):
                hours, minutes = time.split(":")
                times.append(int(hours) * 60 + int(minutes))
        # Two spans have been read, one behind the other.
        start_a, end_a, start_b, end_b = times
        minutes = $expression
        return $result
        """,
    )
    expression = "max(start_a, start_b) - min(end_a, end_b)" if gap else "min(end_a, end_b) - max(start_a, start_b)"

    def oracle(one: str, other: str) -> int:
        spans = [range(*map(_minutes, span.split(mark))) for span in (one, other)]
        shared = len({*spans[0]} & {*spans[1]})
        between = max(spans[0].start, spans[1].start) - min(spans[0].stop, spans[1].stop)
        found = max(between, 0) if gap else shared
        return found if found >= max(least, 1) else 0

    wanted = (
        "how many minutes lie between the end of the earlier and the start of the later one"
        if gap
        else "for how many minutes both run"
    )
    none = "0 if they touch or overlap" if gap else "0 if they do not overlap"
    short = f" Less than {least} minutes counts as 0." if least else ""
    return Task(
        name=draw.one("gap", "pause_between", "minutes_apart")
        if gap
        else draw.one("overlap", "shared_minutes", "clash"),
        parameters={first: "str", second: "str"},
        returns="int",
        statement=draw.one(
            f"A {what} is given as text like '09:30{mark}11:00', start and end on the same day. For the {what}s "
            f"`{first}` and `{second}`, return {wanted} ({none}).{short}",
            f"The texts `{first}` and `{second}` each say when a {what} takes place, such as '14:00{mark}15:45' (never "
            f"past midnight). Return {wanted}, {none}.{short}",
        ),
        body=code(
            body,
            first=first,
            second=second,
            mark=mark,
            expression=expression,
            result=f"minutes if minutes >= {least} else 0" if least else "max(minutes, 0)",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: tuple(
                f"{_clock(start)}{mark}{_clock(start + draw.integer(30, 200))}"
                for start in (draw.integer(480, 700), draw.integer(480, 700))
            ),
            *(
                (f"10:00{mark}11:00", f"{_clock(start)}{mark}{_clock(end)}")
                for start, end in [
                    (660, 700),
                    (500, 600),
                    (600, 660),
                    (620, 630),
                    (660 - least, 720),
                    (661 - least, 720),
                    (660 + least, 720),
                ]
            ),
            *((f"10:00{mark}11:00", f"{_clock(659 + least)}{mark}12:30"), (f"15:00{mark}16:07", f"13:00{mark}14:01")),
            number=12,
        ),
    )


@family
def worked_hours(draw: Draw) -> Task:
    """The time worked on some days, without breaks."""
    limit, rest, days = (
        draw.one(4, 5, 6, 7),
        draw.one(15, 20, 30, 45, 60),
        draw.one("shifts", "days", "entries", "week"),
    )
    form, who = draw.integer(0, 2), draw.one("a baker", "a nurse", "a guard", "a waiter", "a driver", "a gardener")
    returns, wanted, result = (
        ("int", "the total in minutes", "total"),
        ("float", "the total in hours, rounded to two digits", "round(total / 60, 2)"),
        ("str", "the total as hours and minutes like '7:05'", 'f"{total // 60}:{total % 60:02}"'),
    )[form]
    body = draw.one(
        """
        total = 0
        for start, end in $days:
            worked = minutes(end) - minutes(start)
            if worked > $limit:
                # The break is not paid.
                worked -= $rest
            total += worked
        return $result
        """,
        """
        lengths = [minutes(end) - minutes(start) for start, end in $days]
        total = sum(length - $rest if length > $limit else length for length in lengths)
        return $result
        """,
    )
    head = draw.one(
        """
        def minutes(time):
            hours, rest = time.split(":")
            return int(hours) * 60 + int(rest)
        """,
        """
        def minutes(time):
            return int(time[:2]) * 60 + int(time[3:])
        """,
    )

    def oracle(spans: list[tuple[str, str]]) -> int | float | str:
        total = 0
        for start, end in spans:
            minute = len(range(_minutes(start), _minutes(end)))
            total += minute if minute <= limit * 60 else minute - rest
        return (total, round(total / 60, 2), f"{(total - total % 60) // 60}:{str(total % 60).zfill(2)}")[form]

    return Task(
        name=draw.one("time_worked", "total_time", "work_time", f"sum_{days}"),
        parameters={days: "list[tuple[str, str]]"},
        returns=returns,
        statement=draw.one(
            f"Each item of `{days}` is a start and an end of work on one day, such as ('08:30', '17:00'). From a span "
            f"of more than {limit} hours, {rest} minutes are taken off for a break. Return {wanted}.",
            f"The working times of {who} come as pairs of start and end, in the form ('07:15', '12:00'), never past "
            f"midnight. Only a day of over {limit} hours contains a break of {rest} minutes, which is not paid. Return "
            f"{wanted}.",
            f"Add up what {who} works. `{days}` holds pairs like ('06:00', '14:20'); anybody who is there for more "
            f"than {limit} hours has a break of {rest} minutes that does not count. Return {wanted}.",
        ),
        body=code(head) + "\n\n" + code(body, days=days, limit=limit * 60, rest=rest, result=result),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                [
                    (_clock(start), _clock(start + draw.integer(120, 540)))
                    for start in draw.several(lambda: draw.integer(360, 600), 1, 3)
                ],
            ),
            *(
                ([],),
                ([("08:00", _clock(480 + limit * 60))],),
                ([("08:00", _clock(481 + limit * 60))],),
                ([("09:10", "09:10")],),
            ),
            *(([("08:00", _clock(479 + limit * 60)), ("06:55", "17:00")],),),
        ),
    )


@family
def twelve_hours(draw: Draw) -> Task:
    """Times with am and pm, and times of twenty-four hours."""
    back, mark = draw.chance(0.5), draw.one(":", ".", "h")
    morning, evening = draw.one(
        ("am", "pm"), ("AM", "PM"), ("a.m.", "p.m."), ("a", "p"), ("early", "late"), ("sun", "moon")
    )
    space, source = (
        draw.one(" ", "") if len(morning) < 5 else " ",
        draw.one("time", "clock", "moment", "start", "arrival", "departure"),
    )
    to_twelve = draw.one(
        """
        hours, minutes = $source.split("$mark")
        half = "$morning" if int(hours) < 12 else "$evening"
        # Both 0 and 12 are shown as 12.
        return f"{int(hours) % 12 or 12}$mark{minutes}$space{half}"
        """,
        """
        hours, minutes = int($source[:2]), $source[3:]
        half = "$evening" if hours >= 12 else "$morning"
        if hours > 12:
            hours -= 12
        elif hours == 0:
            hours = 12
        return f"{hours}$mark{minutes}$space{half}"
        """,
    )
    to_twenty_four = draw.one(
        """
        late = $source.endswith("$evening")
        hours, minutes = $source.removesuffix("$evening").removesuffix("$morning").strip().split("$mark")
        # 12 is the hour 0 of its half of the day.
        return f"{int(hours) % 12 + 12 * late:02}$mark{minutes}"
        """,
        """
        hours, rest = $source.split("$mark", 1)
        hours, minutes = int(hours), rest[:2]
        if hours == 12:
            hours = 0
        if rest.endswith("$evening"):
            hours += 12
        return f"{hours:02}$mark{minutes}"
        """,
    )
    names = ["12", *map(str, range(1, 12))]
    short = {
        f"{h:02}{mark}{m:02}": f"{names[h % 12]}{mark}{m:02}{space}{(morning, evening)[h // 12]}"
        for h in range(24)
        for m in range(60)
    }
    long = {value: key for key, value in short.items()}
    samples = [f"00{mark}05", f"12{mark}30", f"{draw.integer(13, 23)}{mark}{draw.integer(10, 59)}"]
    edges = [f"{hour:02}{mark}{minute:02}" for hour in (0, 1, 11, 12, 13, 23) for minute in (0, 59)]
    pairs = [(short[key], key) if back else (key, short[key]) for key in samples]
    shown = ", ".join(f"'{given}' becomes '{wanted}'" for given, wanted in pairs)
    old, new = ("twelve hours", "twenty-four hours") if back else ("twenty-four hours", "twelve hours")
    halves = f"'{morning}' (before noon) and '{evening}' (from noon on)"
    return Task(
        name=draw.one("convert_clock", f"convert_{source}", "rewrite_time"),
        parameters={source: "str"},
        returns="str",
        statement=draw.one(
            f"Turn a time of a clock with {old} into one with {new}: {shown}. The halves of the day are marked "
            f"{halves}.",
            f"A timetable uses {halves} with hours from 1 to 12, a computer the hours 00 to 23. Return the "
            f"{'computer' if back else 'timetable'} form of `{source}`: {shown}.",
        ),
        body=code(
            to_twenty_four if back else to_twelve,
            source=source,
            mark=mark,
            morning=morning,
            evening=evening,
            space=space,
        ),
        oracle=lambda text: (long if back else short)[text],
        inputs=[(short[key] if back else key,) for key in [samples[2], f"{draw.integer(1, 11):02}{mark}05", *edges]],
    )
