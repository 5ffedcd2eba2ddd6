"""
The estimates of what was not seen, where the truth is known: sources with a long tail. Usage: unseen_species.py [REPETITIONS].

For each size of sample, over all sources: `bias` is the mean of estimate less truth, `holds` the share of 95 % intervals that hold the
truth; `least_holds` is that of the worst source. Richness is judged by the share of its lower ends that are no higher than the truth.
"""

import json
import sys
import time
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from hornbook.stats import Estimate
from hornbook.synthesize.coverage.species import Sample, coverage, new_species, richness

SIZES = (50, 200, 1000, 5000)
AHEAD = (0.1, 0.5, 1.0)


def zipf(exponent: float, species: int) -> NDArray[np.float64]:
    return np.arange(1, species + 1.0) ** -exponent


def log_normal(sigma: float, species: int) -> NDArray[np.float64]:
    normal = NormalDist()
    return np.exp(sigma * np.array([normal.inv_cdf((place + 0.5) / species) for place in range(species)]))


def geometric(ratio: float, species: int) -> NDArray[np.float64]:
    return ratio ** np.arange(species)


SOURCES = {
    "zipf 0.7": zipf(0.7, 2000),
    "zipf 1.0": zipf(1.0, 2000),
    "zipf 1.3": zipf(1.3, 2000),
    "zipf 1.8": zipf(1.8, 2000),
    "log-normal 1": log_normal(1, 1000),
    "log-normal 2": log_normal(2, 1000),
    "geometric 0.95": geometric(0.95, 400),
    "geometric 0.99": geometric(0.99, 1500),
}


class Judged:
    """Estimates beside the truth they were made of."""

    def __init__(self) -> None:
        self.errors: list[float] = []
        self.held: list[bool] = []
        self.low_held: list[bool] = []
        self.relative: list[float] = []

    def add(self, estimate: Estimate, truth: float) -> None:
        self.errors.append(estimate.value - truth)
        self.held.append(estimate.low - 1e-9 <= truth <= estimate.high + 1e-9)
        self.low_held.append(estimate.low - 1e-9 <= truth)
        self.relative.append(estimate.value / max(truth, 1e-9))


def examine(weights: NDArray[np.float64], n: int, repetitions: int, seed: int) -> dict[str, Judged]:
    """Every estimate from samples of n draws, and what the next draws and the source itself say."""
    random = np.random.default_rng(seed)
    chances = weights / weights.sum()
    judged = {name: Judged() for name in ("coverage", "richness")}
    judged |= {f"new in {ahead:g} n": Judged() for ahead in AHEAD}
    judged |= {f"coverage after {ahead:g} n": Judged() for ahead in AHEAD if ahead <= 0.5}
    for counts in random.multinomial(n, chances, repetitions):
        sample, unseen = Sample.of(counts), counts == 0
        judged["coverage"].add(coverage(sample), float(chances @ ~unseen))
        judged["richness"].add(richness(sample), len(chances))
        for ahead in AHEAD:
            further = round(ahead * n)
            later = random.multinomial(further, chances) > 0
            judged[f"new in {ahead:g} n"].add(new_species(sample, further), int((unseen & later).sum()))
            if ahead <= 0.5:
                judged[f"coverage after {ahead:g} n"].add(coverage(sample, further), float(chances @ (~unseen | later)))
    return judged


def summary(estimates: dict[str, Judged]) -> dict[str, float]:
    """One estimate over all sources."""
    return {
        "bias": round(float(np.mean([np.mean(judged.errors) for judged in estimates.values()])), 4),
        "holds": round(float(np.mean([np.mean(judged.held) for judged in estimates.values()])), 3),
        "least_holds": round(float(min(np.mean(judged.held) for judged in estimates.values())), 3),
    }


def main(repetitions: str = "500") -> None:
    started = time.process_time()
    figures: dict[str, dict[str, dict[str, float]]] = {}
    worst: dict[str, float] = {}
    for n in SIZES:
        results = {
            name: examine(chances, n, int(repetitions), seed) for seed, (name, chances) in enumerate(SOURCES.items())
        }
        columns = {what: {name: judged[what] for name, judged in results.items()} for what in results["zipf 1.0"]}
        at_least = columns.pop("richness")
        figures[str(n)] = {what: summary(estimates) for what, estimates in columns.items()}
        figures[str(n)]["richness"] = {
            "estimate_over_truth": round(float(np.mean([np.mean(judged.relative) for judged in at_least.values()])), 3),
            "low_holds": round(float(np.mean([np.mean(judged.low_held) for judged in at_least.values()])), 3),
            "holds": round(float(np.mean([np.mean(judged.held) for judged in at_least.values()])), 3),
        }
        for what, estimates in columns.items():
            for name, judged in estimates.items():
                worst[f"{what}, {name}, n = {n}"] = round(float(np.mean(judged.held)), 3)
    lowest = dict(sorted(worst.items(), key=lambda item: item[1])[:5])
    seconds = round(time.process_time() - started, 1)
    about = {"repetitions": int(repetitions), "sources": list(SOURCES), "seconds": seconds}
    print(json.dumps({"bench": "unseen_species", **about, "by_size": figures, "least_holding": lowest}))


if __name__ == "__main__":
    main(*sys.argv[1:])
