"""Dates: weekdays, distances and months."""

from datetime import date, timedelta

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _date(draw: Draw, low: int = 2019, high: int = 2028) -> date:
    return date(draw.integer(low, high), 1, 1) + timedelta(days=draw.integer(0, 364))


def _weekday(day: date) -> int:
    """The day of the week, Monday 0, by Zeller's congruence."""
    year, month = (day.year - 1, day.month + 12) if day.month < 3 else (day.year, day.month)
    return (day.day + 13 * (month + 1) // 5 + year + year // 4 - year // 100 + year // 400 + 5) % 7


@family
def weekday_plan(draw: Draw) -> Task:
    """What a plan has for the weekday of a date."""
    what, entries = draw.one(
        ("bin", ["paper", "glass", "plastic", "none"]),
        ("lunch", ["soup", "rice", "pasta", "salad"]),
        ("lesson", ["music", "sport", "art", "chess"]),
        ("opening time", ["9-17", "10-18", "8-12", "closed"]),
        ("watch", ["red team", "blue team", "green team", "nobody"]),
    )
    first, second, other = draw.sample(entries, 3)
    days = sorted(draw.sample(range(7), 3))
    early, late = days[:2], days[2]
    body = draw.one(
        """
        weekday = date.fromisoformat(day).weekday()
        if weekday in $early:
            return "$first"
        if weekday == $late:
            return "$second"
        return "$other"
        """,
        """
        # weekday() counts from Monday, which is 0.
        plan = {$a: "$first", $b: "$first", $late: "$second"}
        return plan.get(date.fromisoformat(day).weekday(), "$other")
        """,
        """
        name = datetime.strptime(day, "%Y-%m-%d").strftime("%A")
        if name in $names:
            return "$first"
        return "$second" if name == "$late_name" else "$other"
        """,
    )

    def oracle(day: str) -> str:
        weekday = _weekday(date(*map(int, day.split("-"))))
        return [second if i == late else first if i in early else other for i in range(7)][weekday]

    a, b = (_DAYS[i] for i in early)
    monday = date(2024, 7, 1) + timedelta(weeks=draw.integer(0, 100))
    return Task(
        name=draw.one(f"{what.replace(' ', '_')}_of_day", "plan_for", "look_up_day"),
        parameters={"day": "str"},
        returns="str",
        statement=draw.one(
            f"The {what} is '{first}' on {a}s and {b}s, '{second}' on {_DAYS[late]}s and '{other}' on all other days. "
            f"Return the {what} for the date `day`, which looks like '2024-03-09' (year, month, day).",
            f"By a weekly plan the {what} is '{first}' every {a} and {b}, '{second}' every {_DAYS[late]} and otherwise "
            f"'{other}'. What is it on `day`, a date in the form '2025-12-31'? Return it.",
        ),
        body=code(
            body,
            early=tuple(early),
            first=first,
            late=late,
            second=second,
            other=other,
            a=early[0],
            b=early[1],
            names=f'("{a}", "{b}")',
            late_name=_DAYS[late],
        ),
        oracle=oracle,
        inputs=[(str(_date(draw)),) for _ in range(3)] + [(str(monday + timedelta(days=i)),) for i in range(7)],
        imports=("from datetime import datetime",) if "datetime." in body else ("from datetime import date",),
    )


@family
def days_between(draw: Draw) -> Task:
    """How many days, nights or weeks lie between two dates, and what they cost."""
    what, both = draw.one(
        ("stay", False), ("trip", True), ("loan", False), ("exhibition", True), ("holiday", True), ("hotel stay", False)
    )
    start, end = draw.one(("start", "end"), ("first", "last"), ("arrival", "departure"), ("begin", "finish"))
    price, free, form, size = draw.integer(2, 60), draw.one(0, 1, 2, 3), draw.one(0, 1, 1, 2, 2), draw.integer(3, 14)
    unit = "day" if both else "night"
    returns, wanted, result = (
        ("int", f"the number of {unit}s", "{n}"),
        (
            "int",
            f"what it costs at {price} for each {unit}"
            + (f" after the first {free}, which are free" if free > 1 else ""),
            f"{price} * {{n}}",
        ),
        (
            "tuple[int, int]",
            f"the number of full periods of {size} {unit}s, and of {unit}s beyond them, as a tuple",
            f"divmod({{n}}, {size})",
        ),
    )[form]
    free = free if form == 1 and free > 1 else 0
    counted = f"max(0, {unit}s - {free})" if free else f"{unit}s"
    result = result.format(n=counted)
    body = draw.one(
        """
        $units = (date.fromisoformat($end) - date.fromisoformat($start)).days$one
        return $result
        """,
        """
        first_day = date.fromisoformat($start)
        last_day = date.fromisoformat($end)
        # Ordinals are whole numbers, one for each day.
        $units = last_day.toordinal() - first_day.toordinal()$one
        return $result
        """,
    )

    def oracle(one: str, other: str) -> int | tuple[int, int]:
        day, number = date.fromisoformat(one), int(both)
        while day.isoformat() != other:
            day, number = day + timedelta(days=1), number + 1
        return (number, price * len(range(free, number)), (number // size, number % size))[form]

    included = "both of these days count" if both else "the nights between the two days count"

    def make() -> tuple[str, str]:
        day = _date(draw)
        return (str(day), str(day + timedelta(days=draw.integer(0, 60))))

    return Task(
        name=draw.one(f"{what.replace(' ', '_')}_length", f"count_{unit}s")
        if form != 1
        else draw.one(f"price_of_{what.replace(' ', '_')}", "cost"),
        parameters={start: "str", end: "str"},
        returns=returns,
        statement=draw.one(
            f"The {what} lasts from `{start}` to `{end}`, dates such as '2024-02-28'; {included}. Return {wanted}. "
            f"`{end}` is never before `{start}`.",
            f"Given the dates `{start}` and `{end}` (like '2023-11-05', the second one not earlier) of the {what}, "
            f"return {wanted}. Note that {included}.",
        ),
        body=code(body, start=start, end=end, units=f"{unit}s", one=" + 1" if both else "", result=result),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            *(
                ("2024-02-28", "2024-03-01"),
                ("2023-02-28", "2023-03-01"),
                ("2023-12-31", "2024-01-01"),
                ("2025-05-05", "2025-05-05"),
            ),
            *(("2024-06-01", "2024-06-08"), ("2024-06-01", "2024-06-07"), ("2024-01-30", "2024-02-02")),
        ),
        imports=("from datetime import date",),
    )


@family
def due_date(draw: Draw) -> Task:
    """A date some days later that is moved if it falls on a closed day."""
    what, after = draw.one("bill", "loan", "homework", "rent", "report", "permit", "parcel"), draw.integer(2, 45)
    closed = draw.one([5, 6], [6], [0], [4, 5], [2, 6], [1], [3])
    back, source = draw.chance(0.3), draw.one("start", "day", "issued", "begin")
    step, way = ("-", "earlier") if back else ("+", "later")
    body = draw.one(
        """
        due = date.fromisoformat($source) + timedelta(days=$after)
        while due.weekday() $closed:
            due $step= timedelta(days=1)
        return due.isoformat()
        """,
        """
        due = datetime.strptime($source, "%Y-%m-%d") + timedelta(days=$after)
        # %w counts from Sunday, which is 0.
        while due.strftime("%w") $codes:
            due $step= timedelta(days=1)
        return due.strftime("%Y-%m-%d")
        """,
    )

    def oracle(start: str) -> str:
        days = [date.fromordinal(date.fromisoformat(start).toordinal() + after + (-i if back else i)) for i in range(7)]
        return str(next(day for day in days if _weekday(day) not in closed))

    names = " or a ".join(_DAYS[i] for i in closed)
    numbers = [f'"{(i + 1) % 7}"' for i in closed]
    codes = f"in ({', '.join(numbers)})" if len(closed) > 1 else f"== {numbers[0]}"
    return Task(
        name=draw.one(f"{what}_due", "due_date", "deadline", f"{what}_deadline"),
        parameters={source: "str"},
        returns="str",
        statement=draw.one(
            f"The {what} is due {after} days after `{source}`, a date like '2024-05-31'. If that is a {names}, it is "
            f"due on the nearest {way} day that is not. Return the date in the same form.",
            f"Return the last day for the {what}: {after} days after `{source}` (in the form '2023-12-24'), but moved "
            f"to the next {way} day as long as it falls on a {names}. The result has the same form.",
            f"An office that is closed every {names.replace('or a', 'and')} expects the {what} {after} days after "
            f"`{source}`, or, if it is closed then, on the closest {way} day on which it is open. Return this date; "
            f"all dates look like '2024-02-29'.",
        ),
        body=code(
            body,
            source=source,
            after=after,
            closed=f"in {tuple(closed)}" if len(closed) > 1 else f"== {closed[0]}",
            codes=codes,
            step=step,
        ),
        oracle=oracle,
        inputs=[(str(_date(draw)),) for _ in range(2)]
        + [(str(date(2024, 2, 20) + timedelta(days=i * 50 + i)),) for i in range(8)],
        imports=("from datetime import datetime, timedelta",)
        if "datetime." in body
        else ("from datetime import date, timedelta",),
    )
