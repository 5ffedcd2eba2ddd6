"""Parsing: pairs, ranges and settings written as text."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_SOURCES = ("settings", "options", "tags", "header", "profile", "order", "form", "request", "note")


@family
def pairs_to_dict(draw: Draw) -> Task:
    """Pairs of a key and a value become a dict."""
    source, between, inside = draw.one(*_SOURCES), draw.one(";", ",", "|", "&", " "), draw.one("=", ":", "->", "~")
    first_wins, strip = draw.chance(0.3), draw.chance(0.5) and between != " "
    trim = ".strip()" if strip else ""
    body = draw.one(
        """
        result = {}
        for part in $source.split("$between"):
            key, mark, value = part.partition("$inside")
            if mark$fresh:
                result[key$trim] = value$trim
        return result
        """,
        """
        result = {}
        for part in $source.split("$between"):
            if "$inside" not in part:
                continue
            # Only the first mark separates; the value may contain others.
            key, value = part.split("$inside", 1)
            $store
        return result
        """,
    )

    def oracle(text: str) -> dict[str, str]:
        trimmed = " " if strip else "\0"
        found = [re.match(f"(.*?){inside}(.*)", part) for part in text.split(between)]
        pairs = [(match[1].strip(trimmed), match[2].strip(trimmed)) for match in found if match]
        return {key: [v for k, v in pairs if k == key][0 if first_wins else -1] for key, _ in pairs}

    named = "a space" if between == " " else f"'{between}'"
    twice = f"If a key occurs again, its {'first' if first_wins else 'last'} value counts."
    spaces = " Spaces around keys and values are dropped." if strip else ""
    sample = f"a{inside}1{between}b{inside}2"
    return Task(
        name=draw.one("parse_pairs", f"parse_{source}", f"read_{source}", "to_dict"),
        parameters={source: "str"},
        returns="dict[str, str]",
        statement=draw.one(
            f"Turn a text like '{sample}' into a dict like {{'a': '1', 'b': '2'}}. Parts are separated by {named}, and "
            f"the first '{inside}' of a part separates key and value; a part without '{inside}' is skipped.{spaces} "
            f"{twice}",
            f"The text `{source}` has parts with {named} between them. Each is a key, '{inside}' and a value (which "
            f"may contain '{inside}' again). Return a dict of them; leave out parts without '{inside}'.{spaces} "
            f"{twice}",
            f"A device sends its {source} as one line, for instance '{sample}'. Return it as a dict of strings. Parts "
            f"in which there is no '{inside}' are noise and left out; everything behind the first '{inside}' is the "
            f"value.{spaces} {twice}",
        ),
        body=code(
            body,
            source=source,
            between=between,
            inside=inside,
            trim=trim,
            fresh=f" and key{trim} not in result" if first_wins else "",
            store=f"result.setdefault(key{trim}, value{trim})" if first_wins else f"result[key{trim}] = value{trim}",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (between.join(f"{draw.word()}{inside}{draw.integer(1, 99)}" for _ in range(draw.integer(2, 4))),),
            *(
                ("",),
                (f"a{inside}1{between}b{between}a{inside}2",),
                (f"x{inside}",),
                (f"k{inside}v{inside}w{between}{between}",),
            ),
            *((f"{inside}q",), (f" a {inside} b c {between} d{inside}e ",)),
        ),
    )


@family
def ranges_to_numbers(draw: Draw) -> Task:
    """Numbers and ranges of numbers are written out."""
    source, mark, dash = (
        draw.one("pages", "days", "rooms", "seats", "lines", "ports", "levels"),
        draw.one(",", ";", " ", "/"),
        draw.one("-", "..", ":", "to"),
    )
    form, open_end = draw.integer(0, 2), draw.chance(0.3)
    last = "int(last)" if open_end else "int(last) + 1"
    returns, wanted, result = (
        ("list[int]", "the list of all numbers, in the order given", "numbers"),
        ("list[int]", "a sorted list of all numbers, each only once", "sorted(set(numbers))"),
        ("int", "how many different numbers there are", "len(set(numbers))"),
    )[form]
    body = draw.one(
        """
        numbers = []
        for part in $source.split($mark):
            if "$dash" in part:
                first, last = part.split("$dash")
                numbers.extend(range(int(first), $last))
            else:
                numbers.append(int(part))
        return $result
        """,
        """
        numbers = []
        for part in $source.split($mark):
            # For a single number, dash and last are empty.
            first, dash, last = part.partition("$dash")
            if dash:
                numbers += range(int(first), $last)
            else:
                numbers.append(int(first))
        return $result
        """,
    )

    def oracle(text: str) -> list[int] | int:
        numbers = []
        for first, _, last in re.findall(rf"(\d+)({re.escape(dash)}(\d+))?", text):
            current, end = int(first), int(last or first) - (open_end and last != "")
            while current <= end:
                numbers.append(current)
                current += 1
        return (numbers, sorted({*numbers}), len({*numbers}))[form]

    named = "spaces" if mark == " " else f"'{mark}'"
    included = "without its last number" if open_end else "with both ends included"
    sample = f"2{dash}4{mark}9"
    return Task(
        name=draw.one("expand_ranges", f"read_{source}", f"parse_{source}"),
        parameters={source: "str"},
        returns=returns,
        statement=draw.one(
            f"The text `{source}` lists numbers and ranges such as '{sample}', separated by {named}. A range "
            f"'2{dash}4' stands for the numbers from 2 to 4, {included}. Return {wanted}.",
            f"Read a list of {source} like '{sample}': parts separated by {named}, each a number or a range with "
            f"'{dash}', taken {included}. Return {wanted}.",
            f"Somebody notes {source} in short form, for example '{sample}' ({named} between the parts; '{dash}' marks "
            f"a range, {included}). Return {wanted}. The text has at least one part.",
        ),
        body=code(body, source=source, mark="" if mark == " " else f'"{mark}"', dash=dash, last=last, result=result),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                mark.join(
                    draw.one(f"{n}", f"{n}{dash}{n + draw.integer(1, 4)}")
                    for n in draw.several(lambda: draw.integer(1, 30), 2, 4)
                ),
            ),
            *(
                ("7",),
                (f"3{dash}3",),
                (f"9{mark}2{dash}4{mark}3",),
                (f"10{dash}12{mark}1{mark}11{dash}13",),
                (f"0{mark}0{mark}0{dash}1",),
            ),
        ),
    )


@family
def numbers_to_ranges(draw: Draw) -> Task:
    """Rising numbers are written briefly as ranges."""
    source, mark, dash = (
        draw.one("pages", "days", "rooms", "seats", "lines", "years", "levels"),
        draw.one(",", ", ", ";", " ", "/"),
        draw.one("-", "..", ":", " to "),
    )
    pairs, empty = draw.chance(0.5), draw.one("", "none", "-")
    body = draw.one(
        """
        runs = []
        for number in $source:
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        parts = []
        for run in runs:
            if len(run) $enough:
                parts.append(f"{run[0]}$dash{run[-1]}")
            else:
                parts += map(str, run)
        return "$mark".join(parts)$empty
        """,
        """
        parts = []
        i = 0
        while i < len($source):
            start = i
            # Go on as long as the next number is the one that follows.
            while i + 1 < len($source) and $source[i + 1] == $source[i] + 1:
                i += 1
            if i - start $steps:
                parts.append(f"{$source[start]}$dash{$source[i]}")
            else:
                parts.extend(str(number) for number in $source[start : i + 1])
            i += 1
        return "$mark".join(parts)$empty
        """,
    )

    def oracle(numbers: list[int]) -> str:
        have, least = {*numbers}, 2 if pairs else 3
        parts: list[str] = []
        for first in (n for n in numbers if n - 1 not in have):
            last = next(n for n in range(first, first + len(numbers) + 1) if n + 1 not in have)
            parts += [f"{first}{dash}{last}"] if last - first + 1 >= least else [str(n) for n in range(first, last + 1)]
        return mark.join(parts) or empty

    least = "Two or more" if pairs else "Three or more"
    none = f"'{empty}'" if empty else "an empty text"
    sample = [1, 4, 5, 8, 9, 10]
    return Task(
        name=draw.one("shorten_numbers", f"write_{source}", "as_ranges", f"short_{source}"),
        parameters={source: "list[int]"},
        returns="str",
        statement=draw.one(
            f"Write the rising list of numbers `{source}` as a short text: {sample} becomes '{oracle(sample)}'. "
            f"{least} numbers that follow one another directly are written as a range. For an empty list, return "
            f"{none}.",
            f"The list `{source}` holds whole numbers in rising order without repeats. Return them as text with "
            f"'{mark}' between the parts. {least} consecutive numbers are put together like '8{dash}10'; for no "
            f"numbers the result is {none}.",
        ),
        body=code(
            body,
            source=source,
            mark=mark,
            dash=dash,
            enough=">= 2" if pairs else ">= 3",
            steps=">= 1" if pairs else ">= 2",
            empty=f' or "{empty}"' if empty else "",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (sorted(draw.sample(range(1, 20), draw.integer(5, 12))),),
            *(([],), ([4],), ([4, 5],), ([4, 5, 6],), ([1, 3, 5],), ([0, 1, 4, 5, 6, 9, 10, 11, 12],), ([7, 8, 20],)),
        ),
    )
