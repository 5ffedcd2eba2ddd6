"""A teacher that writes passable texts at once: each follows from its prompt."""

from collections.abc import Callable
from random import Random

import pytest

from hornbook.synthesize.syllabus.tree import Leaf, Syllabus

TOPICS = {
    "Heat": ("steam engines", "melting ice", "warm coats"),
    "Light": ("rainbows", "curved mirrors", "long shadows"),
    "Sky": ("the full moon", "falling comets", "distant planets"),
}
_NOUNS = (
    "children",
    "water",
    "stones",
    "windows",
    "farmers",
    "rivers",
    "metal",
    "candles",
    "glass",
    "gardens",
    "horses",
    "bridges",
    "lamps",
    "mountains",
    "boats",
    "bakers",
)
_VERBS = (
    "carry",
    "warm",
    "follow",
    "break",
    "measure",
    "lift",
    "watch",
    "colour",
    "bend",
    "cool",
    "move",
    "gather",
    "turn",
    "hide",
    "paint",
    "weigh",
)
_ENDS = (
    "in the early morning",
    "because the air is dry",
    "when nobody is looking",
    "after a long winter",
    "near the old school",
    "without any help",
    "as every pupil can see",
    "for a very simple reason",
)


def passage(prompt: str, about: str) -> str:
    """Five English sentences about something, different for each prompt."""
    random = Random(prompt)
    sentences = [
        f"The {random.choice(_NOUNS)} and the {random.choice(_NOUNS)} {random.choice(_VERBS)} {about} {random.choice(_ENDS)}."
        for _ in range(5)
    ]
    return " ".join(sentences)


@pytest.fixture
def syllabus() -> Syllabus:
    return Syllabus(tuple(Leaf(("Physics", topic, name), 4) for topic, names in TOPICS.items() for name in names))


@pytest.fixture
def write() -> Callable[[str], str]:
    """What the teacher writes: about the concept that the prompt names."""
    names = [name for names in TOPICS.values() for name in names]

    def text(prompt: str) -> str:
        return passage(prompt, next(name for name in names if name in prompt))

    return text
