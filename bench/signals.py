"""MB/s of one core by signal, over the Python sources below a folder. Usage: signals.py [FOLDER] [MEGABYTES]."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from hornbook.curate.signals.anatomy import anatomy_of
from hornbook.curate.signals.measure import SIGNALS, measure_all
from hornbook.curate.signals.texts import texts_of
from hornbook.data.documents import SCHEMA, Document

PIECE = 4_000_000
LARGEST_FILE = 1_000_000
ROUNDS = 3


def load(folder: Path, size: int) -> list[pa.RecordBatch]:
    """About `size` bytes of sources, spread over the folder, in batches of 4 MB."""
    paths = sorted(path for path in folder.rglob("*.py") if path.is_file() and path.stat().st_size < LARGEST_FILE)
    step = max(1, sum(path.stat().st_size for path in paths) // size)
    batches, rows, filled = [], [], 0
    for path in paths[::step]:
        document = Document(path.read_text(errors="replace"), "bench", "MIT", "code")
        meta = json.dumps({"path": str(path.relative_to(folder))})
        rows.append([document.id, document.text, document.source, document.license, document.origin, meta])
        filled += len(document.text)
        if filled >= PIECE:
            batches.append(pa.record_batch(list(zip(*rows, strict=True)), schema=SCHEMA))
            rows, filled = [], 0
    return [*batches, pa.record_batch(list(zip(*rows, strict=True)), schema=SCHEMA)] if rows else batches


def seconds(work: Callable[[pa.RecordBatch], object], batches: list[pa.RecordBatch], prepare: bool) -> float:
    """Processor time over all batches, the best of some rounds; with `prepare`, what signals share is found beforehand."""
    rounds = []
    for _ in range(ROUNDS):
        spent = 0.0
        for batch in batches:
            fresh = batch.slice(0)
            if prepare:
                share(fresh)
            started = time.process_time()
            work(fresh)
            spent += time.process_time() - started
        rounds.append(spent)
    return min(rounds)


def share(batch: pa.RecordBatch) -> None:
    """Find what several signals use: lines, words, and what the lines are."""
    texts, _ = texts_of(batch), anatomy_of(batch)
    _ = texts.first_words, texts.longest_lines


def main(folder: str = sys.prefix, megabytes: str = "8") -> None:
    batches = load(Path(folder), int(float(megabytes) * 1e6))
    size = sum(batch.column("text").nbytes for batch in batches) / 1e6
    speeds = {"lines and words": size / seconds(share, batches, prepare=False)}
    speeds |= {name: size / seconds(create().measure, batches, prepare=True) for name, create in SIGNALS.items()}
    rest = [name for name in SIGNALS if name != "syntax"]
    speeds["all but syntax"] = size / seconds(lambda batch: measure_all(batch, rest), batches, prepare=False)
    speeds["all"] = size / seconds(lambda batch: measure_all(batch, list(SIGNALS)), batches, prepare=False)
    documents = sum(batch.num_rows for batch in batches)
    figures = {name: round(speed, 1) for name, speed in speeds.items()}
    print(json.dumps({"bench": "signals", "mb": round(size, 1), "documents": documents, "mb_per_second": figures}))


if __name__ == "__main__":
    main(*sys.argv[1:])
