"""What a motor nerve and its muscle do in a scenario: trace, force, threshold and release, ready to be shown."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vitd_edu.physiology import junction, membrane, muscle
from vitd_edu.physiology.membrane import constant
from vitd_edu.physiology.nerve import Trace
from vitd_edu.physiology.spontaneous import SHOWN, SHOWN_STEP, spontaneous_trace, trace_kind
from vitd_edu.physiology.thresholds import shock_threshold
from vitd_edu.prediction import Prediction

GRID_MV = 0.01  # shifts that differ by less give the same trace on any screen
MOST_SHIFT = 20  # mV, either way
FORCE_EVERY = round(1.0 / SHOWN_STEP)  # samples of the trace on show between two points of the force: a millisecond


@dataclass(frozen=True, slots=True, eq=False)
class NerveActivity:
    """What the axon on show does by itself in a scenario.

    Attributes:
        prediction: The scenario's prediction.
        trace: The axon for one second.
        kind: What the trace looks like: quiet, fasciculation, cramp or tetany.
        force: Force of its motor unit, in twitches, one value a millisecond.
        threshold: Weakest 1-ms shock that makes the axon spike [µA/cm²]; None where it needs none.
        release: Transmitter that a spike releases, beside health (1).
        passes: Whether the junction still passes a spike on to the muscle.
    """

    prediction: Prediction
    trace: Trace
    kind: str
    force: NDArray[np.float64]
    threshold: float | None
    release: float
    passes: bool


def nerve_activity(prediction: Prediction) -> NerveActivity:
    """Return what the axon on show does in a scenario; the same scenario gives the same trace.

    Args:
        prediction: What follows from the scenario; its effective shift moves the gates.

    References:
        HH1952 (the axon), Fuglevand1993 (the twitch), DR1967 (release); the standing current is tuned.
    """
    scenario = prediction.scenario
    shift = round(round(prediction.effective_shift_mv / GRID_MV) * GRID_MV, 2)
    trace = _trace(shift)
    calcium = membrane.ionized_calcium(scenario.calcium, scenario.ph)
    released = float(junction.release(calcium, constant("magnesium_ionized_fraction") * scenario.magnesium))
    passes = bool(junction.transmission_holds(released))
    spikes = trace.spikes if passes else trace.spikes[:0]
    return NerveActivity(
        prediction=prediction,
        trace=trace,
        kind=trace_kind(trace),
        force=muscle.force(trace.time[::FORCE_EVERY], spikes, constant("contraction_time")),
        threshold=threshold_at(shift),
        release=released,
        passes=passes,
    )


@lru_cache(maxsize=64)
def _trace(shift: float) -> Trace:
    return spontaneous_trace(shift, SHOWN)


@lru_cache(maxsize=256)
def threshold_at(shift: float) -> float | None:
    """Return ``shock_threshold`` [µA/cm²] at an effective shift [mV], remembered; None where rest is unstable.

    It lies on a straight line between the thresholds at whole shifts, which is nowhere more than 0.01 off: no more than
    the search itself. Beside the last shift at which rest is stable it is searched.
    """
    below = min(math.floor(shift), MOST_SHIFT - 1)
    before, after = _threshold_at_whole(below), _threshold_at_whole(below + 1)
    if before is None or after is None:
        return shock_threshold(shift)
    return before + (shift - below) * (after - before)


@lru_cache(maxsize=64)
def _threshold_at_whole(shift: int) -> float | None:
    """Return the threshold at a whole shift."""
    return shock_threshold(float(shift))
