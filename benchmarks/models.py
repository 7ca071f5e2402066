"""How quickly the models answer: one scenario, many at once, and many in chunks with Dask.

Run by ``python -m nox -s bench``.
"""

import time
from collections.abc import Callable
from functools import partial
from statistics import median

import numpy as np
from dask import array as lazy_arrays
from numpy.typing import NDArray

from benchmarks.report import Line, at_most, percentile, table
from vitd_edu.cohort import ARRAYS, predict_many
from vitd_edu.prediction import predict
from vitd_edu.scenario import Scenario

ONE_MS, MILLION_SECONDS = 2.0, 2.0
SINGLE_PREDICTIONS, REPEATS = 300, 3
SIZES = (1_000, 10_000, 100_000, 1_000_000)
CHUNK = 100_000
LINEAR_WITHIN = 2.0  # how many times as long a scenario may take among a million as among the size where it is quickest

FINDINGS = frozenset({"cramps", "carpopedal-spasm"})
Levels = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]


def levels(size: int) -> Levels:
    """Return 25(OH)D, calcium and magnesium of as many people, drawn evenly from wide ranges, the same on every run."""
    draw = np.random.default_rng(1).uniform
    return draw(10, 200, size), draw(1.5, 3.0, size), draw(0.3, 1.5, size)


def seconds(run: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def one() -> list[Line]:
    """Measure single predictions, without and with findings."""
    said = []
    for name, findings in (("levels alone", frozenset()), ("with two findings", FINDINGS)):
        scenarios = [Scenario(calcium=1.6 + 0.001 * step, findings=findings) for step in range(SINGLE_PREDICTIONS)]
        predict(scenarios[0])
        times = [1000 * seconds(partial(predict, scenario)) for scenario in scenarios]
        said.append(at_most(f"predict, {name}: median", median(times), ONE_MS, "ms", 2))
        said.append(Line("  95th percentile", f"{percentile(times, 0.95):.2f} ms"))
    return said


def many() -> list[Line]:
    """Measure how the time for many scenarios grows with their number."""
    predict_many(*levels(1000))
    took = {}
    for size in SIZES:
        given = levels(size)
        took[size] = median([seconds(partial(predict_many, *given)) for _ in range(REPEATS)])
    said = []
    for size, time_taken in took.items():
        each = f"({1e6 * time_taken / size:.2f} µs each)"
        if size == 1_000_000:
            said.append(at_most(f"predict_many, {size:,} scenarios {each}", time_taken, MILLION_SECONDS, "s", 3))
        else:
            said.append(Line(f"predict_many, {size:,} scenarios {each}", f"{time_taken:.3f} s"))
    per_scenario = [time_taken / size for size, time_taken in took.items()]
    slower = per_scenario[-1] / min(per_scenario)
    return [*said, at_most("time for each among a million, over the least", slower, LINEAR_WITHIN, "times", 2)]


def in_chunks() -> list[Line]:
    """Measure a Dask run over chunks, and compare its numbers with those of one whole run."""
    given = levels(SIZES[-1])
    whole = predict_many(*given)
    lazy = predict_many(*(lazy_arrays.from_array(array, chunks=CHUNK) for array in given))
    start = time.perf_counter()
    computed = lazy_arrays.compute(*(getattr(lazy, name) for name in ARRAYS))
    took = time.perf_counter() - start
    same = all(np.array_equal(array, getattr(whole, name)) for name, array in zip(ARRAYS, computed, strict=True))
    return [
        Line(f"Dask, {SIZES[-1]:,} scenarios in chunks of {CHUNK:,}", f"{took:.2f} s"),
        Line("  every number equal to that of one whole run", "yes" if same else "no", "yes", met=same),
    ]


def main() -> None:
    """Measure, and print what was measured beside the targets."""
    print(table("Models", [*one(), *many(), *in_chunks()]), flush=True)


if __name__ == "__main__":
    main()
