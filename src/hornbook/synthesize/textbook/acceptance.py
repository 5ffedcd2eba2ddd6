"""
Which texts a book takes, and why not the others.

Each text meets the rules in one order and is rejected by the first that it breaks. They are no screen for harm: "sensitive" means
secrets and personal data as curation's signals find them, while violence, hatred or dangerous advice go unnoticed, and facts are not
checked. For these a judge has to be asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from hornbook.curate.decontaminate.exams import ExamItem
from hornbook.curate.decontaminate.index import ExamIndex
from hornbook.curate.signals.measure import measure_all
from hornbook.curate.signals.sensitive import SENSITIVE_COLUMNS
from hornbook.data.documents import SCHEMA
from hornbook.synthesize.commands import normalised
from hornbook.synthesize.textbook.repeats import Repeats
from hornbook.synthesize.textbook.texts import is_python, python_blocks

_REFUSAL = re.compile(
    r"\bas an? (?:ai|language model|assistant)\b|\blanguage model\b|\bi(?:'m| am) (?:an? )?(?:\w+ )?(?:ai|chatbot|assistant)\b"
    r"|\bi(?:'m| am) (?:sorry|afraid),? (?:but )?i\b"
    r"|\bi(?:'m| am) (?:unable|not able|ready|here|happy|glad) to (?:help|assist|provide|write)\b"
    r"|\bi (?:can(?:no|')t|won't|will not) (?:help|assist|provide|fulfil|comply|write|generate|create)\b"
    r"|\bplease (?:provide|share) (?:me|the|more|your)\b",
    re.IGNORECASE,
)
_REFUSED_WITHIN = 200  # characters: further on, a story's people may say such things
_ECHO_WORDS = 4
_SIGNALS = ("repetition", "language", "sensitive")


@dataclass(frozen=True)
class Rules:
    """
    Bounds that a text must keep; shares between 0 and 1.

    `language` is an ISO 639 code ("" takes any). `most_repeated` bounds the share of its bytes in lines or runs of ten words that
    stood in it before, `most_echoed` that of its runs of four words that stand in the prompt; of the words asked for it must use the
    share `fewest_required`. Every exam item must be less like it than `leak_similarity`.
    """

    language: str = "en"
    fewest_words: int = 25
    most_words: int = 2000
    most_repeated: float = 0.2
    most_echoed: float = 0.3
    fewest_required: float = 0.0
    leak_similarity: float = 0.8


@dataclass(frozen=True)
class Candidate:
    """A text, the prompt that asked for it, the words that it was to use, and whether it was to hold code."""

    text: str
    prompt: str
    required: Sequence[str] = ()
    is_code: bool = False


@dataclass(frozen=True)
class Ruling:
    """Why a text is rejected, or None where it is accepted; and the figures that this hangs on."""

    reason: str | None
    figures: dict[str, Any]


class Acceptance:
    """Judges texts one after the other. It remembers those it accepted: what nearly repeats one of them is rejected."""

    def __init__(self, rules: Rules | None = None, exams: Sequence[ExamItem] = ()) -> None:
        self._rules = rules or Rules()
        self._exams = ExamIndex.build(exams) if exams else None
        self._repeats = Repeats()

    def judge(self, candidates: Sequence[Candidate]) -> list[Ruling]:
        """A ruling for each text, in their order. How they are divided into calls makes no difference."""
        if not candidates:
            return []
        texts = [candidate.text for candidate in candidates]
        figures = [
            measured | _own_figures(candidate)
            for candidate, measured in zip(candidates, self._measure(texts), strict=True)
        ]
        reasons = [self._reason(candidate, known) for candidate, known in zip(candidates, figures, strict=True)]
        passed = [place for place, reason in enumerate(reasons) if reason is None]
        for place, repeats in zip(passed, self._repeats.add([texts[place] for place in passed]), strict=True):
            if repeats:
                reasons[place] = "near-duplicate"
        return [Ruling(reason, known) for reason, known in zip(reasons, figures, strict=True)]

    def _measure(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """The figures that are taken of all texts at once."""
        batch = _as_documents(texts)
        scores = measure_all(batch, _SIGNALS).to_pylist()
        leaks = self._leaks(batch)
        return [
            {
                "language": row["score_language"],
                "repeated": max(row["score_duplicate_lines"] or 0.0, row["score_duplicate_words"] or 0.0),
                "sensitive": sum(row[column] for column in SENSITIVE_COLUMNS),
                "leak": leaks.get(row["id"], 0.0),
            }
            for row in scores
        ]

    def _leaks(self, batch: pa.RecordBatch) -> dict[str, float]:
        """The similarity of texts with the nearest exam item, where there is one."""
        if self._exams is None:
            return {}
        matches = pa.table(self._exams.find(batch)).group_by("id").aggregate([("similarity", "max")])
        return dict(zip(matches["id"].to_pylist(), matches["similarity_max"].to_pylist(), strict=True))

    def _reason(self, candidate: Candidate, figures: dict[str, Any]) -> str | None:
        rules, blocks = self._rules, python_blocks(candidate.text)
        broken = {
            "refusal": _REFUSAL.search(candidate.text[:_REFUSED_WITHIN]) is not None,
            "too short": figures["words"] < rules.fewest_words,
            "too long": figures["words"] > rules.most_words,
            "another language": rules.language not in ("", figures["language"]),
            "prompt echo": figures["echoed"] > rules.most_echoed,
            "repetition": figures["repeated"] > rules.most_repeated,
            "no code": candidate.is_code and not blocks,
            "code that is no Python": candidate.is_code and not all(map(is_python, blocks)),
            "words not used": figures["required"] < rules.fewest_required,
            "sensitive": figures["sensitive"] > 0,
            "exam item": figures["leak"] >= rules.leak_similarity,
        }
        return next((reason for reason, is_broken in broken.items() if is_broken), None)


def _as_documents(texts: Sequence[str]) -> pa.RecordBatch:
    """Texts as prose from nowhere, each named by its place."""
    columns = {name: [""] * len(texts) for name in SCHEMA.names}
    return pa.record_batch(columns | {"id": [str(place) for place in range(len(texts))], "text": texts}, schema=SCHEMA)


def _own_figures(candidate: Candidate) -> dict[str, Any]:
    """What a text and its prompt say by themselves."""
    words, prompt = (normalised(text).split() for text in (candidate.text, candidate.prompt))
    grams, asked = _grams(words), set(_grams(prompt))
    used = f" {' '.join(words)} "
    followed = sum(f" {normalised(word)} " in used for word in candidate.required)
    return {
        "words": len(words),
        "echoed": sum(gram in asked for gram in grams) / max(1, len(grams)),
        "required": followed / len(candidate.required) if candidate.required else 1.0,
    }


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + _ECHO_WORDS]) for start in range(len(words) - _ECHO_WORDS + 1)]
