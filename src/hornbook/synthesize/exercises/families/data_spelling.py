"""Cleaning data: the same written in different ways."""

import re
from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code
from hornbook.synthesize.exercises.vocabulary import NAMES, TEXTS


@family
def without_doubles(draw: Draw) -> Task:
    """Repeated strings dropped, where case, spaces or endings do not matter."""
    theme, last = draw.one(*TEXTS), draw.chance(0.35)
    letters, sign = draw.integer(2, 5), draw.one("-", "_", ".", "'")
    options: list[tuple[str, str, Callable[..., Plain]]] = [
        ("capital and small letters are not told apart", "$item.casefold()", lambda t: "".join(c.lower() for c in t)),
        ("spaces at either end do not count", "$item.strip()", lambda t: re.sub(r"^ +| +$", "", t)),
        (
            "neither case nor spaces at either end count",
            "$item.strip().casefold()",
            lambda t: re.sub(r"^ +| +$", "", t).casefold(),
        ),
        ("spaces do not count, wherever they stand", '$item.replace(" ", "")', lambda t: "".join(t.split())),
        (f"only the first {letters} characters count", f"$item[:{letters}]", lambda t: "".join(list(t)[:letters])),
        (f"each {sign!r} counts as a space", f'$item.replace({sign!r}, " ")', lambda t: " ".join(t.split(sign))),
        ("the order of their letters does not count", '"".join(sorted($item))', lambda t: tuple(sorted(t))),
        (
            f"neither case nor any {sign!r} counts",
            f'$item.casefold().replace({sign!r}, "")',
            lambda t: "".join(c.lower() for c in t if c != sign),
        ),
    ]
    words, key, clean = draw.one(*options)
    body = draw.one(
        f"""
        seen = set()
        kept = []
        for $item in {"reversed($many)" if last else "$many"}:
            key = {key}
            if key not in seen:
                seen.add(key)
                kept.append($item)
        return {"kept[::-1]" if last else "kept"}
        """,
        f"""
        kept = {{}}
        for $item in $many:
            key = {key}
            # Taken out and put in again, a key moves to the end.
            kept.pop(key, None)
            kept[key] = $item
        return list(kept.values())
        """
        if last
        else f"""
        kept = {{}}
        for $item in $many:
            # Only the first one with a key is stored.
            kept.setdefault({key}, $item)
        return list(kept.values())
        """,
    )

    def oracle(texts: list[str]) -> list[str]:
        keys = [clean(text) for text in texts]
        return [t for i, t in enumerate(texts) if keys[i] not in (keys[i + 1 :] if last else keys[:i])]

    base = draw.word()
    forms = [
        base,
        base.upper(),
        f" {base}",
        f"{base} ",
        base[::-1],
        f"{base[:2]}{sign}{base[2:]}",
        f"{base[:2]} {base[2:]}",
        base[:letters],
        f"{base[:letters]}x",
        base.title(),
    ]
    return Task(
        name=draw.one("unique", "distinct", "drop_doubles_in", "dedupe") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[str]"},
        returns="list[str]",
        statement=draw.one(
            f"Return the {theme.plural} without repetitions. Two are the same if they agree when {words}. Of the same "
            f"ones keep the {'last' if last else 'first'}, as it is written; the order stays.",
            f"Drop every {theme.singular} that {'comes again further on' if last else 'has come before'}, where "
            f"{words}. What is kept is not changed, and neither is the order.",
            f"A list of {theme.plural} was put together by several people and has doubles. In comparing, {words}. Keep "
            f"only the {'last' if last else 'first'} spelling of each and return them in the given order.",
        ),
        body=code(body, item="text", many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([draw.one(*forms, base) for _ in range(draw.integer(3, 4))],),
            ([],),
            (forms,),
            (forms[::-1],),
            ([*forms, *forms],),
            (["ab", "ba", "AB", " ab", "a b"],),
            ([f"x{sign}y", "x y", "xy", f"X{sign}Y"],),
        ),
    )


@family
def standard_spelling(draw: Draw) -> Task:
    """Names brought to one way of writing."""
    many = draw.one(
        "names", "guests", "members", "labels", "cities", "titles", "authors", "tags", "headings", "streets"
    )
    sign = draw.one("-", "_", ".", "/")
    steps: list[tuple[str, str, Callable[[str], str]]] = [
        (
            "spaces at both ends are removed and several spaces in a row become one",
            '" ".join(text.split())',
            lambda t: re.sub(" +", " ", t).strip(),
        ),
        (
            f"every {sign!r} becomes a space, then spaces at both ends are removed",
            f'text.replace({sign!r}, " ").strip()',
            lambda t: " ".join(t.split(sign)).strip(),
        ),
        ("spaces at both ends are removed", "text.strip()", lambda t: re.sub("^ +| +$", "", t)),
        (f"every {sign!r} is taken out", f'text.replace({sign!r}, "")', lambda t: "".join(t.split(sign))),
    ]
    cases: list[tuple[str, str, Callable[[str], str]]] = [
        ("all letters become small", "text.lower()", lambda t: "".join(c.lower() for c in t)),
        ("all letters become capital", "text.upper()", lambda t: "".join(c.upper() for c in t)),
        (
            "the first letter becomes a capital and all others become small",
            "text.capitalize()",
            lambda t: t[:1].upper() + t[1:].lower(),
        ),
        (
            "every word gets a capital first letter and small ones after it (words are separated by spaces)",
            '" ".join(word.capitalize() for word in text.split(" "))',
            lambda t: " ".join(w[:1].upper() + w[1:].lower() for w in t.split(" ")),
        ),
    ]
    (first, one, make_one), (second, two, make_two) = draw.one(*steps), draw.one(*cases)
    drop, size = draw.chance(0.5), draw.integer(1, 4)
    keep = f"if len(text) >= {size}:\n                " if drop else ""
    body = f"""
        cleaned = []
        for text in $many:
            text = {one}
            text = {two}
            {keep}cleaned.append(text)
        return cleaned
        """
    fate = (
        f" What has fewer than {size} {'character' if size == 1 else 'characters'} then is left out."
        if drop
        else " What is empty then stays in the list as an empty string."
    )

    def oracle(texts: list[str]) -> list[str]:
        cleaned = [make_two(make_one(text)) for text in texts]
        return [text for text in cleaned if not drop or not len(text) < size]

    def text() -> str:
        a, b = draw.one(*NAMES).swapcase(), draw.one(*NAMES)
        return draw.one(f" {a}", f"{b}{sign}{a}", f"{a}  {b} ", f"{a[:2]}{sign}", f"{b} {a}")

    return Task(
        name=draw.one("clean", "unify", "standardise", "normalise") + f"_{many}",
        parameters={many: "list[str]"},
        returns="list[str]",
        statement=draw.one(
            f"Write all {many} in one way: {first}, and {second}. Return the new list.{fate}",
            f"The {many} were typed in by different people. Bring each to the same form: {first}; after that "
            f"{second}.{fate} Return the {many} in their order.",
            f"Return a cleaned copy of `{many}`. Of each entry, {first}, and then {second}.{fate}",
        ),
        body=code(body, many=many),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([text() for _ in range(2)],),
            ([],),
            ([""],),
            (["  ", "a", "ab", "Abc", "ABCD", "abcde"],),
            ([f"x{sign}Y", f"{sign}MNO pQ{sign}", " mI  xed   CASE "],),
            ([f"a{sign}{sign}b C", "d  E"],),
            (["o'NEIL  bAR", "two words", f" {sign}"],),
        ),
    )


@family
def yes_or_no(draw: Draw) -> Task:
    """Answers in many spellings brought to true, false, or unknown."""
    many = draw.one(
        "answers", "replies", "flags", "votes", "fields", "choices", "boxes", "entries", "settings", "ticks"
    )
    yes, no = (
        draw.sample(["yes", "y", "true", "on", "aye", "ok", "sure"], 3),
        draw.sample(["no", "n", "false", "off", "nay", "never"], draw.integer(2, 3)),
    )
    other, count = draw.one(None, False, "drop"), draw.chance(0.3)
    rest = "anything else is left out" if other == "drop" else f"anything else becomes {other}"
    last = "\n            else:\n                result.append(None)" if other is None else ""
    body = f"""
        result = []
        for text in $many:
            text = text.strip().lower()
            if text in {tuple(yes)}:
                result.append(True)
            elif text in {tuple(no)}:
                result.append(False){last}
        return result
        """
    if other is False:
        body = f"return [text.strip().lower() in {tuple(yes)} for text in $many]"
    if count:
        body = f"""
        yes = {tuple(yes)}
        return sum(1 for text in $many if text.strip().lower() in yes)
        """

    def oracle(texts: list[str]) -> Plain:
        table: dict[str, Plain] = {**dict.fromkeys(no, False), **dict.fromkeys(yes, True)}
        words = [re.sub("^ +| +$", "", text).casefold() for text in texts]
        result = [table.get(word, other) for word in words]
        return sum(value is True for value in result) if count else [value for value in result if value != "drop"]

    def text() -> str:
        word = draw.one(draw.one(*yes), draw.one(*no), "maybe")
        return draw.one(word, word.upper(), word.title(), f" {word}", f"{word} ")

    said_yes, said_no = ", ".join(map(repr, yes)), ", ".join(map(repr, no))
    rule = (
        f"{said_yes} mean True, {said_no} mean False, {rest}"
        if not count
        else f"{said_yes} mean yes; anything else, such as {said_no}, does not"
    )
    asked = "Return the list of what they mean" if not count else "Return how many mean yes"
    return Task(
        name=draw.one("read", "understand", "decode", "interpret") + f"_{many}",
        parameters={many: "list[str]"},
        returns="int" if count else "list[bool | None]" if other is None else "list[bool]",
        statement=draw.one(
            f"The {many} are strings in which neither case nor spaces at the ends matter: {rule}. {asked}.",
            f"Interpret the {many}, a list of strings. {rule[0].upper() + rule[1:]}. Capital letters count like small "
            f"ones, and spaces around an entry are ignored. {asked}.",
            "On a paper form people answered in their own words, which were typed in as they stood, with stray spaces "
            f"and capital letters that mean nothing. Of the {many}, {rule}. {asked}.",
        ),
        body=code(body, many=many),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([text() for _ in range(draw.integer(3, 4))],),
            ([],),
            ([*yes, *no],),
            ([f" {no[0].upper()} ", f" {yes[0].upper()}", "perhaps"],),
            (["", "yess", "noo"],),
            ([yes[-1].title(), yes[1]],),
            ([no[-1], "", yes[0]],),
        ),
    )
