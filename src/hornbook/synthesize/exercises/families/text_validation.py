"""Texts: telling whether they have the form that they should have."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_CODES = ("part", "order", "room", "flight", "ticket", "shelf", "course", "licence", "member", "sample")


@family
def well_formed_code(draw: Draw) -> Task:
    """Some capital letters, a mark and some digits."""
    thing, letters, digits, mark = (
        draw.one(*_CODES),
        draw.integer(1, 4),
        draw.integer(2, 6),
        draw.one("-", "/", ":", "_", ""),
    )
    small, parameter = draw.chance(0.4), f"{thing}_code"
    body = draw.one(
        'return re.fullmatch(r"$pattern", $code) is not None',
        """
        letters, digits = $code[:$letters], $code[$start:]
        # Slices never fail, so a wrong length is found only here.
        if len($code) != $length$mark:
            return False
        return all("$low" <= char <= "$high" for char in letters) and all("0" <= char <= "9" for char in digits)
        """,
    )

    def oracle(text: str) -> bool:
        alphabet = "abcdefghijklmnopqrstuvwxyz" if small else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        shape = "".join("a" if c in alphabet else "0" if c in "0123456789" else c if c in "-/:_" else "?" for c in text)
        return shape == "a" * letters + mark + "0" * digits

    def example(left: int = letters, right: int = digits, between: str = mark) -> str:
        start = draw.letters(left, left, "ABCDEFGHJKLMNPRSTUVWXYZ")
        return (start.lower() if small else start) + between + draw.letters(right, right, "0123456789")

    case, one = "small" if small else "capital", "letter" if letters == 1 else "letters"
    middle = f", then '{mark}'," if mark else ""
    return Task(
        name=draw.one("is_valid", f"is_{parameter}", f"check_{parameter}"),
        parameters={parameter: "str"},
        returns="bool",
        statement=draw.one(
            f"Return whether `{parameter}` has the right form: {letters} {case} {one} (from the 26 of the "
            f"alphabet){middle} and then exactly {digits} digits, nothing else.",
            f"Every {thing} code, for instance '{example()}', has {letters} {case} {one}{middle} and {digits} digits. "
            f"Return True if the given one is of this form, else False.",
        ),
        body=code(
            body,
            pattern=f"[{'a-z' if small else 'A-Z'}]{{{letters}}}{mark}[0-9]{{{digits}}}",
            code=parameter,
            letters=letters,
            start=letters + len(mark),
            length=letters + len(mark) + digits,
            mark=f' or {parameter}[{letters}] != "{mark}"' if mark else "",
            low="a" if small else "A",
            high="z" if small else "Z",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (example(right=draw.one(digits - 1, digits, digits)),),
            *(
                ("",),
                (example(),),
                (example(letters + 1),),
                (example(right=digits + 1),),
                (example().swapcase(),),
                (example(between="+"),),
            ),
            *((example(letters - 1, digits, "0" + mark),), (example(letters, digits - 1, mark + "z"),)),
            *((("zaza" if small else "ZAZA")[:letters] + mark + "909090"[:digits],),),
            number=13,
        ),
        imports=("import re",) if "re.f" in body else (),
    )


@family
def number_in_range(draw: Draw) -> Task:
    """A text is a whole number that is neither too small nor too big."""
    low, what = (
        draw.integer(-30, 10),
        draw.one("age", "level", "floor", "temperature", "seat", "year", "grade", "offset", "volume"),
    )
    high, sign = low + draw.integer(20, 300), low < 0
    body = draw.one(
        """
        digits = $digits
        if not digits.isdecimal():
            return False
        return $low <= int($what) <= $high
        """,
        """
        try:
            number = int($what)
        except ValueError:
            return False
        # int() would also take spaces, underscores and a plus sign.
        return str(number) == $plain and $low <= number <= $high
        """,
    )
    minus = "possibly after a single '-'" if sign else "without any sign"

    def oracle(text: str) -> bool:
        return re.fullmatch("-?[0-9]+" if sign else "[0-9]+", text) is not None and int(text) in range(low, high + 1)

    zeros = not body.lstrip().startswith("try")
    leading = "Zeros in front are allowed." if zeros else "Zeros in front are not allowed."
    pattern = ("-?" if sign else "") + ("[0-9]+" if zeros else "(0|[1-9][0-9]*)")
    return Task(
        name=draw.one("is_valid", f"is_{what}", f"valid_{what}", f"check_{what}"),
        parameters={what: "str"},
        returns="bool",
        statement=draw.one(
            f"Return whether the text `{what}` is a whole number from {low} to {high}: only digits, {minus}. {leading}",
            f"The text `{what}` is valid if it consists of digits, {minus}, and the number is at least {low} and at "
            f"most {high}. {leading} Return True or False.",
            f"A form asks for the {what} and takes only whole numbers between {low} and {high} (both included), "
            f"written in digits, {minus}. {leading} Return whether the entry `{what}` is taken.",
        ),
        body=code(
            body, what=what, low=low, high=high, digits=f'{what}.removeprefix("-")' if sign else what, plain=what
        ),
        oracle=lambda text: (
            re.fullmatch(pattern, text) is not None and text != "-0" and int(text) in range(low, high + 1)
            if not zeros
            else oracle(text)
        ),
        inputs=draw.inputs(
            lambda: (str(draw.integer(low - 15, high + 15)),),
            *((str(n),) for n in (low - 1, low, high, high + 1)),
            *(("",), ("4x",), ("--3",), ("+5",), ("007",), (" 8",), ("-",), ("1_0",)),
            number=16,
        ),
    )


@family
def allowed_name(draw: Draw) -> Task:
    """A name of allowed characters, with a length between two bounds."""
    thing, low, extra = (
        draw.one("user", "nick", "group", "channel", "branch", "column", "player", "team"),
        draw.integer(2, 5),
        draw.one("_", "-", ".", ""),
    )
    high, capitals = low + draw.integer(4, 12), draw.chance(0.4)
    last = bool(extra) and draw.chance(0.5)
    parameter = f"{thing}_name"
    kind = "[A-Za-z]" if capitals else "[a-z]"
    body = draw.one(
        """
        letters = string.$alphabet
        if not $low <= len($name) <= $high:
            return False
        # A name of allowed length has a first character.
        if $name[0] not in letters$last:
            return False
        return all(char in letters + "0123456789$extra" for char in $name)
        """,
        """
        letters = string.$alphabet
        allowed = set(letters + "0123456789$extra")
        fits = $low <= len($name) <= $high and set($name) <= allowed
        return fits and $name[0] in letters$ends
        """,
    )

    def oracle(text: str) -> bool:
        inside = f"[A-Za-z0-9{re.escape(extra)}]" if capitals else f"[a-z0-9{re.escape(extra)}]"
        ends_well = not (last and text.endswith(extra))
        return len(text) in range(low, high + 1) and ends_well and re.fullmatch(kind + inside + "*", text) is not None

    letters, also = "letters" if capitals else "small letters", f", digits and '{extra}'" if extra else " and digits"
    rule = f"starts with a {letters.removesuffix('s')}" + (f" and does not end with '{extra}'" if last else "")
    alphabet, span = ("ascii_letters", "a to z and A to Z") if capitals else ("ascii_lowercase", "a to z")
    return Task(
        name=draw.one("is_allowed", f"valid_{parameter}", f"check_{parameter}"),
        parameters={parameter: "str"},
        returns="bool",
        statement=draw.one(
            f"Return whether `{parameter}` is allowed. It has {low} to {high} characters, all of them {letters} "
            f"({span}){also}, and it {rule}.",
            f"A {thing} name is valid if it consists of {letters} of the English alphabet{also}, {rule}, and is at "
            f"least {low} and at most {high} characters long. Return True or False.",
            f"A chat accepts a {thing} name only under these rules: {low} to {high} characters; only {letters} "
            f"({span}){also}; it {rule}. Return whether the name is accepted.",
        ),
        body=code(
            body,
            alphabet=alphabet,
            low=low,
            high=high,
            name=parameter,
            extra=extra,
            last=f' or {parameter}[-1] == "{extra}"' if last else "",
            ends=f' and {parameter}[-1] != "{extra}"' if last else "",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.word() + extra + draw.one("", "x", "7", "42") + draw.one("", "Q", "!"),),
            *(
                ("",),
                ("abcdefghijklmnopqr"[:low],),
                ("abcdefghijklmnopqr"[:high],),
                ("a" * (low - 1),),
                ("b" * (high + 1),),
            ),
            *(("9lives",), ("two words",), ("Anna9",), (f"ab{extra}cd5",), (f"abcd{extra}",), (f"{extra}abcd",)),
            number=14,
        ),
        imports=("import string",),
    )


@family
def faults_of_password(draw: Draw) -> Task:
    """Which of some rules a password breaks."""
    length, digits, capitals = draw.integer(6, 14), draw.integer(1, 3), draw.integer(1, 2)
    what, form = draw.one("password", "passphrase", "secret", "access_key"), draw.integer(0, 2)
    names = draw.one(("length", "digits", "capitals"), ("too short", "few digits", "few capitals"), ("L", "D", "C"))
    body = draw.one(
        """
        faults = []
        if len($what) < $length:
            faults.append("$first")
        if sum(char.isdigit() for char in $what) < $digits:
            faults.append("$second")
        if sum(char.isupper() for char in $what) < $capitals:
            faults.append("$third")
        return $result
        """,
        """
        digits = [char for char in $what if char.isdigit()]
        capitals = [char for char in $what if char.isupper()]
        rules = {
            "$first": len($what) >= $length,
            "$second": len(digits) >= $digits,
            "$third": len(capitals) >= $capitals,
        }
        faults = [name for name, kept in rules.items() if not kept]
        return $result
        """,
    )
    result = ("faults", "len(faults)", 'faults[0] if faults else "ok"')[form]

    def oracle(text: str) -> list[str] | int | str:
        numbers = (len(text), len(re.findall("[0-9]", text)), len(re.findall("[A-Z]", text)))
        bad = [name for name, has, needs in zip(names, numbers, (length, digits, capitals), strict=True) if has < needs]
        return bad if form == 0 else len(bad) if form == 1 else [*bad, "ok"][0]

    def good(width: int = length, digit: int = digits, capital: int = capitals) -> str:
        return ("7" * digit + "Q" * capital).ljust(width, "x")

    first, second, third = names
    wanted = (
        "a list of the names of the broken rules, in this order",
        "how many of the rules are broken",
        "the name of the first broken rule, or 'ok' if none is broken",
    )[form]
    plural, capital = "digit" if digits == 1 else "digits", "capital letter" if capitals == 1 else "capital letters"
    named = what.replace("_", " ")
    return Task(
        name=draw.one(f"check_{what}", "find_faults", "broken_rules"),
        parameters={what: "str"},
        returns=("list[str]", "int", "str")[form],
        statement=draw.one(
            f"A good {named} has at least {length} characters (rule '{first}'), at least {digits} {plural} (rule "
            f"'{second}') and at least {capitals} {capital} (rule '{third}'). Return {wanted}.",
            f"Test the {named} against three rules. '{first}': {length} or more characters. '{second}': {digits} or "
            f"more {plural}. "
            f"'{third}': {capitals} or more {capital}. Return {wanted}.".replace(
                "1 or more digit.", "1 or more digits."
            ).replace("1 or more capital letter.", "1 or more capital letters."),
        ),
        body=code(
            body,
            what=what,
            length=length,
            digits=digits,
            capitals=capitals,
            first=first,
            second=second,
            third=third,
            result=result,
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.word().title() + draw.letters(0, 4, "0123456789") + draw.word(),),
            *(("",), (good(),), (good(length - 1),), (good(digit=digits - 1),), (good(capital=capitals - 1),)),
            *((good(length + 3, 0, 0),), (good(3, 4, 0),)),
            number=12,
        ),
    )
