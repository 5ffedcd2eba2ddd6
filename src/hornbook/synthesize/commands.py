"""The tool-call textbook: distinct commands with the calls that serve them, sampled from a grammar."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from hornbook.errors import RecipeError
from hornbook.hashing import digest
from hornbook.synthesize import style
from hornbook.synthesize.grammar import Family, Grammar, split_spans
from hornbook.tools import Call

_NOT_A_WORD = re.compile(r"[^\w]+")
_QUESTION = re.compile(
    r"^(what|when|where|who|whose|which|why|how|is|are|am|was|were|do|does|did|can|could|will|would|should|shall|may|has|have|any)\b"
)
_PATIENCE = 400


@dataclass(frozen=True)
class Example:
    """One command, the call that serves it, and the family it was sampled from."""

    text: str
    call: Call
    family: str


@dataclass(frozen=True)
class Style:
    """How often a command looks how: shares between 0 and 1."""

    typed: float = 0.4
    spelled_numbers: float = 0.35
    misspelled: float = 0.08
    dropped_apostrophes: float = 0.2


@dataclass
class Counts:
    """What happened to the samples that were not kept."""

    duplicates: int = 0
    conflicts: int = 0
    exam_items: int = 0
    exhausted: list[str] = field(default_factory=list)
    tools: Counter[str] = field(default_factory=Counter)


def normalised(text: str) -> str:
    """Lower case, words only: two commands that differ in nothing else are one."""
    return _NOT_A_WORD.sub(" ", text.lower()).strip()


def hold_out(grammar: Grammar, share: float, seed: int) -> tuple[list[Family], list[Family]]:
    """
    Split the families, whole: those to learn from, and that share of each tool's families to be examined on.

    Which ones are held out depends on nothing but their names and the seed. A tool with a single family keeps it.
    """
    by_tool: dict[str, list[Family]] = {}
    for family in grammar.families:
        by_tool.setdefault(family.tool, []).append(family)
    held_out: set[str] = set()
    for families in by_tool.values():
        number = min(round(share * len(families)) or int(share > 0), len(families) - 1)
        held_out.update(sorted((family.key for family in families), key=lambda key: digest([seed, key]))[:number])
    learned = [family for family in grammar.families if family.key not in held_out]
    return learned, [family for family in grammar.families if family.key in held_out]


class CommandSampler:
    """Samples distinct examples. Texts that equal an exam item, or an example already given, are counted and dropped."""

    def __init__(self, marks: Mapping[str, str], looks: Style, exam_texts: Collection[str] = ()) -> None:
        self._marks = marks
        self._style = looks
        self._exam = {normalised(text) for text in exam_texts}
        self._seen: dict[str, Call] = {}
        self.counts = Counts()

    def examples(
        self, families: list[Family], number: int, shares: Mapping[str, float], seed: int
    ) -> Iterator[Example]:
        """
        Yield `number` examples: each tool its share (those not named divide the rest), each family by its lines.

        A family that has no more to give leaves its part to the tool's others; a tool that has none gives fewer.
        """
        by_tool: dict[str, list[Family]] = {}
        for family in families:
            by_tool.setdefault(family.tool, []).append(family)
        rest = (1 - sum(shares.get(tool, 0) for tool in by_tool)) / max(1, sum(tool not in shares for tool in by_tool))
        for tool, members in by_tool.items():
            yield from self._of_tool(members, round(number * shares.get(tool, rest)), seed)

    def _of_tool(self, families: list[Family], wanted: int, seed: int) -> Iterator[Example]:
        given = 0
        remaining = sorted(families, key=lambda family: family.lines)
        while remaining:
            family = remaining.pop(0)
            lines = family.lines + sum(other.lines for other in remaining)
            quota = round((wanted - given) * family.lines / lines)
            for example in self._of_family(family, quota, Random(digest([seed, family.key]))):
                given += 1
                yield example

    def _of_family(self, family: Family, quota: int, random: Random) -> Iterator[Example]:
        given = misses = 0
        while given < quota and misses < _PATIENCE:
            example = self.sample(family, random)
            if self._is_new(example):
                given, misses = given + 1, 0
                self.counts.tools[family.tool] += 1
                yield example
            else:
                misses += 1
        if given < quota:
            self.counts.exhausted.append(family.key)

    def _is_new(self, example: Example) -> bool:
        key = normalised(example.text)
        if key in self._exam:
            self.counts.exam_items += 1
        elif key not in self._seen:
            self._seen[key] = example.call
            return bool(key)
        elif self._seen[key] == example.call:
            self.counts.duplicates += 1
        else:
            self.counts.conflicts += 1
        return False

    def sample(self, family: Family, random: Random) -> Example:
        """Draw one example, dressed in a random style. Raises RecipeError for a phrase that captures an argument twice."""
        phrase = family.sample(random)
        marked = self._dress(style.tidy(phrase.marked), random)
        try:
            text, spans = split_spans(marked, self._marks)
        except ValueError as error:
            raise RecipeError(
                f"The family [{family.key}] wrote {phrase.marked!r}: {error}.", "Capture it once."
            ) from None
        return Example(text, Call(family.tool, {**phrase.chosen, **spans}), family.key)

    def _dress(self, text: str, random: Random) -> str:
        looks = self._style
        typed = random.random() < looks.typed
        if not typed:
            text = text.lower()
        if random.random() < looks.spelled_numbers:
            text = style.spell_numbers(text)
        if random.random() < looks.dropped_apostrophes:
            text = style.drop_apostrophes(text)
        if random.random() < looks.misspelled:
            text = style.misspell(text, random)
        if typed:
            return style.as_typed(text, random, question=bool(_QUESTION.match(text)))
        return text
