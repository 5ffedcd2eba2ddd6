"""Texts: choosing and counting words."""

from hornbook.synthesize.exercises.blocks import Change, text_condition
from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_THINGS = ("sentence", "line", "message", "headline", "note", "title", "comment", "verse", "caption", "question")
_ALL_ENDS = "sofa climb disc bread tree leech ski hall ham bean piano map bar gas boat ant egg inn rat nut noon lantern mountain"
"""Words that begin or end with each of the letters that a condition may name."""


@family
def words_that(draw: Draw) -> Task:
    """The words that fulfil a condition, and what is made of them."""
    thing, condition = draw.one(*_THINGS), text_condition(draw)
    returns, result = draw.one(
        ("list[str]", Change("as a list, in their order", "{x}", list)),
        ("list[str]", Change("as a list, the last one first", "{x}[::-1]", lambda words: list(reversed(words)))),
        ("list[str]", Change("as a list in alphabetical order", "sorted({x})", lambda words: sorted(words))),
        ("str", Change("joined by '+'", '"+".join({x})', lambda words: "".join(f"+{word}" for word in words)[1:])),
        ("str", Change("joined by single spaces", '" ".join({x})', lambda words: str.join(" ", words))),
    )
    body = draw.one(
        """
        words = [word for word in $thing.split() if $holds]
        return $result
        """,
        """
        words = []
        for word in $thing.split():
            if $holds:
                words.append(word)
        return $result
        """,
    )
    return Task(
        name=draw.one("words_that_fit", "choose_words", "pick_words", f"filter_{thing}"),
        parameters={thing: "str"},
        returns=returns,
        statement=draw.one(
            f"Return the words of the {thing} that {condition.many}, {result.noun}. Words are separated by spaces.",
            f"Keep each word of the {thing} (divided by spaces) that {condition.one}. Return these {result.noun}.",
            f"A word game scores only words that {condition.many}. Find those in the {thing} and return them "
            f"{result.noun}.",
        ),
        body=code(body, thing=thing, holds=condition.of("word"), result=result.of("words")),
        oracle=lambda text: result.apply(list(filter(condition.holds, text.split()))),
        inputs=draw.inputs(lambda: (draw.sentence(4, 10),), ("",), (_ALL_ENDS,), ("to an old tiger swims home",)),
    )


@family
def extreme_word(draw: Draw) -> Task:
    """The longest or the shortest word, with a rule for ties."""
    thing, longest, last, missing = draw.one(*_THINGS), draw.chance(0.5), draw.chance(0.4), draw.one("", "-", "none")
    least = draw.integer(2, 4)
    body = draw.one(
        """
        best = "$missing"
        for word in $words:
            # The first word that fits has nothing to be compared with.
            if len(word) >= $least and (best == "$missing" or len(word) $sign len(best)):
                best = word
        return best
        """,
        """
        words = [word for word in $words if len(word) >= $least]
        return $function(words, key=len, default="$missing")
        """,
    )

    def oracle(text: str) -> str:
        ranked = [
            (len(word), -i if longest != last else i, word) for i, word in enumerate(text.split()) if len(word) >= least
        ]
        return sorted(ranked)[-1 if longest else 0][2] if ranked else missing

    extreme, order = "longest" if longest else "shortest", "last" if last else "first"
    return Task(
        name=draw.one(f"{extreme}_word", f"find_{extreme}", f"{extreme}_in_{thing}"),
        parameters={thing: "str"},
        returns="str",
        statement=draw.one(
            f"Return the {extreme} word of the {thing} that has at least {least} letters, or '{missing}' if there is "
            f"none. Of several that are equally long, return the {order} one.",
            f"Of the words in the {thing} with {least} letters or more, find the {extreme} (in a tie, the {order} "
            f"one). Without any such word, return '{missing}'.",
            f"A crossword maker wants the {extreme} word of a {thing}, but none with fewer than {least} letters. "
            f"Return it: in a tie, the {order} one; if none fits, '{missing}'.",
        ),
        body=code(
            body,
            words=f"reversed({thing}.split())" if last else f"{thing}.split()",
            least=least,
            missing=missing,
            sign=">" if longest else "<",
            function="max" if longest else "min",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.sentence(3, 7),), ("",), ("a b",), ("ab cd",), ("abcd i efgh",), ("no yes two of it",)
        ),
    )


@family
def frequent_words(draw: Draw) -> Task:
    """The words that occur often enough, with how often they do."""
    thing, least, both, counts = draw.one(*_THINGS), draw.integer(2, 5), draw.chance(0.4), draw.chance(0.5)
    source = f"{thing}.lower().split()" if both else f"{thing}.split()"
    body = draw.one(
        """
        counts = {}
        for word in $source:
            counts[word] = counts.get(word, 0) + 1
        return $result
        """,
        """
        counts = Counter($source)
        return $result
        """,
    )

    def oracle(text: str) -> dict[str, int] | list[str]:
        words = text.lower().split() if both else text.split()
        kept = {word: words.count(word) for word in words if words.count(word) >= least}
        return kept if counts else sorted(kept)

    chosen = f"for word, count in counts.items() if count >= {least}"
    what = "a dict from each such word to its number of occurrences" if counts else "a sorted list of these words"
    case = "Turn everything into small letters first." if both else "Words that differ in case are different."
    return Task(
        name=draw.one("frequent_words", "repeated_words", "common_words"),
        parameters={thing: "str"},
        returns="dict[str, int]" if counts else "list[str]",
        statement=draw.one(
            f"Find the words that occur at least {least} times in the {thing}, split at spaces. Return {what}. {case}",
            f"Which words of the {thing} turn up {least} or more times? Return {what}. {case}",
            f"A writer wants to know which words of a {thing} are used {least} times or more often. Return {what}. "
            f"{case}",
        ),
        body=code(body, source=source, result=f"{{word: count {chosen}}}" if counts else f"sorted(word {chosen})"),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (" ".join(draw.several(lambda: draw.one("red", "Red", "blue", "sea", "sky"), 6, 16)),),
            *(("",), ("one two",), ("b a " * (least - 1) + "b",), ("Up up " * least,), ("x " * (least + 1),)),
        ),
        imports=("from collections import Counter",) if "Counter" in body else (),
    )


@family
def initials(draw: Draw) -> Task:
    """An abbreviation from first letters that passes over small words."""
    thing, mark = (
        draw.one("name", "title", "club name", "phrase", "heading", "project"),
        draw.one("", ".", "-", "/", "_"),
    )
    skipped = sorted(draw.sample(["of", "and", "the", "in", "for", "to", "on", "at", "by"], 3))
    count, parameter = draw.integer(1, 2), thing.replace(" ", "_")
    body = draw.one(
        """
        letters = [word[:$count].upper() for word in $source.split() if word.lower() not in $skipped]
        return "$mark".join(letters)
        """,
        """
        skipped = $skipped
        letters = []
        for word in $source.split():
            if word.lower() not in skipped:
                letters.append(word[:$count].upper())
        return "$mark".join(letters)
        """,
    )

    def oracle(text: str) -> str:
        result = ""
        for word in map(str.upper, text.split()):
            result += (
                "" if word in {small.upper() for small in skipped} else mark * bool(result) + "".join([*word][:count])
            )
        return result

    part, joined = "letter" if count == 1 else "two letters", f"joined by '{mark}'" if mark else "with nothing between"
    return Task(
        name=draw.one("abbreviate", "short_form", "initials", "acronym"),
        parameters={parameter: "str"},
        returns="str",
        statement=draw.one(
            f"Abbreviate the {thing}: take the first {part} of each word in capitals, {joined}. Leave out the words "
            f"{skipped[0]!r}, {skipped[1]!r} and {skipped[2]!r}, in whatever case they are written.",
            f"Return the short form of a {thing}. It consists of the first {part} of every word, in upper case, "
            f"{joined}; {skipped[0]!r}, {skipped[1]!r} and {skipped[2]!r} (in any case) are passed over.",
        ),
        body=code(body, source=parameter, count=count, skipped=str(tuple(skipped)).replace("'", '"'), mark=mark),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                " ".join(
                    [
                        draw.word(),
                        draw.one(*skipped, "from"),
                        draw.word().title(),
                        draw.one("my", *skipped),
                        draw.word(),
                    ]
                ),
            ),
            *(("",), (skipped[0],), ("a b",), (skipped[1].title() + " Inn " + skipped[2].upper() + " x",)),
        ),
    )
