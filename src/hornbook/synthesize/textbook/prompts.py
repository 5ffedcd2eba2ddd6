"""
What a teacher is asked for a concept: a form, a reader, a style, an angle, words to use, and what it has said about that already.

Prompts are short: a small teacher follows one sentence better than ten, and every prompt is paid for with every document.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hornbook.llm.request import Request, Sampling
from hornbook.synthesize.diversity import AXES, Design, Lexicon
from hornbook.synthesize.syllabus.tree import Leaf
from hornbook.tokenizer import Message

CODE = "a section of a programming textbook with a short example in a fenced block of Python"
"""The form whose texts must hold code that can be parsed."""

FORMS = (
    "a section of a textbook",
    "a short story in which it matters",
    "a question and its answer",
)
"""Forms for any subject; a subject that is programmed has `CODE` as well."""

ANGLES = (
    "how it works",
    "where one meets it every day",
    "an experiment to try",
    "how people found out about it",
    "what would be different without it",
    "a common mistake about it",
    "what it has to do with other things",
    "what it is used for",
)
"""
What of a concept to tell: without it, a teacher tells the same first thing about a concept again and again. The first document of a
concept has no angle, for that thing belongs in the book too.
"""

TEXT_AXES: Mapping[str, Sequence[str]] = {
    "audience": AXES["audience"],
    "style": AXES["style"],
    "form": FORMS,
    "angle": ANGLES,
}

_SAMPLING = Sampling(temperature=0.8, top_p=0.95)
_OPENER_WORDS = 12
_SENTENCE = re.compile(r"[.!?:\n]")


@dataclass(frozen=True)
class Order:
    """What document `number` of a leaf is to be, and the `request` that asks for it."""

    leaf: int
    number: int
    combination: dict[str, str]
    words: dict[str, list[str]]
    request: Request = field(repr=False)

    @property
    def prompt(self) -> str:
        """What the teacher is told."""
        return self.request.messages[-1].content

    @property
    def required(self) -> list[str]:
        """All words that the document is to use."""
        return [word for words in self.words.values() for word in words]

    @property
    def is_code(self) -> bool:
        """Whether it is to hold code."""
        return self.combination.get("form") == CODE


@dataclass(frozen=True)
class Prompter:
    """
    Makes orders: each is a pure function of the leaf, how many were made for it before, and what was said about it.

    Axes other than audience, style, form and angle are told by their name. `seed` takes the place of the sampling's own. The teacher
    is told how the last `recalled` texts on a concept begin; one too small to heed what it is not to say had better not be.
    """

    model: str
    axes: Mapping[str, Sequence[str]] = field(default_factory=lambda: TEXT_AXES)
    lexicon: Lexicon | None = None
    sampling: Sampling = _SAMPLING
    seed: int = 0
    recalled: int = 3

    def order(self, leaf: Leaf, place: int, number: int, said: Sequence[str]) -> Order:
        """Order `number`, from 0, for the leaf at a `place` of the syllabus, on which the book has texts with these openers."""
        seed = [self.seed, *leaf.path]
        combination = Design(self.axes, seed).combination(number)
        if number == 0:
            combination.pop("angle", None)
        words = self.lexicon.words(seed, number) if self.lexicon else {}
        prompt = _prompt(
            leaf,
            combination,
            [word for some in words.values() for word in some],
            said[len(said) - min(len(said), self.recalled) :],
        )
        # The number tells apart two orders for one leaf that happen to read alike.
        request = Request(self.model, (Message("user", prompt),), replace(self.sampling, seed=self.seed), sample=number)
        return Order(place, number, combination, words, request)


def _prompt(leaf: Leaf, combination: Mapping[str, str], words: Sequence[str], said: Sequence[str]) -> str:
    """What was said comes first: a small teacher goes on with whatever stands last."""
    lines = []
    if said:
        openers = "; ".join(f'"{text}"' for text in said)
        lines.append(f"There are texts that begin so: {openers}. Say something else.")
    wanted = dict(combination)
    audience, style, angle = (wanted.pop(name, "") for name in ("audience", "style", "angle"))
    form = wanted.pop("form", FORMS[0])
    manner = "".join([f" for {audience}" if audience else "", f", {style}" if style else ""])
    lines.append(f"Write {form}{manner}: {leaf.path[0]}. Explain this concept in a few sentences: {leaf.text}.")
    if angle:
        lines.append(f"Tell {angle}.")
    lines.extend(f"{name[:1].upper()}{name[1:]}: {value}." for name, value in wanted.items())
    if words:
        lines.append(f"Use these words: {', '.join(words)}.")
    return " ".join(lines)


def opener(text: str) -> str:
    """The first sentence of a text, at most twelve words of it."""
    return " ".join(_SENTENCE.split(text.strip(), maxsplit=1)[0].split()[:_OPENER_WORDS])
