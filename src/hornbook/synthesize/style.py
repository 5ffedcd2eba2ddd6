"""
How one and the same command looks when it was typed, or heard by a speech recogniser.

Texts come with marked spans (see `template`); everything here leaves the marks where they are.
"""

import re
from functools import lru_cache
from random import Random

from num2words import num2words

_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"(?<![\w.:])(\d+)(?:(:)(\d\d)|(\.)(\d+)|(st|nd|rd|th))?(?![\w:])")
_WORD = re.compile(r"[a-z]{4,}")
_PRONOUN = re.compile(r"\bi\b")
_NEIGHBOURS = {
    "a": "qsz", "b": "vgn", "c": "xdv", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjy", "i": "uok", "j": "hku",
    "k": "jli", "l": "kop", "m": "nj", "n": "bmh", "o": "ipl", "p": "ol", "q": "wa", "r": "etf", "s": "adw", "t": "ryg",
    "u": "yij", "v": "cbf", "w": "qes", "x": "zcs", "y": "tuh", "z": "xas",
}  # fmt: skip


def tidy(text: str) -> str:
    """One space between words, none before a comma."""
    return _SPACES.sub(" ", text).replace(" ,", ",").strip()


def spell_numbers(text: str) -> str:
    """Write numbers as a recogniser hears them: `7:05` as "seven oh five", `21st` as "twenty first"."""
    return _NUMBER.sub(lambda match: _spelled(*match.groups()), text)


@lru_cache(maxsize=4096)
def _spelled(
    whole: str, colon: str | None, minutes: str | None, point: str | None, decimals: str | None, ordinal: str | None
) -> str:
    if ordinal:
        return _words(int(whole), "ordinal")
    if point:
        return f"{_words(int(whole))} point {' '.join(_words(int(digit)) for digit in decimals or '')}"
    if colon and minutes:
        if minutes == "00":
            return _words(int(whole))
        return f"{_words(int(whole))} {'oh ' if minutes[0] == '0' else ''}{_words(int(minutes))}"
    if len(whole) == 4 and "1100" <= whole <= "2099":
        return _words(int(whole), "year")
    return _words(int(whole))


def _words(number: int, form: str = "cardinal") -> str:
    return str(num2words(number, to=form)).replace("-", " ").replace(",", "").replace(" and ", " ")


def drop_apostrophes(text: str) -> str:
    """`what's` as `whats`."""
    return text.replace("'", "")


def misspell(text: str, random: Random) -> str:
    """One slip of the finger in one word of four letters or more: a letter lost, doubled, swapped or missed by a key."""
    words = list(_WORD.finditer(text))
    if not words:
        return text
    word = random.choice(words)
    at = random.randrange(word.start() + 1, word.end() - 1)
    slip = random.randrange(4)
    if slip == 0:
        return text[:at] + text[at + 1 :]
    if slip == 1:
        return text[:at] + text[at] + text[at:]
    if slip == 2:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + random.choice(_NEIGHBOURS[text[at]]) + text[at + 1 :]


def as_typed(text: str, random: Random, question: bool) -> str:
    """A capital at the start, `I`, and a full stop or question mark, each more often than not."""
    text = _PRONOUN.sub("I", text)
    if random.random() < 0.8:
        first = next((index for index, character in enumerate(text) if character.isalpha() and character.isascii()), 0)
        text = text[:first] + text[first].upper() + text[first + 1 :]
    if random.random() < 0.7 and text[-1:] not in "?!.":
        text += "?" if question else random.choice((".", ".", "!"))
    return text
