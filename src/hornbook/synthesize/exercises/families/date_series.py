"""Dates: recurring days, and entries gathered by period."""

from datetime import date, timedelta

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


def _date(draw: Draw, low: int = 2019, high: int = 2028) -> date:
    return date(draw.integer(low, high), 1, 1) + timedelta(days=draw.integer(0, 364))


@family
def monthly_totals(draw: Draw) -> Task:
    """Dated entries are gathered by month, year, quarter or weekday."""
    what, value = draw.one(
        ("sales", "price"), ("rides", "distance"), ("orders", "price"), ("parcels", "weight"), ("harvests", "weight")
    )
    kind, form = draw.integer(0, 4), draw.integer(0, 2)
    period, key_words, key = (
        ("month", "like '2024-03'", "day[:7]"),
        ("year", "like 2024", "int(day[:4])"),
        ("quarter", "from 1 (January to March) to 4", "(int(day[5:7]) + 2) // 3"),
        ("month of any year", "from 1 to 12", "int(day[5:7])"),
        ("half of a year", "like '2024-1' and '2024-2'", "day[:5] + str((int(day[5:7]) + 5) // 6)"),
    )[kind]
    wanted, update, unused = (
        (f"the sum of the {value}s", f"totals.get(key, 0) + {value}", ""),
        (f"the largest {value}", f"max(totals.get(key, 0), {value})", ""),
        ("the number of entries", "totals.get(key, 0) + 1", "_"),
    )[form]
    least = draw.one(0, draw.integer(3, 40))
    body = draw.one(
        """
        totals = {}
        for day, $name in $source:
            key = $key
            totals[key] = $update
        return dict(sorted(totals.items()))
        """,
        """
        totals = {}
        # Sorted entries bring the keys in the right order, as a dict keeps it.
        for day, $name in sorted($source):
            key = $key
            totals[key] = $update
        return totals
        """,
    )
    if key.startswith(("int(day[5", "(int(day[5")):
        body = body.replace("sorted($source)", "sorted($source, key=lambda entry: entry[0][5:])")
    if least:
        body = body.replace(
            "            key = $key", "            if $name < $least:\n                continue\n            key = $key"
        )

    def oracle(entries: list[tuple[str, int]]) -> dict[str | int, int]:
        found: dict[str | int, list[int]] = {}
        for text, number in entries:
            day = date.fromisoformat(text)
            keys = (f"{day:%Y-%m}", day.year, -(-day.month // 3), day.month, f"{day.year}-{1 if day.month < 7 else 2}")
            if number >= least:
                found.setdefault(keys[kind], []).append(number)
        summary = (sum, max, len)[form]
        return {name: summary(found[name]) for name in sorted(found, key=str if kind in (0, 4) else int)}

    def entry(*days: str) -> tuple[list[tuple[str, int]]]:
        return ([(day, draw.integer(1, 60)) for day in days],)

    ignored = f" Entries with a {value} below {least} are ignored." if least else ""
    return Task(
        name=draw.one(f"{what}_by_{period.split()[0]}", "totals_by_period", f"group_{what}"),
        parameters={what: "list[tuple[str, int]]"},
        returns=f"dict[{'int' if kind in (1, 2, 3) else 'str'}, int]",
        statement=draw.one(
            f"Each entry of `{what}` is a date such as '2024-03-09' and a {value}. Return a dict from each {period} "
            f"({key_words}) that occurs to {wanted} in it, with rising keys.{ignored}",
            f"A shop keeps its {what} as pairs of a date (year-month-day, like '2023-11-30') and a {value}. Gather "
            f"them by {period}: return a dict with keys {key_words} in rising order, and {wanted} for each that "
            f"occurs.{ignored}",
        ),
        body=code(body, source=what, name=value if least else unused or value, key=key, update=update, least=least),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: entry(*(str(_date(draw, 2023, 2024)) for _ in range(draw.integer(3, 5)))),
            *(
                ([],),
                entry("2024-12-31", "2024-01-01", "2023-12-01"),
                entry("2023-03-31", "2023-04-01", "2024-06-30", "2024-07-01"),
            ),
            *(
                (
                    [
                        ("2024-05-05", least),
                        ("2024-05-06", least + 1),
                        ("2024-02-02", max(least - 1, 1)),
                        ("2023-08-09", least),
                    ],
                ),
            ),
            *(entry("2024-09-30", "2024-10-01", "2024-09-01"),),
        ),
    )


@family
def regular_days(draw: Draw) -> Task:
    """Something is done every few days from a day on."""
    what, every, who = (
        draw.one(
            "plants are watered",
            "filter is changed",
            "bread is baked",
            "windows are cleaned",
            "backup is made",
            "lawn is mown",
        ),
        draw.integer(2, 12),
        draw.integer(0, 2),
    )
    count = draw.integer(2, 5)
    returns, wanted, result = (
        (
            "bool",
            "whether this happens on `day`, which may also lie before `start` (then it does not)",
            "passed >= 0 and passed % {every} == 0",
        ),
        (
            "int",
            "in how many days, counted from `day`, it happens next (0 if on `day` itself). `day` is never before "
            "`start`",
            "-passed % {every}",
        ),
        (
            "list[str]",
            f"the next {count} dates on which it happens, `day` itself included if it is one. `day` is never before "
            f"`start`",
            "dates",
        ),
    )[who]
    first = f"date.fromisoformat(day) + timedelta(days=-passed % {every})"
    listed = f"[str(first + timedelta(days={every} * i)) for i in range({count})]"
    dates = f"\nfirst = {first}\ndates = {listed}"
    body = draw.one(
        """
        passed = (date.fromisoformat(day) - date.fromisoformat(start)).days$dates
        return $result
        """,
        """
        first_day, this_day = date.fromisoformat(start), date.fromisoformat(day)
        # An ordinal is the number of a day, so two of them can be subtracted.
        passed = this_day.toordinal() - first_day.toordinal()$dates
        return $result
        """,
    )

    def oracle(start: str, day: str) -> bool | int | list[str]:
        found: list[date] = []
        turn = date.fromisoformat(start)
        while len(found) < count:
            found += [turn] if turn >= date.fromisoformat(day) else []
            turn += timedelta(days=every)
        if who == 0:
            return str(found[0]) == day
        return (found[0] - date.fromisoformat(day)).days if who == 1 else [date.isoformat(turn) for turn in found]

    def make() -> tuple[str, str]:
        start = _date(draw)
        return (
            str(start),
            str(start + timedelta(days=draw.integer(0, 40) if draw.chance(0.5) else every * draw.integer(1, 5))),
        )

    subject = "The " + what
    start = date(2024, 2, 20)
    before = [("2024-02-20", str(start - timedelta(days=i))) for i in (1, every)] if who == 0 else []
    return Task(
        name=draw.one("is_turn", "on_schedule", "falls_on")
        if who == 0
        else draw.one("days_to_wait", "next_turn")
        if who == 1
        else draw.one("next_dates", "coming_days"),
        parameters={"start": "str", "day": "str"},
        returns=returns,
        statement=draw.one(
            f"{subject} on `start` and then every {every} days. Both `start` and `day` are dates like '2024-02-29'. "
            f"Return {wanted}.",
            f"From the date `start` on, the {what} at intervals of {every} days (the first time on `start` itself). "
            f"Return {wanted}. Dates have the form '2023-10-05'.",
        ),
        body=code(body, result=result.format(every=every), dates=dates if who == 2 else ""),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            *before,
            *(("2024-02-20", str(start + timedelta(days=i))) for i in (0, 1, every - 1, every, every + 1, 3 * every)),
        ),
        imports=("from datetime import date, timedelta",) if who == 2 else ("from datetime import date",),
    )
