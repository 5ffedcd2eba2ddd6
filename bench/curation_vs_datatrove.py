"""
MinHash deduplication here and in datatrove, on the same documents. Usage: curation_vs_datatrove.py [FOLDER] [MEGABYTES].

Both get the same words (ours, cut at spaces), shingles of 5 words, 14 bands of 8 hashes, and as many processes as there are cores;
the hash functions themselves differ. Truth is the exact Jaccard similarity of all pairs of a sample. Needs `pip install datatrove`.
"""

import json
import os
import sys
import sysconfig
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import MinhashConfig
from datatrove.pipeline.readers import ParquetReader
from datatrove.pipeline.writers import ParquetWriter
from datatrove.utils.hashing import HashConfig
from datatrove.utils.text import TextNormConfig
from datatrove.utils.word_tokenizers import WordTokenizer

from hornbook.curate.duplicates.clusters import find_edges, smallest_of_component
from hornbook.curate.duplicates.index import write_index
from hornbook.curate.duplicates.signatures import MinHash, words_of
from hornbook.data.documents import Document, write_documents
from hornbook.data.engine import NATIVE, Counts
from hornbook.data.sources import SetAside, read_unit, units
from hornbook.stats import proportion

MINHASH = MinHash()
SAMPLE = 3_000
CORES = len(os.sched_getaffinity(0))


class SpaceTokenizer(WordTokenizer):
    """Words are what stands between spaces."""

    def word_tokenize(self, text: str) -> list[str]:
        return text.split(" ")

    def sent_tokenize(self, text: str) -> list[str]:
        return [text]

    def span_tokenize(self, text: str) -> list[tuple[int, int]]:
        return []


def main(folder: str = sysconfig.get_paths()["purelib"], megabytes: str = "30") -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        texts = collect(Path(folder), float(megabytes) * 1e6, work / "documents")
        size = sum(len(text.encode()) for text in texts.values()) / 1e6
        started = time.monotonic()
        ours = deduplicate_here(work)
        seconds_here = time.monotonic() - started
        started = time.monotonic()
        theirs = deduplicate_datatrove(work)
        seconds_datatrove = time.monotonic() - started
        kept_here, kept_datatrove = set(texts) - set(ours), theirs
        figures = {
            "documents": len(texts),
            "megabytes": round(size, 1),
            "seconds_here": round(seconds_here, 2),
            "seconds_datatrove": round(seconds_datatrove, 2),
            "ratio": round(seconds_datatrove / seconds_here, 1),
            "megabytes_per_second_here": round(size / seconds_here, 1),
            "megabytes_per_second_datatrove": round(size / seconds_datatrove, 2),
            "kept_here": len(kept_here),
            "kept_datatrove": len(kept_datatrove),
            **against_truth(texts, ours),
        }
    print(json.dumps({"bench": "curation_vs_datatrove", **figures}))


def collect(folder: Path, most: float, documents: Path) -> dict[str, str]:
    """Distinct documents below a folder, as words, in one Parquet file a process; their words by id."""
    texts: dict[str, str] = {}
    total = 0
    for unit in units(str(folder), folder):
        for item in read_unit(unit):
            if isinstance(item, SetAside) or total > most:
                continue
            [words] = words_of(pa.array([item.text])).to_pylist()
            if len(words.split()) >= MINHASH.words:
                document = Document(words, item.source, item.license, item.origin)
                total += len(words.encode()) if document.id not in texts else 0
                texts[document.id] = words
    documents.mkdir()
    share = -(-len(texts) // CORES)
    for part in range(CORES):
        chosen = list(texts.items())[part * share : (part + 1) * share]
        write_documents(documents / f"{part}.parquet", [Document(words, id_, "", "") for id_, words in chosen])
    return texts


def make_index(documents: Path, index: Path) -> Counts:
    rows, total = write_index(documents, index, MINHASH)
    return {"documents": rows, "bytes": total}


def deduplicate_here(work: Path) -> dict[str, str]:
    """Ids that go, with the id that stays in their stead."""
    inputs = {file.stem: file for file in sorted((work / "documents").iterdir())}
    counts = NATIVE.make_parts(make_index, inputs, work / "index", lambda name, counts: None)
    rows = sum(part["documents"] for part in counts.values()) * MINHASH.bands
    found = smallest_of_component(
        find_edges(NATIVE, sorted((work / "index").glob("*.parquet")), rows, MINHASH.least_similarity)
    )
    return dict(zip(found["id"].to_pylist(), found["first"].to_pylist(), strict=True))


def deduplicate_datatrove(work: Path) -> set[str]:
    """Ids that stay. The four steps of datatrove's documentation."""
    plain = TextNormConfig(False, False, False, False, False)
    config = MinhashConfig(
        n_grams=MINHASH.words,
        num_buckets=MINHASH.bands,
        hashes_per_bucket=MINHASH.rows,
        norm_config=plain,
        hash_config=HashConfig(hash_fc="sha1"),
    )
    reader = ParquetReader(str(work / "documents"), text_key="text", id_key="id", doc_progress=False)
    folders = {step: str(work / step) for step in ("signatures", "buckets", "clusters", "kept")}
    steps = [
        ([reader, MinhashDedupSignature(folders["signatures"], config, SpaceTokenizer())], CORES),
        ([MinhashDedupBuckets(folders["signatures"], folders["buckets"], config=config)], MINHASH.bands),
        ([MinhashDedupCluster(folders["buckets"], folders["clusters"], config=config)], 1),
        ([reader, MinhashDedupFilter(folders["clusters"]), ParquetWriter(folders["kept"])], CORES),
    ]
    for number, (pipeline, tasks) in enumerate(steps):
        logs = str(work / f"logs{number}")
        LocalPipelineExecutor(pipeline, tasks=tasks, workers=min(tasks, CORES), logging_dir=logs).run()
    return {id_ for file in Path(folders["kept"]).rglob("*.parquet") for id_ in pq.read_table(file)["id"].to_pylist()}


def against_truth(texts: dict[str, str], gone: dict[str, str]) -> dict[str, object]:
    """Recall and precision of pairs in one cluster against exact Jaccard similarity, over all pairs of a sample."""
    sample = sorted(texts)[:SAMPLE]
    cluster = {id_: gone.get(id_, id_) for id_ in sample}
    found = {(a, b): similarity for (a, b), similarity in jaccard_pairs({id_: texts[id_] for id_ in sample}, 0.2)}
    members = defaultdict(list)
    for id_ in sample:
        members[cluster[id_]].append(id_)
    merged = [pair for group in members.values() for pair in combinations(sorted(group), 2)]
    similar = {cut: [pair for pair, value in found.items() if value >= cut] for cut in (0.8, 0.9)}
    return {
        "sample": len(sample),
        **{
            f"recall_of_pairs_from_{cut}": proportion(
                sum(cluster[a] == cluster[b] for a, b in pairs), len(pairs)
            ).to_dict()
            for cut, pairs in similar.items()
        },
        "precision_pairs_from_0.6": proportion(
            sum(found.get(pair, 0.0) >= 0.6 for pair in merged), len(merged)
        ).to_dict(),
    }


def jaccard_pairs(texts: dict[str, str], least: float) -> Iterator[tuple[tuple[str, str], float]]:
    """All pairs of texts whose shingles have at least that Jaccard similarity."""
    shingles = {}
    for id_, text in texts.items():
        words = text.split(" ")
        shingles[id_] = {hash(tuple(words[at : at + MINHASH.words])) for at in range(len(words) - MINHASH.words + 1)}
    holders = defaultdict(list)
    for id_, own in shingles.items():
        for shingle in own:
            holders[shingle].append(id_)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if len(ids) < 200:  # a shingle of everybody makes no pair alike by itself
            shared.update(combinations(sorted(ids), 2))
    for (a, b), common in shared.items():
        exact = len(shingles[a] & shingles[b]) / len(shingles[a] | shingles[b])
        if common and exact >= least:
            yield (a, b), exact


if __name__ == "__main__":
    main(*sys.argv[1:])
