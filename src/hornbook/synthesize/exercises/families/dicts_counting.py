"""Dicts: counting how often something occurs."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS, TEXTS


@family
def count_by_feature(draw: Draw) -> Task:
    """How many strings share a feature."""
    theme, letter, most = draw.one(*TEXTS), draw.one(*"aeilnorst"), draw.integer(3, 6)
    choices: list[tuple[str, str, str, Callable[..., Plain]]] = [
        ("length", "int", "len($item)", lambda t: sum(1 for _ in t)),
        ("first letter", "str", "$item[0]", lambda t: min(t[:1])),
        ("last letter", "str", "$item[-1]", lambda t: t[len(t) - 1]),
        (f"number of {letter!r}", "int", f"$item.count({letter!r})", lambda t: len(t.split(letter)) - 1),
        (
            f"length, where everything above {most} counts as {most}",
            "int",
            f"min(len($item), {most})",
            lambda t: len(t[:most]),
        ),
        ("number of different letters", "int", "len(set($item))", lambda t: len(dict.fromkeys(t))),
    ]
    words, kind, expression, apply = draw.one(*choices)
    ordered = draw.chance(0.5)
    end = "dict(sorted(counts.items()))" if ordered else "counts"
    body = draw.one(
        f"""
        counts = {{}}
        for $item in $many:
            feature = {expression}
            counts[feature] = counts.get(feature, 0) + 1
        return {end}
        """,
        f"""
        counts = Counter({expression} for $item in $many)
        return dict({"sorted(counts.items())" if ordered else "counts"})
        """,
    )
    order = "in ascending order" if ordered else "in the order in which they first occur"

    def oracle(texts: list[str]) -> dict[object, int]:
        features = [apply(text) for text in texts]
        return {f: features.count(f) for f in (sorted(set(features)) if ordered else dict.fromkeys(features))}

    return Task(
        name=draw.one("count", "tally", "frequencies_of") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[str]"},
        returns=f"dict[{kind}, int]",
        statement=draw.one(
            f"Count the {theme.plural} by their {words}. Return a dict from this to how many there are; its keys stand "
            f"{order}. No {theme.singular} is empty.",
            f"Return a dict that says for each {words} how many of the {theme.plural} have it, with the keys {order}. "
            f"Every {theme.singular} has at least one letter.",
            f"An archive sorts {theme.plural} (none of them empty) into drawers by their {words}. How many lie in each "
            f"drawer? Return a dict from drawer to number, the drawers {order}; empty drawers are left out.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(draw.word, 3, 4),), ([],), (["noon", "tea", "eel", "ananas", "list", "tea"],)
        ),
        imports=("from collections import Counter",) if "Counter" in body else (),
    )


@family
def count_letters(draw: Draw) -> Task:
    """How often chosen letters occur in a text."""
    many, number = draw.one("text", "line", "sentence", "message", "phrase", "title"), draw.integer(2, 5)
    chosen = "".join(sorted(draw.sample("aeioulnrst", number)))
    zeros, case = draw.chance(0.5), draw.chance(0.5)
    source = f"{many}.lower()" if case else many
    body = draw.one(
        "return "
        f"{{letter: {source}.count(letter) for letter in {chosen!r}{'' if zeros else f' if letter in {source}'}}}",
        f"""
        counts = {f"dict.fromkeys({chosen!r}, 0)" if zeros else "{}"}
        for letter in {source}:
            if letter in {chosen!r}:
                counts[letter] {"+= 1" if zeros else "= counts.get(letter, 0) + 1"}
        return {"counts" if zeros else "dict(sorted(counts.items()))"}
        """,
    )

    def oracle(text: str) -> dict[str, int]:
        counts = {c: sum(x == c or (case and x == c.upper()) for x in text) for c in chosen}
        return {c: n for c, n in counts.items() if n or zeros}

    letters = ", ".join(map(repr, chosen))
    cased = "Capital letters count like small ones" if case else "Capital letters do not count"
    absent = "A letter that does not occur has the count 0" if zeros else "Letters that do not occur are left out"
    return Task(
        name=draw.one("count_letters", "letter_counts", "tally_letters", "letters_in"),
        parameters={many: "str"},
        returns="dict[str, int]",
        statement=draw.one(
            f"Count how often each of the letters {letters} occurs in the {many}. Return a dict from letter to count, "
            f"letters in alphabetical order. {cased}. {absent}.",
            f"Return a dict with the number of times that {letters} occur in `{many}`, in alphabetical order of the "
            f"letters. {cased}. {absent}.",
            f"In a word game only the letters {letters} score. Return a dict that says how many of each the {many} "
            f"holds, in alphabetical order. {cased}. {absent}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.sentence(2, 4).capitalize(),),
            ("",),
            ("AEIOU LNRST lnrst",),
            ("xX yz",),
            ("aaa eee iii ooo uuu",),
            ("STERN Lion tall nun",),
        ),
    )


@family
def most_common_one(draw: Draw) -> Task:
    """What occurs most often or least often, with a rule for ties."""
    theme, rare = draw.one(*NUMBERS, *TEXTS), draw.chance(0.4)
    kind = "str" if theme in TEXTS else "int"
    sign = "" if rare else "-"
    tie, key = draw.one(
        (
            "the smallest one" if kind == "int" else "the first one in alphabetical order",
            f"({sign}counts[$item], $item)",
        ),
        ("the one that occurs first in the list", f"{sign}counts[$item]"),
    )
    pool = "dict.fromkeys($many)" if tie.endswith("in the list") else "sorted(set($many))"
    body = draw.one(
        f"""
        counts = Counter($many)
        return min(counts, key=lambda $item: {key}, default=None)
        """,
        f"return {'min' if rare else 'max'}({pool}, key=$many.count, default=None)",
    )

    def oracle(items: list[int]) -> int | None:
        if not items:
            return None
        numbers = [items.count(item) for item in items]
        found = [item for item, n in zip(items, numbers, strict=True) if n == (min if rare else max)(numbers)]
        return found[0] if "list" in tie else sorted(found)[0]

    word = "least" if rare else "most"
    few = [draw.word() for _ in range(4)] if kind == "str" else [theme.low + n for n in (3, 1, 9, 4)]
    return Task(
        name=f"{draw.one('rarest', 'least_common') if rare else draw.one('most_common', 'commonest')}_{theme.item}",
        parameters={theme.parameter: f"list[{kind}]"},
        returns=f"{kind} | None",
        statement=draw.one(
            f"Return the {theme.singular} that occurs {word} often in the list. If several do, return {tie}; for an "
            "empty list return None.",
            f"Which {theme.singular} has the {'lowest' if rare else 'highest'} count among those in the list? In case "
            f"of a tie it is {tie}. Without any {theme.plural} the result is None.",
            f"A shop window shows the {theme.singular} that was named {word} often in a survey (only those that were "
            f"named at all come into question). Where several are level, it shows {tie}. Return what it shows, or None "
            "if the survey has no answers.",
            f"Find the {'rarest' if rare else 'most frequent'} one of the {theme.plural}: among equally frequent ones "
            f"{tie}, and None if the list is empty.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.one(*few), 4, 7),),
            ([],),
            ([few[0], few[1], few[1], few[0], few[2]],),
            ([few[2], few[0], few[0]],),
            ([few[3]],),
        ),
        imports=("from collections import Counter",) if "Counter" in body else (),
    )


@family
def repeated_ones(draw: Draw) -> Task:
    """What occurs so many times."""
    theme, number = draw.one(*NUMBERS, *TEXTS), draw.integer(2, 4)
    kind = "str" if theme in TEXTS else "int"
    options: list[tuple[str, str, Callable[..., Plain]]] = [
        ("at least", ">=", lambda n: n >= number),
        ("exactly", "==", lambda n: n == number),
        ("fewer than", "<", lambda n: n < number),
    ]
    size, sign, fits = draw.one(*options)
    ordered = draw.chance(0.5)
    opening, closing = ("sorted(", ")") if ordered else ("[", "]")
    body = draw.one(
        f"""
        counts = Counter($many)
        return {opening}$item for $item, count in counts.items() if count {sign} {number}{closing}
        """,
        f"""
        result = []
        for $item in {"sorted(set($many))" if ordered else "dict.fromkeys($many)"}:
            if $many.count($item) {sign} {number}:
                result.append($item)
        return result
        """,
    )
    order = (
        "in ascending order"
        if ordered and kind == "int"
        else "in alphabetical order"
        if ordered
        else "in the order of their first occurrence"
    )

    def oracle(items: list[int]) -> list[int]:
        found = [item for place, item in enumerate(items) if item not in items[:place] and fits(items.count(item))]
        return sorted(found) if ordered else found

    few = (
        draw.sample(["fig", "oak", "elm", "ash"], 4)
        if kind == "str"
        else [theme.low + n for n in draw.sample(range(9), 4)]
    )
    return Task(
        name=draw.one("repeated", "counted", "select") + f"_{theme.parameter}",
        parameters={theme.parameter: f"list[{kind}]"},
        returns=f"list[{kind}]",
        statement=draw.one(
            f"Return the different {theme.plural} that occur {size} {number} times in the list, each once, {order}.",
            f"List every {theme.singular} with {size} {number} occurrences. Name each only once, {order}.",
            f"For a summary, a clerk writes down each {theme.singular} that the list has {size} {number} times, "
            f"{order} and without repeating any. Return what is written down.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.one(*few), 6, 9),),
            ([],),
            ([few[0]] * number + [few[1]] * (number - 1) + [few[2]] * (number + 1),),
            ([few[3], few[1]] * number + [few[0]],),
        ),
        imports=("from collections import Counter",) if "Counter" in body else (),
    )
