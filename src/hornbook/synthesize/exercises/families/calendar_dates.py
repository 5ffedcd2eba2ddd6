"""Dates: written forms, months, recurring days and ages."""

import calendar
from datetime import date, timedelta

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ORDINALS = ("first", "second", "third", "fourth", "last")


def _date(draw: Draw, low: int = 2019, high: int = 2028) -> date:
    return date(draw.integer(low, high), 1, 1) + timedelta(days=draw.integer(0, 364))


@family
def written_date(draw: Draw) -> Task:
    """A date is written in another form."""
    old, source, place = (
        draw.one("-", "/", "."),
        draw.one("day", "text", "start", "born", "written"),
        draw.one("letter", "ticket", "poster", "menu"),
    )
    shown, directive = draw.one(
        ("{day} {month} {year}", "%d %b %Y"),
        ("{month} {day}, {year}", "%b %d, %Y"),
        ("{day}. {month} {year}", "%d. %b %Y"),
        ("{day}-{month}-{year}", "%d-%b-%Y"),
        ("{year}/{month}/{day}", "%Y/%b/%d"),
        ("{month}-{day}", "%b-%d"),
    )
    capitals, week = draw.chance(0.4), draw.chance(0.4)
    names = tuple(name.upper() if capitals else name for name in _MONTHS)
    body = draw.one(
        """
        year, number, day = $source.split("$old")
        # Tuples count from 0, months from 1.
        month = $names[int(number) - 1]
        return f"$shown"
        """,
        """
        moment = datetime.strptime($source, "%Y$old%m$old%d")
        return moment.strftime("$directive")$upper
        """,
    )
    front = "%a " if week else ""
    if week and "strptime" not in body:
        body = body.replace("        year, number", "        weekday = $weekday\n        year, number", 1)

    def oracle(text: str) -> str:
        moment = date(*(int(part) for part in text.split(old)))
        filled = shown.format(day=text[-2:], month=calendar.month_abbr[moment.month], year=text[:4])
        filled = (
            f"{calendar.day_abbr[calendar.weekday(moment.year, moment.month, moment.day)]} {filled}" if week else filled
        )
        return filled.upper() if capitals else filled

    days = tuple(name[:3].upper() if capitals else name[:3] for name in _DAYS)
    iso = source if old == "-" else f'{source}.replace("{old}", "-")'
    weekday = f"{days}[date.fromisoformat({iso}).weekday()]".replace("'", '"')
    samples = [str(_date(draw)).replace("-", old) for _ in range(2)]
    cut = "Names of months" + " and weekdays" * week + " are cut to three letters" + ", in capitals" * capitals
    return Task(
        name=draw.one("write_date", "show_date", f"date_on_{place}", "long_date"),
        parameters={source: "str"},
        returns="str",
        statement=draw.one(
            f"Write the date `{source}` in another form: '{samples[0]}' becomes '{oracle(samples[0])}' and "
            f"'{samples[1]}' becomes '{oracle(samples[1])}'. {cut}; the day keeps its two digits.",
            f"A {place} shows dates like '{oracle(samples[0])}' for '{samples[0]}'. Return how it shows `{source}`, "
            f"which always has the form year, month, day with '{old}' between. {cut}; the day keeps its two digits.",
        ),
        body=code(
            code(
                body,
                source=source,
                old=old,
                names=str(names).replace("'", '"'),
                shown="{weekday} " * week + shown,
                directive=front + directive,
                upper=".upper()" * capitals,
                weekday="$weekday",
            ),
            weekday=weekday,
        ),
        oracle=oracle,
        inputs=[(str(_date(draw)).replace("-", old),) for _ in range(2)]
        + [(str(date(2024, month, month * 2)).replace("-", old),) for month in range(1, 13)],
        imports=("from datetime import datetime",)
        if "strptime" in body
        else ("from datetime import date",)
        if week
        else (),
    )


@family
def weekday_of_month(draw: Draw) -> Task:
    """The nth of a weekday in a month, such as the second Tuesday."""
    what, number, weekday = (
        draw.one("market", "club meeting", "concert", "flea market", "town walk", "game night", "test"),
        draw.integer(0, 4),
        draw.integer(0, 6),
    )
    form, ordinal = draw.integer(0, 2), _ORDINALS[number]
    returns, wanted, result = (
        ("int", "the day of the month on which it takes place", "day.day"),
        ("str", "its date in the form '2024-03-09'", "day.isoformat()"),
        ("str", "its date in the form '9.3.2024' (without zeros in front)", 'f"{day.day}.{month}.{year}"'),
    )[form]
    body = draw.one(
        """
        first = date(year, month, 1)
        # The days from the first of the month to the first $name.
        wait = ($weekday - first.weekday()) % 7
        day = first + timedelta(days=wait$more)
        return $result
        """,
        """
        day = date(year, month, $start)
        while day.weekday() != $weekday:
            day += timedelta(days=1)
        return $result
        """,
    )
    if number == 4:
        body = """
        last = calendar.monthrange(year, month)[1]
        day = date(year, month, last)
        while day.weekday() != $weekday:
            day -= timedelta(days=1)
        return $result
        """

    def oracle(year: int, month: int) -> int | str:
        column = [week[weekday] for week in calendar.Calendar().monthdayscalendar(year, month) if week[weekday]]
        day = column[-1] if number == 4 else column[number]
        return (day, f"{year}-{month:02}-{day:02}", f"{day}.{month}.{year}")[form]

    return Task(
        name=draw.one(f"{what.replace(' ', '_')}_day", f"{ordinal}_{_DAYS[weekday].lower()}", "meeting_day"),
        parameters={"year": "int", "month": "int"},
        returns=returns,
        statement=draw.one(
            f"The {what} takes place on the {ordinal} {_DAYS[weekday]} of each month. Return {wanted} for the given "
            f"year and month (1 to 12).",
            f"Every month has a {what} on its {ordinal} {_DAYS[weekday]}. For the month number `month` of `year`, "
            f"return {wanted}.",
        ),
        body=code(
            body,
            name=_DAYS[weekday],
            weekday=weekday,
            more=f" + {7 * number}" if number else "",
            start=7 * number + 1,
            result=result,
        ),
        oracle=oracle,
        inputs=[(draw.integer(2015, 2030), draw.integer(1, 12)) for _ in range(3)]
        + [(2024, 2), (2023, 2), (2021, 2), (2024, 9), (2023, 5), (2024, 6), (2022, 7), (2024, 12), (2025, 10)],
        imports=("import calendar", "from datetime import date, timedelta")
        if number == 4
        else ("from datetime import date, timedelta",),
    )
