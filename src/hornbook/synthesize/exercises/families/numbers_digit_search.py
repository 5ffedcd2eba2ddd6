"""Searching for numbers and digits."""

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
def shared_digits(draw: Draw) -> Task:
    """The digits that two numbers have in common, that only one has, or that none has."""
    (a, b), k = draw.one(("a", "b"), ("first", "second"), ("left", "right"), ("mine", "yours")), draw.integer(1, 8)
    said, chars, test, wanted = draw.one(
        ("occur in both", "set(str($a)) & set(str($b))", "c in str($a) and c in str($b)", 2),
        ("occur in exactly one of the two", "set(str($a)) ^ set(str($b))", "(c in str($a)) != (c in str($b))", 1),
        ("occur in neither", 'set("0123456789") - set(str($a) + str($b))', "c not in str($a) and c not in str($b)", 0),
    )
    bound, holds, fitting = draw.one(
        ("at least", ">=", range(k, 10)), ("at most", "<=", range(k + 1)), ("not", "!=", [*range(k), *range(k + 1, 10)])
    )
    asked, result = draw.one(
        ("an ascending list of", "chosen"), ("the number of", "len(chosen)"), ("the sum of", "sum(chosen)")
    )
    body = draw.one(
        """
        # Sets, because it does not matter how often a digit occurs.
        chars = $chars
        chosen = sorted(int(c) for c in chars if int(c) $holds $k)
        return $result
        """,
        """
        chosen = []
        for c in "0123456789":
            if $test and int(c) $holds $k:
                chosen.append(int(c))
        return $result
        """,
    )

    def oracle(one: int, two: int) -> list[int] | int:
        digits = [d for d in fitting if (d in _digits(one)) + (d in _digits(two)) == wanted]
        return digits if result == "chosen" else sum(digits) if "sum" in result else len(digits)

    return Task(
        name=draw.one("common", "compare", "match") + "_digits",
        parameters={a: "int", b: "int"},
        returns="list[int]" if result == "chosen" else "int",
        statement=draw.one(
            f"{a} and {b} are numbers of at least 0. Return {asked} those digits from 0 to 9 that {said} and are "
            f"{bound} {k}. Each digit counts once.",
            f"Compare the decimal digits of {a} and {b}, which are not negative. Of the ten digits 0 to 9, return "
            f"{asked} the ones that {said} and are {bound} {k}; how often a digit occurs does not matter.",
        ),
        body=code(body.replace("$chars", chars).replace("$test", test), a=a, b=b, holds=holds, k=k, result=result),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (_number(draw), _number(draw)),
            *((0, 0), (102030, 3210), (k, k), (9876543210, 13579), (k * 10 + 9, 99), (k + 1, 10 * k + 1)),
        ),
    )


@family
def numbers_with_digit(draw: Draw) -> Task:
    """Counting the numbers up to a limit by how often a digit stands in them."""
    digit, times, limit = draw.integer(1, 9), draw.integer(1, 2), draw.one("limit", "last", "pages")
    number, sign, wanted = draw.one(
        (f"exactly {('once', 'twice')[times - 1]}", f"== {times}", [times]),
        (f"at least {('once', 'twice')[times - 1]}", f">= {times}", [*range(times, 9)]),
        ("at most once", "< 2", [0, 1]),
    )
    asked, counted = draw.one(("how many of the numbers", "1"), ("the sum of those numbers", "n"))
    low = 10 * draw.integer(0, 3) + digit
    body = draw.one(
        f"""
        total = 0
        # range leaves out its end, so 1 is added.
        for n in range({low}, $limit + 1):
            if str(n).count("{digit}") {sign}:
                total += {counted}
        return total
        """,
        f"""
        chosen = [n for n in range({low}, $limit + 1) if str(n).count("{digit}") {sign}]
        return {"len" if counted == "1" else "sum"}(chosen)
        """,
    )
    return Task(
        name=draw.one("numbers_with_digit", "look_for_digit", f"with_digit_{digit}"),
        parameters={limit: "int"},
        returns="int",
        statement=draw.one(
            f"Return {asked} from {low} to {limit}, both included, {'have' if counted == '1' else 'that have'} the "
            f"digit {digit} in them {number}. If {limit} is less than {low}, return 0.",
            f"A sign writer paints all house numbers from {low} up to and including {limit} ({limit} may be too small "
            f"for any). Return {asked} {'contain' if counted == '1' else 'that contain'} the digit {digit} {number}.",
        ),
        body=code(body, limit=limit),
        oracle=lambda end: sum(
            1 if counted == "1" else n for n in range(low, end + 1) if sum(d == digit for d in _digits(n)) in wanted
        ),
        inputs=draw.inputs(
            lambda: (draw.integer(40, 199),),
            (low,),
            (low - 1,),
            (digit,),
            (10 * digit,),
            (11 * digit,),
            (11 * digit - 1,),
        ),
    )


def _fits(digits: list[int], said: str, k: int) -> bool:
    """Whether digits are as the family below says."""
    ordered = sorted(digits)
    if "sum" in said:
        return sum(ordered) >= k + 1 if "greater" in said else sum(ordered) == k
    if "apart" in said:
        return ordered[-1] == ordered[0] + k // 2
    return ordered[0] > k // 2 - 1 if "all" in said else ordered[-1] == k % 10


@family
def numbers_by_digit_rule(draw: Draw) -> Task:
    """Numbers of a range whose digits fulfil a rule."""
    k = draw.integer(2, 12)
    said, holds = draw.one(
        (f"whose digits have the sum {k}", f"sum(digits) == {k}"),
        (f"whose digits have a sum greater than {k}", f"sum(digits) > {k}"),
        (f"whose largest digit is {k % 10}", f"max(digits) == {k % 10}"),
        (f"whose digits are all at least {k // 2}", f"min(digits) >= {k // 2}"),
        (f"whose largest and smallest digit are {k // 2} apart", f"max(digits) - min(digits) == {k // 2}"),
    )
    asked, end = draw.one(
        ("an ascending list of", "found"),
        ("the number of", "len(found)"),
        ("the largest of", "found[-1] if found else -1"),
    )
    low, high = draw.one(("low", "high"), ("start", "end"), ("first", "last"))
    body = f"""
    found = []
    for number in range({low}, {high} + 1):
        digits = [int(c) for c in str(number)]
        if {holds}:
            found.append(number)
    return {end}
    """

    def oracle(start: int, stop: int) -> list[int] | int:
        found = [n for n in range(start, stop + 1) if _fits(_digits(n), said, k)]
        return found if end == "found" else len(found) if end == "len(found)" else max(found, default=-1)

    return Task(
        name=draw.one("search_range", "numbers_by_digits", "scan_numbers"),
        parameters={low: "int", high: "int"},
        returns="list[int]" if end == "found" else "int",
        statement=draw.one(
            f"Return {asked} the whole numbers from {low} to {high}, both included, {said}. Both ends are at least 0.",
            f"A raffle has tickets numbered from {low} to {high}, both included and not negative. A ticket wins if it "
            f"is one {said}. Return {asked} the winning numbers.",
            f"Go through the range from {low} up to and including {high}, where 0 <= {low}, and look at decimal "
            f"digits. Return {asked} the numbers {said}.",
        )
        + (" If there are none, return -1." if "-1" in end else " The range may be empty."),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (low := draw.integer(0, 60), low + draw.integer(20, 90)),
            *((0, 0), (7, 3), (k, k), (0, 10 * k), (90, 99), (k * 9, k * 9 + 40), (100, 130), (0, 9)),
        ),
    )
