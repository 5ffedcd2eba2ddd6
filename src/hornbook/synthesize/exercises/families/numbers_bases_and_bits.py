"""Numerals in other bases, and bits."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


@family
def to_numeral(draw: Draw) -> Task:
    """A number in another base, with digits of its own and a least width."""
    base, width = draw.integer(3, 9), draw.one(1, 1, 3, 4, 6)
    symbols = draw.one("0123456789", "0123456789", "abcdefghij", "zyxwvutsrq", "ABCDEFGHIJ")[:base]
    zero, n = symbols[0], draw.one("n", "value", "code", "amount")
    digit = f"str({n} % {base})" if zero == "0" else f'"{symbols}"[{n} % {base}]'
    plain = f'return text.rjust({width}, "{zero}")' if width > 1 else "return text"
    body = draw.one(
        f"""
        text = ""
        while {n} > 0 or text == "":
            text = {digit} + text
            {n} //= {base}
        {plain}
        """,
        f"""
        digits = [{digit}]
        while {n} >= {base}:
            {n} //= {base}
            digits.append({digit})
        # The last digit was found first.
        text = "".join(reversed(digits))
        {plain}
        """,
    )

    def oracle(number: int) -> str:
        length = max(width, min(k for k in range(1, 40) if number < base**k))
        return "".join(symbols[number // base ** (length - 1 - i) % base] for i in range(length))

    digits = "" if zero == "0" else f" with {', '.join(symbols[:-1])} and {symbols[-1]} as the digits 0 to {base - 1}"
    fill = f" If it has fewer than {width} digits, put {zero!r} in front until it has {width}." if width > 1 else ""
    return Task(
        name=draw.one("to_numeral", f"to_base_{base}", "write_number", "encode"),
        parameters={n: "int"},
        returns="str",
        statement=draw.one(
            f"Return {n}, which is at least 0, written in base {base}{digits}, as a string.{fill}",
            f"Write the number {n} (0 or greater) in the number system with base {base}{digits}. Return the string; "
            f"zero has one digit.{fill}",
            f"The people of an island count in groups of {base}: they use base {base}{digits}. Return how they write "
            f"{n}, which is not negative.{fill}",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(base, base**5),), (0,), (1,), (base - 1,), (base,), (base**3,), (base**3 - 1,)
        ),
    )


@family
def from_symbols(draw: Draw) -> Task:
    """The value of a numeral with digits of its own."""
    symbols = "".join(draw.sample("abcdehklmnoprstuxyz+*#!", draw.integer(3, 6)))
    base, text, plus = len(symbols), draw.one("text", "word", "signs", "message"), draw.one(0, 0, 1, 2, 5)
    more = f" + {plus}" if plus else ""
    body = draw.one(
        f"""
        value = 0
        for sign in {text}:
            value = value * {base} + "{symbols}".index(sign)
        return value{more}
        """,
        f"""
        digits = {dict(zip(symbols, range(base), strict=True))}
        value = 0
        for place, sign in enumerate(reversed({text})):
            value += digits[sign] * {base} ** place
        return value{more}
        """.replace("{'", '{"')
        .replace("':", '":')
        .replace(", '", ', "'),
        f"""
        # Translated into ordinary digits, int can read it.
        ordinary = {text}.translate(str.maketrans("{symbols}", "{"0123456789"[:base]}"))
        return int(ordinary or "0", {base}){more}
        """,
    )

    def oracle(signs: str) -> int:
        powers = [1]
        for _ in signs:
            powers.append(powers[-1] * base)
        return plus + sum(list(symbols).index(s) * power for s, power in zip(signs[::-1], powers, strict=False))

    order = ", ".join(f"{s!r} is {i}" for i, s in enumerate(symbols))
    extra = f", plus {plus}" if plus else ""
    return Task(
        name=draw.one("from_symbols", "decode", "read_numeral", "to_number"),
        parameters={text: "str"},
        returns="int",
        statement=draw.one(
            f"A number is written in base {base} with signs of its own: {order}. The first sign of {text} is the most "
            f"significant. Return the value of {text}{extra}. An empty string is worth 0 by itself.",
            f"The string {text} is a numeral in base {base} whose digits are these: {order}. Return the number that "
            f"it stands for{extra}; a string without signs stands for 0.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.letters(2, 6, symbols),),
            *(
                ("",),
                (symbols[0],),
                (symbols[-1],),
                (symbols[1] + symbols[0] * 2,),
                (symbols[0] + symbols[2],),
                (symbols,),
            ),
        ),
    )


@family
def change_bits(draw: Draw) -> Task:
    """Setting, clearing and flipping bits at fixed positions."""
    low, high = sorted(draw.sample(range(7), 2))
    n, mask = draw.one("n", "flags", "state", "register", "value"), (1 << low) | (1 << high)
    word, apply, kind = draw.one(
        ("set to 1", f"{n} | {mask}", "set"),
        ("set to 0", f"{n} & ~{mask}", "clear"),
        ("flipped", f"{n} ^ {mask}", "flip"),
    )
    one = {"set": f"{n} |= 1 << bit", "clear": f"{n} &= ~(1 << bit)", "flip": f"{n} ^= 1 << bit"}[kind]
    body = draw.one(
        f"return {apply}",
        f"for bit in ({low}, {high}):\n    {one}\nreturn {n}",
        f"# A mask with ones at the bits {low} and {high}.\nmask = 1 << {low} | 1 << {high}\nreturn "
        f"{apply.replace(str(mask), 'mask')}",
    )

    def oracle(number: int) -> int:
        for bit in (low, high):
            old = number // 2**bit % 2
            number += 2**bit * ({"set": 1, "clear": 0, "flip": 1 - old}[kind] - old)
        return number

    return Task(
        name=draw.one(f"{kind}_bits", f"{kind}_{low}_and_{high}", "change_bits"),
        parameters={n: "int"},
        returns="int",
        statement=draw.one(
            f"Return {n} with its bits {low} and {high} {word} and all others as they are. Bit 0 is the lowest. {n} "
            "is at least 0.",
            f"In the binary form of {n}, a number that is not negative, the bits with the values {2**low} and "
            f"{2**high} are {word}. Return the resulting number.",
            f"Each bit of {n} (at least 0) stands for a switch, bit 0 being the one of value 1. The switches {low} "
            f"and {high} are {word.replace('set to 1', 'turned on').replace('set to 0', 'turned off')}, the others "
            "stay. Return the new value.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(1, 255),), (0,), (mask,), (1 << low,), (1 << high,), (255,), (255 - mask,), number=9
        ),
    )


@family
def binary_pattern(draw: Draw) -> Task:
    """A figure of the binary digits: counts, runs, changes."""
    n, width = draw.one("n", "value", "row", "state"), draw.integer(8, 24)
    bit = draw.one("0", "1")
    name = {"0": "zeros", "1": "ones"}[bit]
    kind = draw.one("count", "run", "changes", "places")
    asked, body = {
        "count": (f"how many {name} it has", f'return bits.count("{bit}")'),
        "run": (
            f"how many {name} its longest unbroken row of {name} has",
            f'return max(len(part) for part in bits.split("{"10"[int(bit)]}"))',
        ),
        "changes": (
            "how often a digit differs from the one before it",
            "return sum(a != b for a, b in zip(bits, bits[1:]))",
        ),
        "places": (
            f"the list of the positions of its {name}, from left to right, where the first digit has position 0",
            f'return [place for place, bit in enumerate(bits) if bit == "{bit}"]',
        ),
    }[kind]
    body = draw.one(f'bits = f"{{{n}:0{width}b}}"\n{body}', f"bits = bin({n})[2:].zfill({width})\n{body}")
    if kind == "run" and draw.chance(0.5):
        body = f"""
        best = current = 0
        for place in range({width}):
            # Count on as long as the row lasts.
            current = current + 1 if {n} >> place & 1 == {bit} else 0
            best = max(best, current)
        return best
        """

    def oracle(number: int) -> object:
        digits = [number // 2**place % 2 for place in reversed(range(width))]
        places = [i for i, d in enumerate(digits) if d == int(bit)]
        runs = [
            length
            for length in range(width + 1)
            if name and any(set(range(s, s + length)) <= {*places} for s in range(width))
        ]
        changes = len([i for i in range(1, width) if digits[i] != digits[i - 1]])
        return {"count": len(places), "run": max(runs), "changes": changes, "places": places}[kind]

    return Task(
        name=draw.one("binary_pattern", "look_at_bits", f"bit_{kind}", "examine_bits"),
        parameters={n: "int"},
        returns="list[int]" if kind == "places" else "int",
        statement=draw.one(
            f"Write {n} in binary with exactly {width} digits, with zeros in front, and return {asked}. {n} is at "
            f"least 0 and fits into {width} bits.",
            f"The number {n}, with 0 <= {n} < 2 ** {width}, is seen as a row of {width} binary digits. Return {asked}.",
            f"A row of {width} lamps shows {n} in binary, the lowest bit at the right; a lamp that is on is a one. "
            f"The number fits into the row. Of this row of digits, return {asked}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(1, 2**width - 1),),
            (0,),
            (1,),
            (2**width - 1,),
            (2 ** (width - 1),),
            (0b11101100,),
            (85,),
        ),
    )
