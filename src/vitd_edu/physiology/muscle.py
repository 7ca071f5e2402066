"""From spikes to force: a motor unit answers each spike with a twitch, and twitches that come fast enough fuse.

Forces add up plainly, without gain or saturation. Times are in ms, rates in Hz; force is counted in peaks of a single
twitch of the weakest unit.
"""

import math
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vitd_edu.physiology.inputs import InputError, checked
from vitd_edu.physiology.membrane import constant

Fusion = Literal["single twitches", "unfused", "fused"]


def twitch(time: ArrayLike, contraction_time: float) -> NDArray[np.float64]:
    """Return the force of one twitch that starts at time 0; its peak is 1, at the contraction time.

    Args:
        time: Times [ms], any shape; the force is 0 before 0.
        contraction_time: Time from start to peak [ms], 10-200.

    Raises:
        InputError: The contraction time is out of range, or a time is not a number.

    References:
        Fuglevand1993
    """
    scaled = np.maximum(_finite("time", time), 0.0) / checked("contraction_time", contraction_time)
    return np.asarray(scaled * np.exp(1.0 - scaled))


def force(time: ArrayLike, spikes: ArrayLike, contraction_time: float, strength: float = 1.0) -> NDArray[np.float64]:
    """Return the force of a motor unit: the sum of the twitches that its spikes set off.

    Args:
        time: Times at which force is wanted [ms], shape (times,).
        spikes: Times of the spikes [ms], shape (spikes,), in any order.
        contraction_time: Time from start to peak of a twitch [ms], 10-200.
        strength: Peak force of one twitch.

    Raises:
        InputError: The contraction time is out of range, or a time is not a number.

    References:
        Fuglevand1993
    """
    since = np.subtract.outer(_finite("time", time), _finite("spikes", spikes))
    return np.asarray(strength * twitch(since, contraction_time).sum(axis=-1))


def regular_force(time: ArrayLike, contraction_time: float, rate: float) -> NDArray[np.float64]:
    """Return the force of a unit that has fired regularly for ever, in closed form.

    Args:
        time: Times since a spike [ms], any shape; taken modulo the interval between spikes.
        contraction_time: Time from start to peak of a twitch [ms], 10-200.
        rate: Firing rate [Hz], 0.5-200.

    References:
        Fuglevand1993 (the twitch); the sum of the infinite train is worked out here.
    """
    interval, left = _interval_and_left(contraction_time, rate)
    since = np.mod(_finite("time", time), interval)
    # The sum over past spikes k of (t + k i) / T exp(1 - (t + k i) / T) is a geometric series and its derivative.
    series = since / (1.0 - left) + interval * left / (1.0 - left) ** 2
    return np.asarray(np.exp(1.0 - since / contraction_time) * series / contraction_time)


def ripple(contraction_time: float, rate: float) -> float:
    """Return how much the force of regular firing ripples: (highest - lowest) / highest, 0-1.

    Args:
        contraction_time: Time from start to peak of a twitch [ms], 10-200.
        rate: Firing rate [Hz], 0.5-200.

    Raises:
        InputError: An argument is not a number or out of its range.
    """
    interval, left = _interval_and_left(contraction_time, rate)
    peak = contraction_time - interval * left / (1.0 - left)  # where the derivative of regular_force is 0
    lowest, highest = (float(value) for value in regular_force([0.0, peak], contraction_time, rate))
    return (highest - lowest) / highest


def mean_force(contraction_time: float, rate: float) -> float:
    """Return the mean force of regular firing, in peaks of one twitch: the area of a twitch times the rate.

    Args:
        contraction_time: Time from start to peak of a twitch [ms], 10-200.
        rate: Firing rate [Hz], 0.5-200.
    """
    per_ms = checked("unit_firing_rate", rate) / 1000.0
    return math.e * checked("contraction_time", contraction_time) * per_ms


def fusion(contraction_time: float, rate: float) -> Fusion:
    """Return what regular firing makes of twitches: single twitches, unfused or fused.

    Args:
        contraction_time: Time from start to peak of a twitch [ms], 10-200.
        rate: Firing rate [Hz], 0.5-200.
    """
    share = ripple(contraction_time, rate)
    if share >= constant("separate_ripple"):
        return "single twitches"
    return "fused" if share < constant("fused_ripple") else "unfused"


def motor_unit_pool() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the motor units of the model muscle, the weakest first: twitch forces (1-100) and contraction times [ms].

    References:
        Fuglevand1993, Potvin2017
    """
    share = np.linspace(0.0, 1.0, round(constant("motor_units")))
    slowest, fastest = constant("twitch_slowest"), constant("twitch_fastest")
    return constant("twitch_strongest") ** share, slowest * (fastest / slowest) ** share


def _interval_and_left(contraction_time: float, rate: float) -> tuple[float, float]:
    """Return the interval between spikes [ms] and the factor by which a twitch's exponential falls over it."""
    interval = 1000.0 / checked("unit_firing_rate", rate)
    return interval, math.exp(-interval / checked("contraction_time", contraction_time))


def _finite(name: str, values: ArrayLike) -> NDArray[np.float64]:
    array = np.asarray(values, dtype=np.float64)
    if not np.isfinite(array).all():
        raise InputError(f"{name}: a value is not a number. Give times in ms.")
    return array
