"""Lists: cut into pieces, dealt out, and put together again."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code
from hornbook.synthesize.exercises.vocabulary import NUMBERS, TEXTS, WORDS, Theme

_SHORT = [word for word in WORDS if len(word) <= 4]


def _numbers(draw: Draw, theme: Theme, low: int = 3, high: int = 9) -> list[int]:
    """Some numbers as the theme has them."""
    return draw.several(lambda: draw.integer(theme.low, theme.high), low, high)


@family
def chunks(draw: Draw) -> Task:
    """The list in pieces of one length; a shorter last piece stays, goes, or is filled up."""
    theme, size = draw.one(*TEXTS), draw.integer(2, 6)
    fate = draw.one("keep", "drop", "fill")
    filler = draw.one("-", "?", "", "empty", "none")
    last = {
        "keep": "the last one may be shorter",
        "drop": "what is left at the end and does not make a whole one is left out",
        "fill": f"if the last one is too short, fill it up with {filler!r}",
    }[fate]
    stop = f"len($many) - {size} + 1" if fate == "drop" else "len($many)"
    pad = f" + [{filler!r}] * (start + {size} - len($many))" if fate == "fill" else ""
    body = draw.one(
        f"return [$many[start:start + {size}]{pad} for start in range(0, {stop}, {size})]",
        f"""
        chunks = []
        for start in range(0, {stop}, {size}):
            chunks.append($many[start:start + {size}]{pad})
        return chunks
        """,
    )

    def oracle(texts: list[str]) -> list[list[str]]:
        if len(texts) < size:
            short = {"keep": texts, "drop": [], "fill": [*texts, *[filler] * (size - len(texts))]}[fate]
            return [short] if texts and short else []
        return [texts[:size], *oracle(texts[size:])]

    return Task(
        name=draw.one("chunk", "batch", "pack", "group") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[str]"},
        returns="list[list[str]]",
        statement=draw.one(
            f"Cut the list of {theme.plural} into lists of {size}, from its start; {last}. Return the list of these "
            "lists.",
            f"Return the {theme.plural} in groups of {size} neighbours each, without changing their order; {last}. "
            "An empty list gives no groups.",
            f"The {theme.plural} are to be printed on cards, {size} on each card; {last}. Return one list for every "
            "card.",
        ),
        body=code(body, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.one(*_SHORT), size + 1, size + 2),),
            *(([*"abcdefghijklm"][:length],) for length in (0, 1, size - 1, size, size + 1, 2 * size)),
        ),
    )


@family
def windows(draw: Draw) -> Task:
    """Something about every run of so many neighbours."""
    theme, size = draw.one(*NUMBERS), draw.integer(2, 5)
    noun, expression, apply = draw.one(
        ("the sum", "sum($window)", sum),
        ("the largest", "max($window)", lambda xs: sorted(xs)[-1]),
        ("the smallest", "min($window)", lambda xs: sorted(xs)[0]),
        (
            "the difference between the largest and the smallest",
            "max($window) - min($window)",
            lambda xs: sorted(xs)[-1] - sorted(xs)[0],
        ),
        ("the last minus the first", "$window[-1] - $window[0]", lambda xs: -xs[0] + xs[-1]),
    )
    body = draw.one(
        """
        results = []
        for start in range(len($many) - $size + 1):
            window = $many[start:start + $size]
            results.append($value)
        return results
        """,
        """
        windows = [$many[start:start + $size] for start in range(len($many) - $size + 1)]
        return [$value for window in windows]
        """,
    )
    return Task(
        name=draw.one("windows_of", "sliding", "moving", "runs_of") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[int]"},
        returns="list[int]",
        statement=draw.one(
            f"For every {size} {theme.plural} that stand next to each other, from left to right, work out {noun} of "
            "them. "
            f"Return the results as a list; it is empty if there are fewer than {size} {theme.plural}.",
            f"A window that is {size} items wide slides over the list of {theme.plural}, one step at a time. Return "
            f"{noun} of what it shows at each position. A list with fewer than {size} items has no position.",
            f"Someone who reads a row of {theme.plural} can see {size} at once. Beginning at the left, note {noun} of "
            "those "
            f"in sight, move on by one, and so forth. Return the notes ([] where the row has fewer than {size}).",
        ),
        body=code(body, many=theme.parameter, size=size, value=code(expression, window="window")),
        oracle=lambda values: [apply(list(w)) for w in zip(*(values[i:] for i in range(size)), strict=False)],
        inputs=draw.inputs(
            lambda: (_numbers(draw, theme, size + 1, size + 5),),
            ([],),
            (_numbers(draw, theme, size, size),),
            (_numbers(draw, theme, size - 1, size - 1),),
        ),
    )


@family
def interleave(draw: Draw) -> Task:
    """Two lists by turns, so many of each at a time; what is left over goes to the end or is dropped."""
    first, second, scene = draw.one(
        ("reds", "blues", "Red and blue beads are threaded on a string."),
        ("left", "right", "Cars from the left and the right lane merge into one."),
        ("ours", "theirs", "Two teams speak by turns."),
        ("verses", "refrains", "A song is made of verses and refrains."),
        ("questions", "jokes", "A host mixes questions and jokes."),
        ("old", "new", "A playlist mixes old and new pieces."),
        ("sweet", "sour", "A tray is filled with sweet and sour bites."),
        ("evens", "odds", "The houses of two sides of a street are visited by turns."),
    )
    size, other, rest = draw.integer(1, 3), draw.integer(1, 3), draw.chance(0.5)
    keep = "or" if rest else "and"
    body = draw.one(
        f"""
        mixed = []
        i = j = 0
        while i < len({first}) {keep} j < len({second}):
            mixed += {first}[i:i + {size}] + {second}[j:j + {other}]
            i += {size}
            j += {other}
        return mixed
        """,
        f"""
        mixed = []
        while {first} {keep} {second}:
            mixed.extend({first}[:{size}] + {second}[:{other}])
            # Slicing makes new lists, so the caller's lists stay whole.
            {first}, {second} = {first}[{size}:], {second}[{other}:]
        return mixed
        """,
    )

    def oracle(a: list[str], b: list[str]) -> list[str]:
        rounds = (len(a) + size - 1) // size, (len(b) + other - 1) // other
        turns = max(rounds) if rest else min(rounds)
        return [x for n in range(turns) for x in a[n * size : (n + 1) * size] + b[n * other : (n + 1) * other]]

    words = f"{size} from `{first}`, then {other} from `{second}`"
    end = (
        "When one list has run out, go on with the other alone until both are used up"
        if rest
        else "Begin a new round only while both lists still have something; take fewer where a list has not enough left"
    )
    return Task(
        name=draw.one("interleave", "mix", "weave", "alternate"),
        parameters={first: "list[str]", second: "list[str]"},
        returns="list[str]",
        statement=draw.one(
            f"Return a list that takes by turns {words}, and so on, each list in its own order. {end}.",
            f"{scene} Each round takes {words}. {end}. Return the whole sequence as a new list.",
            f"Combine the lists `{first}` and `{second}`: {words}, over and over. {end}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.sample("abcdefg", draw.integer(size, 4)), draw.sample("tuvwxyz", draw.integer(other, 4))),
            ([], []),
            ([], ["x", "y", "z", "w"]),
            (["a", "b", "c", "d"], ["x"]),
            (["a", "b", "c"][:size], ["x"] * (other + 1)),
            (["a"] * (size + 1), ["x", "y", "z"][:other]),
            (["a", "b", "c"][:size], ["x", "y", "z"][:other]),
        ),
    )


@family
def deal_out(draw: Draw) -> Task:
    """Items dealt out in turn to so many lists."""
    things, scene = draw.one(
        ("cards", "Cards are dealt to {n} players, one at a time."),
        ("tasks", "Tasks are handed out to {n} people in an office, one at a time."),
        ("parcels", "Parcels are loaded into {n} vans, one at a time."),
        ("jobs", "Jobs are sent to {n} machines by turns."),
        ("pupils", "Pupils are put into {n} groups by turns."),
        ("sweets", "Sweets are laid into {n} bags, one after the other."),
        ("files", "Files are written to {n} disks by turns."),
        ("letters", "Letters go to {n} pigeonholes by turns."),
        ("calls", "Calls to a help line are passed to {n} people by turns."),
        ("plants", "Plants are set into {n} beds, one after the other."),
        ("songs", "Songs are put on {n} playlists by turns."),
        ("books", "Books are laid into {n} boxes, one after the other."),
    )
    number, back, start = draw.integer(3, 6), draw.chance(0.3), draw.chance(0.4)
    first = "index + 1" if start else "index"
    body = draw.one(
        f"""
        hands = [[] for _ in range({number})]
        for index, item in enumerate({things}):
            hands[{f"({first})" if start else first} % {number}].append(item)
        return hands{"[::-1]" if back else ""}
        """,
        f"return [{things}[(start - 1) % {number}::{number}] for start in range({number})]{'[::-1]' if back else ''}"
        if start
        else f"return [{things}[start::{number}] for start in range({number})]{'[::-1]' if back else ''}",
    )

    def oracle(items: list[str]) -> list[list[str]]:
        hands: list[list[str]] = [[] for _ in range(number)]
        place = 1 if start else 0
        for item in items:
            hands[place].append(item)
            place = place + 1 if place + 1 < number else 0
        return [*reversed(hands)] if back else hands

    opening = "The second list gets the first of them" if start else "The first list gets the first of them"
    after = "and after the last list it is the first one's turn"
    order = " Return the lists in reverse: the last of them comes first." if back else " Return the lists in order."
    return Task(
        name=draw.one("deal", "distribute", "hand_out", "share_out") + f"_{things}",
        parameters={things: "list[str]"},
        returns="list[list[str]]",
        statement=draw.one(
            f"Distribute the {things} over {number} lists. {opening}, the next list the next, {after}.{order}",
            f"{scene.format(n=number)} {opening}, and so on in turn; {after.removeprefix('and ')}.{order}",
            f"Make {number} lists out of the list of {things} by dealing round. {opening}, {after}. A list may stay "
            "empty."
            f"{order}",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.sample("abcdefghijklmnop", draw.integer(number + 1, number + 4)),),
            *((draw.sample("pqrstuvwxyz", n),) for n in (0, 1, number - 1, number, number + 1)),
        ),
    )
