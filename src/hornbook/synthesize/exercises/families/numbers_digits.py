"""The decimal digits of whole numbers."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


def _digits(n: int) -> list[int]:
    """The decimal digits from left to right, without the sign."""
    digits = [abs(n) % 10]
    while abs(n) >= 10 ** len(digits):
        digits.insert(0, abs(n) // 10 ** len(digits) % 10)
    return digits


def _number(draw: Draw) -> int:
    """A whole number of two to six digits."""
    return draw.integer(10, 10 ** draw.integer(2, 6) - 1)


@family
def chosen_digits(draw: Draw) -> Task:
    """Sum, number or list of the digits that fulfil a condition."""
    n, k = draw.one("n", "code", "value"), draw.integer(2, 7)
    other = (k + draw.integer(1, 6)) % 10
    said, holds, fitting = draw.one(
        (f"greater than {k}", f"d > {k}", range(k + 1, 10)),
        (f"less than {k}", f"d < {k}", range(k)),
        (f"different from {k}", f"d != {k}", [*range(k), *range(k + 1, 10)]),
        (f"equal to {k} or {other}", f"d in ({k}, {other})", [k, other]),
        (f"odd or greater than {k}", f"d % 2 == 1 or d > {k}", {1, 3, 5, 7, 9, *range(k + 1, 10)}),
        (f"even and less than {k + 2}", f"d % 2 == 0 and d < {k + 2}", range(0, k + 2, 2)),
    )
    asked, make = draw.one(("the sum of", "sum"), ("the number of", "len"), ("a list, from left to right, of", "list"))
    body = draw.one(
        f"""
        # The digits are easiest to reach in the text of the number.
        digits = [int(c) for c in str($n)]
        return {"[d for d in digits if $holds]" if make == "list" else "$make([d for d in digits if $holds])"}
        """,
        f"""
        chosen = []
        for c in str($n):
            d = int(c)
            if $holds:
                chosen.append(d)
        return {"chosen" if make == "list" else "$make(chosen)"}
        """,
    )

    def oracle(n: int) -> list[int] | int:
        digits = [d for d in _digits(n) if d in fitting]
        return digits if make == "list" else sum(digits) if make == "sum" else sum(1 for _ in digits)

    return Task(
        name=draw.one("from", "over", "of") + draw.one("_digits", "_chosen_digits", "_some_digits"),
        parameters={n: "int"},
        returns="list[int]" if make == "list" else "int",
        statement=draw.one(
            f"Return {asked} those digits of {n} that are {said}. {n} is not negative.",
            f"{n} is a whole number of at least 0. Consider the digits of its decimal form that are {said}, repeated "
            f"ones as often as they occur, and return {asked} these digits.",
            f"A turnstile reads the ticket number {n}, which is not negative, and looks only at digits that are "
            f"{said}. Return {asked} the digits that it looks at.",
        ),
        body=code(body, n=n, holds=holds, make=make),
        oracle=oracle,
        inputs=draw.inputs(lambda: (_number(draw),), (0,), (k,), (1234567890,), (k * 11 + other * 100,), (k + 1,)),
    )


@family
def change_digits(draw: Draw) -> Task:
    """Replacing or dropping digits."""
    n, (old, new) = draw.one("n", "amount", "value"), draw.sample(range(10), 2)
    kind = draw.one("replace", "replace", "swap", "drop")
    said = {
        "replace": f"every digit {old} becomes {new}",
        "swap": f"every digit {old} becomes {new} and every digit {new} becomes {old}",
        "drop": f"every digit {old} is left out",
    }[kind]
    body = {
        "replace": 'return int(str($n).replace("$old", "$new"))',
        "swap": 'return int(str($n).translate(str.maketrans("$old$new", "$new$old")))',
        "drop": 'kept = str($n).replace("$old", "")\nreturn int(kept) if kept else 0',
    }[kind]
    if draw.chance(0.5):
        text = {
            "replace": '"$new" if c == "$old" else c for c in str($n)',
            "swap": '{"$old": "$new", "$new": "$old"}.get(c, c) for c in str($n)',
            "drop": 'c for c in str($n) if c != "$old"',
        }[kind]
        body = (
            f'digits = "".join({text})\nreturn int(digits or "0")' if kind == "drop" else f'return int("".join({text}))'
        )

    def oracle(n: int) -> int:
        result = 0
        for d in _digits(n):
            changed = {"replace": {old: new}, "swap": {old: new, new: old}, "drop": {}}[kind].get(d, d)
            result = result if kind == "drop" and d == old else result * 10 + changed
        return result

    return Task(
        name=f"{kind}_digit" + draw.one("", "s", "s_of_number"),
        parameters={n: "int"},
        returns="int",
        statement=draw.one(
            f"Return the whole number that comes out of {n} (at least 0) when {said}. Zeros at the front vanish"
            f"{'; if no digit is left, return 0' if kind == 'drop' else ''}.",
            f"Change the decimal digits of {n}, a number that is not negative: {said}. Return the result as an int"
            f"{', which is 0 if nothing remains' if kind == 'drop' else ''}. Zeros in front do not count.",
            f"A broken display shows the number {n} wrongly: {said}. Return the number that is read from it as an "
            f"int{' (0 if the display is empty)' if kind == 'drop' else ''}. {n} is not negative, and zeros in front "
            "are ignored.",
        ),
        body=code(body, n=n, old=old, new=new),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (_number(draw) * 10 + draw.one(old, new),),
            *((0,), (old,), (new,), (9876543210,), (old * 11 + 100 * new,), (new * 101 + 10 * old,)),
        ),
    )


@family
def digit_at(draw: Draw) -> Task:
    """The digit at a place, or a default."""
    n, k, right = draw.one("n", "serial", "value"), draw.integer(2, 7), draw.chance(0.5)
    none = draw.one("-1", "None", "0", "10")
    ordinal = ("second", "third", "fourth", "fifth", "sixth", "seventh")[k - 2]
    side = "right" if right else "left"
    body = draw.one(
        f"""
        digits = str($n)
        if len(digits) < {k}:
            return $none
        return int(digits[{-k if right else k - 1}])
        """,
        f"""
        digits = [int(c) for c in {"reversed(str($n))" if right else "str($n)"}]
        return digits[{k - 1}] if len(digits) >= {k} else $none
        """,
        f"""
        digits = str($n)
        # A slice behind the end is empty instead of an error.
        rest = digits[{k - 1}:]
        return int(rest[0]) if rest else $none
        """
        if not right
        else f"""
        if $n < {10 ** (k - 1)}:
            return $none
        return $n // {10 ** (k - 1)} % 10
        """,
    )

    def oracle(n: int) -> int | None:
        digits = _digits(n)[::-1] if right else _digits(n)
        return dict(enumerate(digits, 1)).get(k, None if none == "None" else int(none))

    return Task(
        name=draw.one("digit_at", f"{ordinal}_digit", "pick_digit"),
        parameters={n: "int"},
        returns="int | None" if none == "None" else "int",
        statement=draw.one(
            f"Return the {ordinal} digit of {n}, counted from the {side}, or {none} if {n} has fewer digits. {n} is "
            "not negative.",
            f"{n} is a whole number of at least 0, written in decimal. What is the {ordinal} of its digits, starting "
            f"from the {side} end? If it is too short, the result is {none}.",
            f"The colour of a wire is coded by the {ordinal} digit from the {side} in its number {n}, which is not "
            f"negative. Return this digit as an int, or {none} for numbers with too few digits.",
        ),
        body=code(body, n=n, none=none),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(10 ** (k - 1), 10 ** (k + 1)),),
            *((0,), (10 ** (k - 1),), (10**k // 11 + 7,), (10 ** (k - 1) - 1,), (1234567890,), (9876543210,)),
        ),
    )


@family
def cut_number(draw: Draw) -> Task:
    """A number cut into two, and what is made of the parts."""
    k, n, odd = draw.integer(1, 4), draw.one("n", "plate", "code"), draw.integer(2, 9)
    said, result = draw.one(
        ("a tuple of the front and the back part", "front, back"),
        (f"the back part if it is greater than {odd}, otherwise the front part", f"back if back > {odd} else front"),
        ("the sum of both parts", "front + back"),
        ("the front part minus the back part", "front - back"),
        ("the larger of both parts", "max(front, back)"),
        (f"{odd} times the front part plus the back part", f"{odd} * front + back"),
        (
            "the number that has the back part in front, followed by the digits of the front part",
            'int(f"{back}{front}")',
        ),
    )
    body = draw.one(
        """
        front, back = divmod($n, $power)
        return $result
        """,
        """
        front = $n // $power
        back = $n % $power
        return $result
        """,
        """
        # Zeros in front make sure that both parts have a digit.
        digits = str($n).zfill($length)
        front, back = int(digits[:-$k]), int(digits[-$k:])
        return $result
        """,
    )

    def oracle(n: int) -> object:
        padded = [0] * (k + 1) + _digits(n)
        front, back = (sum(d * 10**i for i, d in enumerate(part[::-1])) for part in (padded[:-k], padded[-k:]))
        results = [("front, back", (front, back)), ("front + back", front + back), ("front - back", front - back)]
        results += [("max(front, back)", sorted([front, back])[1]), (f"{odd} * front + back", front * odd + back)]
        results += [(f"back if back > {odd} else front", [front, back][back > odd])]
        return dict(results).get(result, int(str(back) + str(front)))

    digits = "last digit is" if k == 1 else f"last {k} digits are"
    return Task(
        name=draw.one("cut_number", "split_digits", "front_and_back"),
        parameters={n: "int"},
        returns="tuple[int, int]" if result == "front, back" else "int",
        statement=draw.one(
            f"The {digits} cut off from {n}: they are the back part, and what stands before them is the front part (0 "
            f"if nothing does). Both are taken as whole numbers. Return {said}. {n} is not negative.",
            f"Split {n}, a number of at least 0, into two numbers: the {digits} the back part, the rest the front "
            f"part, which is 0 for short numbers. Return {said}.",
            f"On a ticket with the number {n} the {digits} the seat (the back part), the digits before that the row "
            f"(the front part, 0 if there are none). Return {said}, where both are whole numbers. {n} is not negative.",
        ),
        body=code(body, n=n, power=10**k, length=k + 1, k=k, result=result),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(10**k, 10 ** (k + 2)),),
            *((0,), (7,), (10**k,), (10**k - 1,), (3 * 10**k + 5,), (10 ** (k + 1) + 12,)),
        ),
    )


@family
def rearranged_digits(draw: Draw) -> Task:
    """Turning, reversing or sorting the digits, and comparing with the number itself."""
    n, k = draw.one("n", "value", "code", "score"), draw.integer(2, 9)
    said, text = draw.one(
        ("reversed order", "str($n)[::-1]"),
        ("ascending order", '"".join(sorted(str($n)))'),
        ("descending order", '"".join(sorted(str($n), reverse=True))'),
        ("their order except that the first digit moves to the end", "str($n)[1:] + str($n)[0]"),
        ("their order except that the last digit moves to the front", "str($n)[-1] + str($n)[:-1]"),
    )
    asked, result = draw.one(
        (f"{k} times this number", f"other * {k}"),
        (f"the sum of this number and {k} times $n", f"other + {k} * $n"),
        (f"how far this number and {k} times $n are apart", f"abs(other - {k} * $n)"),
        (f"the remainder of this number when divided by {k + 1}", f"other % {k + 1}"),
    )
    body = draw.one(f"other = int({text})\nreturn {result}", f"digits = {text}\nother = int(digits)\nreturn {result}")

    def oracle(n: int) -> object:
        digits = _digits(n)
        orders = {"reversed": digits[::-1], "ascending": sorted(digits), "descending": sorted(digits)[::-1]}
        turned = [*digits[1:], digits[0]] if "first" in said else [digits[-1], *digits[:-1]]
        other = sum(d * 10**i for i, d in enumerate(reversed(orders.get(said.split()[0], turned))))
        apart = max(other - k * n, k * n - other)
        results = {f"other * {k}": k * other, f"other + {k} * $n": k * n + other, f"abs(other - {k} * $n)": apart}
        return results.get(result, divmod(other, k + 1)[1])

    return Task(
        name=draw.one("rearrange", "reorder_digits", "shuffle_number"),
        parameters={n: "int"},
        returns="int",
        statement=code(
            draw.one(
                f"Write the digits of $n, which is not negative, in {said} and read this as a number, where zeros in "
                f"front do not count. Return {asked}.",
                f"Let another number have the digits of $n (at least 0) in {said}; zeros at its front vanish. Return "
                f"{asked}.",
                f"A printer puts the digits of the number $n in {said}. What it prints is read as a number without "
                f"zeros in front. Return {asked}. $n is not negative.",
            ),
            n=n,
        ),
        body=code(body, n=n),
        oracle=oracle,
        inputs=draw.inputs(lambda: (_number(draw),), (0,), (k,), (120,), (2001,), (998,), (54321,)),
    )
