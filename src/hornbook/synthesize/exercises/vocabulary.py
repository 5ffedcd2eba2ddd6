"""Everyday words, names and things that tasks are about."""

from dataclasses import dataclass


def _words(text: str) -> list[str]:
    return text.split()


WORDS = _words(
    """
    apple river stone cloud green window table chair paper bread light night water garden mountain summer winter orange silver
    kettle button candle basket market bridge forest meadow island harbour engine pencil pocket ladder lantern mirror needle
    blanket carpet feather hammer kitchen level noon radar civic tenet deed open close read write walk run jump swim sing dance
    quiet loud quick slow early late soft hard warm cold sweet bitter round square narrow wide empty full young old bright dark
    north south east west morning evening monday friday copper iron wool cotton honey pepper salt sugar butter cheese onion
    carrot potato tomato cherry lemon melon grape peach plum fox owl bee ant cat dog horse sheep goat duck swan trout tiger
    zebra rabbit otter eagle raven train wheel rocket planet comet
    """
)

NAMES = _words(
    """
    Ada Ben Clara David Elif Farid Greta Hugo Ines Jonas Kira Liam Mona Nils Olga Pavel Quinn Rosa Samir Tara Uma Viktor
    Wanda Xenia Yusuf Zoe Anton Bella Chen Dina Emeka Freya Goran Hana Ivan Julia
    """
)


@dataclass(frozen=True)
class Theme:
    """Things that a list may hold: how one and many are called, and for numbers what range they lie in."""

    singular: str
    plural: str
    low: int = 0
    high: int = 100

    @property
    def parameter(self) -> str:
        """The plural as a name in Python."""
        return self.plural.replace(" ", "_").replace("-", "_")

    @property
    def item(self) -> str:
        """The singular as a name in Python."""
        return self.singular.replace(" ", "_").replace("-", "_")


NUMBERS = (
    Theme("number", "numbers", -50, 50),
    Theme("integer", "integers", -99, 99),
    Theme("value", "values", -20, 60),
    Theme("temperature", "temperatures", -15, 38),
    Theme("price", "prices", 1, 250),
    Theme("score", "scores", 0, 100),
    Theme("age", "ages", 0, 95),
    Theme("distance", "distances", 1, 400),
    Theme("weight", "weights", 1, 120),
    Theme("height", "heights", 40, 210),
    Theme("balance", "balances", -300, 900),
    Theme("reading", "readings", -40, 140),
    Theme("mark", "marks", 0, 20),
    Theme("point", "points", -10, 30),
    Theme("delay", "delays", 0, 90),
    Theme("order size", "order sizes", 1, 60),
    Theme("speed", "speeds", 5, 130),
    Theme("step count", "step counts", 0, 20_000),
)
"""Things that are whole numbers."""

TEXTS = (
    Theme("word", "words"),
    Theme("name", "names"),
    Theme("label", "labels"),
    Theme("title", "titles"),
    Theme("tag", "tags"),
    Theme("token", "tokens"),
    Theme("city", "cities"),
    Theme("key", "keys"),
    Theme("file name", "file names"),
    Theme("ingredient", "ingredients"),
    Theme("item", "items"),
    Theme("message", "messages"),
)
"""Things that are strings."""
