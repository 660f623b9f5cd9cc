"""One maker per golden file: a function from a seed to the file's cases."""

from collections.abc import Callable
from dataclasses import dataclass

from makers import (
    activations,
    early_stopping,
    initializers,
    inspection,
    layers,
    losses,
    metrics,
    optimizers,
    parameters,
    permutation_importance,
    preprocessing,
    reading,
    runs,
    schedules,
    summary,
)


@dataclass(frozen=True)
class GoldenFile:
    """A file to make, and how finely its numbers are written.

    Two machines sum in different orders. `digits` (significant) and `decimals` (after
    the point, where values near zero are what is left of larger ones) keep the last
    bits, in which they differ, out of the files.
    """

    name: str
    seed: int
    make: Callable[[int], list]
    digits: int = 13
    decimals: int | None = 14


FILES = {
    "float64": [
        GoldenFile("activations", 101, activations.make, decimals=None),
        GoldenFile("layers", 102, layers.make),
        GoldenFile("initializers", 103, initializers.make),
        GoldenFile("losses", 104, losses.make),
        GoldenFile("optimizers", 105, optimizers.make),
        GoldenFile("schedules", 106, schedules.make, decimals=None),
        GoldenFile("metrics", 108, metrics.make),
        GoldenFile("early_stopping", 109, early_stopping.make),
        GoldenFile("preprocessing", 111, preprocessing.make),
        GoldenFile("reading", 112, reading.make),
        GoldenFile("parameters", 113, parameters.make),
        GoldenFile("inspection", 114, inspection.make),
        GoldenFile("permutation_importance", 115, permutation_importance.make),
        GoldenFile("runs_float64", 110, runs.make),
    ],
    "float32": [
        GoldenFile("runs_float32", 110, runs.make_results_only, digits=6, decimals=7),
        GoldenFile("summary", 0, summary.make),
    ],
}
