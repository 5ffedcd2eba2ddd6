"""Texts and entries of forms: more rules that they may keep or break."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


@family
def clock_time_in_hours(draw: Draw) -> Task:
    """A text is a time of day within some hours."""
    place, start, mark = (
        draw.one("shop", "library", "museum", "pool", "office", "clinic"),
        draw.integer(5, 11),
        draw.one(":", ".", "h"),
    )
    end, late = draw.integer(13, 22), draw.chance(0.5)
    body = draw.one(
        """
        if len(time) != 5 or time[2] != "$mark":
            return False
        hours, minutes = time[:2], time[3:]
        if not (hours.isdecimal() and minutes.isdecimal()) or int(minutes) > 59:
            return False
        return $start <= int(hours) < $end$late
        """,
        """
        match = re.fullmatch(r"([0-9]{2})$pattern([0-5][0-9])", time)
        if match is None:
            return False
        minutes = int(match[1]) * 60 + int(match[2])
        return $opening <= minutes $sign $closing
        """,
    )
    fits = [f"{hour:02}{mark}{minute:02}" for hour in range(start, end) for minute in range(60)]
    fits += [f"{end}{mark}00"] if late else []
    opening, closing = f"{start:02}{mark}00", f"{end}{mark}00"
    included = "both included" if late else f"{opening} included, {closing} not"
    return Task(
        name=draw.one("is_open_time", f"{place}_is_open", "valid_time", "fits_hours"),
        parameters={"time": "str"},
        returns="bool",
        statement=draw.one(
            f"The {place} is open from {opening} to {closing} ({included}). Return whether `time` is a time of day in "
            f"the form '09{mark}05' (two digits, '{mark}', two digits, minutes up to 59) at which the {place} is open.",
            f"Return True if `time` is written exactly like '14{mark}30', is a possible time and lies between "
            f"{opening} and {closing} ({included}), when the {place} is open. Otherwise return False.",
            f"To book a visit to the {place}, people type a time such as '14{mark}30'. It is taken only in this form "
            f"(always two digits for hours and for minutes) and from {opening} to {closing}, {included}. Return "
            f"whether `time` is taken.",
        ),
        body=code(
            body,
            mark=mark,
            pattern=re.escape(mark),
            start=start,
            end=end,
            late=f' or time == "{closing}"' if late else "",
            opening=start * 60,
            closing=end * 60,
            sign="<=" if late else "<",
        ),
        oracle=lambda time: time in fits,
        inputs=draw.inputs(
            lambda: (f"{draw.integer(4, 23):02}{mark}{draw.integer(0, 59):02}",),
            *(
                (opening,),
                (closing,),
                (f"{start - 1:02}{mark}59",),
                (f"{end - 1}{mark}59",),
                (f"{end}{mark}01",),
                (f"12{mark}60",),
            ),
            *((f"9{mark}30",), ("12+30",), (f"12{mark}3x",), ("",), (f"12{mark}300",)),
            number=14,
        ),
        imports=("import re",) if "re.f" in body else (),
    )


@family
def incomplete_fields(draw: Draw) -> Task:
    """Which fields of a record are missing or blank."""
    form, fields = draw.one(
        ("registration", ["name", "email", "phone", "city", "age"]),
        ("order", ["item", "amount", "address", "date", "price"]),
        ("booking", ["guest", "room", "arrival", "nights", "phone"]),
        ("report", ["author", "title", "date", "place", "summary"]),
        ("loan", ["book", "reader", "start", "end", "shelf"]),
    )
    needed, form_of = draw.sample(fields, 3), draw.integer(0, 2)
    blank = draw.chance(0.6)
    returns, wanted, result = (
        ("list[str]", "a list of the names of all incomplete fields, in this order", "$found"),
        ("int", "how many of them are incomplete", "len($found)"),
        ("str", "the names of all incomplete fields in this order, joined by ', '", '", ".join($found)'),
    )[form_of]
    test = f'{form}.get(field, "").strip() == ""' if blank else f"field not in {form}"
    found = f"[field for field in ({', '.join(f'{chr(34)}{field}{chr(34)}' for field in needed)}) if {test}]"
    body = draw.one(
        """
        missing = []
        for field in ($needed):
            if $test:
                missing.append(field)
        return $result
        """,
        """
        missing = $found
        return $result
        """,
    )

    def oracle(record: dict[str, str]) -> list[str] | int | str:
        complete = {key for key, value in record.items() if not blank or value.split()}
        bad = sorted({*needed} - complete, key=needed.index)
        return (bad, len(bad), ", ".join(bad))[form_of]

    rule = "is missing, empty or made of spaces only" if blank else "is missing (an empty text is fine)"
    first, second, third = needed
    return Task(
        name=draw.one("missing_fields", f"check_{form}", "incomplete"),
        parameters={form: "dict[str, str]"},
        returns=returns,
        statement=draw.one(
            f"The dict `{form}` needs the fields '{first}', '{second}' and '{third}'. A field is incomplete if it "
            f"{rule}. Return {wanted}.",
            f"An office receives each {form} as a dict. Required are '{first}', '{second}' and '{third}', in this "
            f"order; others do not matter. A field that {rule} is incomplete. Return {wanted}.",
        ),
        body=code(
            body,
            needed=", ".join(f'"{field}"' for field in needed),
            test=test,
            found=found,
            result=result.replace("$found", "missing"),
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ({field: draw.one(draw.word(), draw.name(), "", "  ") for field in draw.sample(fields, 4)},),
            *(
                ({},),
                (dict.fromkeys(needed, "x"),),
                ({needed[1]: ""},),
                ({needed[0]: " ", needed[2]: "1"},),
                ({"note": "a"},),
            ),
            *((dict.fromkeys(reversed(needed), "  "),), (dict.fromkeys(fields, "ok"),)),
        ),
    )


@family
def dotted_numbers(draw: Draw) -> Task:
    """Numbers between marks: how many, how big, and without needless zeros."""
    what, mark, parts = (
        draw.one("address", "version", "section", "device_id", "serial"),
        draw.one(".", "-", ":", "/"),
        draw.integer(2, 5),
    )
    top, zeros = draw.one(9, 12, 31, 63, 99, 127, 199, 255, 500, 999), draw.chance(0.4)
    body = draw.one(
        """
        parts = $what.split("$mark")
        if len(parts) != $count:
            return False
        for part in parts:
            # isdecimal() is false for an empty part and for signs.
            if not part.isdecimal() or int(part) > $top$zero_test:
                return False
        return True
        """,
        """
        parts = $what.split("$mark")
        return len(parts) == $count and all($fits for part in parts)
        """,
    )
    numbers = {str(n) for n in range(top + 1)}

    def oracle(text: str) -> bool:
        pieces = [re.sub("^0+(?=[0-9])", "", piece) if zeros else piece for piece in text.split(mark)]
        return len(pieces) == parts and set(pieces) <= numbers

    def example(*values: object) -> str:
        return mark.join(map(str, [*values, *(draw.integer(0, top) for _ in range(parts))][:parts]))

    leading = "Zeros in front, as in '05', are allowed." if zeros else "Zeros in front, as in '05', are not allowed."
    spoken = {"device_id": "device number", "serial": "serial number"}.get(what, what)
    fits = f"part.isdecimal() and int(part) <= {top}" + ("" if zeros else " and part == str(int(part))")
    return Task(
        name=draw.one("is_valid", f"valid_{what}", f"check_{what}", "well_formed"),
        parameters={what: "str"},
        returns="bool",
        statement=draw.one(
            f"Return whether `{what}` consists of exactly {parts} whole numbers from 0 to {top} with '{mark}' between "
            f"them, such as '{example()}'. {leading}",
            f"A valid {spoken} looks like '{example()}': {parts} numbers, none above {top}, separated by '{mark}' and "
            f"written with digits only. {leading} Return True if `{what}` is valid, else False.",
        ),
        body=code(
            body,
            what=what,
            mark=mark,
            count=parts,
            top=top,
            zero_test="" if zeros else ' or (len(part) > 1 and part[0] == "0")',
            fits=fits,
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (example(draw.integer(0, top + top // 3)),),
            *(
                ("",),
                (example(top),),
                (example(top + 1),),
                (example(0, top),),
                (example() + f"{mark}1",),
                (example().replace(mark, " ", 1),),
            ),
            *((example("05"),), (example("1a"),), (example("-1"),), (example() + mark,), (example("00"),)),
            number=14,
        ),
    )


@family
def acceptable_file(draw: Draw) -> Task:
    """A file name has an allowed ending, no forbidden characters, and is not too long."""
    endings = draw.sample(["txt", "csv", "png", "jpg", "pdf", "md", "json", "wav"], draw.integer(2, 3))
    limit, bad, both = draw.integer(10, 30), draw.sample(list(" /:#?"), 2), draw.chance(0.5)
    name = "file_name.lower()" if both else "file_name"
    body = draw.one(
        """
        stem, dot, ending = $name.rpartition(".")
        if not stem or ending not in $endings:
            return False
        return len(file_name) <= $limit and not any(char in "$bad" for char in file_name)
        """,
        """
        if len(file_name) > $limit or set(file_name) & set("$bad"):
            return False
        for ending in $endings:
            # Something must stand before the ending.
            if $name.endswith("." + ending) and len(file_name) > len(ending) + 1:
                return True
        return False
        """,
    )
    pattern = re.compile(f"[^{re.escape(''.join(bad))}]+\\.({'|'.join(endings)})", re.IGNORECASE if both else 0)
    named = {" ": "space", "/": "slash", ":": "colon", "#": "hash", "?": "question mark"}
    first, second = (named[char] for char in bad)
    listed = ", ".join(f"'.{ending}'" for ending in endings[:-1]) + f" or '.{endings[-1]}'"
    case = "in small or capital letters" if both else "in small letters"
    place = draw.one("website", "camera", "library", "school", "museum")
    return Task(
        name=draw.one("is_acceptable", "accept_file", "valid_file_name"),
        parameters={"file_name": "str"},
        returns="bool",
        statement=draw.one(
            f"Return whether a file name is acceptable: at most {limit} characters, no {first} and no {second} in it, "
            f"and {listed} at the end ({case}) with something before it.",
            f"A {place} takes a file only if its name ends in {listed} ({case}), has at least one character before "
            f"that ending, contains neither a {first} nor a {second}, and is no longer than {limit} characters. Return "
            f"whether it is taken.",
        ),
        body=code(body, name=name, endings=str(tuple(endings)).replace("'", '"'), limit=limit, bad="".join(bad)),
        oracle=lambda text: pattern.fullmatch(text) is not None and text[limit:] == "",
        inputs=draw.inputs(
            lambda: (draw.word() + draw.one("", "", *bad) + draw.word() + "." + draw.one(*endings, "exe"),),
            *(
                ("",),
                (f".{endings[0]}",),
                (endings[1],),
                (f"a.{endings[0].upper()}",),
                ("x" * (limit - 4) + f".{endings[-1]}",),
            ),
            *(
                (f"{'y' * (limit - len(endings[0]) - 1)}.{endings[0]}",),
                (f"{'z' * (limit - len(endings[0]))}.{endings[0]}",),
            ),
            *(
                (f"a{bad[0]}b.{endings[0]}",),
                (f"a{bad[1]}b.{endings[0]}",),
                (f"b.{endings[1]}",),
                (f"c.{endings[1]}.old",),
                (f"d{endings[0]}",),
            ),
            number=15,
        ),
    )
