"""Seeded draws: the same seed always gives the same task."""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from hornbook.synthesize.exercises import vocabulary
from hornbook.synthesize.exercises.task import Plain

Choice = TypeVar("Choice")

_PATIENCE = 3


class Draw:
    """What a family draws its tasks with."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)

    def one(self, *options: Choice) -> Choice:
        """One of the options."""
        return self.random.choice(options)

    def sample(self, options: Sequence[Choice], number: int) -> list[Choice]:
        """Different ones of the options."""
        return self.random.sample(options, number)

    def chance(self, share: float) -> bool:
        """True in this share of draws."""
        return self.random.random() < share

    def integer(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return self.random.randint(low, high)

    def number(self, low: float, high: float, digits: int = 1) -> float:
        """A number with so many digits behind the point."""
        return round(self.random.uniform(low, high), digits)

    def several(self, make: Callable[[], Choice], low: int, high: int) -> list[Choice]:
        """A list of between low and high things."""
        return [make() for _ in range(self.integer(low, high))]

    def word(self) -> str:
        """An everyday word in small letters."""
        return self.random.choice(vocabulary.WORDS)

    def name(self) -> str:
        """A person's first name."""
        return self.random.choice(vocabulary.NAMES)

    def sentence(self, low: int = 2, high: int = 7) -> str:
        """Some words with single spaces between."""
        return " ".join(self.several(self.word, low, high))

    def letters(self, low: int, high: int, alphabet: str = "abcdefghijklmnopqrstuvwxyz") -> str:
        """A string of letters that need not be a word."""
        return "".join(self.several(lambda: self.random.choice(alphabet), low, high))

    def inputs(
        self, make: Callable[[], tuple[Plain, ...]], *edges: tuple[Plain, ...], number: int = 10
    ) -> list[tuple[Plain, ...]]:
        """
        Arguments to try a task on: two drawn ones, which are fit to be shown, the edge cases, then more that are drawn.

        Those that are drawn differ from one another, as far as there are so many.
        """
        wanted = max(3, number - len(edges))
        drawn: list[tuple[Plain, ...]] = []
        for _ in range(_PATIENCE * wanted):
            arguments = make()
            if arguments not in drawn:
                drawn.append(arguments)
            if len(drawn) == wanted:
                break
        return [*drawn[:2], *edges, *drawn[2:]]
