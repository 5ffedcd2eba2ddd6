"""Texts: check digits, and characters dealt out or written as numbers."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_CODES = ("ticket", "parcel", "locker", "badge", "library card", "voucher", "member", "seat")
_THINGS = ("text", "message", "word", "note", "postcard", "password", "secret", "telegram", "hint")


@family
def two_rows(draw: Draw) -> Task:
    """The characters are dealt out to some rows, which are read one after another."""
    thing, rows, mark, back = draw.one(*_THINGS), draw.integer(2, 4), draw.one("", "-", "/", " ", "|"), draw.chance(0.3)
    body = draw.one(
        """
        # A slice with a step takes every nth character.
        rows = [$thing[start::$rows] for start in range($rows)]
        return "$mark".join($order)
        """,
        """
        rows = [""] * $rows
        for i, char in enumerate($thing):
            rows[i % $rows] += char
        return "$mark".join($order)
        """,
    )

    def oracle(text: str) -> str:
        dealt = ["".join(char for i, char in enumerate(text) if i % rows == row) for row in range(rows)]
        return mark.join(dealt[::-1] if back else dealt)

    joined = f"joined by {'a space' if mark == ' ' else repr(mark)}" if mark else "joined without anything between"
    order = "the last row first" if back else "the first row first"
    ordinal = {2: "third", 3: "fourth", 4: "fifth"}[rows]
    return Task(
        name=draw.one("deal_out", "in_rows", f"scramble_{thing}", "fence"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Deal the characters of the {thing} out to {rows} rows like cards: the first to row 1, the next to row 2 "
            f"and so on, the {ordinal} to row 1 again. Return the rows {joined}, {order}.",
            f"Write the {thing} into {rows} rows in turn, one character at a time, then start again with the first "
            f"row. The result is made of the rows {joined}, {order}.",
            f"A spy hides a {thing} by writing its characters by turns into {rows} lines. Return these lines {joined}, "
            f"{order.replace('row', 'line')}.",
        ),
        body=code(body, thing=thing, rows=rows, mark=mark, order="reversed(rows)" if back else "rows"),
        oracle=oracle,
        inputs=draw.inputs(lambda: (draw.sentence(1, 3),), ("",), ("a",), ("abcd",), ("abcdefghijklm",)),
    )


@family
def check_digit(draw: Draw) -> Task:
    """The digit that makes a number checkable."""
    thing, weights, modulus = draw.one(*_CODES), draw.sample(range(1, 8), draw.integer(2, 3)), draw.one(7, 9, 10)
    missing, full = draw.chance(0.5), draw.chance(0.4)
    result = f"({modulus} - total % {modulus}) % {modulus}" if missing else f"total % {modulus}"
    body = draw.one(
        """
        total = 0
        for i, digit in enumerate(digits):
            total += int(digit) * $weights[i % $count]
        return $result
        """,
        """
        # The weights start again when they run out.
        weights = cycle($weights)
        total = sum(weight * int(digit) for weight, digit in zip(weights, digits))
        return $result
        """,
    )

    def oracle(digits: str) -> int | str:
        total = sum(w * sum(map(int, digits[i :: len(weights)])) for i, w in enumerate(weights))
        check = (
            next(d for d in range(modulus) if (total + d) % modulus == 0)
            if missing
            else total - total // modulus * modulus
        )
        return f"{digits}{check}" if full else check

    listed = ", ".join(map(str, weights))
    how = (
        f"the smallest number that makes the sum divisible by {modulus} when it is added"
        if missing
        else f"the remainder of the sum divided by {modulus}"
    )
    end = "Return the digits with the check digit behind them." if full else "Return the check digit."
    return Task(
        name=draw.one("check_digit", f"{thing.replace(' ', '_')}_check", "control_digit"),
        parameters={"digits": "str"},
        returns="str" if full else "int",
        statement=draw.one(
            f"Multiply the digits of a {thing} number, from left to right, by {listed}, {weights[0]} and so on, in "
            f"turn, and add up the products. The check digit is {how}. {end}",
            f"Each {thing} has a number made of digits. Their weights are {listed} by turns, beginning on the left "
            f"with {weights[0]}. Add up the digits times their weights; the check digit is {how}. {end}",
        ),
        body=code(
            body,
            weights=tuple(weights),
            count=len(weights),
            result=f"digits + str({result})" if full else result,
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.letters(4, 8, "0123456789"),),
            *((d,) for d in ("0", "7", "10", "01", "001", "999999", "1234567", "0000")),
        ),
        imports=("from itertools import cycle",) if "cycle" in body else (),
    )


@family
def checked_number(draw: Draw) -> Task:
    """Whether the last digits of a number fit the others."""
    thing, modulus, width = draw.one(*_CODES), draw.integer(11, 97), draw.integer(4, 7)
    factor = draw.one(1, 1, 3, 7)
    body = draw.one(
        """
        if len(number) != $length or not number.isdigit():
            return False
        main, check = number[:-2], number[-2:]
        return int(main)$times % $modulus == int(check)
        """,
        """
        if not re.fullmatch(r"[0-9]{$length}", number):
            return False
        return int(number[:-2])$times % $modulus == int(number[-2:])
        """,
    )

    def oracle(number: str) -> bool:
        if re.sub("[0-9]", "", number) or len(number) - 2 != width:
            return False
        main, check = divmod(int(number), 100)
        return check < modulus and (factor * main - check) % modulus == 0

    def valid(main: int, error: int = 0) -> str:
        return f"{main:0{width}}{(main * factor + error) % modulus:02}"

    def make() -> tuple[str]:
        return (valid(draw.integer(10 ** (width - 1), 10**width - 1), draw.one(0, 0, 1)),)

    times = f", times {factor}," if factor > 1 else ""
    return Task(
        name=draw.one("number_is_valid", f"check_{thing.replace(' ', '_')}", "is_genuine"),
        parameters={"number": "str"},
        returns="bool",
        statement=draw.one(
            f"A {thing} number is valid if it consists of {width + 2} digits and the number made of the first "
            f"{width}{times} leaves, when divided by {modulus}, a remainder equal to the number made of the last two. "
            f"Return whether `number` is valid.",
            f"Return whether `number` is a genuine {thing} number: exactly {width + 2} digits, of which the last two, "
            f"read as a number, are the remainder of the other {width}{times} divided by {modulus}.",
        ),
        body=code(body, length=width + 2, modulus=modulus, times=f" * {factor}" if factor > 1 else ""),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ("",),
            (valid(12, 1),),
            (valid(5),),
            (valid(10**width + 1),),
            (valid(77)[1:],),
            ("x" + valid(77)[1:],),
            number=12,
        ),
        imports=("import re",) if "re.f" in body else (),
    )


@family
def letters_as_numbers(draw: Draw) -> Task:
    """Letters are written as their places in the alphabet, or the other way round."""
    thing, start, mark, decode = (
        draw.one(*_THINGS),
        draw.one(0, 1, 1, 10, 11, 100),
        draw.one("-", " ", ".", "/", ","),
        draw.chance(0.5),
    )
    width, gap = draw.one(0, 0, 3), draw.one("?", "*", "_", "")
    encode_body = draw.one(
        """
        numbers = []
        for char in $thing.lower():
            if "a" <= char <= "z":
                numbers.append(f"{ord(char) - ord("a")$plus$width}")
        return "$mark".join(numbers)
        """.replace('ord("a")', "ord('a')"),
        """
        alphabet = "abcdefghijklmnopqrstuvwxyz"
        places = [alphabet.index(char)$plus for char in $thing.lower() if char in alphabet]
        return "$mark".join($place for place in places)
        """,
    )
    decode_body = draw.one(
        """
        result = ""
        for part in $thing.split("$mark"):
            place = int(part)$minus
            result += chr(ord("a") + place) if 0 <= place < 26 else "$gap"
        return result
        """,
        """
        letters = dict(enumerate("abcdefghijklmnopqrstuvwxyz"$start))
        return "".join(letters.get(int(part), "$gap") for part in $thing.split("$mark"))
        """,
    )

    def oracle(text: str) -> str:
        alphabet = [chr(code_point) for code_point in range(97, 123)]
        if decode:
            return "".join(
                [*alphabet, gap][min(int(n) - start, 26) if int(n) >= start else 26] for n in text.split(mark)
            )
        return mark.join(str(alphabet.index(c) + start).rjust(width, "0") for c in text.lower() if c in alphabet)

    first, last = str(start).rjust(width, "0"), str(start + 25).rjust(width, "0")
    between = "spaces" if mark == " " else f"'{mark}'"
    nothing = f"gives '{gap}'" if gap else "is passed over"
    forward = draw.one(
        f"Write each letter of the {thing}, small or capital, as a number from '{first}' for a to '{last}' for z. "
        f"Leave out everything else, and put {between} between the numbers.",
        f"In a number code, a is '{first}', the next letter one more and so on up to '{last}' for z; capitals are the "
        f"same. Return the {thing} in this code, with {between} between numbers and without all other characters.",
    )
    backward = draw.one(
        f"The {thing} holds numbers with {between} between them. {start} stands for a, {start + 1} for b, and so on up "
        f"to {start + 25} for z. Return the letters as one string; any other number {nothing}.",
        f"Decode the {thing}, whose numbers are separated by {between}: {start} is a, {start + 25} is z, the letters "
        f"between follow the alphabet. A number outside this range {nothing}. Return the text.",
    )
    return Task(
        name=draw.one("decode_numbers", "numbers_to_letters", f"read_{thing}")
        if decode
        else draw.one("letters_to_numbers", f"encode_{thing}"),
        parameters={thing: "str"},
        returns="str",
        statement=backward if decode else forward,
        body=code(
            decode_body if decode else encode_body,
            thing=thing,
            mark=mark,
            gap=gap,
            plus=f" + {start}" if start else "",
            minus=f" - {start}" if start else "",
            start=f", start={start}" if start else "",
            width=f":0{width}" if width else "",
            place=f'f"{{place:0{width}}}"' if width else "str(place)",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (mark.join(str(start + draw.integer(0, 25)) for _ in range(draw.integer(3, 6))),),
            *(
                (str(start),),
                (str(start + 25),),
                (f"{start + 26}{mark}{start + 1}",),
                (f"{start + 2}{mark}{max(start - 1, 0)}{mark}999",),
            ),
        )
        if decode
        else draw.inputs(lambda: (draw.word(),), ("",), ("AZ az",), ("b-7 Y!",), (draw.sentence(),)),
    )
