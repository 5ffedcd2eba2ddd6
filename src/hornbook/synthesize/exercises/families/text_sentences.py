"""Texts: rearranging and replacing words."""

import re

from hornbook.synthesize.exercises.blocks import Change, text_change, text_condition
from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_THINGS = ("sentence", "line", "message", "headline", "note", "title", "comment", "verse", "caption", "question")
_ALL_ENDS = "sofa climb disc bread tree leech ski hall ham bean piano map bar gas boat ant egg inn rat nut noon lantern mountain"
"""Words that begin or end with each of the letters that a condition may name."""


@family
def change_some_words(draw: Draw) -> Task:
    """Words that fulfil a condition are changed, the others stay."""
    thing, condition, change = draw.one(*_THINGS), text_condition(draw), text_change(draw)
    body = draw.one(
        """
        words = []
        for word in $thing.split():
            if $holds:
                word = $changed
            words.append(word)
        return " ".join(words)
        """,
        'return " ".join($changed if $holds else word for word in $thing.split())',
    )
    return Task(
        name=draw.one("change_words", "rewrite", f"rewrite_{thing}"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Split the {thing} at spaces. Replace each word that {condition.one} by {change.noun}; the others stay. "
            f"Return the words joined by single spaces.",
            f"Return the {thing} with every word that {condition.one} replaced by {change.noun}. There is one space "
            f"between words.",
            f"For a puzzle, each word of a {thing} that {condition.one} becomes {change.noun}. Return the puzzle, "
            "with single spaces between words.",
        ),
        body=code(body, thing=thing, holds=condition.of("word"), changed=change.of("word")),
        oracle=lambda text: " ".join([w, change.apply(w)][condition.holds(w)] for w in text.split()),
        inputs=draw.inputs(lambda: (draw.sentence(3, 8),), ("",), ("level  noon a bee otter tiger",), (_ALL_ENDS,)),
    )


@family
def capitals_at_word_starts(draw: Draw) -> Task:
    """Words start with a capital, but for some small ones."""
    thing = draw.one("title", "headline", "heading", "book_title", "song", "chapter", "name", "place")
    small = sorted(draw.sample(["of", "and", "the", "in", "for", "to", "on", "at", "by", "a"], draw.integer(2, 3)))
    first = draw.chance(0.6)
    body = """
        small = $small
        words = []
        for i, word in enumerate($thing.lower().split()):
            # Small words are left as they are.
            if word in small$first:
                words.append(word)
            else:
                words.append(word.capitalize())
        return " ".join(words)
        """
    if not first:
        body = draw.one(
            body,
            """
            words = $thing.lower().split()
            return " ".join(word if word in $small else word.capitalize() for word in words)
            """,
        ).replace("for i, word in enumerate($thing.lower().split())", "for word in $thing.lower().split()")

    def oracle(text: str) -> str:
        words = [word[:1].upper() + word[1:].lower() for word in text.split()]
        return " ".join(w.lower() if w.lower() in small and not (first and i == 0) else w for i, w in enumerate(words))

    listed = " and ".join([", ".join(f"'{word}'" for word in small[:-1]), f"'{small[-1]}'"])
    where = ", unless they come first" if first else ", even at the start"
    spoken = thing.replace("_", " ")
    return Task(
        name=draw.one("capitalise", f"format_{thing}", "headline_style"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Write each word of the {spoken} with a capital first letter and small letters after it. Only {listed} "
            f"are written all in small letters{where}. Return the words with single spaces between.",
            f"A catalogue capitalises the words of a {spoken} (only the first letter is a capital) but keeps {listed} "
            f"small{where}. Return the {spoken} in this form, its words joined by single spaces.",
        ),
        body=code(body, thing=thing, small=str(tuple(small)).replace("'", '"'), first=" and i > 0" if first else ""),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                " ".join([draw.word(), draw.one(*small, "my"), draw.word().upper(), draw.one(*small), draw.word()]),
            ),
            *(("",), (f"{small[0]} {small[1].upper()} cat",), (f"ICE {small[-1].title()}",), (" ".join(small),)),
        ),
    )


@family
def without_repeats(draw: Draw) -> Task:
    """Repeated words go: everywhere, or only right behind each other."""
    thing, anywhere, both = draw.one(*_THINGS), draw.chance(0.5), draw.chance(0.5)
    mark, mark_name = draw.one(
        (" ", "a space"), (", ", "a comma and a space"), ("-", "a hyphen"), ("/", "a slash"), (" > ", "' > '")
    )

    body = """
        kept = []
        previous = None
        for word in $thing.split():
            if word$low != previous:
                kept.append(word)
            previous = word$low
        return "$mark".join(kept)
        """
    if anywhere:
        body = """
            seen = set()
            kept = []
            for word in $thing.split():
                if word$low not in seen:
                    seen.add(word$low)
                    kept.append(word)
            return "$mark".join(kept)
            """
    if not both:
        body = draw.one(
            body,
            """
            # A dict keeps its keys in the order in which they came in.
            return "$mark".join(dict.fromkeys($thing.split()))
            """
            if anywhere
            else 'return "$mark".join(word for word, _ in groupby($thing.split()))',
        )

    def oracle(text: str) -> str:
        words = text.split()
        key = [word.lower() if both else word for word in words]
        return mark.join(
            w for i, w in enumerate(words) if key[i] not in (key[:i] if anywhere else key[max(i - 1, 0) : i])
        )

    which = "that occurred earlier" if anywhere else "that equals the word right before it"
    case = "Upper and lower case make no difference." if both else "Words in different case are different."
    return Task(
        name=draw.one("drop_repeats", "remove_repeats", "say_once"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Drop each word of the {thing} {which}. Return the others joined by {mark_name}. {case}",
            f"The words of a {thing} are separated by spaces. Return them joined by {mark_name}, without any word "
            f"{which}. {case}",
            f"A speaker stutters: leave out every word of the {thing} {which}, and join the rest by {mark_name}. "
            f"{case}",
        ),
        body=code(body, thing=thing, mark=mark, low=".lower()" if both else ""),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (" ".join(draw.several(lambda: draw.one("red", "Red", "sea", "sky"), 5, 9)),),
            *(("",), ("one",), ("a A a a b B b a",), ("up up up",), ("do re do re re mi",)),
        ),
        imports=("from itertools import groupby",) if "groupby" in body else (),
    )


@family
def look_up_words(draw: Draw) -> Task:
    """Words are replaced as a dict says."""
    thing, glossary = draw.one(*_THINGS), draw.one("glossary", "dictionary", "table", "codes", "replacements")
    unknown, expression, change = draw.one(
        ("stay as they are", "word", Change("", "", str)),
        ("become '?'", '"?"', Change("", "", lambda word: "?")),
        ("are put in square brackets", 'f"[{word}]"', Change("", "", lambda word: "[" + word + "]")),
        ("are left out", "", Change("", "", lambda word: None)),
        ("are written in capitals", "word.upper()", Change("", "", str.upper)),
    )
    lower = draw.chance(0.4)
    body = draw.one(
        """
        words = []
        for word in $source.split():
            if word in $glossary:
                words.append($glossary[word])$otherwise
        return " ".join(words)
        """,
        'return " ".join($glossary.get(word, $unknown) for word in $source.split())'
        if expression
        else 'return " ".join($glossary[word] for word in $source.split() if word in $glossary)',
    )

    def oracle(text: str, table: dict[str, str]) -> str:
        words = (text.lower() if lower else text).split()
        found = [table[word] if word in list(table) else change.apply(word) for word in words]
        return " ".join(word for word in found if word is not None)

    case = f" Before that, turn the {thing} into small letters." if lower else ""
    return Task(
        name=draw.one("translate", "look_up", f"decode_{thing}", "replace_words"),
        parameters={thing: "str", glossary: "dict[str, str]"},
        returns="str",
        statement=draw.one(
            f"Replace each word of the {thing} by what `{glossary}` has for it. Words that it does not hold "
            f"{unknown}.{case} Return the words joined by single spaces.",
            f"Translate the {thing} word by word with the dict `{glossary}`. Words missing from it {unknown}. Put "
            f"single spaces between words.{case}",
            f"A traveller looks up every word of a {thing} in `{glossary}`; words that are not listed {unknown}.{case} "
            f"Return what is written down, with single spaces between words.",
        ),
        body=code(
            body,
            source=f"{thing}.lower()" if lower else thing,
            glossary=glossary,
            unknown=expression,
            otherwise=f"\n    else:\n        words.append({expression})" if expression else "",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                " ".join(draw.several(lambda: draw.one("red", "sea", "Sky", draw.word()), 3, 6)),
                {"red": draw.word(), "sea": draw.word(), "sky": draw.word()},
            ),
            *(
                ("", {"a": "b"}),
                ("Cat cat", {"cat": "dog"}),
                ("a b a", {"a": "b", "b": "c"}),
                ("x y", {}),
                ("Up  up a", {"up": "on"}),
            ),
        ),
    )


@family
def word_game(draw: Draw) -> Task:
    """Every word is taken apart and put together in another way."""
    thing, ending, special = (
        draw.one(*_THINGS),
        draw.one("o", "ay", "um", "ix", "la", "zu"),
        draw.one("aeiou", "st", "bcd", "lmnr"),
    )
    cut, unchanged = draw.integer(1, 3), draw.chance(0.5)
    listed = ", ".join(special[:-1]) + " or " + special[-1]
    other = "word" if unchanged else f'word + "{ending}"'
    body = draw.one(
        """
        words = []
        for word in $thing.split():
            if word[0] in "$special":
                words.append($other)
            else:
                words.append(word[$cut:] + word[:$cut] + "$ending")
        return " ".join(words)
        """,
        """
        def change(word):
            if word[0] in "$special":
                return $other
            return word[$cut:] + word[:$cut] + "$ending"

        return " ".join(map(change, $thing.split()))
        """,
    )

    def oracle(text: str) -> str:
        def twist(match: re.Match[str]) -> str:
            return match[1] + ("" if unchanged else ending) if match[1] else match[3] + match[2] + ending

        return re.sub(rf"([{special}]\w*)|(\w{{1,{cut}}})(\w*)", twist, " ".join(text.split()))

    letters, go = ("letter", "goes") if cut == 1 else (f"{cut} letters", "go")
    rest = "stays as it is" if unchanged else f"only gets '{ending}' at its end"
    return Task(
        name=draw.one("word_game", "secret_language", f"twist_{thing}", "funny_words"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"In each word of the {thing}, move the first {letters} to the end and add '{ending}'. A word that starts "
            f"with {listed} {rest}. Words are separated by spaces; return them with single spaces.",
            f"Children speak a secret language: a word that starts with {listed} {rest}; in any other word the first "
            f"{letters} {go} to the end, followed by '{ending}'. Return the {thing} in it, with single spaces between "
            f"words.",
        ),
        body=code(body, thing=thing, special=special, other=other, cut=cut, ending=ending),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.sentence(2, 5),), ("",), ("  a bee  see me",), ("tree doc idea lamp",), ("x up stone",)
        ),
    )
