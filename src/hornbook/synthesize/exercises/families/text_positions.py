"""Texts: where characters stand."""

import re

from hornbook.synthesize.exercises.blocks import Change
from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_THINGS = ("word", "name", "label", "title", "message", "line", "password", "headline", "note", "caption", "slogan")


@family
def positions_of(draw: Draw) -> Task:
    """Where a character stands."""
    thing, letter, start, both = draw.one(*_THINGS), draw.one(*"aeilnorst"), draw.one(0, 1), draw.chance(0.4)
    case = f" or '{letter.upper()}'" if both else ""
    body = draw.one(
        "return [i for i, char in enumerate($source$start) if char == '$letter']".replace("'", '"'),
        """
        found = []
        for i in range(len($thing)):
            if $source[i] == "$letter":
                found.append($place)
        return found
        """,
        """
        found = []
        position = $source.find("$letter")
        while position != -1:
            found.append($position)
            # Search on behind the place that was found.
            position = $source.find("$letter", position + 1)
        return found
        """,
    )
    return Task(
        name=draw.one("positions", "find_all", f"places_in_{thing}"),
        parameters={thing: "str"},
        returns="list[int]",
        statement=draw.one(
            f"Return all positions at which '{letter}'{case} stands in the {thing}. The first character has position "
            f"{start}.",
            f"List where in the {thing} the letter '{letter}'{case} occurs, counting positions from {start}.",
            f"An editor marks every '{letter}'{case} in a {thing}. Return their positions in rising order, counted "
            f"from {start}.",
        ),
        body=code(
            body,
            thing=thing,
            letter=letter,
            source=f"{thing}.lower()" if both else thing,
            start=", start=1" if start else "",
            place="i + 1" if start else "i",
            position="position + 1" if start else "position",
        ),
        oracle=lambda text: [
            match.start() + start for match in re.finditer(f"[{letter}{letter.upper() if both else ''}]", text)
        ],
        inputs=draw.inputs(
            lambda: (draw.sentence(2, 4),), ("",), (letter * 3,), (f"x{letter}y{letter.upper()} {letter}",)
        ),
    )


@family
def every_nth(draw: Draw) -> Task:
    """Something happens to every nth character."""
    thing, step, mark = draw.one(*_THINGS), draw.integer(2, 6), draw.one(*"*-_#+")
    change = draw.one(
        Change("in upper case", "char.upper()", str.upper),
        Change(f"replaced by '{mark}'", f'"{mark}"', lambda char: mark),
        Change("left out", '""', lambda char: ""),
        Change("written twice", "char * 2", lambda char: char + char),
        Change(f"followed by '{mark}'", f'char + "{mark}"', lambda char: f"{char}{mark}"),
    )
    body = draw.one(
        """
        result = ""
        for number, char in enumerate($thing, start=1):
            if number % $step == 0:
                result += $changed
            else:
                result += char
        return result
        """,
        """
        return "".join(
            $changed if number % $step == 0 else char
            for number, char in enumerate($thing, start=1)
        )
        """,
    )

    def oracle(text: str) -> str:
        chars = list(text)
        chars[step - 1 :: step] = map(change.apply, chars[step - 1 :: step])
        return "".join(chars)

    ordinal = {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}[step]
    return Task(
        name=draw.one(f"every_{ordinal}", f"change_{thing}", "rhythm"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Return the {thing} with every {ordinal} character {change.noun}.",
            f"Count the characters of the {thing} from 1. Each one whose number is a multiple of {step} is to be "
            f"{change.noun}. Return the result.",
            f"A poster prints a {thing} with every {ordinal} character {change.noun}, spaces counted too. Return what "
            f"it prints.",
        ),
        body=code(body, thing=thing, step=step, changed=change.expression),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.sentence(2, 4),), ("",), ("abcdef"[: step - 1],), ("abcdef"[:step],), ("abcdefghijklm",)
        ),
    )


@family
def differences(draw: Draw) -> Task:
    """Two texts are compared character by character."""
    thing, both, extra = draw.one(*_THINGS), draw.chance(0.4), draw.chance(0.5)
    equal, cost = draw.chance(0.3), draw.integer(1, 5)
    first, second = draw.one(("first", "second"), ("left", "right"), ("old", "new"), ("given", "expected"))
    left, right = (f"{first}.lower()", f"{second}.lower()") if both else (first, second)
    body = draw.one(
        """
        total = 0
        # zip() stops at the end of the shorter text.
        for a, b in zip($left, $right):
            if a $sign b:
                total += $cost
        return total$rest
        """,
        "return $times sum(a $sign b for a, b in zip($left, $right))$rest",
    )

    def oracle(one: str, other: str) -> int:
        one, other = (one.lower(), other.lower()) if both else (one, other)
        shorter = range(min(len(one), len(other)))
        hits = len([i for i in shorter if (one[i] == other[i]) is equal])
        return hits * cost + (max(len(one), len(other)) - len(shorter) if extra else 0)

    case = "Upper and lower case make no difference." if both else "Upper and lower case differ."
    tail = (
        "Each character that the longer one has beyond that adds 1."
        if extra
        else "What the longer one has beyond that is ignored."
    )
    what = "hold the same character" if equal else "hold different characters"
    return Task(
        name=draw.one("compare", f"compare_{thing}s", "distance", "score_pair"),
        parameters={first: "str", second: "str"},
        returns="int",
        statement=draw.one(
            f"Compare the {first} and the {second} {thing} position by position, up to the end of the shorter one. "
            f"Each position at which they {what} adds {cost}. {tail} {case} Return the total.",
            f"A machine reads the {first} and the {second} {thing} side by side until one ends and adds {cost} for "
            f"each place where they {what}. {tail} {case} Return the sum.",
        ),
        body=code(
            body,
            left=left,
            right=right,
            sign="==" if equal else "!=",
            cost=cost,
            times=f"{cost} *",
            rest=f" + abs(len({first}) - len({second}))" if extra else "",
        ).replace("return 1 * sum", "return sum"),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.letters(3, 8, "abcABC"), draw.letters(3, 8, "abcABC")),
            *(("", ""), ("abc", ""), ("", "xy"), ("Word", "wOrd"), ("same", "same"), ("ab", "abcd")),
        ),
    )


@family
def seen_again(draw: Draw) -> Task:
    """The first character to be seen for the nth time."""
    thing, times, missing = draw.one(*_THINGS), draw.integer(2, 4), draw.one("", "?", "-", "none", "!")
    spaces = draw.chance(0.5)
    body = draw.one(
        """
        counts = {}
        for char in $source:
            counts[char] = counts.get(char, 0) + 1
            if counts[char] == $times:
                return char
        return "$missing"
        """,
        """
        # A Counter says 0 for what it has not seen yet.
        counts = Counter()
        for char in $source:
            counts[char] += 1
            if counts[char] == $times:
                return char
        return "$missing"
        """,
        """
        for end, char in enumerate($source, start=1):
            if $source[:end].count(char) == $times:
                return char
        return "$missing"
        """,
    )

    def oracle(text: str) -> str:
        text = text.replace(" ", "") if spaces else text
        places = {c: [i for i, other in enumerate(text) if other == c] for c in text}
        reached = sorted((found[times - 1], c) for c, found in places.items() if len(found) >= times)
        return reached[0][1] if reached else missing

    ordinal = {2: "second", 3: "third", 4: "fourth"}[times]
    note = "Spaces are passed over." if spaces else "A space is a character too."
    return Task(
        name=draw.one(f"first_{ordinal}_time", "first_repeat", "soonest", "winner"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Read the {thing} from left to right and return the first character that turns up for the {ordinal} time, "
            f"or '{missing}' if none does. {note}",
            f"Return the character of the {thing} that is the soonest to have been seen {times} times. If there is no "
            f"such character, return '{missing}'. {note}",
            f"In a race, each character of the {thing} moves its own runner one step; a runner wins with {times} "
            f"steps. Return the character of the winner, '{missing}' if there is none. {note}",
        ),
        body=code(body, source=f'{thing}.replace(" ", "")' if spaces else thing, times=times, missing=missing),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.sentence(2, 5),), ("",), ("abc",), ("abab",), ("abcbcacab",), ("a b c d e f",), ("xyyxxyyx",)
        ),
        imports=("from collections import Counter",) if "Counter" in body else (),
    )


@family
def next_to_mark(draw: Draw) -> Task:
    """The characters that stand right behind or before a mark."""
    thing, mark, behind = draw.one(*_THINGS), draw.one(*"#@*-:/+"), draw.chance(0.5)
    place, at_edge = ("right behind", "at the very end") if behind else ("right before", "at the very start")
    body = draw.one(
        """
        found = ""
        for previous, char in zip($thing, $thing[1:]):
            if $test:
                found += $taken
        return found
        """,
        'return "".join($taken for previous, char in zip($thing, $thing[1:]) if $test)',
        """
        found = []
        for i in range($span):
            if $thing[i] == "$mark":
                found.append($thing[i $sign 1])
        return "".join(found)
        """,
    )
    pattern = f"(?<=[{mark}])." if behind else f".(?=[{mark}])"
    return Task(
        name=draw.one("collect", "pick", "read") + ("_behind" if behind else "_before"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Return all characters that stand {place} a '{mark}' in the {thing}, as one string. A '{mark}' {at_edge} "
            f"adds nothing.",
            f"For each '{mark}' in the {thing} take the character {place} it, if there is one. Return these characters "
            f"as a string.",
            f"Return the secret of a {thing}: the characters {place} each '{mark}' spell it. A '{mark}' {at_edge} adds "
            f"nothing.",
        ),
        body=code(
            body,
            thing=thing,
            mark=mark,
            test=f'previous == "{mark}"' if behind else f'char == "{mark}"',
            taken="char" if behind else "previous",
            span=f"len({thing}) - 1" if behind else f"1, len({thing})",
            sign="+" if behind else "-",
        ),
        oracle=lambda text: "".join(re.findall(pattern, text)),
        inputs=draw.inputs(
            lambda: (mark.join(draw.several(draw.word, 2, 4)) + draw.one("", mark),),
            *(("",), (mark,), (mark * 3,), (f"{mark}ab{mark}",), ("none",), (f"a{mark}{mark}b{mark}cd",)),
        ),
    )
