"""Current into the axon, sample by sample: standing currents, shocks and seeded noise, the same at every step."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from vitd_edu.physiology.inputs import InputError, checked
from vitd_edu.physiology.membrane import constant

Samples: TypeAlias = NDArray[np.float64]

SAMPLE = 0.025  # ms between the samples that a trace keeps, unless its step is wider


@dataclass(frozen=True, slots=True)
class Shock:
    """A brief current: when it starts [ms], how long it lasts [ms], how strong it is [µA/cm²]."""

    start: float
    width: float
    current: float


def sample_interval(step: float) -> float:
    """Return the time between two samples of a trace [ms]: 0.025, or the step itself where that is longer.

    Args:
        step: Time step [ms], as ``simulate`` takes it.

    Raises:
        InputError: The step is not a number, is out of its range, or is neither a part of 0.025 ms nor a multiple of it
            of which a whole number make the time for which a draw of the noise lasts.
    """
    step = checked("axon_step", step)
    longer, shorter = max(step, SAMPLE), min(step, SAMPLE)
    if _is_whole(longer / shorter) and _is_whole(constant("axon_noise_hold") / longer):
        return SAMPLE * round(longer / SAMPLE)
    raise InputError(
        f"Axon step (axon_step): {step:g} ms is neither a whole part of {SAMPLE} ms nor a fitting multiple of it. "
        "Give 0.1, 0.05, 0.025, 0.0125, 0.005 ..."
    )


def _is_whole(ratio: float) -> bool:
    return abs(ratio - round(ratio)) <= 1e-6


def samples_in(duration: float, interval: float) -> int:
    """Return how many samples of an interval [ms] follow the first in a duration of 1-10 000 ms."""
    return round(checked("axon_duration", duration) / interval)


def mean_currents(current: float | Samples, shocks: Iterable[Shock], interval: float, size: int) -> Samples:
    """Return the mean current in each sample [µA/cm²]; a shock that covers part of a sample counts with that part.

    Args:
        current: Standing current [µA/cm²], -25 to 200: a number, or one number for each sample.
        shocks: Brief currents that are added.
        interval: Time between two samples [ms].
        size: How many samples.

    Raises:
        InputError: A current or a shock is not a number or out of range, or there are not ``size`` numbers.
    """
    if not isinstance(current, np.ndarray):
        total = np.full(size, checked("axon_current", current))
    elif current.shape == (size,):
        total = current.astype(np.float64)
    else:
        raise InputError(
            f"Axon current (axon_current): expected {size} numbers, not an array of shape {current.shape}."
        )
    edges = np.arange(size + 1, dtype=np.float64) * interval
    for shock in shocks:
        start, width = checked("shock_start", shock.start), checked("shock_width", shock.width)
        total += checked("axon_current", shock.current) * covered(edges, start, width)
    for extreme in (total.min(), total.max()):  # both are NaN where any of them is
        checked("axon_current", extreme)
    return total


def covered(edges: Samples, start: float, width: float) -> Samples:
    """Return which part of each sample a brief current covers, 0-1; its charge is the same at every step.

    Args:
        edges: Where the samples begin, and where the last one ends [ms], shape (samples + 1,).
        start: When the current starts [ms].
        width: How long it lasts [ms].
    """
    return np.asarray(np.diff(np.clip(edges, start, start + width)) / np.diff(edges))


def seed_of_noise(seed: int) -> int:
    """Return a seed, or raise ``InputError`` where it is not a whole number from 0."""
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise InputError(f"seed: {seed!r} is not a seed. Give a whole number, 0 or more.")
    return int(seed)


def noise_draws(size: int, seed: int, interval: float = SAMPLE) -> Samples:
    """Return standard normal draws, each held for 0.5 ms, for a number of samples; the same for the same seed.

    Args:
        size: How many samples.
        seed: Seed.
        interval: Time between two samples [ms].

    Raises:
        InputError: The seed is not a whole number from 0.
    """
    checked_seed = seed_of_noise(seed)
    hold = round(constant("axon_noise_hold") / interval)
    draws = np.random.default_rng(checked_seed).standard_normal(math.ceil(size / hold))
    return np.repeat(draws, hold)[:size]
