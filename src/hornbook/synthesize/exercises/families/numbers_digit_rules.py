"""Rules that go through the digits of a number."""

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
def weigh_digits(draw: Draw) -> Task:
    """A check digit: weights that repeat, and a remainder."""
    weights, modulus = (
        draw.one((1, 3), (2, 1), (1, 2, 3), (3, 7, 1), (2, 5), (7, 3), (1, 4, 2), (5, 1)),
        draw.integer(7, 11),
    )
    complement, n = draw.chance(0.5), draw.one("digits", "code", "serial")
    body = draw.one(
        f"""
        weights = {weights}
        total = 0
        for index, digit in enumerate($n):
            total += int(digit) * weights[index % {len(weights)}]
        return {"-total" if complement else "total"} % {modulus}
        """,
        f"""
        # zip stops at the shorter one, and cycle never ends.
        total = sum(int(digit) * weight for digit, weight in zip($n, cycle({weights})))
        return {f"({modulus} - total % {modulus}) % {modulus}" if complement else f"total % {modulus}"}
        """,
    )
    rule = (
        f"the smallest number of at least 0 that must be added to the sum to make it divisible by {modulus}"
        if complement
        else f"the remainder of the sum when divided by {modulus}"
    )
    listed = ", ".join(map(str, weights)) + f", {weights[0]}, {weights[1]}"

    def oracle(text: str) -> int:
        total = sum(w * int(d) for start, w in enumerate(weights) for d in text[start :: len(weights)])
        return next(c for c in range(modulus) if (total + c if complement else total - c) % modulus == 0)

    return Task(
        name=draw.one("check_digit", "control_number", "checksum"),
        parameters={n: "str"},
        returns="int",
        statement=draw.one(
            f"The string {n} consists of the characters 0 to 9. Multiply its digits, from left to right, by "
            f"{listed} and so on, and add the products. Return {rule}. An empty string has the sum 0.",
            f"Parcels carry a string {n} of decimal digits. Its check number is found with the weights {listed} and "
            "so on for the first, second, third ... digit: the sum of digit times weight is formed, and the check "
            f"number is {rule}. Return it.",
        ),
        body=code(body, n=n),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.letters(4, 9, "0123456789"),), ("",), ("0",), ("1",), ("01",), ("001",), ("999999",), ("10",)
        ),
        imports=("from itertools import cycle",) if "cycle(" in body else (),
    )


@family
def digit_steps(draw: Draw) -> Task:
    """Repeating a step on the digits until the number is small."""
    limit, n = draw.integer(10, 99), draw.one("n", "value")
    said, step, asked = draw.one(
        ("the sum of its digits", "sum(int(c) for c in str($n))", "s"),
        ("the product of its digits", "prod(int(c) for c in str($n))", "p"),
        ("the sum of its digits doubled", "2 * sum(int(c) for c in str($n))", "d"),
    )
    limit = max(limit, 20 if asked == "d" else 10)
    count = draw.chance(0.5)
    start, update, end = ("steps = 0\n", "\n    steps += 1", "steps") if count else ("", "", "$n")
    body = draw.one(
        f"{start}while $n >= {limit}:\n    $n = {step}{update}\nreturn {end}",
        f"if $n < {limit}:\n    return {'0' if count else '$n'}\nreturn {'1 + ' if count else ''}$me({step})",
    )
    name = draw.one("shrink", "reduce_number", "boil_down")

    def oracle(n: int) -> int:
        trail = [n]
        while trail[-1] >= limit:
            result = 1 if asked == "p" else 0
            for d in _digits(trail[-1]):
                result = result * d if asked == "p" else result + d
            trail.append(result * 2 if asked == "d" else result)
        return len(trail) - 1 if count else trail[-1]

    result = "how many times this was done" if count else "the number that is reached"
    return Task(
        name=name,
        parameters={n: "int"},
        returns="int",
        statement=draw.one(
            f"As long as {n} is at least {limit}, replace it by {said}. Return {result}. {n} is not negative.",
            f"Start with {n}, which is at least 0. While the number is not less than {limit}, its place is taken by "
            f"{said}. Return {result}.",
            f"Two players agree on a number {n} of at least 0 and take turns to replace it by {said}. The game ends "
            f"as soon as it is less than {limit}, perhaps at once. Return {result}.",
        ),
        body=code(body, n=n, me=name),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(10**4, 10**6),), (0,), (limit,), (limit - 1,), (999_999,), (limit + 1,), (299,), (77,)
        ),
        imports=("from math import prod",) if asked == "p" else (),
    )


@family
def neighbouring_digits(draw: Draw) -> Task:
    """Whether all digits stand to their neighbours in one way, or how many do."""
    n, k, count = draw.one("n", "code", "pin", "value"), draw.integer(1, 6), draw.chance(0.5)
    said, holds, fitting = draw.one(
        (f"differs by at most {k} from the one before it", f"abs(b - a) <= {k}", [*range(-k, k + 1)]),
        (f"differs by at least {k} from the one before it", f"abs(b - a) >= {k}", [*range(-9, 1 - k), *range(k, 10)]),
        (f"is greater by {k} or more than the one before it", f"b - a >= {k}", [*range(k, 10)]),
        (f"is at most {k} less than the one before it, or not less at all", f"b >= a - {k}", [*range(-k, 10)]),
        ("is of the other parity (even or odd) than the one before it", "a % 2 != b % 2", [*range(-9, 10, 2)]),
        ("is less than the one before it", "b < a", [*range(-9, 0)]),
    )
    body = draw.one(
        f"""
        digits = [int(c) for c in str($n)]
        return {"sum" if count else "all"}($holds for a, b in zip(digits, digits[1:]))
        """,
        """
        total = 0
        digits = str($n)
        for index in range(1, len(digits)):
            a, b = int(digits[index - 1]), int(digits[index])
            if $holds:
                total += 1
        return total
        """
        if count
        else """
        digits = [int(c) for c in str($n)]
        for a, b in pairwise(digits):
            if not $no:
                return False
        return True
        """,
    )

    def oracle(n: int) -> int:
        digits = _digits(n)
        kept = [d for i, d in enumerate(digits[1:]) if d - digits[i] in fitting]
        return len(kept) if count else len(kept) + 1 == len(digits)

    return Task(
        name=draw.one("digit_neighbours", "look_at_digits", "check_number"),
        parameters={n: "int"},
        returns="int" if count else "bool",
        statement=draw.one(
            f"Return how many digits of {n} there are of which the following is true: the digit {said}."
            if count
            else f"Return True if every digit of {n} but the first {said}, and False otherwise. One digit gives True.",
            f"Read the decimal digits of {n} from left to right. Return the number of times that a digit {said}."
            if count
            else f"Read the digits of {n} from left to right. Return whether each of them but the first {said}; "
            f"this holds for numbers with one digit.",
            f"A safe accepts a number {n}. A digit of it is called good if it {said}. Return the number of good "
            "digits; the first digit is never good."
            if count
            else f"A safe accepts {n} only if each digit from the second on {said}. Return whether {n} is accepted.",
        )
        + f" {n} is not negative.",
        body=code(body, n=n, holds=holds, no=f"({holds})" if " " in holds else holds),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (_number(draw),),
            *(
                (0,),
                (7,),
                (55,),
                (10 + 1 + k,),
                (12 + k,),
                (10 + k,),
                (90 + 9 - k,),
                (98 - k,),
                (97531,),
                (2468,),
                (3210,),
            ),
            number=14,
        ),
        imports=("from itertools import pairwise",) if "pairwise" in body else (),
    )
