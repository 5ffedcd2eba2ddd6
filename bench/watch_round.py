"""
Two models of tool calls on the same commands, paired. Usage: watch_round.py BEFORE AFTER DATA.jsonl.

BEFORE and AFTER are run folders, checkpoints or GGUF files. The commands are divided in two by a hash of their text: `seen` is the
half whose errors may be read while the grammar is extended, `unseen` the half that nobody looks at. The intervals are those of the
items drawn and do not hold how much a model changes when it is trained from another seed. Where arguments are known, `exact` counts
the calls that are right in those as well.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from hornbook.evaluate.examine import examine
from hornbook.evaluate.results import Answer
from hornbook.hashing import text_digest
from hornbook.stats import paired_change, proportion
from hornbook.synthesize.commands import normalised

Pair = tuple[Answer, Answer]


def is_seen(text: str) -> bool:
    """Whether a command is of the half that may be looked at."""
    return int(text_digest(normalised(text))[:8], 16) % 2 == 0


def compare(pairs: Sequence[Pair], verdict: str) -> dict[str, Any]:
    """Both shares of items for which `verdict` (a property of Answer) holds, and their difference."""
    before, after = np.array([[getattr(answer, verdict) for answer in pair] for pair in pairs], dtype=bool).T
    change = paired_change(before, after)
    return {
        "n": len(pairs),
        "before": proportion(int(before.sum()), len(pairs)).to_dict(),
        "after": proportion(int(after.sum()), len(pairs)).to_dict(),
        "difference": change.difference.to_dict(),
        "gained": change.gained,
        "lost": change.lost,
        "mcnemar_p": round(change.p_value, 4),
    }


def main(before: str, after: str, data: str) -> None:
    results = [
        examine(Path(model), "tool-calls", Path(data), lambda total: None, lambda done: None)
        for model in (before, after)
    ]
    pairs = list(zip(results[0].answers, results[1].answers, strict=True))
    halves = {
        "all": pairs,
        "seen": [pair for pair in pairs if is_seen(pair[0].text)],
        "unseen": [pair for pair in pairs if not is_seen(pair[0].text)],
    }
    figures = {name: compare(half, "tool_right") for name, half in halves.items() if half}
    marked = [pair for pair in pairs if pair[0].arguments is not None]
    exact = {"exact": compare(marked, "exact")} if marked else {}
    print(json.dumps({"bench": "watch_round", "before": before, "after": after, "data": data, **figures, **exact}))


if __name__ == "__main__":
    main(*sys.argv[1:])
