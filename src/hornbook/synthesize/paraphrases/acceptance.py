"""
Which paraphrases a textbook of commands takes, and why not the others.

A candidate meets the rules in one order and is rejected by the first that it breaks. The last is independent of the teacher: a
recogniser that was not trained on the text has to call the same tool, with the same choices and the same kinds of arguments. What it
does not understand is lost: the rule buys right calls and pays with novelty. Where a call has no arguments it is the only check of the
meaning, and a weak one for a tool that takes all that is left over, since nonsense passes for that.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from hornbook.synthesize.commands import Example, normalised
from hornbook.synthesize.paraphrases.asking import Candidate
from hornbook.synthesize.paraphrases.recovery import SpanError, choices_of, recover, spans_of
from hornbook.tools import Call, Tool

Recognise = Callable[[Sequence[str]], Sequence[Call | None]]
"""The call that each text asks for, as somebody sees it who has not seen the texts; None where that is unreadable."""

_TALK = re.compile(
    r"^(?:sure|certainly|of course|absolutely|great|yes|no problem|here(?:'s| is| are)|i(?:'m| am) (?:sorry|glad|happy|unable|an? )"
    r"|i (?:can(?:no|')t|will|have) |i'll |you can |the (?:user|command|sentence|person) |say )"
    r"|\bas an ai\b|\bkeep:|\bin other words\b|\bparaphras",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Rules:
    """The most words, and the least share (0 to 1) of all words outside the spans that stand in only one of the two texts."""

    most_words: int = 30
    least_new: float = 0.5


@dataclass(frozen=True)
class Paraphrase:
    """A candidate with its ruling: the `example` that a textbook can take, or the `reason` why it takes none."""

    candidate: Candidate
    example: Example | None
    reason: str | None


class Acceptance:
    """Judges candidates, and remembers the texts that it saw. `reasons` counts those that were rejected."""

    def __init__(
        self,
        tools: Mapping[str, Tool],
        recognise: Recognise,
        exam_texts: Collection[str] = (),
        rules: Rules | None = None,
    ) -> None:
        self._tools, self._recognise, self._rules = tools, recognise, rules or Rules()
        self._exam = {normalised(text) for text in exam_texts}
        self._seen: set[str] = set()
        self.reasons: Counter[str] = Counter()

    def judge(self, candidates: Sequence[Candidate]) -> list[Paraphrase]:
        """A ruling for each, in their order."""
        calls = [self._read(candidate) for candidate in candidates]
        asked = [place for place, call in enumerate(calls) if isinstance(call, Call)]
        recognised = self._recognise([candidates[place].text for place in asked]) if asked else []
        for place, other in zip(asked, recognised, strict=True):
            call = calls[place]
            if isinstance(call, Call) and not self._agree(call, other):
                calls[place] = "recogniser disagrees"
        rulings = [self._ruling(candidate, call) for candidate, call in zip(candidates, calls, strict=True)]
        self.reasons.update(ruling.reason for ruling in rulings if ruling.reason)
        return rulings

    def _read(self, candidate: Candidate) -> Call | str:
        """The recovered call, or the reason why the text is rejected."""
        source, text, words = candidate.source, candidate.text, normalised(candidate.text)
        if not words:
            return "no answer"
        if len(words.split()) > self._rules.most_words:
            return "too long"
        if _TALK.search(text):
            return "talk about the task"
        if words in self._exam:
            return "exam item"
        try:
            call = recover(source.call, text, self._tools)
        except SpanError as error:
            return str(error)
        if self._newness(source, text) < self._rules.least_new:
            return "same words"
        if set(_NUMBER.findall(text)) - set(_NUMBER.findall(source.text)):
            return "new number"
        if words in self._seen:
            return "duplicate"
        self._seen.add(words)
        return call

    def _newness(self, source: Example, text: str) -> float:
        spans = list(spans_of(source.call, self._tools).values())
        old, new = (set(_without(spans, said).split()) for said in (source.text, text))
        return len(old ^ new) / len(old | new) if old | new else 0.0

    def _agree(self, call: Call, other: Call | None) -> bool:
        return (
            other is not None
            and other.name == call.name
            and set(other.arguments) == set(call.arguments)
            and choices_of(other, self._tools) == choices_of(call, self._tools)
        )

    @staticmethod
    def _ruling(candidate: Candidate, call: Call | str) -> Paraphrase:
        if isinstance(call, str):
            return Paraphrase(candidate, None, call)
        return Paraphrase(candidate, Example(candidate.text, call, candidate.source.family), None)


def _without(spans: Sequence[str], text: str) -> str:
    """A text's words, lower case, but for those of the spans."""
    words = f" {normalised(text)} "
    for span in spans:
        words = words.replace(f" {normalised(span)} ", " ")
    return words
