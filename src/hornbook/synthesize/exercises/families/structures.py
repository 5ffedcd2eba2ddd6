"""Stacks and queues."""

from hornbook.synthesize.exercises.draw import Draw
from hornbook.synthesize.exercises.families import family
from hornbook.synthesize.exercises.task import Plain, Task, code


@family
def stack_machine(draw: Draw) -> Task:
    """A stack after some commands."""
    push, drop, special = (
        draw.one("push", "put", "add", "lay"),
        draw.one("pop", "drop", "take", "remove"),
        draw.one("double", "twice", "swap", "sum", "top", "clear"),
    )
    number = draw.integer(2, 9)
    words, lines = {
        "double": (f"{special!r} lays a copy of the topmost number on top", "stack.append(stack[-1])"),
        "twice": (f"{special!r} multiplies the topmost number by {number}", f"stack[-1] *= {number}"),
        "swap": (f"{special!r} exchanges the two topmost numbers", "stack[-1], stack[-2] = stack[-2], stack[-1]"),
        "sum": (
            f"{special!r} takes the two topmost numbers off and lays their sum on top",
            "stack.append(stack.pop() + stack.pop())",
        ),
        "top": (f"{special!r} adds {number} to the topmost number", f"stack[-1] += {number}"),
        "clear": (f"{special!r} takes everything off", "stack.clear()"),
    }[special]
    need = {"swap": 2, "sum": 2, "clear": 0}.get(special, 1)
    guard = {2: " and len(stack) >= 2", 1: " and stack", 0: ""}[need]
    kind, end, said = draw.one(
        ("list[int]", "stack", "the stack in the end, the lowest number first"),
        ("int | None", "stack[-1] if stack else None", "the topmost number in the end, or None if there is none"),
        ("int", "len(stack)", "how many numbers lie on the stack in the end"),
        ("int", "sum(stack)", "the sum of all numbers on the stack in the end"),
    )
    body = f"""
        stack = []
        for command in commands:
            if command == "{special}"{guard}:
                {lines}
            elif command == "{drop}" and stack:
                stack.pop()
            elif command.startswith("{push} "):
                stack.append(int(command.split()[1]))
        return {end}
        """

    def oracle(commands: list[str]) -> Plain:
        pile: tuple[int, ...] = ()
        for command in commands:
            word, _, rest = command.partition(" ")
            if word == push:
                pile = (*pile, int(rest))
            elif word == drop:
                pile = pile[:-1]
            elif len(pile) >= need:
                a = pile[-1] if pile else 0
                b = pile[-2] if len(pile) > 1 else 0
                pile = {
                    "double": (*pile, a),
                    "twice": (*pile[:-1], sum([a] * number)),
                    "swap": (*pile[:-2], a, b),
                    "sum": (*pile[:-2], b + a),
                    "top": (*pile[:-1], number + a),
                    "clear": (),
                }[special]
        return (
            list(pile)
            if kind == "list[int]"
            else len(pile)
            if "len" in end
            else sum(pile)
            if "sum" in end
            else pile[-1]
            if pile
            else None
        )

    def make() -> tuple[list[str]]:
        return (
            [
                f"{push} {draw.integer(1, 9)}",
                *(draw.one(f"{push} {draw.integer(1, 9)}", drop, special, special) for _ in range(draw.integer(2, 3))),
            ],
        )

    a, b, c = (f"{push} {n}" for n in (4, 7, 12))
    return Task(
        name=draw.one("run", "execute", "run_stack", "stack_after"),
        parameters={"commands": "list[str]"},
        returns=kind,
        statement=draw.one(
            f"A stack of numbers is empty at first and obeys commands: '{push} 5' lays 5 on top (any whole number can "
            f"stand there), {drop!r} takes the topmost number off, and {words}. A command for which too few numbers "
            f"lie on the stack does nothing. Return {said}.",
            f"Carry out the commands in turn on an empty stack. '{push} 3', or with any other whole number, puts that "
            f"number on top; {drop!r} removes the topmost; {words}. Skip a command if the stack has too few numbers "
            f"for it. Return {said}.",
            f"A toy calculator keeps its numbers in a pile. It knows '{push}' with a whole number behind it, as in "
            f"'{push} 8' (lay it on top), {drop!r} (take the topmost away), and the following: {words}. What cannot be "
            f"done, because the pile is too small, is ignored. Return {said.replace('stack', 'pile')}; at first the "
            "pile is empty.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            make,
            ([],),
            ([drop, special],),
            ([a, special, b, special],),
            ([a, b, special, c, drop],),
            ([a, b, special],),
            ([a, b, c, special, special],),
            ([a, b, c, special, drop],),
            ([a, drop, drop, special, b],),
            ([f"{push} -6", c, special],),
            number=12,
        ),
    )


@family
def waiting_line(draw: Draw) -> Task:
    """Who is served when, where so many at a time come off a queue and unfinished ones go to its end."""
    many, one, unit = draw.one(
        ("jobs", "job", "minutes"),
        ("people", "person", "questions"),
        ("trucks", "truck", "crates"),
        ("letters", "letter", "pages"),
        ("patients", "patient", "minutes"),
        ("machines", "machine", "parts"),
        ("pupils", "pupil", "words"),
        ("boats", "boat", "barrels"),
    )
    slice_, count = draw.integer(2, 9), draw.integer(2, 6)
    kind, said = draw.one(
        ("list[str]", "the names in the order in which they are finished"),
        ("int", "how many turns there are altogether"),
        (
            "list[str]",
            f"the names of those whose turns are the first {count} (or of all turns, if there are "
            "fewer), one name for each turn",
        ),
    )
    first = "order" in said
    body = f"""
        queue = deque({many}.items())
        turns = []
        while queue:
            name, left = queue.popleft()
            turns.append(name)
            if left > {slice_}:
                queue.append((name, left - {slice_}))
        return {"len(turns)" if kind == "int" else f"turns[:{count}]"}
        """
    if first:
        body = f"""
        queue = deque({many}.items())
        finished = []
        while queue:
            name, left = queue.popleft()
            if left > {slice_}:
                # Not finished yet, so back to the end of the queue.
                queue.append((name, left - {slice_}))
            else:
                finished.append(name)
        return finished
        """

    def oracle(work: dict[str, int]) -> Plain:
        rounds = {name: max(1, (amount + slice_ - 1) // slice_) for name, amount in work.items()}
        log = [name for n in range(max(rounds.values(), default=0)) for name in work if rounds[name] > n]
        if first:
            return sorted(work, key=lambda name: rounds[name])
        return len(log) if kind == "int" else log[:count]

    return Task(
        name=draw.one("serve", "work_off", "take_turns", "queue_of") + ("" if draw.chance(0.3) else f"_{many}"),
        parameters={many: "dict[str, int]"},
        returns=kind,
        statement=draw.one(
            f"`{many}` gives for each {one}, by name, a number of {unit} (at least 1). They wait in a queue in the "
            f"order of the dict. Whoever is first gets a turn of up to {slice_} {unit}; if that is not enough, the "
            f"rest waits at the end of the queue. Return {said}.",
            f"A queue is worked off like this: the first {one} has up to {slice_} {unit} dealt with, and goes to the "
            f"end again if some are left. This is repeated until nobody waits. `{many}` has the names and the numbers "
            f"of {unit}, all at least 1, in the order of the queue. Return {said}.",
        ),
        body=code(body),
        oracle=oracle,
        inputs=draw.inputs(
            lambda: (
                {
                    name: draw.integer(1, 3 * slice_)
                    for name in draw.sample(["al", "bo", "cy", "di"], draw.integer(2, 3))
                },
            ),
            ({},),
            ({"a": slice_, "b": slice_ + 1, "c": slice_ - 1},),
            ({"a": 3 * slice_ + 1, "b": 2 * slice_, "c": 1, "d": 2 * slice_ + 1},),
            ({"a": 2 * slice_ + 1, "b": 2 * slice_, "c": slice_, "d": 1, "e": 5 * slice_},),
            ({"x": 1},),
        ),
        imports=("from collections import deque",),
    )
