"""Parsing: lists of commands that change a position, a set of lamps, a text or an account."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Task, code

_DIRECTIONS = (("R", "L", "U", "D"), ("E", "W", "N", "S"), (">", "<", "^", "v"), ("r", "l", "u", "d"))


@family
def walk(draw: Draw) -> Task:
    """Steps in four directions lead to a place."""
    who, source = (
        draw.one("robot", "snail", "drone", "boat", "player", "beetle"),
        draw.one("steps", "commands", "route", "moves"),
    )
    right, left, up, down = draw.one(*_DIRECTIONS)
    size, form, walls = draw.integer(3, 12), draw.integer(0, 2), draw.chance(0.5)
    returns, wanted, result = (
        ("tuple[int, int]", "the place (x, y) at the end", "(x, y)"),
        ("int", "the distance |x| + |y| of its last place from the start", "abs(x) + abs(y)"),
        ("int", "the largest y that it reached on the way (the start counts)", "highest"),
    )[form]
    track = "\n    highest = max(highest, y)" if form == 2 else ""
    clip = f"\n    x, y = max(-{size}, min(x, {size})), max(-{size}, min(y, {size}))" if walls else ""
    body = draw.one(
        """
        x = y = ${more}0
        for command in $source.split():
            direction, steps = command[0], int(command[1:])
            if direction == "$right":
                x += steps
            elif direction == "$left":
                x -= steps
            elif direction == "$up":
                y += steps
            else:
                y -= steps$clip$track
        return $result
        """,
        """
        # A table of steps saves a chain of conditions.
        directions = {"$right": (1, 0), "$left": (-1, 0), "$up": (0, 1), "$down": (0, -1)}
        x = y = ${more}0
        for command in $source.split():
            dx, dy = directions[command[0]]
            x += dx * int(command[1:])
            y += dy * int(command[1:])$clip$track
        return $result
        """,
    )

    def oracle(text: str) -> tuple[int, int] | int:
        place, best = 0 + 0j, 0
        for command in text.split():
            turn = {right: 1, left: -1, up: 1j, down: -1j}[command[0]]
            for _ in range(int(command[1:])):
                ahead = place + turn
                place = place if walls and max(abs(ahead.real), abs(ahead.imag)) > size else ahead
            best = max(best, int(place.imag))
        x, y = int(place.real), int(place.imag)
        return ((x, y), max(x, -x) + max(y, -y), best)[form]

    wall = f" Walls stop it: neither coordinate can leave the range from -{size} to {size}." if walls else ""
    return Task(
        name=draw.one("walk", f"move_{who}", f"follow_{source}", f"{who}_path"),
        parameters={source: "str"},
        returns=returns,
        statement=draw.one(
            f"The {who} starts at (0, 0) and follows commands like '{up}3 {left}2', separated by spaces: '{right}' "
            f"raises x, '{left}' lowers x, '{up}' raises y and '{down}' lowers y by the number behind it.{wall} Return "
            f"{wanted}.",
            f"The text `{source}` steers a {who}, e.g. '{right}4 {down}1'. '{right}' and '{left}' add to x and take "
            f"from x, '{up}' and '{down}' add to y and take from y; the number says how many steps. It begins at (0, "
            f"0).{wall} Return {wanted}.",
        ),
        body=code(
            body,
            source=source,
            right=right,
            left=left,
            up=up,
            down=down,
            clip=clip,
            track=track,
            result=result,
            more="highest = " * (form == 2),
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                " ".join(f"{draw.one(right, left, up, down)}{draw.integer(1, 9)}" for _ in range(draw.integer(2, 5))),
            ),
            *(
                ("",),
                (f"{right}2",),
                (f"{left}3 {up}1",),
                (f"{up}{size + 1} {down}2 {right}1",),
                (f"{down}{size + 2} {up}3 {left}1",),
            ),
            *((f"{left}{size + 3} {right}1 {up}10",), (f"{right}{size + 2} {left}20 {down}1",)),
        ),
    )


@family
def lamps(draw: Draw) -> Task:
    """Lamps are switched by commands."""
    thing, (on, off, flip), count = (
        draw.one("lamp", "fan", "heater", "gate", "pump"),
        draw.one(("on", "off", "flip"), ("start", "stop", "turn"), ("+", "-", "~")),
        draw.integer(3, 9),
    )
    form, everything = draw.integer(0, 1), draw.one("all", "*", "0")
    returns, wanted, result = (
        ("list[int]", "the sorted numbers of those that are on at the end", "sorted(lit)"),
        ("int", "how many are on at the end", "len(lit)"),
    )[form]
    body = draw.one(
        """
        lit = set()
        for command in commands:
            action, which = command.split()
            chosen = set(range(1, $more)) if which == "$all" else {int(which)}
            if action == "$on":
                lit |= chosen
            elif action == "$off":
                lit -= chosen
            else:
                # Those that are in exactly one of both sets stay.
                lit ^= chosen
        return $result
        """,
        """
        lit = set()
        for command in commands:
            action, which = command.split()
            numbers = range(1, $more) if which == "$all" else [int(which)]
            for number in numbers:
                if action == "$on" or (action == "$flip" and number not in lit):
                    lit.add(number)
                else:
                    lit.discard(number)
        return $result
        """,
    )

    def oracle(commands: list[str]) -> list[int] | int:
        states = [False] * (count + 1)
        for action, which in map(str.split, commands):
            for i in [int(which)] if which != everything else range(1, count + 1):
                states[i] = {on: True, off: False, flip: not states[i]}[action]
        return [i for i, state in enumerate(states) if state] if form == 0 else sum(states)

    return Task(
        name=draw.one("switch", f"{thing}s_on", f"run_{thing}s", "after_commands"),
        parameters={"commands": "list[str]"},
        returns=returns,
        statement=draw.one(
            f"There are {count} {thing}s, numbered from 1, all off at first. A command such as '{on} 3' switches "
            f"number 3 on, '{off} 3' off, and '{flip} 3' changes its state; '{everything}' instead of a number means "
            f"every {thing}. Return {wanted}.",
            f"A house has {count} {thing}s with the numbers 1 to {count}; they are off. Carry out the commands in "
            f"order: '{on} 2' switches {thing} 2 on, '{off} 2' switches it off, '{flip} 2' switches it to the other "
            f"state, and '{on} {everything}' does it for all of them. Return {wanted}.",
        ),
        body=code(body, more=count + 1, all=everything, on=on, off=off, flip=flip, result=result),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                [
                    f"{draw.one(on, off, flip)} {draw.one(everything, *map(str, range(1, count + 1)))}"
                    for _ in range(draw.integer(3, 6))
                ],
            ),
            *(
                ([],),
                ([f"{on} 1"],),
                ([f"{on} {everything}"],),
                ([f"{flip} {everything}", f"{flip} 2"],),
                ([f"{off} 1", f"{off} {everything}"],),
            ),
            *(
                ([f"{on} {count}", f"{on} {count}", f"{on} 2", f"{flip} {everything}"],),
                ([f"{on} 2", f"{off} 2", f"{flip} 3", f"{on} 1"],),
            ),
        ),
    )


@family
def typing(draw: Draw) -> Task:
    """A text comes into being by typing, deleting and undoing."""
    write, erase, undo = draw.one(
        ("type", "delete", "undo"), ("add", "cut", "back"), ("write", "erase", "revert"), ("put", "drop", "undo")
    )
    front, form, start = draw.chance(0.4), draw.integer(0, 1), draw.one("", draw.word(), draw.word(), draw.word())
    returns, wanted, result = (
        ("str", "the text at the end", "text"),
        ("int", "the length of the text at the end", "len(text)"),
    )[form]
    body = draw.one(
        """
        text = "$start"
        earlier = []
        for command in commands:
            action, _, rest = command.partition(" ")
            if action == "$undo":
                text = earlier.pop() if earlier else text
                continue
            # Keep the text as it was, so that it can be brought back.
            earlier.append(text)
            if action == "$write":
                text = $added
            else:
                text = $cut
        return $result
        """,
        """
        versions = ["$start"]
        for command in commands:
            action, _, rest = command.partition(" ")
            text = versions[-1]
            if action == "$write":
                versions.append($added)
            elif action == "$erase":
                versions.append($cut)
            elif len(versions) > 1:
                versions.pop()
        text = versions[-1]
        return $result
        """,
    )

    def oracle(commands: list[str]) -> str | int:
        kept: list[str] = []
        for command in commands:
            kept = kept[:-1] if command == undo else [*kept, command]
        chars = list(start)
        for action, rest in (command.split(" ", 1) for command in kept):
            number = min(int(rest), len(chars)) if action == erase else 0
            chars = (chars[number:] if front else chars[: len(chars) - number]) if action == erase else [*chars, *rest]
        return "".join(chars) if form == 0 else len(chars)

    side, begin = "first" if front else "last", f"the text '{start}'" if start else "an empty text"
    return Task(
        name=draw.one("edit", "replay", "final_text", "apply_commands")
        if form == 0
        else draw.one("text_length", "edited_length"),
        parameters={"commands": "list[str]"},
        returns=returns,
        statement=draw.one(
            f"An editor starts with {begin}. '{write} abc' puts 'abc' behind the text, '{erase} 2' removes the "
            f"{side} 2 characters (or all if there are fewer), and '{undo}' takes back the latest of the other "
            f"commands not yet taken back, if there is any. Return {wanted}.",
            f"Carry out the commands one by one, starting with {begin}. '{write} x y' appends what stands behind the "
            f"first space; '{erase} 4' takes away the {side} four characters, or everything from a shorter text; "
            f"'{undo}' restores the text from before the latest '{write}' or '{erase}' that is still in force, and "
            f"does nothing without one. Return {wanted}.",
        ),
        body=code(
            body,
            undo=undo,
            start=start,
            write=write,
            erase=erase,
            added="text + rest",
            result=result,
            cut="text[int(rest) :]" if front else "text[: max(0, len(text) - int(rest))]",
        ),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                draw.several(
                    lambda: draw.one(
                        f"{write} {draw.word()}", f"{write} {draw.letters(1, 3)}", f"{erase} {draw.integer(1, 5)}", undo
                    ),
                    3,
                    6,
                ),
            ),
            *(
                ([],),
                ([undo, f"{write} ab c"],),
                ([f"{write} abc", f"{erase} 5", f"{write} d"],),
                ([f"{write} abc", f"{erase} 3"],),
            ),
            *(
                ([f"{write} abcdef", f"{erase} 2", undo, f"{erase} 1"],),
                ([f"{write} one", f"{write} two", undo, undo, undo, f"{write} x"],),
            ),
        ),
    )
