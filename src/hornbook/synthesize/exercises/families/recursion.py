"""Nested lists and folders."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code


def _nested(draw: Draw, depth: int = 3) -> list[Plain]:
    """A list of whole numbers and such lists."""
    return [
        _nested(draw, depth - 1) if depth > 1 and draw.chance(0.35) else draw.integer(-9, 20)
        for _ in range(draw.integer(1, 4))
    ]


def _leaves(nested: list[Plain]) -> list[tuple[int, int]]:
    """The numbers of a nested list from left to right, each with the number of lists around it."""
    stack: list[tuple[Plain, int]] = [(nested, 0)]
    found: list[tuple[int, int]] = []
    while stack:
        item, depth = stack.pop()
        if isinstance(item, list):
            stack.extend((inner, depth + 1) for inner in reversed(item))
        else:
            found.append((item, depth))
    return found


@family
def nested_numbers(draw: Draw) -> Task:
    """Sum, number or list of some numbers of a nested list."""
    k, items = draw.integer(-4, 12), draw.one("items", "nested", "values", "boxes")
    said, holds = draw.one(
        (f"greater than {k}", f"item > {k}"),
        (f"less than {k}", f"item < {k}"),
        (f"different from {k}", f"item != {k}"),
        (f"at least {k}", f"item >= {k}"),
    )
    name = draw.one("collect", "total", "count_in", "search") + "_nested"
    asked, start, add, merge = draw.one(
        ("the sum of all numbers in it that are", "0", "+= item", "+="),
        ("how many numbers there are in it that are", "0", "+= 1", "+="),
        ("the flat list, from left to right, of all numbers in it that are", "[]", ".append(item)", ".extend"),
    )
    inner = f"found{merge}({name}(item))" if merge == ".extend" else f"found += {name}(item)"
    update = f"found{add}" if add.startswith(".") else f"found {add}"
    body = draw.one(
        f"""
        found = {start}
        for item in {items}:
            if isinstance(item, list):
                {inner}
            elif {holds}:
                {update}
        return found
        """,
        f"""
        found = {start}
        waiting = [{items}]
        while waiting:
            item = waiting.pop()
            if isinstance(item, list):
                # The last one is taken first, so they are put in backwards.
                waiting.extend(reversed(item))
            elif {holds}:
                {update}
        return found
        """,
    )

    def oracle(nested: list[Plain]) -> object:
        numbers = [n for n, _ in _leaves(nested)]
        kept = {
            "greater": [n for n in numbers if not n <= k],
            "less": [n for n in numbers if not n >= k],
            "different": [n for n in numbers if n not in {k}],
            "at": [n for n in numbers if n == max(n, k)],
        }[said.split()[0]]
        return kept if start == "[]" else sum(kept) if add == "+= item" else len(kept)

    return Task(
        name=name,
        parameters={items: "list"},
        returns="list[int]" if start == "[]" else "int",
        statement=draw.one(
            f"The list {items} holds whole numbers and further lists of the same kind, to any depth. Return {asked} "
            f"{said}.",
            f"Each item of the list {items} is a whole number or again such a list. Look into all "
            f"of them, however deep they lie, and return {asked} {said}.",
            "A box, written as a list, contains notes with numbers and smaller boxes, which are lists too. Open them "
            f"all: for {items}, return {asked} {said}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (_nested(draw),),
            ([],),
            ([[], [[]]],),
            ([k],),
            ([[k, [k + 1, [k - 1]]], k + 1],),
            ([k - 1, [[k + 2]], k],),
        ),
    )


@family
def weighed_by_depth(draw: Draw) -> Task:
    """Numbers of a nested list that count by how deep they lie."""
    rate, items, deepest = draw.integer(2, 9), draw.one("items", "nested", "tree", "parcels"), draw.integer(1, 3)
    name = draw.one("weigh", "deep_sum", "value_of", "depth_sum")
    said, weight = draw.one(
        (f"by its depth plus {rate}", f"(depth + {rate})"),
        (f"by {rate} times its depth", f"{rate} * depth"),
        (f"by {rate} if it lies deeper than {deepest} and by 1 otherwise", f"({rate} if depth > {deepest} else 1)"),
        (f"by {rate} if its depth is even and by 1 otherwise", f"({rate} if depth % 2 == 0 else 1)"),
    )
    body = draw.one(
        f"""
        def add_up(part, depth):
            total = 0
            for item in part:
                if isinstance(item, list):
                    total += add_up(item, depth + 1)
                else:
                    total += item * {weight}
            return total

        return add_up({items}, 1)
        """,
        f"""
        total = 0
        depth = 1
        level = {items}
        while level:
            total += sum(item * {weight} for item in level if not isinstance(item, list))
            # All lists of this level together make up the next one.
            level = [inner for item in level if isinstance(item, list) for inner in item]
            depth += 1
        return total
        """,
    )

    def oracle(nested: list[Plain]) -> int:
        def factor(depth: int) -> int:
            special = depth > deepest if "deeper" in said else depth % 2 == 0
            if "if" in said:
                return rate if special else 1
            return depth + rate if "plus" in said else depth * rate

        return sum(n * factor(depth) for n, depth in _leaves(nested))

    return Task(
        name=name,
        parameters={items: "list"},
        returns="int",
        statement=draw.one(
            f"The list {items} holds whole numbers and lists of the same kind. A number directly in it "
            f"has depth 1, one in a list in it depth 2, and so on. Multiply each number {said}, and return the sum.",
            "In a list with lists in it, to any depth, the numbers count according to how many lists they lie in: "
            f"that is their depth, which is 1 for a number right in {items}. Each number is multiplied {said}. Return "
            "the sum of the products (0 if there are none).",
            f"Parcels are packed into parcels; {items} is the outermost one, a list of numbers and of lists. The "
            f"price of a number is found by multiplying it {said}, where the depth is the number of parcels around "
            "it. Return the price of all together.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (_nested(draw),), ([],), ([5],), ([[5]],), ([[[5]]],), ([1, [2, [3, [4]]]],), ([[[[7]]], [], 1],)
        ),
    )


@family
def folder_sizes(draw: Draw) -> Task:
    """Nested dicts of folders and file sizes."""
    k, name, folder = (
        draw.integer(1, 30) * 10,
        draw.one("look_into", "scan", "inspect"),
        draw.one("folder", "directory", "drive"),
    )
    asked, kind = draw.one(
        (f"the list of the paths of all files larger than {k}", "paths"),
        (f"how many files there are in it, at any depth, that are larger than {k}", "count"),
        (f"the total size of all files in it that are at most {k}", "sum"),
    )
    sign = "<=" if kind == "sum" else ">"
    start, add, merge = {
        "paths": ("[]", "found.append(name)", 'found += [f"{name}/{path}" for path in $me(entry)]'),
        "count": ("0", "found += 1", "found += $me(entry)"),
        "sum": ("0", "found += entry", "found += $me(entry)"),
    }[kind]
    body = f"""
    found = {start}
    for name, entry in {folder}.items():
        if isinstance(entry, dict):
            {merge.replace("$me", name)}
        elif entry {sign} {k}:
            {add}
    return found
    """
    if kind != "paths":
        items = f"{folder}.values()"
        body = body.replace("name, entry", "entry").replace(f"{folder}.items()", items)
        if draw.chance(0.4):
            body = f"""
            found = 0
            folders = [{folder}]
            while folders:
                for entry in folders.pop().values():
                    if isinstance(entry, dict):
                        folders.append(entry)
                    elif entry {sign} {k}:
                        {add}
            return found
            """

    def oracle(top: dict[str, Plain]) -> object:
        entries: list[tuple[str, Plain]] = list(top.items())
        while any(isinstance(entry, dict) for _, entry in entries):
            opened: list[tuple[str, Plain]] = []
            for path, entry in entries:
                inside = (
                    [(f"{path}/{inner}", e) for inner, e in entry.items()]
                    if isinstance(entry, dict)
                    else [(path, entry)]
                )
                opened.extend(inside)
            entries = opened
        large = [path for path, size in entries if not size <= k]
        small = sum(size for _, size in entries if not size > k)
        return {"paths": large, "count": len(large), "sum": small}[kind]

    def make(depth: int = 2) -> dict[str, Plain]:
        return {
            draw.word(): make(depth - 1) if depth and draw.chance(0.4) else draw.integer(1, 40) * 10
            for _ in range(draw.integer(2, 4))
        }

    form = (
        " A path joins the names of the folders on the way and of the file with '/', and the order is that of the "
        "dicts."
        if kind == "paths"
        else ""
    )
    return Task(
        name=name,
        parameters={folder: "dict"},
        returns="list[str]" if kind == "paths" else "int",
        statement=draw.one(
            f"A {folder} is a dict from names to entries. An entry is the size of a file (a whole number) or a dict, "
            f"which is a folder in it. Return {asked}.{form}",
            f"In the dict {folder}, a number stands for a file of that size, and a dict for a folder with files and "
            f"folders of its own, to any depth. Return {asked}.{form}",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (make(),),
            *(({},), ({"a": k},), ({"a": k + 1, "b": {}},), ({"x": {"y": {"z": k + 5, "w": k}}, "v": k - 1},)),
            ({"one": {"two": k + 1, "three": {"four": 2 * k}}, "five": 3 * k},),
        ),
    )
