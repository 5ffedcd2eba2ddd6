"""Texts: runs, borders and ends of characters."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_THINGS = ("word", "name", "label", "title", "message", "line", "password", "headline", "note", "caption", "slogan")
_SMALL = "abcdefghijklmnopqrstuvwxyz"
_KINDS = (
    ("digits", "digit", "isdigit", "0123456789"),
    ("letters", "letter", "isalpha", _SMALL + _SMALL.upper()),
    ("capital letters", "capital letter", "isupper", _SMALL.upper()),
    ("small letters", "small letter", "islower", _SMALL),
    ("letters and digits", "letter or digit", "isalnum", "0123456789" + _SMALL + _SMALL.upper()),
    ("spaces", "space", "isspace", " "),
)
"""Kinds of characters: what many and one are called, the method that knows them, and those of them that inputs contain."""


def _mixed(draw: Draw) -> str:
    """A text with characters of all kinds."""
    return draw.word().title() + draw.one(" ", "-", "") + str(draw.integer(0, 2050)) + draw.one("B ", "!") + draw.word()


@family
def squeeze_runs(draw: Draw) -> Task:
    """Several of a mark in a row become one."""
    thing, mark, place = draw.one(*_THINGS), draw.one(*"-_.!*=~"), draw.one("", "+", "/", ":")
    single = place or mark
    body = draw.one(
        """
        parts = []
        for char in $thing:
            if char != "$mark" or not parts or parts[-1] != "$mark":
                parts.append(char)
        return "".join(parts)$last
        """,
        """
        # One pass may leave pairs behind, so repeat it.
        while "$mark$mark" in $thing:
            $thing = $thing.replace("$mark$mark", "$mark")
        return $thing$last
        """,
    )
    become = f"becomes a single '{single}'" if place else f"becomes one '{mark}'"
    return Task(
        name=draw.one("squeeze", "shorten_runs", f"tidy_{thing}", "collapse_marks"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Each run of one or more '{mark}' in the {thing} {become}. Everything else stays. Return the result.",
            f"Return the {thing} so that every unbroken row of '{mark}', however long, {become}.",
            f"Somebody leant on the '{mark}' key while typing a {thing}: each row of '{mark}' {become}. Return the "
            f"tidy {thing}.",
        ),
        body=code(body, thing=thing, mark=mark, last=f'.replace("{mark}", "{place}")' if place else ""),
        oracle=lambda text: re.sub(f"[{mark}]+", single, text),
        inputs=draw.inputs(
            lambda: ((mark * draw.integer(1, 4)).join(draw.several(draw.word, 2, 4)) + mark * draw.integer(0, 3),),
            *(("",), (mark * 5,), (f"a{mark}b{mark * 2}c{mark * 3}d",), ("a  bb",)),
        ),
    )


@family
def longest_run(draw: Draw) -> Task:
    """How long the longest unbroken row of a kind of characters is, if it is long enough."""
    thing, (many, _, method, alphabet), least = draw.one(*_THINGS), draw.one(*_KINDS), draw.integer(2, 4)
    body = draw.one(
        """
        longest = current = 0
        for char in $thing:
            if char.$method():
                current += 1
                longest = max(longest, current)
            else:
                current = 0
        return longest if longest >= $least else 0
        """,
        """
        runs = groupby($thing, key=str.$method)
        lengths = [len(list(run)) for inside, run in runs if inside]
        return max((length for length in lengths if length >= $least), default=0)
        """,
    )
    return Task(
        name=draw.one("longest_run", "longest_row", "longest_stretch"),
        parameters={thing: "str"},
        returns="int",
        statement=draw.one(
            f"Return the length of the longest unbroken run of {many} in the {thing}, or 0 if no run has {least} or "
            f"more.",
            f"How many {many} stand directly next to each other at most in the {thing}? Anything below {least} counts "
            f"as 0.",
            f"A checker measures the longest unbroken row of {many} in a {thing}, ignoring rows shorter than {least}. "
            "Return the length that it finds, 0 if none.",
        ),
        body=code(body, thing=thing, method=method, least=least),
        oracle=lambda text: max(map(len, re.findall(f"[{alphabet}]{{{least},}}", text)), default=0),
        inputs=draw.inputs(
            lambda: (_mixed(draw),),
            *(
                ("",),
                ("...",),
                ("ab  12345   CDEFG",),
                ("AB1  c23DEf   gh",),
                ("XYZ  12-hij",),
                ("A b2   CDEF    4567 ghij",),
            ),
            *(("x1",), ("Ab  34  CD ef",)),
        ),
        imports=("from itertools import groupby",) if "groupby" in body else (),
    )


@family
def bridge_kinds(draw: Draw) -> Task:
    """A mark goes in where a character of one kind is followed by one of another."""
    thing, mark = draw.one(*_THINGS), draw.one("-", "_", "/", ":", ".", "|")
    (_, first, before, left), (_, second, after, right) = draw.one(
        (_KINDS[0], _KINDS[1]),
        (_KINDS[1], _KINDS[0]),
        (_KINDS[3], _KINDS[2]),
        (_KINDS[2], _KINDS[0]),
        (_KINDS[0], _KINDS[3]),
    )
    body = draw.one(
        """
        result = $thing[:1]
        for previous, char in zip($thing, $thing[1:]):
            if previous.$before() and char.$after():
                result += "$mark"
            result += char
        return result
        """,
        """
        # The lookarounds match the empty place between the two characters.
        return re.sub(r"(?<=[$left])(?=[$right])", "$mark", $thing)
        """,
    )
    classes = {"isdigit": "0-9", "isalpha": "a-zA-Z", "isupper": "A-Z", "islower": "a-z"}

    def oracle(text: str) -> str:
        cuts = [i for i in range(1, len(text)) if text[i - 1] in left and text[i] in right]
        return mark.join(text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True))

    return Task(
        name=draw.one("insert_marks", "separate", f"split_up_{thing}", "mark_borders"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Insert '{mark}' into the {thing} wherever a {first} is directly followed by a {second}. Return the new "
            f"text.",
            f"Return the {thing} with an added '{mark}' between each {first} and the {second} right behind it.",
            f"To make a {thing} easier to read, put '{mark}' at every place where a {first} comes right before a "
            f"{second}. Return it.",
        ),
        body=code(body, thing=thing, mark=mark, before=before, after=after, left=classes[before], right=classes[after]),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (_mixed(draw),), ("",), ("7",), ("aB3cD44Ef5",), ("12 ab AB-9x9X",), ("camelCaseWord7Z",)
        ),
        imports=("import re",) if "re.sub" in body else (),
    )


@family
def at_most_times(draw: Draw) -> Task:
    """Each character is kept a few times only."""
    thing, most, last = draw.one(*_THINGS), draw.integer(1, 4), draw.chance(0.3)
    free, free_name = draw.one((" ", "Spaces"), ("-", "Hyphens"), (".", "Dots"), ("_", "Underscores"))
    body = draw.one(
        """
        kept = ""
        for char in $source:
            if char == "$free" or kept.count(char) < $most:
                kept += char
        return $result
        """,
        """
        counts = {}
        kept = []
        for char in $source:
            counts[char] = counts.get(char, 0) + 1
            if char == "$free" or counts[char] <= $most:
                kept.append(char)
        return "".join($joined)
        """,
    )

    def oracle(text: str) -> str:
        def keep(i: int) -> bool:
            return text[i] == free or (text[i + 1 :] if last else text[:i]).count(text[i]) < most

        return "".join(text[i] for i in range(len(text)) if keep(i))

    times = {1: "once", 2: "twice", 3: "three times", 4: "four times"}[most]
    side = "The last ones stay and earlier ones go." if last else "The first ones stay and later ones go."
    return Task(
        name=draw.one("limit_repeats", "thin_out", f"reduce_{thing}"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Return the {thing} with no character more than {times}. {side} {free_name} always stay.",
            f"Remove characters from the {thing} so that each occurs at most {times}. {side} {free_name} are never "
            f"removed.",
            f"A printer has each character only {times}. Return what it can print of the {thing}. {side} {free_name} "
            f"always stay.",
        ),
        body=code(
            body,
            source=f"reversed({thing})" if last else thing,
            free=free,
            most=most,
            result="kept[::-1]" if last else "kept",
            joined="reversed(kept)" if last else "kept",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (free.join(draw.several(draw.word, 2, 4)),),
            ("",),
            ("xxxxxx",),
            (f"ab{free}ba{free}abc{free}cacbc",),
            (free * 6 + "x",),
        ),
    )
