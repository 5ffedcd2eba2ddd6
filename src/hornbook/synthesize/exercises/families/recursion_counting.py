"""Counting and listing possibilities."""

from itertools import combinations, product

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code


@family
def ways_of_steps(draw: Draw) -> Task:
    """The ways to reach a number with steps of certain sizes, some of which may be forbidden."""
    steps = sorted(draw.sample(range(1, 7), draw.integer(2, 3)))
    banned = draw.integer(2, 9) if draw.chance(0.5) else 0
    n, name = draw.one("n", "total", "length", "stairs"), draw.one("ways_to", "count_ways", "possibilities")
    stop = f"if {n} < 0 or {n} == {banned}:" if banned else f"if {n} < 0:"
    skip = f"        if place != {banned}:\n    " if banned else ""
    body = draw.one(
        f"""
        {stop}
            return 0
        if {n} == 0:
            return 1
        return {" + ".join(f"{name}({n} - {step})" for step in steps)}
        """,
        f"ways = [1] + [0] * {n}\nfor place in range(1, {n} + 1):\n    for step in {tuple(steps)}:\n"
        + (f"        if step <= place and place != {banned}:\n" if banned else "        if step <= place:\n")
        + f"            ways[place] += ways[place - step]\nreturn ways[{n}]",
    )
    del skip

    def oracle(goal: int) -> int:
        ends, count = [0], 0
        while ends:
            count += ends.count(goal)
            ends = [e + s for e in ends for s in steps if e + s <= goal and e + s != (banned or -1)]
        return count

    sizes = ", ".join(map(str, steps[:-1])) + f" or {steps[-1]}"
    trap = f" The sum {banned} must not be reached on the way or at the end." if banned else ""
    slippery = f" Step {banned} is broken and must not be stepped on." if banned else ""
    return Task(
        name=name,
        parameters={n: "int"},
        returns="int",
        statement=draw.one(
            f"In how many ways can {n} (at least 0) be reached from 0 by adding {sizes} again and again? The order "
            f"counts: 1 + 2 and 2 + 1 are different ways.{trap} For 0 there is one way: to add nothing.",
            f"A frog sits in front of a staircase with {n} steps and goes up by jumps of {sizes} steps.{slippery} "
            f"Return the number of different orders of jumps that take it exactly to the top, step {n}. If {n} is 0, "
            "the result is 1.",
            f"Return how many different sequences of the numbers {sizes} have the sum {n}.{trap} The empty sequence "
            "has the sum 0.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=[(k,) for k in (*draw.sample(range(4, 13), 2), 0, 1, 2, steps[-1], steps[-1] + 1, banned or 7, 10)],
    )


@family
def ways_through_grid(draw: Draw) -> Task:
    """The ways through a grid with blocked fields."""
    blocked, diagonal = draw.one("#", "x", "*", "W"), draw.chance(0.4)
    thing = draw.one("rock", "wall", "hole", "swamp", "thorn hedge")
    goal = draw.one("corner", "corner", "row")
    name = draw.one("count_paths", "routes", "paths_through")
    more = " + (ways[r - 1][c - 1] if r > 0 and c > 0 else 0)" if diagonal else ""
    end = "ways[-1][-1]" if goal == "corner" else "sum(ways[-1])"
    body = f"""
    ways = []
    for r, line in enumerate(grid):
        ways.append([0] * len(line))
        for c, field in enumerate(line):
            if field == "{blocked}":
                continue
            if r == 0 and c == 0:
                ways[r][c] = 1
            else:
                above = ways[r - 1][c] if r > 0 else 0
                before = ways[r][c - 1] if c > 0 else 0
                ways[r][c] = above + before{more}
    return {end}
    """
    if goal == "corner" and draw.chance(0.5):
        third = " + paths(r + 1, c + 1)" if diagonal else ""
        body = f"""
        def paths(r, c):
            # Outside the grid and on a blocked field no way goes on.
            if r == len(grid) or c == len(grid[0]) or grid[r][c] == "{blocked}":
                return 0
            if r == len(grid) - 1 and c == len(grid[0]) - 1:
                return 1
            return paths(r + 1, c) + paths(r, c + 1){third}

        return paths(0, 0)
        """

    def oracle(grid: list[str]) -> int:
        last, count = (len(grid) - 1, len(grid[0]) - 1), 0
        open_fields = {(r, c) for r, line in enumerate(grid) for c, field in enumerate(line) if field != blocked}
        places = [(0, 0)] if (0, 0) in open_fields else []
        while places:
            count += len([p for p in places if p == last or (goal == "row" and p[0] == last[0])])
            moves = [(1, 0), (0, 1), (1, 1)] if diagonal else [(1, 0), (0, 1)]
            places = [(r + a, c + b) for r, c in places for a, b in moves if (r + a, c + b) in open_fields]
        return count

    def make() -> tuple[list[str]]:
        width = draw.integer(2, 5)
        lines = ["".join(blocked if draw.chance(0.2) else "." for _ in range(width)) for _ in range(draw.integer(2, 4))]
        return (["." + lines[0][1:], *lines[1:-1], lines[-1][:-1] + "."],)

    moves = (
        "one field down, to the right, or diagonally down to the right"
        if diagonal
        else "one field down or to the right"
    )
    aim = (
        "the lower right field"
        if goal == "corner"
        else "a field of the last row, where each such field counts by itself, also if a way goes on from it"
    )
    who = draw.one("robot", "mouse", "hiker", "beetle", "cart")
    return Task(
        name=name,
        parameters={"grid": "list[str]"},
        returns="int",
        statement=draw.one(
            f"The strings of grid, all of the same length, are the rows of a map; {blocked!r} is a {thing}, '.' is "
            f"free. A {who} starts at the upper left field and always moves {moves}, never onto a {thing}. Return the "
            f"number of different ways to {aim}. It is 0 if the first field is blocked.",
            f"In how many ways can a {who} come from the upper left field of grid to {aim}? Each move is {moves}, and "
            f"fields with {blocked!r} (a {thing}) must not be entered; all others are '.'. The grid is a list of rows "
            "and not empty. If the start is blocked, return 0.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            *(
                (["."],),
                ([blocked],),
                (["..", ".."],),
                (["...", "...", "..."],),
                ([f"..{blocked}", "...", f"{blocked}.."],),
            ),
            ([f".{blocked}", f"{blocked}."],),
        ),
    )


@family
def words_without(draw: Draw) -> Task:
    """Words over a small alphabet that avoid something."""
    alphabet, n = "".join(sorted(draw.sample("abcdehkmnoprstu", draw.integer(2, 3)))), draw.one("n", "length", "size")
    a, b = draw.sample(alphabet, 2)
    k = draw.integer(1, 2)
    said, test = draw.one(
        ("have no two equal letters side by side", "all(x != y for x, y in zip(word, word[1:]))"),
        (f"do not contain {a + b!r}", f'"{a + b}" not in word'),
        (f"contain {a!r} exactly {('once', 'twice')[k - 1]}", f'word.count("{a}") == {k}'),
        (f"contain {a!r} more often than {b!r}", f'word.count("{a}") > word.count("{b}")'),
        (f"begin with {a!r} and do not end with {b!r}", f'word.startswith("{a}") and not word.endswith("{b}")'),
    )
    listed = draw.chance(0.5)
    body = f"""
    found = []
    for letters in product("{alphabet}", repeat={n}):
        word = "".join(letters)
        if {test}:
            found.append(word)
    return {"found" if listed else "len(found)"}
    """
    if draw.chance(0.5):
        body = f"""
        # All words of one length, from which the longer ones grow.
        words = [""]
        for _ in range({n}):
            words = [word + letter for word in words for letter in "{alphabet}"]
        return {f"[word for word in words if {test}]" if listed else f"sum(1 for word in words if {test})"}
        """

    def oracle(size: int) -> list[str] | int:
        words = sorted("".join(letters) for letters in product(alphabet, repeat=size))
        fits = {
            "have": lambda w: not [i for i in range(1, len(w)) if w[i] == w[i - 1]],
            "do": lambda w: w.find(a + b) < 0,
            "contain": lambda w: len(w.split(a)) == k + 1 if "exactly" in said else len(w.split(a)) > len(w.split(b)),
            "begin": lambda w: w[:1] == a and w[-1:] != b,
        }[said.split()[0]]
        kept = list(filter(fits, words))
        return kept if listed else len(kept)

    letters = ", ".join(alphabet[:-1]) + f" and {alphabet[-1]}"
    ask = "the list, in alphabetical order, of all words" if listed else "how many words there are"
    return Task(
        name=draw.one("all_words", "codes", "settings") + ("" if listed else "_count"),
        parameters={n: "int"},
        returns="list[str]" if listed else "int",
        statement=draw.one(
            f"A word is any sequence of exactly {n} letters out of {letters}, repetitions allowed ({n} is at least 0; "
            f"there is one word without letters). Return {ask} that {said}.",
            f"A safe has {n} wheels, each with the letters {letters}, and a setting of the wheels is a word; with no "
            f"wheels there is just the empty word. Return {ask} that {said}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=[(size,) for size in (*draw.sample([2, 3, 4], 2), 0, 1, 2, 3, 4, 5)],
        imports=("from itertools import product",) if "product(" in body else (),
    )


@family
def choose_team(draw: Draw) -> Task:
    """Groups out of a list, under a condition."""
    k, people = draw.integer(2, 3), draw.one("names", "people", "players", "members")
    x, y = draw.sample(["Ada", "Ben", "Kira", "Liam"], 2)
    said, test = draw.one(
        (f"that do not contain both {x} and {y}", f'not ("{x}" in team and "{y}" in team)'),
        (f"that contain {x} or {y} or both", f'"{x}" in team or "{y}" in team'),
        (f"that contain {x} but not {y}", f'"{x}" in team and "{y}" not in team'),
        (
            f"that contain {x} only together with {y} (teams without {x} are fine)",
            f'"{x}" not in team or "{y}" in team',
        ),
    )
    result = draw.one("list", "count")
    body = draw.one(
        f"""
        teams = []
        # combinations gives every group once, whatever the order.
        for team in combinations({people}, {k}):
            if {test}:
                teams.append(team)
        return {"teams" if result == "list" else "len(teams)"}
        """,
        f"return [team for team in combinations({people}, {k}) if {test}]"
        if result == "list"
        else f"return sum(1 for team in combinations({people}, {k}) if {test})",
    )
    if k == 2 and draw.chance(0.5):
        body = f"""
        teams = []
        for i, first in enumerate({people}):
            # Only later people are taken as second, so no pair comes twice.
            for second in {people}[i + 1:]:
                team = (first, second)
                if {test}:
                    teams.append(team)
        return {"teams" if result == "list" else "len(teams)"}
        """

    def oracle(given: list[str]) -> list[tuple[str, ...]] | int:
        teams = list(combinations(given, k))
        wanted = {
            "not (": [(0, 0), (0, 1), (1, 0)],
            "or b": [(0, 1), (1, 0), (1, 1)],
            "but n": [(1, 0)],
            "only": [(0, 0), (0, 1), (1, 1)],
        }
        key = "not (" if "do not" in said else "or b" if "or both" in said else "but n" if "but" in said else "only"
        kept = [team for team in teams if (team.count(x), team.count(y)) in wanted[key]]
        return kept if result == "list" else len(kept)

    four = ["Ada", "Ben", "Kira", "Liam"]
    ask = "the list of all teams" if result == "list" else "how many teams there are"
    form = f" A team is a tuple in the order of {people}, and the teams stand in the order of itertools.combinations."
    return Task(
        name=draw.one("list_teams", "choose_teams", "possible_teams"),
        parameters={people: "list[str]"},
        returns=("list[tuple[str, str]]" if k == 2 else "list[tuple[str, str, str]]") if result == "list" else "int",
        statement=draw.one(
            f"Out of {people}, a list of different names, teams of {k} can be formed. Return {ask} {said}.",
            f"Given a list of {people}, each of them once, return {ask} of exactly {k} {said}.",
            f"For a quiz, {k} of the {people} (no name occurs twice) are chosen; the order of choosing does not "
            f"matter. Return {ask} {said}.",
        )
        + (form if result == "list" else ""),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.sample([*four, "Mona", "Nils", "Olga"], draw.integer(3, 5)),),
            ([],),
            ([x],),
            ([x, y],),
            (four,),
            ([x, y, "Zoe"],),
            number=9,
        ),
        imports=("from itertools import combinations",) if "combinations(" in body else (),
    )
