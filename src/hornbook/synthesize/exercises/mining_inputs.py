"""Further inputs for a function, made from those that its author gave: of the same types, and not far from them."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from itertools import chain
from random import Random

from hornbook.synthesize.exercises.task import Plain

Arguments = tuple[Plain, ...]

_CHANGED_AGAIN = 0.3  # share of inputs in which a second thing is changed
_PATIENCE = 6  # tries for an input that is new
_LONGEST = 300  # characters


def variations(given: Sequence[Arguments], number: int, seed: str) -> list[Arguments]:
    """Up to so many inputs that are not among those given, and all different. The same seed gives the same ones."""
    random = Random(seed)
    seen = {repr(arguments) for arguments in given}
    found: list[Arguments] = []
    for arguments in _drawn(given, number * _PATIENCE, random):
        key = repr(arguments)
        if key not in seen and len(key) <= _LONGEST:
            seen.add(key)
            found.append(arguments)
            if len(found) == number:
                break
    return found


def _drawn(given: Sequence[Arguments], number: int, random: Random) -> Iterator[Arguments]:
    alphabet = sorted(set(chain.from_iterable(_texts(given)))) or ["a"]
    usable = [arguments for arguments in given if arguments]
    for _ in range(number if usable else 0):
        arguments = list(deepcopy(random.choice(usable)))
        while True:
            place = random.randrange(len(arguments))
            others = [other[place] for other in given if len(other) > place and _alike(other[place], arguments[place])]
            if len(others) > 1 and random.random() < 0.2:
                arguments[place] = deepcopy(random.choice(others))
            else:
                arguments[place] = _changed(arguments[place], random, alphabet)
            if random.random() > _CHANGED_AGAIN:
                break
        yield tuple(arguments)


def _alike(one: Plain, other: Plain) -> bool:
    return type(one) is type(other)


def _texts(value: Plain) -> Iterator[str]:
    """The strings in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.items():
            yield from _texts(item)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _texts(part)


def _changed(value: Plain, random: Random, alphabet: Sequence[str]) -> Plain:
    """A value of the same type, changed in one way that is drawn."""
    match value:
        case bool():
            return not value
        case int():
            return random.choice([value + 1, value - 1, value + random.randint(2, 9), 2 * value, value // 2, 0])
        case float():
            return random.choice(_floats(value, random))
        case str():
            return random.choice(_TEXT_CHANGES)(value, random, alphabet)
        case bytes():
            return bytes(_list(list(value), random, lambda byte: random.randrange(256)))
        case list():
            return _list(value, random, lambda part: _changed(part, random, alphabet))
        case tuple():
            return _tuple(value, random, alphabet)
        case set() | frozenset():
            return type(value)(_list(sorted(value, key=repr), random, lambda part: _changed(part, random, alphabet)))
        case dict():
            return _dict(value, random, alphabet)
        case _:
            return value


def _floats(value: float, random: Random) -> list[float]:
    """Near numbers with about as many digits, so that an example that is looked at stays readable."""
    digits = max(1, len(repr(value).partition(".")[2]))
    near = [value * factor for factor in (0.5, 0.9, 1.1, 2.0, random.uniform(0.7, 1.5))]
    if "e" in repr(value):
        return [float(f"{number:.4g}") for number in near]
    return [round(number, digits) for number in (*near, value + 1)]


def _list(value: list[Plain], random: Random, change: Callable[[Plain], Plain]) -> list[Plain]:
    """Shorter, longer, in another order, or with one member changed, which is what happens most often."""
    if not value:
        return value
    start, stop = sorted(random.sample(range(len(value) + 1), 2))
    place = random.randrange(len(value))
    one_changed = [*value[:place], change(value[place]), *value[place + 1 :]]
    options = [
        value[start:stop],
        value[::-1],
        [*value, random.choice(value)],
        value + value,
        random.sample(value, len(value)),
        value[:place] + value[place + 1 :],
        [],
    ]
    return one_changed if random.random() < 0.5 else random.choice(options)


def _tuple(value: tuple[Plain, ...], random: Random, alphabet: Sequence[str]) -> tuple[Plain, ...]:
    """One member changed: tuples are mostly records, of a certain length."""
    if not value:
        return value
    place = random.randrange(len(value))
    return (*value[:place], _changed(value[place], random, alphabet), *value[place + 1 :])


def _dict(value: dict[Plain, Plain], random: Random, alphabet: Sequence[str]) -> dict[Plain, Plain]:
    """One entry changed or left out."""
    if not value:
        return value
    key = random.choice(list(value))
    rest = {other: part for other, part in value.items() if other != key}
    return rest if random.random() < 0.3 else {**value, key: _changed(value[key], random, alphabet)}


def _replaced(text: str, random: Random, alphabet: Sequence[str]) -> str:
    if not text:
        return random.choice(alphabet)
    place = random.randrange(len(text))
    return text[:place] + random.choice(alphabet) + text[place + 1 :]


def _inserted(text: str, random: Random, alphabet: Sequence[str]) -> str:
    place = random.randint(0, len(text))
    return text[:place] + random.choice(alphabet) + text[place:]


def _without_one(text: str, random: Random, alphabet: Sequence[str]) -> str:
    place = random.randrange(len(text)) if text else 0
    return text[:place] + text[place + 1 :]


def _shuffled_words(text: str, random: Random, alphabet: Sequence[str]) -> str:
    words = text.split(" ")
    return " ".join(random.sample(words, len(words)))


_TEXT_CHANGES: list[Callable[[str, Random, Sequence[str]], str]] = [
    _replaced,
    _replaced,
    _inserted,
    _without_one,
    _shuffled_words,
    lambda text, random, alphabet: text[: random.randint(0, len(text))],
    lambda text, random, alphabet: text[random.randint(0, len(text)) :],
    lambda text, random, alphabet: text[::-1],
    lambda text, random, alphabet: text.swapcase(),
    lambda text, random, alphabet: text.upper(),
    lambda text, random, alphabet: text + text,
    lambda text, random, alphabet: f" {text}",
    lambda text, random, alphabet: "",
]
