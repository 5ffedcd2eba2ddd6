"""Texts: shifting, swapping and packing letters so that they can be unpacked again."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_SMALL = "abcdefghijklmnopqrstuvwxyz"
_THINGS = ("text", "message", "word", "note", "postcard", "password", "secret", "telegram", "hint")


@family
def shifted_letters(draw: Draw) -> Task:
    """Each letter moves some places on in the alphabet."""
    thing, shift, both, back = draw.one(*_THINGS), draw.integer(1, 12), draw.chance(0.4), draw.chance(0.4)
    body = draw.one(
        """
        result = ""
        for char in $thing:
            if "a" <= char <= "z":
                # Counting from 0 lets the remainder lead from z round to a.
                place = (ord(char) - ord("a") $sign $shift) % 26
                result += chr(place + ord("a"))$capitals
            else:
                result += char
        return result
        """,
        """
        alphabet = "abcdefghijklmnopqrstuvwxyz"
        moved = alphabet[$cut:] + alphabet[:$cut]
        return $thing.translate(str.maketrans($maps))
        """,
    )
    capitals = """
    elif "A" <= char <= "Z":
        place = (ord(char) - ord("A") $sign $shift) % 26
        result += chr(place + ord("A"))"""
    step = -shift if back else shift
    old = _SMALL + _SMALL.upper() * both
    new = "".join(chr((ord(c) - 97 + step) % 26 + 97) for c in _SMALL)
    way, end = ("back", "'a' goes to 'z'") if back else ("on", "after 'z' comes 'a'")
    places = "place" if shift == 1 else "places"
    case = "Capitals move among the capitals." if both else "Only small letters move."
    return Task(
        name=draw.one("shift_letters", f"encode_{thing}" if not back else f"decode_{thing}", "move_letters"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Move each letter of the {thing} {shift} {places} {way} in the alphabet; "
            f"{end.replace('goes to', 'is followed by')}. {case} All other characters stay.",
            f"Return the {thing} with every letter replaced by the one {shift} {places} "
            f"{'before' if back else 'after'} it in the alphabet, which is thought of as a ring. {case} Everything "
            f"else stays the same.",
            f"Two children {'read' if back else 'write'} secret notes: a letter stands {shift} {places} further {way} "
            f"in the alphabet (as on a ring). {case} Return the {thing} after moving its letters {way}; other "
            f"characters stay.",
        ),
        body=code(
            code(
                body,
                thing=thing,
                capitals=capitals if both else "",
                cut=step % 26,
                sign="-" if back else "+",
                shift=shift,
                maps="$maps",
            ),
            maps="alphabet + alphabet.upper(), moved + moved.upper()" if both else "alphabet, moved",
            sign="-" if back else "+",
            shift=shift,
        ),
        oracle=lambda text: "".join(dict(zip(old, new + new.upper(), strict=False)).get(char, char) for char in text),
        inputs=draw.inputs(
            lambda: (draw.sentence(1, 3),), ("",), ("abc xyz",), ("ABC-XYZ 7",), ("Zoo a1!",), (_SMALL,)
        ),
    )


@family
def growing_shift(draw: Draw) -> Task:
    """Digits or letters move by an amount that depends on where they stand."""
    thing, step, start, digits = draw.one(*_THINGS), draw.integer(1, 9), draw.integer(2, 6), draw.chance(0.4)
    back = draw.chance(0.4)
    first, size, test, kind = (
        ("0", 10, "char.isdigit()", "digit") if digits else ("a", 26, "char.islower()", "small letter")
    )
    sign, way = ("-", "back") if back else ("+", "on")
    body = draw.one(
        """
        result = ""
        shift = $start
        for char in $thing:
            if $test:
                char = chr((ord(char) - ord("$first") $sign shift) % $size + ord("$first"))
                shift += $step
            result += char
        return result
        """,
        """
        ring = "$ring"
        shift = $start
        moved = []
        for char in $thing:
            if $test:
                moved.append(ring[(ring.index(char) $sign shift) % $size])
                shift += $step
            else:
                moved.append(char)
        return "".join(moved)
        """,
    )

    def oracle(text: str) -> str:
        ring = "0123456789" if digits else _SMALL
        places = [i for i, char in enumerate(text) if char in ring]
        move = {i: (start + step * n) * (-1 if back else 1) for n, i in enumerate(places)}
        return "".join(ring[(ring.find(c) + move[i]) % size] if i in move else c for i, c in enumerate(text))

    ring_ends = "'9' and '0'" if digits else "'z' and 'a'"
    return Task(
        name=draw.one("growing_shift", f"encode_{thing}", "turn_wheel", f"scramble_{thing}"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Move the first {kind} of the {thing} {start} places {way}, and each further {kind} {step} more than the "
            f"one before it. {ring_ends} are neighbours. Other characters stay and do not count.",
            f"A code wheel starts at {start} and turns by {step} after every {kind} of the {thing}. Each {kind} moves "
            f"{way} by what the wheel shows, and {ring_ends} are neighbours. Other characters stay and do not turn the "
            f"wheel. Return the result.",
        ),
        body=code(
            body,
            thing=thing,
            start=start,
            step=step,
            test=test,
            first=first,
            size=size,
            sign=sign,
            ring="0123456789" if digits else _SMALL,
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (f"{draw.word()} {draw.integer(100, 9999)} {draw.word()}",),
            ("",),
            ("aaa 000 aaa",),
            ("Z z9-8 a",),
            ("zzzzzz99999",),
        ),
    )


@family
def pack_runs(draw: Draw) -> Task:
    """Equal neighbours are written once with their number."""
    thing, form, least = draw.one(*_THINGS), draw.integer(0, 3), draw.one(1, 2, 3, 4)
    piece, sample = (
        ("{char}{number}", "a5"),
        ("{number}{char}", "5a"),
        ("({char}{number})", "(a5)"),
        ("{char}*{number}.", "a*5."),
    )[form]
    body = draw.one(
        """
        packed = ""
        for char, run in groupby($thing):
            number = len(list(run))
            packed += f"$piece"$else_short
        return packed
        """,
        """
        packed = ""
        start = 0
        while start < len($thing):
            char = $thing[start]
            # Go on to the first character that differs.
            end = start
            while end < len($thing) and $thing[end] == char:
                end += 1
            number = end - start
            packed += f"$piece"$else_short
            start = end
        return packed
        """,
    )

    def oracle(text: str) -> str:
        def pack(match: re.Match[str]) -> str:
            run = match[0]
            return piece.replace("{char}", run[0]).replace("{number}", str(len(run))) if len(run) >= least else run

        return re.sub(r"(.)\1*", pack, text)

    short = f" Runs shorter than {least} stay as they are." if least > 1 else " A single character is a run of 1."
    return Task(
        name=draw.one("pack", f"pack_{thing}", "compress_runs", "count_runs"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Replace every run of equal characters in the {thing} by a short form: 'aaaaa' becomes '{sample}'.{short} "
            f"Return the result.",
            f"Return the {thing} in packed form. Each longest row of the same character is written like '{sample}' for "
            f"'aaaaa'.{short}",
            f"To save ink, '{sample}' is printed for 'aaaaa' and the same for other characters in a row. Return what "
            f"is printed for the {thing}.{short}",
        ),
        body=code(
            body, thing=thing, piece=piece, else_short=f" if number >= {least} else char * number" if least > 1 else ""
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ("".join(draw.letters(1, 1) * draw.integer(1, 6) for _ in range(draw.integer(2, 4))),),
            *(("",), ("a",), ("aabbbccccddddd",), ("abcd",), ("x" * 12,), ("aaAAa  bb",)),
        ),
        imports=("from itertools import groupby",) if "groupby" in body else (),
    )


@family
def unpack_runs(draw: Draw) -> Task:
    """Characters are written as often as the numbers beside them say."""
    thing, front, default, most = draw.one(*_THINGS), draw.chance(0.5), draw.integer(1, 3), draw.one(0, 0, 5, 8, 9)
    limit = f" A number above {most} counts as {most}." if most else ""
    amount = f"min(int(number), {most})" if most else "int(number)"
    body = draw.one(
        """
        unpacked = ""
        for $pair in re.findall(r"$pattern", $thing):
            unpacked += char * ($amount if number else $default)
        return unpacked
        """,
        """
        unpacked = ""
        number = ""
        for char in $source:
            if char.isdigit():
                # Digits in a row make one number.
                number = $digits
            else:
                unpacked $add
                number = ""
        return unpacked
        """,
    )

    def oracle(text: str) -> str:
        pieces = re.split(r"(?<=[a-z])" if front else r"(?=[a-z])", text)
        found = [(re.sub("[0-9]", "", piece), re.sub("[a-z]", "", piece)) for piece in pieces if piece]
        return "".join(c * (min(int(n), most or int(n)) if n else default) for c, n in found)

    times = {1: "once", 2: "twice", 3: "three times"}[default]
    place = "before" if front else "after"
    sample = "4a2b" if front else "a4b2"
    written = f"char * ({amount} if number else {default})"
    return Task(
        name=draw.one("unpack", f"unpack_{thing}", "expand", "repeat_letters"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"The {thing} holds small letters, each of which may have a whole number {place} it. Write each letter as "
            f"often as its number says ('{sample}' is 'aaaabb'); one without a number is written {times}.{limit}",
            f"Unpack the {thing}: '{sample}' stands for 'aaaabb', as the number {place} a small letter tells how often "
            f"it is repeated. Without a number, a letter appears {times}.{limit}",
            f"A knitting pattern such as '{sample}' means 'aaaabb': the number {place} each letter says how many "
            f"stitches of it come. A letter without a number stands for itself written {times}.{limit} Return the "
            f"stitches of the {thing}.",
        ),
        body=code(
            body,
            pair="number, char" if front else "char, number",
            pattern="(\\d*)([a-z])" if front else "([a-z])(\\d*)",
            thing=thing,
            amount=amount,
            default=default,
            source=thing if front else f"reversed({thing})",
            digits="number + char" if front else "char + number",
            add=f"+= {written}" if front else f"= {written} + unpacked",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                "".join(
                    draw.one(f"{n}{c}", c) if front else draw.one(f"{c}{n}", c)
                    for c, n in [(draw.letters(1, 1), draw.integer(1, 9)) for _ in range(4)]
                ),
            ),
            *(
                ("",),
                ("z",),
                ("0a3b" if front else "a0b3",),
                ("12xy" if front else "yx12",),
                ("abc",),
                ("5a6b7c" if front else "a5b6c7",),
            ),
        ),
        imports=("import re",) if "re.findall" in body else (),
    )
