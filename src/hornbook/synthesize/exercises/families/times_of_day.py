"""Times of day: clocks, timetables, opening hours and work."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _minutes(clock: str) -> int:
    hours, minutes = re.findall("[0-9]+", clock)
    return int(hours) * 60 + int(minutes)


def _time(draw: Draw, low: int = 0, high: int = 23) -> str:
    return f"{draw.integer(low, high):02}:{draw.integer(0, 59):02}"


@family
def later_time(draw: Draw) -> Task:
    """A time some steps later or earlier, perhaps after midnight."""
    event, back = draw.one("train", "alarm", "film", "meal", "ferry", "lesson", "match", "tide"), draw.chance(0.4)
    step, day = draw.one(1, 5, 10, 15, 20, 25, 30, 45, 50, 90), draw.chance(0.4)
    amount = draw.one("steps", "rounds", "breaks", "count")
    sign, word, other = ("-", "earlier", " (previous day)") if back else ("+", "later", " (next day)")
    body = draw.one(
        """
        hours, minutes = start.split(":")
        total = int(hours) * 60 + int(minutes) $sign $step$amount
        # A day has 1440 minutes; the remainder leads round midnight.
        hours, minutes = divmod(total % 1440, 60)
        return f"{hours:02}:{minutes:02}"$day
        """,
        """
        moment = datetime.strptime(start, "%H:%M")
        moved = moment $sign timedelta(minutes=$step$amount)
        return moved.strftime("%H:%M")$moved
        """,
    )

    def oracle(start: str, number: int) -> str:
        minutes, turned = _minutes(start), False
        for _ in range(number * step):
            minutes += -1 if back else 1
            if minutes in (-1, 1440):
                minutes, turned = minutes % 1440, True
        return _clock(minutes) + (other if day and turned else "")

    what = f"{step} times `{amount}` minutes" if step > 1 else f"`{amount}` minutes"
    note = (
        f" If that is on the {other[2:-1]}, '{other}' is put behind it."
        if day
        else " It may be on another day; only the time counts."
    )
    return Task(
        name=draw.one(f"{word}_time", f"move_{event}", f"{event}_time", "shift_clock"),
        parameters={"start": "str", amount: "int"},
        returns="str",
        statement=draw.one(
            f"Return the time that is {what} {word} than `start`, both in the form '07:05'.{note}",
            f"The {event} that was set for `start`, for instance '18:40', is moved: it is now {what} {word}. Return "
            f"its new time in the same form.{note}",
            f"The clock shows `start` (24 hours, like '09:30'). What does it show {what} {word}? Return this "
            f"time.{note}",
        ),
        body=code(
            body,
            sign=sign,
            step=step if step > 1 else amount,
            amount=f" * {amount}" if step > 1 else "",
            day=f' + ("{other}" if not 0 <= total < 1440 else "")' if day else "",
            moved=f' + ("{other}" if moved.date() != moment.date() else "")' if day else "",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (_time(draw), draw.integer(1, 12)),
            *(
                ("00:00", 0),
                ("23:59", 1),
                ("00:00", 1),
                ("12:34", 7),
                ("00:01", 1),
                ("20:30", 5),
                (_clock(1440 - step), 1),
                (_clock(step), 1),
            ),
        ),
        imports=("from datetime import datetime, timedelta",) if "datetime" in body else (),
    )


@family
def paid_stay(draw: Draw) -> Task:
    """The price of a stay between two times, in started periods."""
    place, period, price = (
        draw.one("car park", "tennis court", "locker", "play room", "studio", "sauna"),
        draw.one(10, 15, 20, 30, 60),
        draw.integer(2, 9),
    )
    free, most = draw.one(0, 0, 5, 10), draw.one(0, 0, price * draw.integer(4, 9))
    start, end = draw.one(("start", "end"), ("arrival", "departure"), ("taken", "returned"))
    body = draw.one(
        """
        # Minutes since midnight can be subtracted.
        def minutes(time):
            hours, rest = time.split(":")
            return int(hours) * 60 + int(rest)

        stay = (minutes($end) - minutes($start)) % 1440$free
        periods = -(-stay // $period)
        return $price
        """,
        """
        form = "%H:%M"
        difference = datetime.strptime($end, form) - datetime.strptime($start, form)
        # Within a timedelta, seconds are never negative, even if the end lies after midnight.
        stay = difference.seconds // 60$free
        periods = math.ceil(stay / $period)
        return $price
        """,
    )
    result = f"periods * {price}"
    result = f"max(0, {result})" if free else result
    result = f"min({result}, {most})" if most else result

    def oracle(first: str, last: str) -> int:
        minute, stay = _minutes(first), 0
        while minute % 1440 != _minutes(last):
            minute, stay = minute + 1, stay + 1
        begun = len(range(free, stay, period))
        return sorted([begun * price, most])[0] if most else begun * price

    gift = f" The first {free} minutes of a stay are free; only the rest counts." if free else ""
    cap = f" A stay never costs more than {most}." if most else ""
    return Task(
        name=draw.one("price_of_stay", "fee", "cost", f"{place.replace(' ', '_')}_price"),
        parameters={start: "str", end: "str"},
        returns="int",
        statement=draw.one(
            f"A {place} costs {price} for every {period} minutes that have begun.{gift}{cap} Return the price of a "
            f"stay from `{start}` to `{end}`, times like '22:15'. It is shorter than a day and may last past midnight; "
            f"equal times mean 0 minutes.",
            f"Return what somebody pays for using a {place} from `{start}` to `{end}` (such as '08:05' and '10:30'). "
            f"Each period of {period} minutes, even one just begun, costs {price}.{gift}{cap} If `{end}` is the "
            f"earlier time, it is on the next day; equal times cost 0.",
        ),
        body=code(body, start=start, end=end, period=period, price=result, free=f" - {free}" if free else ""),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (_time(draw, 6, 14), _time(draw, 12, 21)),
            *(
                ("08:00", "08:00"),
                ("23:50", _clock(1430 + free + period)),
                ("09:00", _clock(540 + free)),
                ("09:00", _clock(541 + free)),
                ("23:50", _clock(1431 + free + period)),
            ),
            *(("09:00", _clock(540 + free + period)), ("09:00", _clock(541 + free + period)), ("07:45", "08:57")),
        ),
        imports=("import math", "from datetime import datetime") if "datetime" in body else (),
    )


@family
def next_departure(draw: Draw) -> Task:
    """When the next one leaves by a regular timetable."""
    what, first, every = (
        draw.one("bus", "tram", "ferry", "shuttle", "cable car", "boat", "metro"),
        draw.integer(5 * 60, 9 * 60),
        draw.one(7, 8, 12, 15, 20, 25, 30, 40, 45),
    )
    trips, wait, missing = draw.integer(8, 20), draw.chance(0.4), draw.one("none", "tomorrow", "-", "")
    last = first + every * (trips - 1)
    body = draw.one(
        """
        hours, minutes = now.split(":")
        time = int(hours) * 60 + int(minutes)
        for departure in range($first, $stop, $every):
            if departure >= time:
                return $found
        return $missing
        """,
        """
        time = int(now[:2]) * 60 + int(now[3:])
        if time > $last:
            return $missing
        # Round up to a whole number of trips since the first one.
        trips = max(0, -(-(time - $first) // $every))
        departure = $first + trips * $every
        return $found
        """,
    )
    table = [_clock(first + every * i) for i in range(trips)]

    def oracle(now: str) -> str | int:
        later = [clock for clock in table if clock >= now]
        if not later:
            return -1 if wait else missing
        return _minutes(later[0]) - _minutes(now) if wait else later[0]

    result = "how many minutes one has to wait for the next one" if wait else "the time of the next one"
    none = "-1" if wait else f"'{missing}'"
    return Task(
        name=draw.one(f"next_{what.replace(' ', '_')}", "next_departure", "timetable")
        if not wait
        else draw.one("waiting_time", "wait"),
        parameters={"now": "str"},
        returns="int" if wait else "str",
        statement=draw.one(
            f"A {what} leaves every {every} minutes, first at {_clock(first)} and last at {_clock(last)}. Return "
            f"{result} at the time `now` (like '08:05'), or {none} if the last one has left. One that leaves at "
            f"exactly this time can still be caught.",
            f"From {_clock(first)} to {_clock(last)} there is a {what} every {every} minutes. Somebody comes to the "
            f"stop at `now`, in the form '14:07', and can still catch one leaving in that very minute. Return "
            f"{result}, and {none} after the last one.",
        ),
        body=code(
            body,
            first=first,
            stop=last + 1,
            last=last,
            every=every,
            missing="-1" if wait else f'"{missing}"',
            found="departure - time" if wait else 'f"{departure // 60:02}:{departure % 60:02}"',
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (_time(draw, 8, 13),),
            *((_clock(n),) for n in (0, first - 1, first, first + 1, first + every, last - 1, last, last + 1, 1439)),
            number=12,
        ),
    )
