"""
How much of a subject a teacher is brought to treat for the same number of tokens. Usage: coverage_loop.py [TOKENS] [FOLDER].

Three arms: `naive` asks the same question again and again; `list` goes through the leaves of a syllabus in turn; `loop` plans each
round by what is missing. Each spends TOKENS completion tokens on the embedded teacher, for each of three seeds; the document that
crosses the mark is the last. Answers are kept in FOLDER, so a run that was killed goes on.

`concepts` are entries of an index, written without regard to the syllabus, that stand in two sentences of one accepted document;
`unprompted` are those of them that the document's prompt did not name. `ideas` and `groups` are what the vectors of the accepted
documents make at two distances. All figures are counted alike for all arms.
"""

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from math import exp, log, sqrt
from pathlib import Path
from statistics import mean, stdev

from hornbook.llm.catalogue import SMOLLM2
from hornbook.llm.endpoint import Endpoint, open_local_endpoint
from hornbook.llm.request import Request, Sampling
from hornbook.llm.run import RequestRun
from hornbook.llm.runner import Settings
from hornbook.synthesize.coverage.ideas import ideas_of
from hornbook.synthesize.coverage.leaves import nearest_leaves, treated_share
from hornbook.synthesize.coverage.variety import near_duplicate_share, vendi_score
from hornbook.synthesize.embeddings import embed
from hornbook.synthesize.syllabus.tree import Syllabus
from hornbook.synthesize.syllabus.written import load_syllabus
from hornbook.synthesize.textbook.acceptance import Acceptance, Candidate
from hornbook.synthesize.textbook.asking import Asker
from hornbook.synthesize.textbook.loop import Limits, Textbook
from hornbook.synthesize.textbook.prompts import ANGLES, FORMS, Prompter
from hornbook.synthesize.textbook.texts import tidy
from hornbook.tokenizer import Message

HERE = Path(__file__).parent
SEEDS = (0, 1, 2)
SETTINGS = Settings(concurrency=4)
SAMPLING = Sampling(temperature=0.8, top_p=0.95, max_tokens=80)
# A teacher of this size heeds one wish at a time: of several, or of what it is not to say, it makes its text.
AXES = {"form": FORMS[:1], "angle": ANGLES}
GROUP = 0.7  # a cosine: looser than that of one idea, which in so short a book hardly any two documents share
_T = 4.302652729696142  # the 97.5 % quantile of Student's t with two degrees of freedom
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Answered:
    """What a prompt brought, why it was rejected (None where it was not), and its tokens."""

    prompt: str
    text: str
    reason: str | None
    completion_tokens: int
    prompt_tokens: int


def naive(syllabus: Syllabus) -> Iterator[tuple[str, int]]:
    """Prompts with the sample of each."""
    for number in count():
        yield (
            f"Write a section of a textbook: {syllabus.subject}. Choose one concept and explain it in a few sentences.",
            number,
        )


def listed(syllabus: Syllabus) -> Iterator[tuple[str, int]]:
    for number in count():
        for leaf in syllabus.leaves:
            yield (
                f"Write a section of a textbook: {syllabus.subject}. Explain this concept in a few sentences: {leaf.text}.",
                number,
            )


def without_feedback(
    endpoint: Endpoint, folder: Path, prompts: Iterator[tuple[str, int]], seed: int, tokens: int
) -> list[Answered]:
    """Prompts asked one after the other until the tokens are spent."""
    sampling = Sampling(SAMPLING.temperature, SAMPLING.top_p, SAMPLING.max_tokens, seed)
    requests = (
        Request(endpoint.model, (Message("user", prompt),), sampling, sample=sample) for prompt, sample in prompts
    )
    # None is shorter than a tenth of the longest, so that there are always enough of them.
    run = iter(RequestRun(endpoint, islice(requests, 10 * tokens // SAMPLING.max_tokens), folder, SETTINGS))
    outcomes, spent = [], 0
    while spent < tokens:
        outcomes.append(next(run))
        spent += outcomes[-1].spent.completion_tokens
    run.close()
    texts = [tidy(outcome.text, outcome.finish == "length") for outcome in outcomes]
    asked = [outcome.request.messages[-1].content for outcome in outcomes]
    rulings = Acceptance().judge([Candidate(text, prompt) for text, prompt in zip(texts, asked, strict=True)])
    return [
        Answered(prompt, text, ruling.reason, outcome.spent.completion_tokens, outcome.spent.prompt_tokens)
        for prompt, text, ruling, outcome in zip(asked, texts, rulings, outcomes, strict=True)
    ]


def looped(endpoint: Endpoint, folder: Path, syllabus: Syllabus, seed: int, tokens: int) -> list[Answered]:
    """The coverage loop, cut off where the tokens are spent."""
    prompter = Prompter(endpoint.model, AXES, sampling=SAMPLING, seed=seed, recalled=0)
    limits = Limits(round_requests=16, least_new=0.0, most_tokens=tokens)
    book = Textbook(syllabus, prompter, Asker(endpoint, folder, SETTINGS), Acceptance(), limits)
    book.write(
        lambda done, accepted: print(
            f"loop, seed {seed}: {done} answers, {accepted} accepted", end="\r", file=sys.stderr
        )
    )
    answered, spent = [], 0
    for entry in book.entries:
        if spent >= tokens:
            break
        used = entry.spent
        answered.append(
            Answered(entry.order.prompt, entry.text, entry.ruling.reason, used.completion_tokens, used.prompt_tokens)
        )
        spent += used.completion_tokens
    return answered


class Index:
    """The concepts of the subject, and where they stand."""

    def __init__(self, file: Path) -> None:
        entries = dict.fromkeys(entry for entries in tomllib.loads(file.read_text()).values() for entry in entries)
        self._patterns = {
            entry: re.compile(rf"\b(?:{'|'.join(map(re.escape, entry.split('|')))})(?:s|es)?\b", re.IGNORECASE)
            for entry in entries
        }

    def __len__(self) -> int:
        return len(self._patterns)

    def treated(self, text: str) -> set[str]:
        """What stands in two sentences of a text at least."""
        sentences = _SENTENCE.split(text)
        return {
            entry for entry, pattern in self._patterns.items() if sum(map(bool, map(pattern.search, sentences))) >= 2
        }

    def named(self, prompt: str) -> set[str]:
        """What stands in a prompt."""
        return {entry for entry, pattern in self._patterns.items() if pattern.search(prompt)}


def figures(answered: Sequence[Answered], syllabus: Syllabus, index: Index) -> dict[str, float]:
    """What one arm came to with one seed."""
    accepted = [one for one in answered if one.reason is None]
    met = [one.text for one in answered if one.reason in (None, "near-duplicate")]
    vectors, leaves = embed([one.text for one in accepted]), embed([leaf.text for leaf in syllabus.leaves])
    treated = [index.treated(one.text) for one in accepted]
    unprompted = [found - index.named(one.prompt) for found, one in zip(treated, accepted, strict=True)]
    return {
        "concepts": len(set().union(*treated)),
        "unprompted": len(set().union(*unprompted)),
        "ideas": int(ideas_of(vectors).max(initial=-1)) + 1,
        "groups": int(ideas_of(vectors, GROUP).max(initial=-1)) + 1,
        "leaves_treated": treated_share(nearest_leaves(vectors, leaves), len(leaves)).value,
        "near_duplicates": near_duplicate_share(met).value,
        "effective_number": vendi_score(vectors).value,
        "requests": len(answered),
        "accepted": len(accepted),
        "completion_tokens": sum(one.completion_tokens for one in answered),
        "prompt_tokens": sum(one.prompt_tokens for one in answered),
    }


def over_seeds(values: Sequence[float]) -> dict[str, object]:
    """The mean with Student's interval."""
    margin = _T * stdev(values) / sqrt(len(values))
    middle = mean(values)
    bounds = {"value": middle, "low": middle - margin, "high": middle + margin}
    return {name: round(bound, 4) for name, bound in bounds.items()} | {
        "by_seed": [round(value, 4) for value in values]
    }


def ratio(ones: Sequence[float], others: Sequence[float]) -> dict[str, object]:
    """By how much one arm has more than another: the geometric mean over seeds, with the interval of its logarithm."""
    logs = over_seeds([log(one / other) for one, other in zip(ones, others, strict=True)])
    return {name: round(exp(logs[name]), 2) for name in ("value", "low", "high")}  # type: ignore[arg-type]


def main(tokens: str = "10000", folder: str = ".hornbook/bench/coverage_loop") -> None:
    budget, answers = int(tokens), Path(folder)
    syllabus, index = load_syllabus(HERE / "coverage_loop.toml"), Index(HERE / "coverage_loop_concepts.toml")
    results: dict[str, list[dict[str, float]]] = {}
    reasons: dict[str, Counter[str]] = {}
    with open_local_endpoint(SMOLLM2.name, Path(".hornbook/cache/models")) as endpoint:
        arms: dict[str, Callable[[int], list[Answered]]] = {
            "naive": lambda seed: without_feedback(endpoint, answers, naive(syllabus), seed, budget),
            "list": lambda seed: without_feedback(endpoint, answers, listed(syllabus), seed, budget),
            "loop": lambda seed: looped(endpoint, answers, syllabus, seed, budget),
        }
        for seed in SEEDS:
            for arm, ask in arms.items():
                answered = ask(seed)
                results.setdefault(arm, []).append(figures(answered, syllabus, index))
                reasons.setdefault(arm, Counter()).update(one.reason for one in answered if one.reason)
                print(f"{arm}, seed {seed}: {results[arm][-1]}", file=sys.stderr)
    by_arm = {
        arm: {name: over_seeds([by_seed[name] for by_seed in seeds]) for name in seeds[0]}
        for arm, seeds in results.items()
    }
    compared = {
        f"loop_over_{arm}": {
            name: ratio([seed[name] for seed in results["loop"]], [seed[name] for seed in results[arm]])
            for name in ("concepts", "unprompted", "groups", "effective_number")
        }
        for arm in ("naive", "list")
    }
    about = {
        "teacher": SMOLLM2.name,
        "leaves": len(syllabus.leaves),
        "index": len(index),
        "tokens": budget,
        "seeds": len(SEEDS),
    }
    rejected = {arm: dict(counts.most_common()) for arm, counts in reasons.items()}
    print(json.dumps({"bench": "coverage_loop", **about, "by_arm": by_arm, **compared, "rejected": rejected}))


if __name__ == "__main__":
    main(*sys.argv[1:])
