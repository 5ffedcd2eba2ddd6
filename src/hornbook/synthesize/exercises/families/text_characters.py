"""Texts: looking at single characters."""

import re

from hornbook.synthesize.exercises.blocks import Change
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


def _letters(draw: Draw, low: int, high: int) -> str:
    """Different frequent letters in alphabetical order."""
    return "".join(sorted(draw.sample("aeilnorst", draw.integer(low, high))))


def _either(letters: str) -> str:
    """The letters as an English list."""
    quoted = [f"'{letter}'" for letter in letters]
    return ", ".join(quoted[:-1]) + " or " + quoted[-1]


def _mixed(draw: Draw) -> str:
    """A text with characters of all kinds."""
    return draw.word().title() + draw.one(" ", "-", "") + str(draw.integer(0, 2050)) + draw.one("B ", "!") + draw.word()


@family
def count_some(draw: Draw) -> Task:
    """How many characters are among a few letters."""
    thing, letters, both = draw.one(*_THINGS), _letters(draw, 2, 4), draw.chance(0.5)
    case = "Capital letters count like small ones." if both else "Capital letters do not count."
    body = draw.one(
        'return sum($source.count(letter) for letter in "$letters")',
        'return len([char for char in $source if char in "$letters"])',
        """
        count = 0
        for char in $source:
            if char in "$letters":
                count += 1
        return count
        """,
    )
    return Task(
        name=draw.one("count_letters", "count_chosen", f"letters_in_{thing}"),
        parameters={thing: "str"},
        returns="int",
        statement=draw.one(
            f"Count the characters of the {thing} that are {_either(letters)}. {case}",
            f"Return how many characters of the {thing} are {_either(letters)}. {case}",
            f"In a letter game, each {_either(letters)} in the {thing} earns one point. Return the number of points. "
            f"{case}",
        ),
        body=code(body, letters=letters, source=f"{thing}.lower()" if both else thing),
        oracle=lambda text: len(re.findall(f"[{letters}]", text, re.IGNORECASE if both else 0)),
        inputs=draw.inputs(
            lambda: (draw.sentence(1, 4),), ("",), (f"{letters.upper()}? {letters}",), (letters[0] * 3,)
        ),
    )


@family
def mask_some(draw: Draw) -> Task:
    """Hide a few letters, or all but them."""
    thing, letters, mark, keep = draw.one(*_THINGS), _letters(draw, 2, 3), draw.one(*"*#_-.?"), draw.chance(0.4)
    which = "other than" if keep else "that is"
    kept = f'char if char in "{letters}" else "{mark}"' if keep else f'"{mark}" if char in "{letters}" else char'
    body = draw.one(
        'return "".join($kept for char in $thing)',
        'return re.sub(r"[$pattern]", "$mark", $thing)',
        """
        shown = ""
        for char in $thing:
            shown += $kept
        return shown
        """,
    )
    return Task(
        name=draw.one("mask", "hide_letters", f"mask_{thing}", f"cover_{thing}"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Replace each character of the {thing} {which} {_either(letters)} by '{mark}'. Upper and lower case "
            f"differ.",
            f"Return the {thing} with '{mark}' in place of every character {which} a small {_either(letters)}.",
            f"A guessing game shows '{mark}' for each character of a {thing} {which} a small {_either(letters)}. "
            f"Return what it shows.",
        ),
        body=code(body, kept=kept, pattern="^" * keep + letters, mark=mark, thing=thing),
        oracle=lambda text: "".join(char if (letters.count(char) == 1) == keep else mark for char in text),
        inputs=draw.inputs(lambda: (draw.sentence(1, 3),), ("",), (letters.upper() + letters,), (f"a-b {mark} 10",)),
        imports=("import re",) if "re.sub" in body else (),
    )


@family
def only_a_kind(draw: Draw) -> Task:
    """Drop all characters but those of a kind, and do something to what is left."""
    thing, (many, _, method, alphabet), number = draw.one(*_THINGS), draw.one(*_KINDS), draw.integer(2, 5)
    change = draw.one(
        Change("in their order", "kept", str),
        Change("in reverse order", "kept[::-1]", lambda kept: "".join(reversed(kept))),
        Change("with '-' between them", '"-".join(kept)', lambda kept: re.sub("(?<=.)(?=.)", "-", kept)),
        Change(f"but at most the first {number} of them", f"kept[:{number}]", lambda kept: "".join([*kept][:number])),
        Change(
            f"but at most the last {number} of them",
            f"kept[-{number}:]",
            lambda kept: kept[max(0, len(kept) - number) :],
        ),
    )
    body = draw.one(
        """
        kept = "".join(char for char in $thing if char.$method())
        return $result
        """,
        """
        kept = ""
        for char in $thing:
            if char.$method():
                kept += char
        return $result
        """,
    )
    return Task(
        name=draw.one("keep", "extract", "only") + "_" + many.replace(" ", "_"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Return the {many} of the {thing}, {change.noun}, as one string.",
            f"Pick the {many} out of the {thing} and leave out the rest. Return them as one string, {change.noun}.",
            f"A register stores only the {many} of each {thing}, {change.noun}. Return what it stores as a string.",
        ),
        body=code(body, thing=thing, method=method, result=change.expression),
        oracle=lambda text: change.apply("".join(filter(alphabet.__contains__, text))),
        inputs=draw.inputs(lambda: (_mixed(draw),), ("",), ("...",), ("12Ab CD 9zq,  74 xY",), ("A1b2 C3d4 E5 f6",)),
    )


@family
def swap_letters(draw: Draw) -> Task:
    """Two letters change places."""
    thing, (first, second), both = draw.one(*_THINGS), draw.sample("aeilnorst", 2), draw.chance(0.3)
    case = "Do the same with the two capital letters." if both else "Capital letters stay as they are."
    old = first + second + (first + second).upper() * both
    new = second + first + (second + first).upper() * both
    body = draw.one(
        'return $thing.translate(str.maketrans("$old", "$new"))',
        """
        # Looking each letter up once keeps a letter from being swapped back.
        swapped = dict(zip("$old", "$new"))
        return "".join(swapped.get(char, char) for char in $thing)
        """,
        """
        result = ""
        for char in $thing:
            if char in "$old":
                char = "$new"["$old".index(char)]
            result += char
        return result
        """,
    )
    return Task(
        name=draw.one("swap_letters", "exchange", f"mix_up_{thing}"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"In the {thing}, let every '{first}' become '{second}' and every '{second}' become '{first}'. {case}",
            f"Return the {thing} with the letters '{first}' and '{second}' exchanged for each other. {case}",
            f"On a faulty keyboard the keys '{first}' and '{second}' are swapped. Return the {thing} as it appears. "
            f"{case}",
        ),
        body=code(body, thing=thing, old=old, new=new),
        oracle=lambda text: "".join(new[old.find(char)] if char in old else char for char in text),
        inputs=draw.inputs(
            lambda: (draw.sentence(1, 3),), ("",), (f"{first}{second} {second * 2}x{first.upper()}{second.upper()}",)
        ),
    )


@family
def letter_points(draw: Draw) -> Task:
    """Vowels, other letters and digits are worth different points."""
    thing, vowel, other, digit = draw.one(*_THINGS), *draw.sample(range(1, 10), 2), draw.one(0, 0, 1, 4, 10)
    body = draw.one(
        """
        points = 0
        for char in $thing.lower():
            if char in "aeiou":
                points += $vowel
            elif char.isalpha():
                points += $other$digits
        return points
        """,
        """
        letters = [char for char in $thing.lower() if char.isalpha()]
        vowels = [char for char in letters if char in "aeiou"]
        return $vowel * len(vowels) + $other * (len(letters) - len(vowels))$more
        """,
    )
    rest = f"A digit {draw.one('gives', 'is worth')} {digit}, anything else 0." if digit else "Nothing else counts."
    return Task(
        name=draw.one("letter_points", f"value_of_{thing}", f"weigh_{thing}"),
        parameters={thing: "str"},
        returns="int",
        statement=draw.one(
            f"Each vowel (a, e, i, o, u) in the {thing} is worth {vowel}, each other letter {other}, in either case. "
            f"{rest} Return the sum.",
            f"Return the value of the {thing}: {vowel} for a vowel (aeiou, small or capital), {other} for another "
            f"letter. {rest}",
            f"An engraver charges {vowel} for a vowel (aeiou) and {other} for another letter, small or capital. {rest} "
            f"Return the price of the {thing} in coins.",
        ),
        body=code(
            body,
            thing=thing,
            vowel=vowel,
            other=other,
            digits=f"\n    elif char.isdigit():\n        points += {digit}" if digit else "",
            more=f" + {digit} * sum(char.isdigit() for char in {thing})" if digit else "",
        ),
        oracle=lambda text: (
            vowel * len(re.findall("[aeiouAEIOU]", text))
            + other * len(re.findall("[b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z]", text))
            + digit * len(re.findall("[0-9]", text))
        ),
        inputs=draw.inputs(lambda: (_mixed(draw),), ("",), ("AEIOU",), ("xyz",), ("7 - 1!",), ("Rhythm B",)),
    )


@family
def commonest(draw: Draw) -> Task:
    """The most frequent character of some kind, with a rule for ties."""
    thing, missing, early = draw.one(*_THINGS), draw.one("", "?", "-", "none"), draw.chance(0.5)
    what, method = draw.one(("letter", "isalpha"), ("digit", "isdigit"), ("character other than a letter", ""))
    test = f"char.{method}()" if method else "not char.isalpha()"
    body = draw.one(
        """
        counts = Counter(char for char in $thing if $test)
        return $best if counts else "$missing"
        """,
        """
        counts = {}
        for char in $thing:
            if $test:
                counts[char] = counts.get(char, 0) + 1
        if not counts:
            return "$missing"
        return $best
        """,
    )

    def oracle(text: str) -> str:
        fit = [
            c
            for c in text
            if (c in "0123456789" if what == "digit" else ("a" <= c.lower() <= "z") == (what == "letter"))
        ]
        ranked = sorted(set(fit), key=lambda c: (-fit.count(c), fit.index(c) if early else ord(c)))
        return ranked[0] if ranked else missing

    tie = "the one that appears first" if early else "the one with the smallest character code"
    return Task(
        name=draw.one("commonest", "most_frequent", "favourite") + f"_{what.split()[0]}",
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Return the {what} that occurs most often in the {thing}. Of several equally frequent ones, take {tie}. "
            f"Without any, return '{missing}'.",
            f"Which {what} is the most frequent one in the {thing}? In a tie, take {tie}; if there is none, return "
            f"'{missing}'.",
            f"Someone paints a {thing} on a wall and wonders which {what} needs the most stencils. Return it; in a "
            f"tie, take {tie}. Return '{missing}' if there is none.",
        ),
        body=code(
            body,
            thing=thing,
            test=test,
            missing=missing,
            best="max(counts, key=counts.get)" if early else "min(counts, key=lambda char: (-counts[char], char))",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.sentence(1, 2) + draw.letters(2, 5, "0123 -."),),
            *(("",), ("ba21ab12-. .-",), ("zzyyx 99887",), ("...",), ("cC c4 4 5-",)),
        ),
        imports=("from collections import Counter",) if "Counter" in body else (),
    )
