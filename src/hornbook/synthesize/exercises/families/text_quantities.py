"""Texts: numbers, money, sizes and shares shown to people."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_NOUNS = re.split(
    ", ",
    "apple apples, box boxes, city cities, child children, mouse mice, leaf leaves, goose geese, day days, message "
    "messages, file files, guest guests, foot feet, berry berries, bus buses, page pages, knife knives, seat seats, "
    "wish wishes",
)


@family
def counted_noun(draw: Draw) -> Task:
    """A number and its noun, in the singular or the plural."""
    one, many = str.split(draw.one(*_NOUNS))
    zero = draw.one("no", "zero", "0", "not any")
    limit, above = draw.integer(3, 12) * 10, draw.one("many", "lots of", "")
    verb_one, verb_many = draw.one(
        ("", ""), (" left", " left"), (" is here", " are here"), (" was found", " were found")
    )
    body = draw.one(
        """
        if count == 0:
            return "$zero $many$plural"$more
        if count == 1:
            return "1 $one$singular"
        return f"{count} $many$plural"
        """,
        """
        if count == 1:
            return "1 $one$singular"$more
        amount = "$zero" if count == 0 else count
        return f"{amount} $many$plural"
        """,
    )

    def oracle(count: int) -> str:
        amounts = {0: zero, **{n: str(n) for n in range(1, max(count, 2) + 1)}}
        amount = above if above and count > limit else amounts[count]
        return f"{amount} " + (one + verb_one if count == 1 else many + verb_many)

    more = f" For more than {limit}, it is '{above} {many}{verb_many}'." if above else ""
    return Task(
        name=draw.one(f"count_{many}", f"{many}_text", "describe", f"say_{many}"),
        parameters={"count": "int"},
        returns="str",
        statement=draw.one(
            f"Describe `count`: '{zero} {many}{verb_many}' for 0, '1 {one}{verb_one}' for 1, else like '2 "
            f"{many}{verb_many}'.{more}",
            f"Return the number and the right form of '{one}': for 1 it is '1 {one}{verb_one}', for 2 '2 "
            f"{many}{verb_many}' and so on, for 0 '{zero} {many}{verb_many}'.{more} `count` is never negative.",
            f"A screen shows how many {many} there are. Return its text: '1 {one}{verb_one}', '2 {many}{verb_many}', "
            f"'3 {many}{verb_many}' and so on. Without any it is '{zero} {many}{verb_many}'.{more}",
        ),
        body=code(
            body,
            zero=zero,
            one=one,
            many=many,
            singular=verb_one,
            plural=verb_many,
            more=f'\nif count > {limit}:\n    return "{above} {many}{verb_many}"' if above else "",
        ),
        oracle=oracle,
        inputs=draw.inputs(lambda: (draw.integer(2, 30),), (0,), (1,), (2,), (limit,), (limit + 1,), (150,)),
    )


@family
def share_of(draw: Draw) -> Task:
    """A part of a whole shown as a percentage."""
    (part, whole), digits = (
        draw.one(("votes", "voters"), ("hits", "shots"), ("sold", "stock"), ("passed", "pupils"), ("wet", "days")),
        draw.integer(0, 2),
    )
    none, space, plus = draw.one("n/a", "-", "none", "?"), draw.one("", " "), draw.one("%", "percent", "per cent")
    space = space if plus == "%" else " "
    body = draw.one(
        """
        if $whole == 0:
            return "$none"
        return f"{100 * $part / $whole:.${digits}f}$end"
        """,
        """
        if $whole == 0:
            return "$none"
        share = 100 * $part / $whole
        return f"{share:.${digits}f}$end"
        """,
    )

    def oracle(some: int, everything: int) -> str:
        return "%.*f%s" % (digits, some * 100 / everything, space + plus) if everything else none  # noqa: UP031 - unlike the body

    shown = {0: "without decimals", 1: "with one decimal", 2: "with two decimals"}[digits]
    sample = f"{50:.{digits}f}{space}{plus}"
    return Task(
        name=draw.one("share", "percentage", f"share_of_{part}", "as_percent"),
        parameters={part: "int", whole: "int"},
        returns="str",
        statement=draw.one(
            f"Return which percentage of `{whole}` the number `{part}` is, rounded and {shown}, as in '{sample}'. If "
            f"`{whole}` is 0, return '{none}'.",
            f"Show `{part}` as a share of `{whole}` {shown}: a half is '{sample}'. Where `{whole}` is 0, the result is "
            f"'{none}'.",
            f"A report states `{part}` out of `{whole}` as a percentage, rounded, {shown}, in the form '{sample}'. "
            f"Return it; if `{whole}` is 0, return '{none}'.",
        ),
        body=code(body, part=part, whole=whole, none=none, digits=digits, end=space + plus),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(0, 50), draw.integer(51, 99)), (0, 0), (0, 7), (7, 7), (3, 0), (2, 3), (1, 700)
        ),
    )


@family
def file_size(draw: Draw) -> Task:
    """A big number shown in a unit that keeps it short."""
    thing, units = draw.one(
        ("size", ("B", "kB", "MB", "GB")),
        ("distance", ("mm", "m", "km")),
        ("weight", ("mg", "g", "kg", "t")),
        ("power", ("W", "kW", "MW", "GW")),
        ("followers", ("", "k", "m")),
    )
    base = 1024 if thing == "size" and draw.chance(0.5) else 1000
    digits, space = draw.integer(1, 2), draw.one(" ", "")
    body = draw.one(
        """
        if $thing < $base:
            return f"{$thing}$space$first"
        value = $thing
        for unit in $larger:
            value /= $base
            if value < $base:
                break
        return f"{value:.${digits}f}$space{unit}"
        """,
        """
        units = $units
        level = 0
        value = $thing
        while value >= $base and level < len(units) - 1:
            value /= $base
            level += 1
        # Only divided values have decimals.
        if level == 0:
            return f"{$thing}$space$first"
        return f"{value:.${digits}f}$space{units[level]}"
        """,
    )

    def oracle(number: int) -> str:
        level = max(level for level in range(len(units)) if level == 0 or number >= base**level)
        return f"{number / base**level:.{digits if level else 0}f}{space}{units[level]}"

    listed = ", ".join(f"'{unit}'" for unit in units[1:-1]) + f" and '{units[-1]}'"
    plain = f"in '{units[0]}'" if units[0] else "without a unit"
    sep = "a space" if space else "nothing"
    decimals = "one decimal" if digits == 1 else "two decimals"
    sample = draw.integer(2 * base, 400 * base)
    return Task(
        name=draw.one(f"show_{thing}", f"short_{thing}", f"readable_{thing}"),
        parameters={thing: "int"},
        returns="str",
        statement=draw.one(
            f"Show `{thing}` briefly. Below {base} it is shown {plain} as a whole number. Otherwise divide it by "
            f"{base} until it is below {base} or the last unit is reached; the units are {listed}. Show it with "
            f"{decimals}, and {sep} before the unit: {sample} gives '{oracle(sample)}'.",
            f"Return `{thing}` in the largest fitting unit. A number below {base} stays whole, {plain}. Each of the "
            f"units {listed} is {base} times the one before; take the largest in which the value is at least 1. Show "
            f"{decimals} and put {sep} between number and unit; {sample} is shown as '{oracle(sample)}'.",
        ),
        body=code(
            body,
            thing=thing,
            base=base,
            space=space,
            first=units[0],
            larger=str(units[1:]).replace("'", '"'),
            units=str(units).replace("'", '"'),
            digits=digits,
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (int(10 ** draw.number(1, 10, 3)),),
            *(
                (0,),
                (base - 1,),
                (base,),
                (base * 3 // 2,),
                (base**2 - base,),
                (base**2,),
                (base**3,),
                (base**4 * 2,),
                (base**5,),
            ),
        ),
    )


@family
def bar(draw: Draw) -> Task:
    """A bar that shows how much of something is done."""
    width, full, empty, percent = draw.integer(4, 20), draw.one(*"#=*+"), draw.one(*"-. _"), draw.chance(0.5)
    what, done, total = draw.one(
        ("a download", "loaded", "size"),
        ("a game", "points", "goal"),
        ("a book", "read", "pages"),
        ("a hike", "walked", "way"),
    )
    body = draw.one(
        """
        # Multiplying first keeps the rounding for the end.
        filled = $width * $done // $total
        return "[" + "$full" * filled + "$empty" * ($width - filled) + "]"$percent
        """,
        """
        filled = "$full" * ($width * $done // $total)
        return f"[{filled:$empty<$width}]"$percent
        """,
    )

    def oracle(part: int, whole: int) -> str:
        marks = [full if part * width >= whole * place else empty for place in range(1, width + 1)]
        return f"[{''.join(marks)}]" + (f" {int(part * 100 / whole)}%" if percent else "")

    behind = " Behind it come a space, the whole percentage (rounded down) and '%'." if percent else ""
    rest = "spaces" if empty == " " else f"'{empty}'"
    return Task(
        name=draw.one("progress_bar", "bar", "show_progress", "gauge"),
        parameters={done: "int", total: "int"},
        returns="str",
        statement=draw.one(
            f"Draw how far {what} has got: `{done}` out of `{total}`. Between '[' and ']' stand {width} characters. "
            f"That share of them (rounded down) is '{full}', the rest are {rest}.{behind} `{total}` is positive and "
            f"not below `{done}`.",
            f"Return a bar of {width} characters in square brackets for {what}. The part `{done}` / `{total}` of it, "
            f"rounded down to whole characters, is drawn with '{full}' and the rest with {rest}.{behind} 0 <= `{done}` "
            f"<= `{total}`, and `{total}` > 0.",
        ),
        body=code(
            body,
            width=width,
            done=done,
            total=total,
            full=full,
            empty=empty,
            percent=f' + f" {{100 * {done} // {total}}}%"' if percent else "",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(0, 40), draw.integer(40, 90)),
            (0, 5),
            (5, 5),
            (width - 1, width),
            (1, width + 1),
            (1, 2),
            (2, 3),
        ),
    )
