"""Texts: cutting pieces out and putting pieces in."""

import re

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_THINGS = ("word", "name", "label", "title", "message", "line", "password", "headline", "note", "caption", "slogan")


@family
def between_marks(draw: Draw) -> Task:
    """What stands between two marks."""
    thing, missing = draw.one(*_THINGS), draw.one("", "none", "?")
    start, end = draw.one(("(", ")"), ("[", "]"), ("<", ">"), ("{", "}"), ("*", "*"), ("|", "|"))
    body = draw.one(
        """
        start = $thing.find("$start")
        end = $thing.find("$end", start + 1)
        if start == -1 or end == -1:
            return "$missing"
        return $thing[start + 1 : end]
        """,
        """
        # A mark that is missing leaves the middle part empty.
        _, opening, rest = $thing.partition("$start")
        inside, closing, _ = rest.partition("$end")
        return inside if opening and closing else "$missing"
        """,
    )

    def oracle(text: str) -> str:
        found = re.search(f"{re.escape(start)}(.*?){re.escape(end)}", text)
        return found[1] if found else missing

    closing = "the next one" if start == end else f"the first '{end}' after it"
    return Task(
        name=draw.one("inside", "between_marks", f"part_of_{thing}", "marked_part"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Return what stands between the first '{start}' in the {thing} and {closing}. If either is missing, "
            f"return '{missing}'.",
            f"Find the first '{start}' of the {thing} and {closing}. Return the text between them, '{missing}' without "
            f"such a pair.",
            f"A {thing} may hold a remark that starts with '{start}' and ends with '{end}'. Return the first remark "
            f"without these marks, or '{missing}' if there is none. Only the first '{start}' counts as a start.",
        ),
        body=code(body, thing=thing, start=start, end=end, missing=missing),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (f"{draw.word()} {start}{draw.word()}{end} {draw.word()}",),
            *(
                ("",),
                (f"a{end}b{start}c",),
                (f"{start}{end}x",),
                (f"x{start}y",),
                (f"{end}a{start}b{start}c{end}d{end}",),
                (f"k{end}",),
            ),
        ),
    )


@family
def trim_ends(draw: Draw) -> Task:
    """Marks go from one or both ends."""
    thing, marks = draw.one(*_THINGS), draw.sample("-*.!_=+", 2)
    side, method, pattern = draw.one(
        ("from both ends", "strip", "^[{m}]+|[{m}]+$"),
        ("from the start", "lstrip", "^[{m}]+"),
        ("from the end", "rstrip", "[{m}]+$"),
    )
    addition, before, after = draw.one(("", "", ""), ("in angle brackets", "<", ">"), ("in quotation marks", "'", "'"))
    pieces = {"lstrip": ["front"], "rstrip": ["back"], "strip": ["front", "back"]}[method]
    loops = {
        "front": 'while $thing and $thing[0] in "$marks":\n    $thing = $thing[1:]\n',
        "back": 'while $thing and $thing[-1] in "$marks":\n    $thing = $thing[:-1]\n',
    }
    body = draw.one("return $strip", "".join(loops[piece] for piece in pieces) + "return $looped")
    result = f" Return the rest {addition}." if addition else " Return the rest."
    strip = f'{thing}.{method}("{"".join(marks)}")'
    return Task(
        name=draw.one("trim", f"trim_{thing}", "remove_marks", f"clean_{thing}"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Remove all characters '{marks[0]}' and '{marks[1]}' {side} of the {thing}, in whatever order they stand "
            f"there.{result}",
            f"As long as a '{marks[0]}' or a '{marks[1]}' can be taken {side.replace('both ends', 'either end')} of "
            f"the {thing}, take it.{result}",
            f"A {thing} is decorated with '{marks[0]}' and '{marks[1]}'. Take these {side}, never from the "
            f"middle.{result}",
        ),
        body=code(
            body,
            thing=thing,
            marks="".join(marks),
            strip=f'f"{before}{{{strip}}}{after}"'.replace('("', "('").replace('")', "')") if addition else strip,
            looped=f'f"{before}{{{thing}}}{after}"' if addition else thing,
        ),
        oracle=lambda text: before + re.sub(pattern.format(m=re.escape("".join(marks))), "", text) + after,
        inputs=draw.inputs(
            lambda: (
                draw.letters(0, 3, "".join(marks))
                + draw.word()
                + marks[0]
                + draw.word()
                + draw.letters(0, 3, "".join(marks)),
            ),
            *(
                ("",),
                (marks[0] * 3,),
                (f"{marks[0]}{marks[1]}ab{marks[1]}{marks[0]}",),
                (f" {marks[0]}a ",),
                (f"x{marks[1]}",),
                (f"{marks[1]}y",),
            ),
        ),
    )


@family
def cut_in_blocks(draw: Draw) -> Task:
    """A text is cut into blocks of equal length."""
    thing, size, mark, right = (
        draw.one(*_THINGS),
        draw.integer(2, 5),
        draw.one(" ", "-", "/", ".", ":"),
        draw.chance(0.4),
    )
    bodies = (
        """
        blocks = []
        for start in range(0, len($thing), $size):
            blocks.append($thing[start : start + $size])
        return "$mark".join(blocks)
        """,
        """
        result = ""
        for i, char in enumerate($thing):
            if i > 0 and i % $size == 0:
                result += "$mark"
            result += char
        return result
        """,
    )
    bodies_from_the_end = (
        """
        blocks = []
        rest = $thing
        while rest:
            blocks.insert(0, rest[-$size:])
            rest = rest[:-$size]
        return "$mark".join(blocks)
        """,
        """
        result = ""
        for i, char in enumerate($thing):
            # What is left, this character included, must make whole blocks.
            if i > 0 and (len($thing) - i) % $size == 0:
                result += "$mark"
            result += char
        return result
        """,
    )

    def oracle(text: str) -> str:
        blocks = re.findall(f".{{1,{size}}}", text[::-1] if right else text)
        return mark[::-1].join(blocks)[::-1] if right else mark.join(blocks)

    short = "the first block may be shorter" if right else "the last block may be shorter"
    start = "Start counting at the end" if right else "Start counting at the front"
    named = {" ": "a space", "-": "a hyphen", "/": "a slash", ".": "a dot", ":": "a colon"}[mark]
    return Task(
        name=draw.one("in_blocks", f"group_{thing}", "blocks_of", "cut_into_blocks"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Cut the {thing} into blocks of {size} characters and put {named} between them. {start}, so {short}.",
            f"Return the {thing} in groups of {size} characters, separated by {named}. {start}: {short}.",
            f"A long {thing} is easier to read aloud in groups of {size}. Put {named} between them. {start}; {short}.",
        ),
        body=code(draw.one(*(bodies_from_the_end if right else bodies)), thing=thing, size=size, mark=mark),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.letters(4, 14),),
            ("",),
            ("abcdefgh"[:size],),
            ("abcdefgh"[: size + 1],),
            ("abcdefgh"[: size - 1],),
            ("a" * size * 2,),
        ),
    )
