"""
Training here, in transformers' Trainer and in litgpt: tokens a second and peak memory on this CPU.

Usage: train_vs_peers.py [--preset NAME]... [--steps N] [--rounds N] [--rows N] [--context N]. Needs
`pip install accelerate transformers` and `pip install --no-deps litgpt lightning lightning-utilities torchmetrics`.

All train one shape (QK-norm and tied embeddings included) on the same rows in float32, with a thread for each core. Each measurement
is a process of its own, the arms taking turns in every round; the first steps are not timed. A timed step is the whole of it: batch,
forward, backward, clipping, optimizer. Checkpoints are left out everywhere.

`transformers` and `litgpt` are as they come: fused AdamW without a compiler in the one, plain AdamW and a compiled model in the
other. What is changed is the size of a batch and, for litgpt, the precision, since on a CPU its default is bf16. `_allocator` adds
`keep_freed_memory`, without which Hornbook never trains, `_compile` adds `torch_compile=True` to that. What is compiled in the first
round is kept, for its own arm alone: `first_peak_memory_mb` includes the compiler, the median over rounds does not.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from hornbook.allocator import keep_freed_memory
from hornbook.model.config import ModelConfig, build_config
from hornbook.stats import Estimate, bootstrap
from training_arms import ARMS, WARM_UP, Job

CORES = len(os.sched_getaffinity(0))
PRODUCTS = ((1024, 1024, 1024), (2048, 2048, 2048), (4096, 768, 2304))
REPEATS = 10
T = TypeVar("T")
PACKAGES = ("torch", "transformers", "accelerate", "litgpt", "lightning")


@dataclass(frozen=True)
class Size:
    """Of a vocabulary and a batch: `rows` of `context` tokens each."""

    vocabulary: int
    rows: int
    context: int


SIZES = {name: Size(2048, 16, 256) for name in ("3m", "10m", "30m")} | {"135m": Size(32768, 4, 512)}


@dataclass(frozen=True)
class Measurement:
    tokens_per_second: float
    peak_memory_mb: float


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--preset", action="append", choices=list(SIZES))
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", type=int)
    parser.add_argument("--context", type=int)
    options = parser.parse_args()
    sizes = {
        name: Size(SIZES[name].vocabulary, options.rows or SIZES[name].rows, options.context or SIZES[name].context)
        for name in options.preset or SIZES
    }
    presets = {name: compare(name, size, options.steps, options.rounds) for name, size in sizes.items()}
    about = {
        "cores": CORES,
        "steps": options.steps,
        "rounds": options.rounds,
        "packages": {name: version(name) for name in PACKAGES},
    }
    print(json.dumps({"bench": "train_vs_peers", **about, "presets": presets}))


def compare(preset: str, size: Size, steps: int, rounds: int) -> dict[str, Any]:
    """Every arm in every round."""
    shape = build_config(preset, size.vocabulary, size.context)
    peaks: list[float] = []
    measured: dict[str, list[Measurement]] = {name: [] for name in ARMS}
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.npy"
        write_rows(rows, size, WARM_UP + steps)
        for turn in range(rounds):
            peaks.append(alone(best_product_rate))
            for arm, taken in measured.items():
                taken.append(alone(measure, arm, shape, size.rows, WARM_UP + steps, rows, Path(folder) / arm))
                print(f"{preset}, round {turn + 1}, {arm}: {taken[-1]}", file=sys.stderr)
    return {
        "parameters": shape.parameters,
        "rows": size.rows,
        "context": size.context,
        "flop_per_token": flop_per_token(shape),
        "peak_gflop_per_second": round(max(peaks) / 1e9, 1),
        "arms": {arm: figures(taken, flop_per_token(shape), max(peaks)) for arm, taken in measured.items()},
        **{f"{arm}_over": ratios(arm, measured) for arm in ARMS if arm.startswith("hornbook")},
    }


def write_rows(file: Path, size: Size, steps: int) -> None:
    """All rows of a run, of tokens as frequent as words are (Zipf's law), each one token longer than what is read of it."""
    odds = 1 / np.arange(1, size.vocabulary + 1)
    shape = (steps * size.rows, size.context + 1)
    tokens = np.random.default_rng(0).choice(size.vocabulary, shape, p=odds / odds.sum())
    np.save(file, tokens.astype(np.int32))


def alone(call: Callable[..., T], *arguments: object) -> T:
    """What a call gives in a new process."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(call, *arguments).result()


def best_product_rate() -> float:
    """The most floating-point operations a second that a product of two matrices reaches."""
    import torch

    torch.set_num_threads(CORES)
    best = 0.0
    for rows, inner, columns in PRODUCTS:
        left, right, product = torch.rand(rows, inner), torch.rand(inner, columns), torch.empty(rows, columns)
        for _ in range(REPEATS):
            started = time.perf_counter()
            torch.mm(left, right, out=product)
            best = max(best, 2 * rows * inner * columns / (time.perf_counter() - started))
    return best


def measure(arm: str, shape: ModelConfig, rows: int, steps: int, data: Path, compiled: Path) -> Measurement:
    """One arm, in a process that does nothing else; `compiled` keeps what torch.compile makes for the rounds to come."""
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # the trainers print
    os.environ["TORCHINDUCTOR_CACHE_DIR"] = str(compiled)
    if ARMS[arm].allocator:
        assert keep_freed_memory()
    import torch

    torch.set_num_threads(CORES)
    with tempfile.TemporaryDirectory() as work:
        job = Job(shape, rows, steps, np.load(data, mmap_mode="c"), Path(work))
        ARMS[arm].train(job)
    return Measurement(job.tokens_per_second(), peak_memory_mb())


def peak_memory_mb() -> float:
    """The most memory that this process ever had resident."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


def flop_per_token(shape: ModelConfig) -> int:
    """
    Operations of the matrix products that a step cannot do without: two for each weight forward and four backward.

    The head is counted, looking up an embedding is not; of attention, half of all pairs of tokens, as it is causal.
    """
    attention = 2 * shape.width * shape.head_width * (shape.heads + shape.key_value_heads)
    weights = shape.layers * (attention + 3 * shape.width * shape.hidden) + shape.vocabulary * shape.width
    return 6 * weights + 6 * shape.layers * shape.context * shape.heads * shape.head_width


def figures(taken: list[Measurement], flop: int, peak: float) -> dict[str, Any]:
    speed = median([one.tokens_per_second for one in taken])
    return {
        "tokens_per_second": rounded(speed, 0),
        "model_gflop_per_second": round(speed.value * flop / 1e9, 1),
        "mfu": round(speed.value * flop / peak, 3),
        "peak_memory_mb": rounded(median([one.peak_memory_mb for one in taken]), 0),
        "first_peak_memory_mb": round(taken[0].peak_memory_mb),
    }


def ratios(arm: str, measured: dict[str, list[Measurement]]) -> dict[str, Any]:
    """How many times the tokens a second, and what part of the peak memory, of each other arm; compared within rounds."""
    return {
        other: {
            name: rounded(
                median([getattr(a, name) / getattr(b, name) for a, b in zip(measured[arm], taken, strict=True)]), 3
            )
            for name in ("tokens_per_second", "peak_memory_mb")
        }
        for other, taken in measured.items()
        if other != arm
    }


def median(values: list[float]) -> Estimate:
    return bootstrap(np.array(values), lambda drawn: float(np.median(drawn)))


def rounded(estimate: Estimate, digits: int) -> dict[str, float]:
    return {name: round(getattr(estimate, name), digits) for name in ("value", "low", "high")}


if __name__ == "__main__":
    main()
