"""Games in rounds."""

from collections import deque

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task


@family
def board_game(draw: Draw) -> Task:
    """A token on a track with jumps and an exact or open finish."""
    goal = draw.integer(20, 40)
    starts = draw.sample(range(3, goal - 2), 3)
    jumps = {
        start: draw.one(*(field for field in range(1, goal - 1) if field not in starts)) for start in sorted(starts)
    }
    exact, rolls = draw.chance(0.5), draw.one("rolls", "throws", "numbers")
    asked, kind = draw.one(
        ("the field where the token stands at the end", "end"),
        (f"how many of the {rolls} it takes to reach field {goal}, or 0 if it does not get there", "count"),
    )
    rule = draw.chance(0.5)
    limit = (
        f"if place + roll <= {goal}:\n        place = jumps.get(place + roll, place + roll)"
        if exact
        else f"place = min(place + roll, {goal})\n    place = jumps.get(place, place)"
    )
    if exact and rule:
        limit = f"if place + roll > {goal}:\n        continue\n"
        limit += "    place += roll\n    if place in jumps:\n        place = jumps[place]"
    count = (
        f"\n    if place == {goal}:\n        return count"
        if kind == "count"
        else f"\n    if place == {goal}:\n        break"
    )
    loop = f"for count, roll in enumerate({rolls}, start=1):" if kind == "count" else f"for roll in {rolls}:"
    if kind == "end" and exact:
        count = ""
    body = f"jumps = {jumps}\nplace = 0\n{loop}\n    {limit}{count}\nreturn {'0' if kind == 'count' else 'place'}"

    def oracle(numbers: list[int]) -> int:
        trail = [0]
        for number in numbers:
            if trail[-1] == goal:
                break
            aim = trail[-1] + number
            aim = (
                (trail[-1] if exact else goal)
                if aim > goal
                else dict([*jumps.items(), *([(aim, aim)] if aim not in jumps else [])])[aim]
            )
            trail.append(aim)
        return trail[-1] if kind == "end" else len(trail) - 1 if trail[-1] == goal else 0

    listed = ", ".join(f"from {a} to {b}" for a, b in jumps.items())
    finish = (
        f"A roll that would lead beyond {goal} is not moved"
        if exact
        else f"A roll that leads beyond {goal} ends on {goal}"
    )
    return Task(
        name=draw.one("play", "board_game", "move_token"),
        parameters={rolls: "list[int]"},
        returns="int",
        statement=draw.one(
            f"A token starts on field 0 of a track and moves forward by each of the {rolls} in turn. If it lands on "
            f"certain fields, it jumps at once: {listed}. The goal is field {goal}. {finish}; on the goal, the game "
            f"is over. Return {asked}.",
            f"Play a board game for one player with the given {rolls}. The fields are numbered from 0 (the start) to "
            f"{goal} (the goal, where the game ends). Who comes to the end of a move on one of these fields jumps on: "
            f"{listed}. {finish}. Return {asked}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(1, 6), 6, 14),),
            *(
                ([],),
                *(([start],) for start in jumps),
                ([goal],),
                ([goal + 1, 3],),
                ([goal - 1, 1],),
                ([goal, 2],),
                ([1, goal - 1, 1],),
            ),
        ),
    )


@family
def card_rounds(draw: Draw) -> Task:
    """Two rows of cards, compared pair by pair."""
    win, draw_points, bonus = draw.integer(1, 5), draw.integer(0, 2), draw.integer(2, 9)
    trump = draw.one(2, 3, 4, 5, 6, 7, 9, 10, 12)
    first, second = draw.one(("mine", "yours"), ("left", "right"), ("first", "second"), ("north", "south"))
    special = draw.one("trump", "gap", "none")
    win_a, win_b = {
        "trump": (f"a == {trump} != b or a > b and b != {trump}", f"b == {trump} != a or b > a and a != {trump}"),
        "gap": (f"a >= b + {bonus}", f"b >= a + {bonus}"),
        "none": ("a > b", "b > a"),
    }[special]
    tie = f"    else:\n        points_a += {draw_points}\n        points_b += {draw_points}\n" if draw_points else ""
    asked, result = draw.one(
        (f"the tuple of the points of {first} and {second}", "points_a, points_b"),
        (f"how many points {first} is ahead (negative if behind)", "points_a - points_b"),
        ("the points of the better one", "max(points_a, points_b)"),
    )
    body = (
        f"points_a = points_b = 0\nfor a, b in zip({first}, {second}):\n    if {win_a}:\n        points_a += {win}\n  "
        f"  elif {win_b}:\n        points_b += {win}\n{tie}return {result}"
    )

    def strength(card: int) -> int:
        return 99 if special == "trump" and card == trump else card

    def oracle(ours: list[int], theirs: list[int]) -> object:
        need = bonus if special == "gap" else 1
        gaps = [strength(a) - strength(b) for a, b in zip(ours, theirs, strict=False)]
        ties = sum(abs(gap) < need for gap in gaps) * draw_points
        one, two = (ties + win * len([gap for gap in gaps if side * gap >= need]) for side in (1, -1))
        return {"points_a, points_b": (one, two), "points_a - points_b": one - two}.get(result, max(one, two))

    rule = {
        "trump": f"the higher card wins, but a {trump} beats every other card",
        "gap": f"a card wins if it is higher by at least {bonus}",
        "none": "the higher card wins",
    }[special]
    even = f"if neither wins, both get {draw_points}" if draw_points else "if neither wins, nobody gets anything"
    return Task(
        name=draw.one("card_game", "play_cards", "score_rounds"),
        parameters={first: "list[int]", second: "list[int]"},
        returns="tuple[int, int]" if "tuple" in asked else "int",
        statement=draw.one(
            f"Two players lay down their cards, {first} and {second}, one pair after the other. In each round {rule}. "
            f"The winner gets {win} point{'s' if win > 1 else ''}; {even}. Cards without a partner are not played. "
            f"Return {asked}.",
            f"Compare the numbers of {first} and {second} pair by pair, up to the end of the shorter list: {rule}. A "
            f"win is worth {win} point{'s' if win > 1 else ''}, and {even}. Return {asked}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.several(lambda: draw.integer(1, 14), 3, 6), draw.several(lambda: draw.integer(1, 14), 3, 6)),
            *(
                ([], [3]),
                ([5], [5]),
                ([9, 9], [8]),
                ([trump, 14, trump], [14, trump, trump]),
                ([1 + bonus, bonus], [1, 1]),
            ),
            ([2, 2, 2], [2 + bonus, 1 + bonus, 3]),
        ),
    )


@family
def duel(draw: Draw) -> Task:
    """Two fighters who hit in turns."""
    hit, second_hit = draw.integer(3, 14), draw.integer(4, 15)
    (a, b), heal = (
        draw.one(("knight", "dragon"), ("robot", "drone"), ("cat", "dog"), ("wizard", "giant")),
        draw.chance(0.5),
    )
    asked, result = draw.one(
        ("how many rounds it takes", "rounds"),
        (f'"{a}" or "{b}", whoever wins', "winner"),
        ("the strength that the winner has left", "left"),
    )
    ends = {"rounds": ("rounds", "rounds"), "winner": (f'"{a}"', f'"{b}"'), "left": (a, b)}[result]
    body = "\n".join(
        line
        for line in [
            "rounds = 0" if result == "rounds" else "",
            "while True:",
            "    rounds += 1" if result == "rounds" else "",
            f"    {b} -= {hit}",
            "    # Who is beaten does not strike back." if hit % 2 else "",
            f"    if {b} <= 0:",
            f"        return {ends[0]}",
            f"    {a} -= {second_hit}",
            f"    if {a} <= 0:",
            f"        return {ends[1]}",
            f"    {b} += 1" if heal else "",
        ]
        if line
    )

    def oracle(one: int, two: int) -> object:
        gain = 1 if heal else 0
        to_win = next(r for r in range(1, 999) if two + gain * (r - 1) - hit * r <= 0)
        to_lose = next(r for r in range(1, 999) if one - second_hit * r <= 0)
        wins = to_win <= to_lose
        rounds = to_win if wins else to_lose
        left = one - second_hit * (rounds - 1) if wins else two + gain * (rounds - 1) - hit * rounds
        return {"rounds": rounds, "winner": a if wins else b, "left": left}[result]

    rest = f" At the end of a round that both survive, the {b} recovers 1." if heal else ""
    return Task(
        name=draw.one("duel", "fight", f"{a}_against_{b}"),
        parameters={a: "int", b: "int"},
        returns="str" if result == "winner" else "int",
        statement=draw.one(
            f"A {a} and a {b} fight; the parameters are their strengths (at least 1). In each round the {a} strikes "
            f"first and takes {hit} from the strength of the {b}. Then, if it still has any, the {b} strikes back and "
            f"takes {second_hit}.{rest} Who is down to 0 or less has lost, and all is over. Return {asked}.",
            f"Let {a} and {b} be the strengths of two fighters, 1 or more. Every round goes like this: {b} falls by "
            f"{hit}; if it is then above 0, {a} falls by "
            f"{second_hit}.{rest.replace('the ' + b + ' recovers', b + ' rises by')} The fight ends as soon as one of "
            f"them is at 0 or below, and the other one wins. Return {asked}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.integer(15, 90), draw.integer(15, 90)),
            *(
                (1, 1),
                (1, hit),
                (1, hit + 1),
                (second_hit, hit + 1),
                (second_hit + 1, 2 * hit),
                (second_hit * 3, hit * 3 + 3),
            ),
        ),
    )


@family
def counting_out(draw: Draw) -> Task:
    """Counting out in a circle."""
    k, left, asked = draw.integer(2, 9), draw.integer(1, 3), draw.one("stay", "order", "first")
    names, rhyme = draw.one("names", "players", "children"), draw.one("rhyme", "song", "verse")
    end = {"stay": "circle", "order": "out", "first": "out[0] if out else None"}[asked]
    collect = "" if asked == "stay" else "out.append(circle.pop(index))"
    lines = [
        f"circle = list({names})",
        "out = []" if collect else "",
        "index = 0",
        f"while len(circle) > {left}:",
        "    # The one who leaves is counted no more, so the next has its index." if draw.chance(0.4) else "",
        f"    index = (index + {k - 1}) % len(circle)",
        f"    {collect or 'circle.pop(index)'}",
        f"return {end}",
    ]
    body = "\n".join(line for line in lines if line.strip())

    def oracle(people: list[str]) -> object:
        circle, out = deque(people), []
        while len(circle) > left:
            circle.rotate(1 - k)
            out.append(circle.popleft())
        return {"stay": [p for p in people if p in circle], "order": out, "first": [*out, None][0]}[asked]

    ask = {
        "stay": f"the list of those who are left, in the order of {names}",
        "order": "the list of those who leave, in the order in which they do",
        "first": "who leaves first, or None if nobody does",
    }[asked]
    many = ["Ada", "Ben", "Kira", "Liam", "Mona", "Nils", "Olga", "Zoe", "Uma", "Hugo"]
    rest = "one is left" if left == 1 else f"{left} are left"
    return Task(
        name=draw.one("count_out", "counting_out", f"{rhyme}_game"),
        parameters={names: "list[str]"},
        returns="str | None" if asked == "first" else "list[str]",
        statement=draw.one(
            f"The {names}, all different, stand in a circle. Somebody counts from the first one on, and whoever gets "
            f"the number {k} leaves; after that, counting starts at 1 again with the next one, until only {rest}. "
            f"Return {ask}. If there are not more than that, nobody leaves.",
            f"With a {rhyme} of {k} beats, a circle of {names} (no two alike) is counted out: the one on whom the "
            f"last beat falls leaves, and the next {rhyme} starts with the person behind. It begins with the first in "
            f"the list and ends when no more than {left} {'is' if left == 1 else 'are'} left, perhaps at once. Return "
            f"{ask}.",
        ),
        body=body,
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (draw.sample(many, draw.integer(4, 9)),),
            ([],),
            (many[:1],),
            (many[:left],),
            (many[: left + 1],),
            (many,),
            (many[:5],),
        ),
    )
