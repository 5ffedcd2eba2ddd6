"""Parsing: lines of logs, tables and lists."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


@family
def settings_lines(draw: Draw) -> Task:
    """Lines of a file with settings, comments and blank lines."""
    mark, comment, bools = draw.one("=", ":", " "), draw.one("#", ";", "//", "--"), draw.chance(0.4)
    yes, no = draw.one(("yes", "no"), ("on", "off"), ("true", "false"))
    body = """
    settings = {}
    for line in lines:
        line = line.strip()
        if not line or line.startswith("$comment"):
            continue
        name, _, value = line.partition("$mark")
        value = value.strip()
        if value.isdecimal():
            value = int(value)$convert
        settings[name.strip()] = value
    return settings
    """
    extra = f"""
    elif value in ("{yes}", "{no}"):
        value = value == "{yes}\""""

    def oracle(lines: list[str]) -> dict[str, object]:
        kept = [line for line in lines if line.split() and not line.lstrip().startswith(comment)]
        special: dict[str, object] = {yes: True, no: False} if bools else {}
        pairs = [(a.strip(), b.strip()) for a, b in ((line.strip() + mark).split(mark, 1) for line in kept)]
        cleaned = [(name, value.removesuffix(mark).strip()) for name, value in pairs]
        return {
            name: int(value) if re.fullmatch("[0-9]+", value) else special.get(value, value) for name, value in cleaned
        }

    named = "the first space" if mark == " " else f"the first '{mark}'"
    words = f", '{yes}' and '{no}' to True and False" if bools else ""
    what = draw.one("game", "printer", "camera", "robot", "server", "lamp", "editor")
    value_type = "int | str" if not bools else "bool | int | str"
    return Task(
        name=draw.one("read_settings", f"{what}_settings", "parse_config", "load_options"),
        parameters={"lines": "list[str]"},
        returns=f"dict[str, {value_type}]",
        statement=draw.one(
            f"The {what} keeps its settings as lines. Blank lines and lines that start with '{comment}' (perhaps after "
            f"spaces) are ignored. In any other, {named} separates name and value. Return a dict from names to values, "
            f"without spaces around either; values that consist of digits are turned into numbers{words}.",
            f"Return a dict of the settings in `lines`. Spaces at both ends of a line do not matter; skip it if it is "
            f"then empty or begins with '{comment}'. The name stands before {named}, the value behind it, both "
            f"stripped of spaces. Convert a value of digits only to a number{words}. The lines come from the {what}.",
        ),
        body=code(code(body, comment=comment, mark=mark, convert="$convert"), convert=extra if bools else ""),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                draw.several(
                    lambda: draw.one(
                        f"{draw.word()}{mark}{draw.integer(0, 99)}",
                        f" {draw.word()} {mark} {draw.word()}",
                        f"{comment} {draw.word()}",
                        "",
                    ),
                    3,
                    5,
                ),
            ),
            *(
                ([],),
                (["   ", f"  {comment}a{mark}1"],),
                ([f"a{mark}{yes}", f"b{mark}{no}", f"c{mark}-5"],),
                ([f"a{mark}1", f"a{mark}x y"],),
            ),
            *(([f"k{mark}007 ", f"d{mark}b{mark}c", f"{comment[0]}q{mark}2"],),),
        ),
    )


@family
def log_lines(draw: Draw) -> Task:
    """What the lines of a log say at a level."""
    levels = draw.one(
        ["INFO", "WARNING", "ERROR"], ["debug", "notice", "alarm"], ["LOW", "MIDDLE", "HIGH"], ["ok", "slow", "failed"]
    )
    mark, source, form = (
        draw.one(": ", " - ", " | ", "; "),
        draw.one("machine", "website", "sensor", "robot", "door", "lift"),
        draw.integer(0, 3),
    )
    level = draw.one(*levels)
    times = draw.chance(0.5)
    sample = f"09:30{mark}{levels[1]}{mark}too warm" if times else f"{levels[1]}{mark}too warm"
    returns, wanted, result = (
        ("int", f"how many lines have the level '{level}'", "len(messages)"),
        ("list[str]", f"the messages of the level '{level}', in their order", "messages"),
        ("str", f"the last message of the level '{level}', or '' if there is none", 'messages[-1] if messages else ""'),
        ("list[str]", f"the different messages of the level '{level}' in alphabetical order", "sorted(set(messages))"),
    )[form]
    body = draw.one(
        """
        messages = []
        for line in lines:
            # The limit keeps marks within the message from splitting it.
            parts = line.split("$mark", $cuts)
            if len(parts) == $count and parts[$place] == "$level":
                messages.append(parts[$count - 1])
        return $result
        """.replace("$count - 1", "$last"),
        """
        split_lines = [line.split("$mark", $cuts) for line in lines]
        messages = [parts[-1] for parts in split_lines if len(parts) == $count and parts[$place] == "$level"]
        return $result
        """,
    )

    def oracle(lines: list[str]) -> object:
        start = rf"(?:(?!{re.escape(mark)}).)*{re.escape(mark)}" if times else ""
        found = [re.fullmatch(f"{start}{level}{re.escape(mark)}(.*)", line) for line in lines]
        messages = [match[1] for match in found if match]
        return (len(messages), messages, "".join(messages[-1:]), sorted({*messages}))[form]

    start = "the time, the level and the message" if times else "the level and the message"
    return Task(
        name=draw.one("read_log", f"{source}_log", "log_messages", f"scan_{source}_log"),
        parameters={"lines": "list[str]"},
        returns=returns,
        statement=draw.one(
            f"Each line of a log has {start}, separated by '{mark}', as in '{sample}'. Other lines are ignored; a "
            f"message may contain '{mark}' itself. Return {wanted}.",
            f"The log of a {source} has lines like '{sample}': {start} with '{mark}' between them (and perhaps again "
            f"within the message). Lines of another form do not count. Return {wanted}.",
        ),
        body=code(
            body,
            mark=mark,
            cuts=2 if times else 1,
            count=3 if times else 2,
            last=2 if times else 1,
            place=1 if times else 0,
            level=level,
            result=result,
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                [
                    (f"{draw.integer(10, 23)}:{draw.integer(10, 59)}{mark}" if times else "")
                    + f"{draw.one(*levels, level)}{mark}{draw.sentence(1, 3)}"
                    for _ in range(draw.integer(2, 5))
                ],
            ),
            *(
                ([],),
                (["", level, f"x{mark}{level}", f"{level}{mark.strip()}y{mark}z"],),
                ([("1:00" + mark) * times + f"{level}{mark}a{mark}b"] * 2,),
            ),
            *(
                (
                    [
                        ("2:00" + mark) * times + f"{name}{mark}{text}"
                        for name, text in zip([level, *levels, level], "zyxca", strict=True)
                    ],
                ),
            ),
            *(([("3:00" + mark) * times + f"{level}s{mark}c", ("3:00" + mark) * times + f"{level}{mark}"],),),
        ),
    )


@family
def rows_with_header(draw: Draw) -> Task:
    """Lines of values below a line of names."""
    mark, (first, second, third) = (
        draw.one(",", ";", "|", "/", ":"),
        draw.one(
            ("name", "city", "age"),
            ("item", "shelf", "amount"),
            ("team", "place", "points"),
            ("title", "author", "pages"),
            ("plant", "pot", "water"),
        ),
    )
    form, limit = draw.integer(0, 3), draw.integer(2, 60)
    returns, wanted, result = (
        (
            "list[dict[str, str]]",
            "a list with one dict for each further line, from column names to values (all strings)",
            "rows",
        ),
        ("int", f"the sum of the column '{third}' (whole numbers)", f'sum(int(row["{third}"]) for row in rows)'),
        (
            "list[str]",
            f"the values of the column '{first}' in the lines whose '{third}' is at least {limit}",
            f'[row["{first}"] for row in rows if int(row["{third}"]) >= {limit}]',
        ),
        (
            "dict[str, int]",
            f"a dict from each value of the column '{first}' to the sum of '{third}' in its lines",
            "totals",
        ),
    )[form]
    sums = f'totals[row["{first}"]] = totals.get(row["{first}"], 0) + int(row["{third}"])'
    totals = f"\ntotals = {{}}\nfor row in rows:\n    {sums}" if form == 3 else ""
    body = draw.one(
        """
        names = lines[0].split("$mark")
        rows = [dict(zip(names, line.split("$mark"))) for line in lines[1:]]$totals
        return $result
        """,
        """
        # DictReader takes the names from the first line.
        rows = list(csv.DictReader(lines, delimiter="$mark"))$totals
        return $result
        """,
    )

    def oracle(lines: list[str]) -> object:
        names, *rows = [line.split(mark) for line in lines]
        if form == 0:
            return [{name: row[i] for i, name in enumerate(names)} for row in rows]
        keys, numbers = [row[names.index(first)] for row in rows], [int(row[names.index(third)]) for row in rows]
        pairs = list(zip(keys, numbers, strict=True))
        by_key = {key: sum(n for k, n in pairs if k == key) for key in keys}
        return (sum(numbers), [key for key, n in pairs if n >= limit], by_key)[form - 1]

    def table(*rows: tuple[str, int]) -> list[str]:
        columns = draw.sample([first, second, third], 3)
        values = [{first: key, second: draw.word(), third: str(number)} for key, number in rows]
        return [mark.join(columns), *(mark.join(row[name] for name in columns) for row in values)]

    return Task(
        name=draw.one("read_table", f"{third}_table", "parse_rows", f"{first}_list"),
        parameters={"lines": "list[str]"},
        returns=returns,
        statement=draw.one(
            f"The first line of a table holds the column names, the other lines the values, all separated by '{mark}'. "
            f"The columns '{first}', '{second}' and '{third}' come in any order. Return {wanted}.",
            f"A program exports lines of text with '{mark}' between the columns; line one names the columns '{first}', "
            f"'{second}' and '{third}', whose order may differ from file to file. Return {wanted}.",
            f"Somebody keeps a table as text, one line for each row and '{mark}' between the cells. The first row "
            f"names the columns: '{first}', '{second}' and '{third}' in some order. Return {wanted}.",
        ),
        body=code(body, mark=mark, result=result, totals=totals),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                table(*((draw.one("Ada", "Ben", draw.word()), draw.integer(0, 80)) for _ in range(draw.integer(2, 3)))),
            ),
            *(
                (table(),),
                (table(("x", limit), ("y", limit - 1), ("z", limit + 1)),),
                (table(("a", 1), ("b", 2), ("a", 70)),),
                (table(("q", 0)),),
            ),
        ),
        imports=("import csv",) if "csv." in body else (),
    )
