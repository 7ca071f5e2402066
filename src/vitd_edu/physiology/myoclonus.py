"""An illustrative myoclonic jerk: drawn from chance, not computed from a nerve.

A jerk begins in the brain or spinal cord, which fire many motor units at the same moment. The axon model is one patch
of one nerve fiber: it knows neither a brain nor other fibers, so it cannot make a jerk, whatever its gates do. What
stands here is only what force and EMG of such a jerk look like, to be compared with twitch, cramp and spasm.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vitd_edu.physiology.emg import emg
from vitd_edu.physiology.inputs import InputError, checked
from vitd_edu.physiology.membrane import constant
from vitd_edu.physiology.muscle import force, motor_unit_pool

LABEL = "Illustration: drawn, not computed by the axon model, because jerks begin in the brain or spinal cord."
FIRST = 150.0  # ms; so that a short picture shows a jerk


@dataclass(frozen=True, slots=True, eq=False)
class Jerks:
    """Illustrative jerks.

    Attributes:
        time: Times of ``force`` [ms], one a ms, shape (times,).
        force: Force of the muscle beside the largest in the picture, 0-1, shape (times,).
        emg: EMG, 8000 samples a second, shape (samples,); its largest swing is 1.
        starts: When the jerks begin [ms].
        label: What the picture must say about itself.
    """

    time: NDArray[np.float64]
    force: NDArray[np.float64]
    emg: NDArray[np.float64]
    starts: tuple[float, ...]
    label: str = LABEL


def illustrative_jerks(duration: float = 1000.0, *, seed: int = 1) -> Jerks:
    """Return illustrative myoclonic jerks: short bursts of many motor units at once.

    Args:
        duration: How long [ms], 200-10 000 so that there is room for a jerk.
        seed: Seed; the same seed gives the same jerks.

    Raises:
        InputError: The duration or the seed cannot be.
    """
    if checked("sound_duration", duration) < FIRST + constant("jerk_burst"):
        raise InputError(f"duration: {duration:g} ms leaves no room for a jerk. Give 200 to 10000 ms.")
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise InputError(f"seed: {seed!r} is not a seed. Give a whole number, 0 or more.")
    random = np.random.default_rng(seed)
    starts = _starts(duration, random)
    time = np.arange(0.0, duration, 1.0)
    strengths, contraction_times = motor_unit_pool()
    recruited = np.flatnonzero(random.random(strengths.size) < constant("jerk_share"))
    total, spikes, heights = np.zeros(time.size), [], []
    for unit in recruited:
        within = random.uniform(0.0, constant("jerk_burst"), random.integers(1, 3))  # one spike or two
        times = np.add.outer(starts, within).ravel()
        total += force(time, times, contraction_times[unit], strengths[unit])
        spikes.append(times)
        heights.append(np.full(times.size, strengths[unit] * random.choice((-1.0, 1.0))))
    signal = emg(np.concatenate(spikes), duration, np.concatenate(heights))
    return Jerks(time, total / total.max(), signal / np.abs(signal).max(), tuple(starts))


def _starts(duration: float, random: np.random.Generator) -> list[float]:
    """Return when jerks begin, at uneven waits."""
    starts = [FIRST]
    while starts[-1] < duration:
        starts.append(starts[-1] + random.uniform(constant("jerk_shortest_wait"), constant("jerk_longest_wait")))
    return starts[:-1]
