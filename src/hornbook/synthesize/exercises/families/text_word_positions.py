"""Texts: words by their place, and words filled into lines."""

import textwrap

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_THINGS = ("sentence", "line", "message", "headline", "note", "title", "comment", "verse", "caption", "question")


@family
def word_number(draw: Draw) -> Task:
    """The nth word from one end."""
    thing, place, from_end, missing = (
        draw.one(*_THINGS),
        draw.integer(2, 5),
        draw.chance(0.5),
        draw.one("", "-", "none", "?"),
    )
    mark, mark_name = draw.one((" ", "spaces"), (",", "commas"), (";", "semicolons"), ("/", "slashes"))
    body = draw.one(
        """
        words = $thing.split($mark)
        if len(words) < $place:
            return "$missing"
        return words[$index]
        """,
        """
        words = $thing.split($mark)
        return words[$index] if len(words) >= $place else "$missing"
        """,
        """
        # It is simpler to try than to count first.
        try:
            return $thing.split($mark)[$index]
        except IndexError:
            return "$missing"
        """,
    )

    def oracle(text: str) -> str:
        words = text.split() if mark == " " else text.split(mark)
        return dict(enumerate(reversed(words) if from_end else words, start=1)).get(place, missing)

    ordinal = ["first", "second", "third", "fourth", "fifth"][place - 1]
    which = f"{ordinal} word" + (" from the end" if from_end else "")
    return Task(
        name=draw.one("nth_word", "word_at", f"pick_from_{thing}", "one_word"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"The words of the {thing} are separated by {mark_name}. Return the {which}, or '{missing}' if there are "
            f"fewer than {place}.",
            f"Return the {which} of the {thing}. Words are divided by {mark_name}. With fewer than {place} words, "
            f"return '{missing}'.",
            f"A form uses the {which} of a {thing} as its key (words are divided by {mark_name}). Return the key, or "
            f"'{missing}' if the {thing} has fewer than {place} words.",
        ),
        body=code(
            body,
            thing=thing,
            mark="" if mark == " " else f'"{mark}"',
            place=place,
            index=-place if from_end else place - 1,
            missing=missing,
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (mark.join(draw.several(draw.word, 3, 7)),),
            *((mark.join("abcdefgh"[:number]),) for number in range(place - 1, place + 2)),
        ),
    )


@family
def words_beside(draw: Draw) -> Task:
    """The words that follow or precede a key word."""
    thing, key, behind = draw.one(*_THINGS), draw.one("in", "near", "very", "red", "my", "no", "big"), draw.chance(0.6)
    many = draw.chance(0.5)
    place = "directly after" if behind else "directly before"
    body = draw.one(
        """
        words = $thing.split()
        return $made
        """,
        """
        words = $thing.split()
        found = []
        for i in range($span):
            if words[i] == "$key" and words[i $sign 1] not in found:
                found.append(words[i $sign 1])
        return found
        """
        if not many
        else """
        words = $thing.split()
        found = []
        for i in range($span):
            if words[i] == "$key":
                found.append(words[i $sign 1])
        return found
        """,
    )
    pairs = (
        "word for previous, word in zip(words, words[1:]) if previous"
        if behind
        else "previous for previous, word in zip(words, words[1:]) if word"
    )
    made = f'[{pairs} == "{key}"]' if many else f'list(dict.fromkeys({pairs} == "{key}"))'

    def oracle(text: str) -> list[str]:
        words = text.split() if behind else text.split()[::-1]
        found = [words[i + 1] for i, word in enumerate(words[:-1]) if word == key]
        found = found if behind else found[::-1]
        return found if many else sorted(set(found), key=found.index)

    again = "A word may be in it several times." if many else "A word that is found again is not repeated."
    return Task(
        name=draw.one("words_next_to", "neighbours", "follow_key" if behind else "precede_key"),
        parameters={thing: "str"},
        returns="list[str]",
        statement=draw.one(
            f"Return, in order, the words that stand {place} the word '{key}' in the {thing}. {again}",
            f"List each word of the {thing} that comes {place} '{key}' (as a whole word). The order is that of the "
            f"{thing}. {again}",
            f"To study the word '{key}', collect all words {place} it in a {thing}, from left to right. {again}",
        ),
        body=code(
            body,
            thing=thing,
            key=key,
            made=made,
            span="len(words) - 1" if behind else "1, len(words)",
            sign="+" if behind else "-",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (" ".join(draw.several(lambda: draw.one(key, "cat", "sea", draw.word()), 5, 12)),),
            *(("",), (key,), (f"{key} {key}",), (f"a {key} b",), (f"{key}s x {key} sky y {key} sky {key}",)),
        ),
    )


@family
def wrapped(draw: Draw) -> Task:
    """Words are filled into lines that are not too wide."""
    thing, width, result = (
        draw.one("text", "message", "speech", "story", "notice", "poem"),
        draw.integer(10, 40),
        draw.integer(0, 2),
    )
    shown, returns, done = (
        ("Return the list of lines", "list[str]", "lines"),
        ("Return the number of lines", "int", "len(lines)"),
        ("Return the lines joined by ' / '", "str", '" / ".join(lines)'),
    )[result]
    body = draw.one(
        """
        lines = []
        line = ""
        for word in $thing.split():
            # The 1 is the space before the word.
            if line and len(line) + 1 + len(word) > $width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        if line:
            lines.append(line)
        return $done
        """,
        """
        lines = []
        for word in $thing.split():
            if lines and len(lines[-1]) + 1 + len(word) <= $width:
                lines[-1] += " " + word
            else:
                lines.append(word)
        return $done
        """,
    )

    def oracle(text: str) -> object:
        lines = textwrap.wrap(" ".join(text.split()), width, break_long_words=False, break_on_hyphens=False)
        return (lines, len(lines), " / ".join(lines))[result]

    return Task(
        name=draw.one("wrap", f"wrap_{thing}", "fill_lines", "break_lines"),
        parameters={thing: "str"},
        returns=returns,
        statement=draw.one(
            f"Fill the words of the {thing} one after another into lines of at most {width} characters, with a space "
            f"between words; a word that does not fit starts a new line. A word that is too long stands alone. "
            f"{shown}.",
            f"Break the {thing} into lines: each takes as many words, separated by single spaces, as fit into {width} "
            f"characters. Words are never cut, so a very long one has a line for itself. {shown}.",
            f"A display shows {width} characters a line. Each line of the {thing} gets as many whole words as fit "
            f"(single spaces between them); a longer word gets a line of its own. {shown}.",
        ),
        body=code(body, thing=thing, width=width, done=done),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.sentence(8, 16),),
            *(
                ("",),
                ("a" * width + " b",),
                ("a" * (width - 2) + " b c",),
                ("a" * (width - 1) + " b",),
                ("x " + "y" * (width + 3) + " z",),
            ),
        ),
    )
