"""Dicts: put together, held against each other, given other keys."""

from collections.abc import Callable

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code
from hornbook.synthesize.exercises.vocabulary import WORDS

_SHORT = [word for word in WORDS if len(word) == 3]


@family
def merge(draw: Draw) -> Task:
    """Two dicts put together, with a rule for common keys."""
    first, second, scene = draw.one(
        ("old", "new", "An old price list meets a new one."),
        ("ours", "theirs", "Two shops join and put their stock lists together."),
        ("monday", "tuesday", "A café notes what it has sold on Monday and on Tuesday."),
        ("home", "away", "A team keeps its points at home and away apart."),
        ("main", "extra", "A main list gets an extra list."),
        ("left", "right", "Two halves of a table are joined."),
        ("spring", "autumn", "A gardener notes how many plants were set in spring and in autumn."),
        ("defaults", "chosen", "A program has defaults and chosen settings."),
    )
    choices: list[tuple[str, str, Callable[..., Plain]]] = [
        ("the sum of both values", "{a} + {b}", lambda a, b: b + a),
        ("the larger of both values", "max({a}, {b})", lambda a, b: a if a > b else b),
        ("the smaller of both values", "min({a}, {b})", lambda a, b: b if a > b else a),
        ("the value from `$second`", "{b}", lambda a, b: b),
        ("the value from `$first`", "{a}", lambda a, b: a),
        ("the value of `$first` minus that of `$second`", "{a} - {b}", lambda a, b: -b + a),
    ]
    rule, both, apply = draw.one(*choices)
    common = draw.one("all", "common", "different")
    drop = draw.one(None, 0, 1, 2, 3, 5)
    keep = f" if value > {drop}" if drop is not None else ""
    union = {
        "all": f"""
        merged = dict({first})
        for key, value in {second}.items():
            merged[key] = {both.format(a="merged[key]", b="value")} if key in merged else value
        """,
        "common": f"""
        merged = {{key: {both.format(a=f"{first}[key]", b=f"{second}[key]")} for key in {first} if key in {second}}}
        """,
        "different": f"""
        # Keys that only one of the two has.
        merged = {{key: value for key, value in {first}.items() if key not in {second}}}
        merged |= {{key: value for key, value in {second}.items() if key not in {first}}}
        """,
    }[common]
    said = {
        "all": f"all keys of both; where both have a key, it gets {code(rule, first=first, second=second)}",
        "common": f"only the keys that both have; each gets {code(rule, first=first, second=second)}",
        "different": "only the keys that just one of them has, with their values",
    }[common]

    def oracle(a: dict[str, int], b: dict[str, int]) -> dict[str, int]:
        keys = [*a, *(key for key in b if key not in a)]
        keys = [key for key in keys if common == "all" or (common == "common") == (key in a and key in b)]
        values = {key: apply(a[key], b[key]) if key in a and key in b else {**a, **b}[key] for key in keys}
        return {key: value for key, value in values.items() if drop is None or value > drop}

    def make() -> tuple[dict[str, int], dict[str, int]]:
        words = draw.sample(["tea", "milk", "jam", "rice", "oats", "figs"], 6)
        left, right = ({word: draw.integer(0, 9) for word in draw.sample(words[:4], 2)} for _ in range(2))
        return left, right

    floor = drop or 2
    order = f"The keys of `{first}` stand first, further ones follow in the order of `{second}`"
    if common == "common":
        order = f"The order is that of `{first}`"
    only = f" Leave out every entry whose value in the result would be {drop} or less." if drop is not None else ""
    body = (
        code(union).rstrip()
        + "\n"
        + (f"return {{key: value for key, value in merged.items(){keep}}}" if keep else "return merged")
    )
    return Task(
        name=draw.one("merge", "combine", "join", "unite"),
        parameters={first: "dict[str, int]", second: "dict[str, int]"},
        returns="dict[str, int]",
        statement=draw.one(
            f"Combine two dicts into a new one with {said}. {order}.{only}",
            f"{scene} Return a dict with {said}. {order}.{only}",
            f"Make a new dict out of `{first}` and `{second}`: it has {said}. {order}.{only}",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ({}, {}),
            ({"tea": 3}, {"tea": 3}),
            ({}, {"jam": 1, "tea": 4, "oats": 2}),
            ({"tea": floor, "jam": floor + 1, "milk": floor - 1}, {"oats": floor, "rice": floor + 1}),
            ({"tea": floor, "jam": floor + 4}, {"tea": floor + 1, "jam": floor + 2, "rice": 9}),
            ({"tea": 2 * floor, "jam": floor, "milk": 1}, {"tea": floor, "jam": floor, "milk": floor}),
            number=11,
        ),
    )


@family
def what_is_missing(draw: Draw) -> Task:
    """What of a wanted dict of amounts is not in stock, or how often the stock is enough."""
    wanted, stock, scene = draw.one(
        ("recipe", "pantry", "A cook wants to follow a recipe."),
        ("order", "stock", "A customer sends an order."),
        ("plan", "tools", "A workshop has made a plan."),
        ("kit", "parts", "A toy is put together from a kit."),
        ("menu", "fridge", "A family has written a menu."),
        ("project", "store", "A team begins a project."),
        ("needs", "supplies", "A camp has needs."),
        ("costs", "wallet", "In a game, a building has costs."),
        ("spell", "bag", "A wizard in a game needs things for a spell."),
        ("list_of_needs", "cellar", "A household keeps a list of needs."),
        ("booking", "free", "Someone books rooms and tables at an inn."),
        ("loan", "shelf", "A school wants to borrow things."),
    )
    spare = draw.integer(1, 9) if draw.chance(0.7) else 0
    rule = (
        f"Of every thing, {spare} must stay in `{stock}` as a reserve (if there are fewer, none of it can be used)"
        if spare
        else f"Everything in `{stock}` may be used"
    )
    have = f"max({stock}[thing] - {spare}, 0) if thing in {stock} else 0" if spare else f"{stock}.get(thing, 0)"
    times = draw.chance(0.4)
    body = (
        draw.one(
            f"""
            batches = []
            for thing, amount in {wanted}.items():
                usable = {have}
                batches.append(usable // amount)
            return min(batches)
            """,
            f"""
            usable = {{thing: {have} for thing in {wanted}}}
            # The scarcest thing sets the limit.
            return min(usable[thing] // amount for thing, amount in {wanted}.items())
            """,
        )
        if times
        else draw.one(
            f"""
            missing = {{}}
            for thing, amount in {wanted}.items():
                usable = {have}
                if usable < amount:
                    missing[thing] = amount - usable
            return missing
            """,
            f"""
            usable = {{thing: {have} for thing in {wanted}}}
            return {{thing: need - usable[thing] for thing, need in {wanted}.items() if need > usable[thing]}}
            """,
        )
    )

    def oracle(need: dict[str, int], held: dict[str, int]) -> dict[str, int] | int:
        usable = {thing: held[thing] - spare if thing in held and held[thing] > spare else 0 for thing in need}
        if times:
            count = 0
            while all(usable[thing] >= (count + 1) * amount for thing, amount in need.items()):
                count += 1
            return count
        gaps = {thing: need[thing] - usable[thing] for thing in need}
        return {thing: gap for thing, gap in gaps.items() if gap > 0}

    def make() -> tuple[dict[str, int], dict[str, int]]:
        need = {thing: draw.integer(1, 4) for thing in draw.sample(["tea", "rope", "nuts"], draw.integer(1, 2))}
        held = draw.sample([*need, "salt"], 2)
        return need, {thing: draw.integer(0, 3) + draw.one(0, 3, 6) * times + spare for thing in held}

    asked = (
        f"Return how many times in full what `{wanted}` says (at least one thing, in amounts of 1 or more) can be "
        f"taken out of `{stock}`"
        if times
        else "Return a dict that says of which things too few are there, and how many are missing, in the order of "
        f"`{wanted}`"
    )
    return Task(
        name=draw.one("how_often", "times_possible", "possible_rounds")
        if times
        else draw.one("missing", "shortfall", "to_buy", "lacking"),
        parameters={wanted: "dict[str, int]", stock: "dict[str, int]"},
        returns="int" if times else "dict[str, int]",
        statement=draw.one(
            f"{scene} `{wanted}` says how much of each thing is needed, `{stock}` how much of it there is. {rule}; "
            f"what is not in `{stock}` counts as 0. {asked}.",
            f"The dicts `{wanted}` and `{stock}` go from the name of a thing to an amount: what is needed, and what is "
            f"there (0 if it is not mentioned). {rule}. {asked}.",
            f"Compare `{wanted}` (amounts that are needed) with `{stock}` (amounts at hand; things that it does not "
            f"name are not there). {rule}. {asked}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ({"salt": 1}, {}),
            ({"salt": 2, "rice": 3}, {"rice": 6 + spare, "salt": 4 + spare}),
            ({"salt": 2}, {"salt": 2 + spare}),
            ({"salt": 2}, {"salt": 1 + spare}),
            ({"rope": 3, "salt": 1}, {"rope": 8 + spare, "salt": max(0, spare - 1)}),
        ),
    )


@family
def rename_keys(draw: Draw) -> Task:
    """Keys renamed, all else kept or dropped."""
    many = draw.one("record", "row", "entry", "settings", "form", "order", "profile", "card", "header", "fields")
    old = draw.sample(["nm", "fn", "tel", "mail", "zip", "dob", "qty", "amt", "ref", "lang"], draw.integer(2, 3))
    full = {
        "nm": "name",
        "fn": "first_name",
        "tel": "phone",
        "mail": "email",
        "zip": "postcode",
        "dob": "birthday",
        "qty": "quantity",
        "amt": "amount",
        "ref": "reference",
        "lang": "language",
    }
    names = {key: full[key] for key in old}
    kept = draw.chance(0.5)
    step = "renamed[names.get(key, key)] = value"
    if not kept:
        step = "if key in names:\n                renamed[names[key]] = value"
    body = draw.one(
        f"""
        names = {names}
        return {{names.get(key, key): value for key, value in $many.items()}}
        """
        if kept
        else f"""
        names = {names}
        return {{names[key]: value for key, value in $many.items() if key in names}}
        """,
        f"""
        names = {names}
        renamed = {{}}
        for key, value in $many.items():
            {step}
        return renamed
        """,
    )
    pairs = ", ".join(f"{a!r} to {b!r}" for a, b in names.items())
    rest = "All other keys stay as they are" if kept else "Entries with other keys are left out"

    def oracle(fields: dict[str, str]) -> dict[str, str]:
        result = []
        for key in fields:
            if key in old:
                result.append((full[key], fields[key]))
            elif kept:
                result.append((key, fields[key]))
        return dict(result)

    def make() -> tuple[dict[str, str]]:
        keys = [draw.one("age", "note", *old), *draw.sample(old, draw.integer(0, 1))]
        return ({key: draw.one(*_SHORT) for key in dict.fromkeys(keys)},)

    return Task(
        name=draw.one("rename_keys_of", "translate", "clean_up", "convert") + f"_{many}",
        parameters={many: "dict[str, str]"},
        returns="dict[str, str]",
        statement=draw.one(
            f"Return a copy of `{many}` with some keys renamed: {pairs}. {rest}. The order of the entries does not "
            "change.",
            f"An old program writes short keys. Change {pairs} in `{many}` and return the result as a new dict in the "
            f"same order. {rest}; some of these keys may be absent.",
            f"Rename the keys of a dict, {pairs}, where they occur. {rest}. Values and order are kept; the given dict "
            "is not changed.",
        ),
        body=code(body, many=many),
        oracle=oracle,
        inputs=draw.inputs(make, ({},), ({key: key.upper() for key in old},), ({"notes": "x", old[0]: "y"},)),
    )
