"""Numbers as rows of bits: flags, fields, registers, keys."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

FLAGS = ("read", "write", "share", "print", "delete", "rename", "export", "invite", "archive", "comment")


@family
def names_of_flags(draw: Draw) -> Task:
    """From a number to the names of its bits, or back."""
    names, back = draw.sample(FLAGS, draw.integer(4, 6)), draw.chance(0.5)
    mask, chosen = draw.one("mask", "rights", "code"), draw.one("names", "allowed", "granted")
    quoted = "[" + ", ".join(f'"{name}"' for name in names) + "]"
    if back:
        body = draw.one(
            f"all_names = {quoted}\nreturn sum(2 ** all_names.index(name) for name in set({chosen}))",
            f"""
            {mask} = 0
            for bit, name in enumerate({quoted}):
                if name in {chosen}:
                    {mask} |= 1 << bit
            return {mask}
            """,
        )
    else:
        body = draw.one(
            f"all_names = {quoted}\nreturn [name for bit, name in enumerate(all_names) if {mask} >> bit & 1]",
            f"""
            {chosen} = []
            for name in {quoted}:
                # The lowest bit belongs to the next name.
                if {mask} % 2 == 1:
                    {chosen}.append(name)
                {mask} //= 2
            return {chosen}
            """,
        )
    values = ", ".join(f"{name!r} is {2**i}" for i, name in enumerate(names))
    whole = 2 ** len(names) - 1

    def to_mask(given: list[str]) -> int:
        return sum(2**i for i, name in enumerate(names) if given.count(name))

    def to_names(number: int) -> list[str]:
        return [name for i, name in enumerate(names) if number // 2**i % 2]

    edges = [[], [names[0]], names[::-1], [names[-1], names[-1]], names[1:3], [names[2], names[0], names[2]]]
    return Task(
        name=draw.one("to_mask", "pack_names", "combine_rights")
        if back
        else draw.one("to_names", "unpack", "list_rights"),
        parameters={chosen: "list[str]"} if back else {mask: "int"},
        returns="int" if back else "list[str]",
        statement=f"Rights are stored as the sum of their values: {values}. "
        + (
            draw.one(
                f"Return this sum for the list {chosen}, in which a name may stand more than once but counts once.",
                f"Given {chosen}, a list of some of these names in any order, perhaps with repetitions, return the "
                "number that is stored.",
            )
            if back
            else draw.one(
                f"Return the names whose values are contained in {mask}, in the order above.",
                f"From the number {mask} find out which rights it holds. Return the list of their names, the one of "
                "value 1 first.",
            )
        ),
        body=code(body),
        oracle=to_mask if back else to_names,
        inputs=draw.inputs(lambda: (draw.sample(names, 2),), *((edge,) for edge in edges))
        if back
        else draw.inputs(
            lambda: (draw.integer(1, whole),), (0,), (1,), (whole,), (2,), (whole - 1,), (whole // 2 + 1,)
        ),
    )


@family
def packed_fields(draw: Draw) -> Task:
    """Small numbers side by side in the bits of one."""
    widths = [draw.integer(2, 8) for _ in range(3)]
    names = draw.one(("x", "y", "z"), ("red", "green", "blue"), ("year", "month", "day"), ("shelf", "row", "place"))
    unpack = draw.chance(0.5)
    a, b, c = names
    second, third = widths[1], widths[2]
    if unpack:
        body = draw.one(
            f"""
            # A remainder keeps the lowest bits, a division drops them.
            {c} = packed % {2**third}
            {b} = packed // {2**third} % {2**second}
            {a} = packed // {2 ** (second + third)}
            return {a}, {b}, {c}
            """,
            f"""
            {c} = packed & {2**third - 1}
            {b} = packed >> {third} & {2**second - 1}
            {a} = packed >> {second + third}
            return {a}, {b}, {c}
            """,
        )
    else:
        body = draw.one(
            f"return {a} << {second + third} | {b} << {third} | {c}",
            f"# Each field is moved past all that lie to its right.\nreturn ({a} * {2**second} + {b}) * {2**third} + "
            f"{c}",
        )

    def to_fields(packed: int) -> tuple[int, int, int]:
        bits = bin(packed)[2:].zfill(sum(widths))
        return int(bits[: -second - third], 2), int(bits[-second - third : -third], 2), int(bits[-third:], 2)

    def to_number(*fields: int) -> int:
        return int("".join(bin(f)[2:].zfill(w) for f, w in zip(fields, widths, strict=True)), 2)

    def make() -> tuple[int, ...]:
        return tuple(draw.integer(0, 2**w - 1) for w in widths)

    corners = [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 2**second - 1, 0), (1, 0, 2**third - 1)]
    layout = f"the highest {widths[0]} bits are {a}, the next {second} are {b}, and the lowest {third} are {c}"
    return Task(
        name=draw.one("unpack", "split_fields", "fields_of")
        if unpack
        else draw.one("pack", "join_fields", "to_packed"),
        parameters={"packed": "int"} if unpack else dict.fromkeys(names, "int"),
        returns="tuple[int, int, int]" if unpack else "int",
        statement=draw.one(
            f"Three numbers are packed into one of {sum(widths)} bits: {layout}. ",
            f"To save space, {a}, {b} and {c} share one number. Of its {sum(widths)} bits, {layout}. ",
        )
        + (
            f"Return the tuple of {a}, {b} and {c} for packed."
            if unpack
            else "Return the packed number; each of the three fits into its bits."
        ),
        body=code(body),
        oracle=to_fields if unpack else to_number,
        inputs=[(to_number(*i),) if unpack else i for i in draw.inputs(make, *corners)],
    )


@family
def rotate_register(draw: Draw) -> Task:
    """Moving the bits of a register round."""
    width, k, left = draw.integer(4, 12), draw.integer(1, 3), draw.chance(0.5)
    n, full = draw.one("register", "value", "word", "state"), 2**width
    cut = width - k if left else k
    body = draw.one(
        f"""
        # Both parts change their places.
        high, low = divmod({n}, {2**cut})
        return low * {2 ** (width - cut)} + high
        """,
        f"""
        bits = f"{{{n}:0{width}b}}"
        return int(bits[{k if left else -k}:] + bits[:{k if left else -k}], 2)
        """,
        f"""
        for _ in range({k}):
            {f"top = {n} // {full // 2}" if left else f"lowest = {n} % 2"}
            {f"{n} = {n} % {full // 2} * 2 + top" if left else f"{n} = {n} // 2 + lowest * {full // 2}"}
        return {n}
        """
        if k > 1
        else f"return {f'({n} << 1) % {full} | {n} >> {width - 1}' if left else f'{n} >> 1 | {n} % 2 << {width - 1}'}",
    )

    def oracle(number: int) -> int:
        return sum(number // 2**i % 2 * 2 ** ((i + k if left else i - k) % width) for i in range(width))

    side, other = ("left", "right") if left else ("right", "left")
    count = f"{k} place{'s' if k > 1 else ''}"
    return Task(
        name=draw.one("rotate", f"rotate_{side}", "turn_register"),
        parameters={n: "int"},
        returns="int",
        statement=draw.one(
            f"The number {n} has {width} bits, so that 0 <= {n} < {full}. Move all bits {count} to the {side}; "
            f"those that fall out come in again at the {other} end. Return the new number.",
            f"Write {n} (from 0 to {full - 1}) as {width} binary digits, take the {'first' if left else 'last'} "
            f"{'digit' if k == 1 else f'{k} digits'} away and put {'it' if k == 1 else 'them'} at the "
            f"{'back' if left else 'front'}. Return the number that this gives.",
            f"A ring of {width} lamps shows a number of {width} bits, {n}. The pattern turns by {count} to the "
            f"{side}, and what leaves at the {side} end enters at the {other} end. Return the number that is then "
            "shown.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(1, full - 1),), (0,), (1,), (full - 1,), (full // 2,), (full // 2 + 1,), (2**k,), (3,)
        ),
    )


@family
def xor_with_key(draw: Draw) -> Task:
    """Numbers combined with a key that changes."""
    key, step, size = draw.integer(1, 200), draw.integer(1, 60), draw.one(64, 100, 128, 200, 256)
    key %= size
    numbers, chained = draw.one("numbers", "codes", "data", "values"), draw.chance(0.4)
    after = f"result[-1] % {size}" if chained else f"(key + {step}) % {size}"
    body = f"""
    key = {key}
    result = []
    for number in {numbers}:
        # Applied twice, the same key gives back the number.
        result.append(number ^ key)
        key = {after}
    return result
    """
    if not chained and draw.chance(0.5):
        body = f"return [number ^ ({key} + {step} * index) % {size} for index, number in enumerate({numbers})]"

    def oracle(values: list[int]) -> list[int]:
        out: list[int] = []
        for place, value in enumerate(values):
            k = key if not place else out[-1] % size if chained else divmod(key + place * step, size)[1]
            out.append((value | k) - (value & k))
        return out

    rule = (
        f"the remainder of the last result when divided by {size}"
        if chained
        else f"the old key plus {step}, modulo {size}"
    )
    return Task(
        name=draw.one("scramble", "encrypt", "mix", "hide_numbers"),
        parameters={numbers: "list[int]"},
        returns="list[int]",
        statement=draw.one(
            f"Each of the {numbers}, which are at least 0, is combined with a key by bitwise exclusive or (^). The "
            f"first key is {key}; after each number, the key becomes {rule}. Return the list of the results.",
            f"A spy hides the list {numbers}: every one is replaced by itself XOR the key. The key is {key} at first, "
            f"and for each further number it is {rule}. Return the hidden list. No number is negative.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(0, 255), 3, 7),),
            ([],),
            ([0],),
            ([key],),
            ([0] * 8,),
            ([255, 1, 128],),
        ),
    )
