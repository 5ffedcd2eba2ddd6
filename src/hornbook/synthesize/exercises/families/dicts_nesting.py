"""Dicts: groups, and dicts within dicts."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code
from hornbook.synthesize.exercises.vocabulary import TEXTS, WORDS

_SHORT = [word for word in WORDS if len(word) == 3]


def _table(draw: Draw, low: int, high: int, size: int = 4) -> dict[str, int]:
    """A dict from some words to numbers between low and high."""
    return {word: draw.integer(low, high) for word in draw.sample(_SHORT, draw.integer(2, size))}


@family
def group(draw: Draw) -> Task:
    """Strings in a dict by a feature, groups sorted or limited."""
    theme, most = draw.one(*TEXTS), draw.integer(2, 3)
    choices: list[tuple[str, str, str, Callable[..., Plain]]] = [
        ("first letter", "str", "$item[0]", lambda t: t[:1]),
        ("last letter", "str", "$item[-1]", lambda t: t[len(t) - 1 :]),
        ("length", "int", "len($item)", lambda t: sum(map(bool, t))),
        ("first two letters", "str", "$item[:2]", lambda t: "".join(t[i] for i in range(min(2, len(t))))),
    ]
    words, kind, expression, apply = draw.one(*choices)
    options: list[tuple[str, str, Callable[..., Plain]]] = [
        ("groups", "in the order of the list", lambda g: g),
        ("{feature: sorted(group) for feature, group in groups.items()}", "in alphabetical order", sorted),
        (
            f"{{feature: group[:{most}] for feature, group in groups.items()}}",
            f"but only the first {most} of each group, in the order of the list",
            lambda g: g[:most],
        ),
        (
            f"{{feature: group for feature, group in groups.items() if len(group) >= {most}}}",
            f"in the order of the list; groups with fewer than {most} members are left out",
            lambda g: g if len(g) >= most else None,
        ),
    ]
    finish, said, done = draw.one(*options)
    body = draw.one(
        f"""
        groups = {{}}
        for $item in $many:
            groups.setdefault({expression}, []).append($item)
        return {finish}
        """,
        f"""
        groups = defaultdict(list)
        for $item in $many:
            groups[{expression}].append($item)
        return {"dict(groups)" if finish == "groups" else finish}
        """,
    )

    def oracle(texts: list[str]) -> dict[object, list[str]]:
        features = list(dict.fromkeys(map(apply, texts)))
        groups = {feature: done([text for text in texts if apply(text) == feature]) for feature in features}
        return {feature: members for feature, members in groups.items() if members is not None}

    return Task(
        name=draw.one("group", "group_up", "collect", "index") + f"_{theme.parameter}",
        parameters={theme.parameter: "list[str]"},
        returns=f"dict[{kind}, list[str]]",
        statement=draw.one(
            f"Group the {theme.plural} by their {words}. Return a dict from this to the list of those that share it, "
            f"{said}. The keys stand in order of first occurrence; no {theme.singular} is empty.",
            f"Return a dict: its keys are the different values of the {words} among the {theme.plural} (none of which "
            f"is empty), as they first occur; its values are lists of the {theme.plural} that have it, {said}.",
            f"A clerk puts {theme.plural}, none of them empty, into folders by their {words}. Return a dict from what "
            f"is written on the folder to the list of what lies in it, {said}. Folders stand in the order in which "
            "they were first needed.",
        ),
        body=code(body, item=theme.item, many=theme.parameter),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: ([draw.one("tea", "tar", "toe", "eel", "earl", "ten", "ear") for _ in range(draw.integer(2, 4))],),
            ([],),
            (["tea", "tar", "eel", "toe", "ten", "tap", "tide", "tea"],),
            (["star", "stab", "sun", "stem", "oar", "stop", "step"],),
            (["ten", "tent"],),
            (["ton", "town", "tan"],),
        ),
        imports=("from collections import defaultdict",) if "defaultdict" in body else (),
    )


@family
def look_up_path(draw: Draw) -> Task:
    """A value deep in nested dicts, or a default."""
    many = draw.one("settings", "config", "tree", "store", "menu", "data", "profile", "document", "book", "state")
    default, mark = draw.one(None, 0, -1, "", "missing", "unknown", "?", False), draw.one(".", "/", ":", "-", " ", ">")
    listed = draw.chance(0.3)
    body = draw.one(
        """
        place = $many
        for key in $keys:
            if not isinstance(place, dict) or key not in place:
                return $default
            place = place[key]
        return place
        """,
        """
        for key in $keys:
            # A value that is not a dict has nothing inside.
            if not (isinstance($many, dict) and key in $many):
                return $default
            $many = $many[key]
        return $many
        """,
    )

    def oracle(tree: object, path: str | list[str]) -> object:
        keys = path if isinstance(path, list) else path.split(mark)
        if not keys:
            return tree
        if not isinstance(tree, dict) or keys[0] not in tree:
            return default
        return oracle(tree[keys[0]], keys[1:])

    def joined(*keys: str) -> str | list[str]:
        return [*keys] if listed else mark.join(keys)

    def make() -> tuple[Plain, str | list[str]]:
        a, b, c, d = draw.sample(["size", "user", "name", "page", "font", "mode"], 4)
        tree = {a: {b: draw.integer(1, 99), c: {d: draw.integer(1, 9)}}}
        return tree, joined(*draw.one((a, b), (a, c, d), (a, b), (a, d), (a, c)))

    path = "a list of keys" if listed else f"keys joined by {mark!r}"
    return Task(
        name=draw.one("look_up", "find_in", "get_from", "read_from") + f"_{many}",
        parameters={many: "dict", "path": "list[str]" if listed else "str"},
        returns="object",
        statement=draw.one(
            f"`{many}` is a dict that may hold further dicts. `path` is {path}: look up the first key in `{many}`, the "
            "next in what was found, and so on. Return what is found in the end; if a key is missing or has to be "
            f"looked up in something that is no dict, return {default!r}.",
            f"Follow `path` ({path}, at least one) into the nested dict `{many}`, one dict deeper with each key, and "
            f"return the value at its end. Where the path cannot be followed, return {default!r}.",
            f"A program keeps things in dicts within dicts. Given such a dict `{many}` and a `path` of at least one "
            f"key ({path}), return the value to which the path leads, or {default!r} if it leads nowhere.",
        ),
        body=code(body, many=many, keys="path" if listed else f"path.split({mark!r})", default=repr(default)),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ({"user": {"name": "Ada"}}, joined("user", "name")),
            ({"user": {"name": "Ada"}}, joined("user")),
            ({"user": "Ada"}, joined("user", "name")),
            ({"user": {"name": "Ada"}}, joined("name")),
            ({}, joined("page")),
            number=11,
        ),
    )


@family
def flatten(draw: Draw) -> Task:
    """A dict of dicts made flat, its keys joined, or the totals of its inner dicts."""
    many, outer, inner = draw.one(
        ("sales", "shop", "product"),
        ("grades", "pupil", "subject"),
        ("hours", "worker", "day"),
        ("rainfall", "town", "month"),
        ("stock", "shelf", "article"),
        ("points", "team", "round"),
        ("costs", "project", "item"),
        ("visitors", "museum", "day"),
    )
    mark, swap, low = draw.one(".", "/", ":", "-", "_", " "), draw.chance(0.5), draw.one(None, draw.integer(2, 7))
    first, second = (inner, outer) if swap else (outer, inner)
    joined = draw.one("both", "pair")
    name_of = (
        f'f"{{{"inner" if swap else "outer"}}}{mark}{{{"outer" if swap else "inner"}}}"'
        if joined == "both"
        else ("(inner, outer)" if swap else "(outer, inner)")
    )
    guard, pad, condition = "", "", ""
    if low:
        guard, pad = f"\n                if value >= {low}:", "    "
        condition = f"\n            if value >= {low}"
    body = draw.one(
        f"""
        flat = {{}}
        for outer, entries in $many.items():
            for inner, value in entries.items():{guard}
                {pad}flat[{name_of}] = value
        return flat
        """,
        f"""
        return {{
            {name_of}: value
            for outer, entries in $many.items()
            for inner, value in entries.items(){condition}
        }}
        """,
    )
    said = f"tuples of {first} and {second}"
    if joined == "both":
        said = f"strings that join {first} and {second} with {mark!r}"

    def oracle(nested: dict[str, dict[str, int]]) -> dict[object, int]:
        triples = [(a, b, nested[a][b]) for a in nested for b in nested[a] if low is None or nested[a][b] >= low]
        pairs = [((b, a) if swap else (a, b), value) for a, b, value in triples]
        return {mark.join(pair) if joined == "both" else pair: value for pair, value in pairs}

    only = f" Leave out numbers below {low}." if low else ""

    def make() -> tuple[dict[str, dict[str, int]]]:
        return ({name: _table(draw, 1, 9, 2) for name in draw.sample(["A", "B", "C"], draw.integer(1, 2))},)

    return Task(
        name=draw.one("flatten", "flat", "level_out", "unnest") + f"_{many}",
        parameters={many: "dict[str, dict[str, int]]"},
        returns="dict[str, int]" if joined == "both" else "dict[tuple[str, str], int]",
        statement=draw.one(
            f"`{many}` gives for each {outer} a dict from {inner} to a number. Make one flat dict of it, whose keys "
            f"are {said}, in the order in which the entries stand.{only}",
            f"Turn the nested dict `{many}` (first {outer}, then {inner}) into a dict without dicts inside. Its keys "
            f"are {said}; the order of the entries is kept.{only}",
            f"A table is to hold one line for each {outer} and {inner}. Build it from `{many}`, a dict of dicts, as a "
            f"flat dict with {said} as keys, line by line in the given order.{only}",
        ),
        body=code(body, many=many),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ({},),
            ({"x": {}, "y": {"a": 3}},),
            ({"x": {"a": low or 1, "b": (low or 3) - 1}, "y": {"a": (low or 1) + 1}},),
        ),
    )
