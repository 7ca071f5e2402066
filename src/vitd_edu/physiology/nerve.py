"""The Hodgkin-Huxley axon, its gates moved by calcium and magnesium: current in, voltage and spikes out.

One patch of membrane at 6.3 degrees Celsius. The rates of the gates are taken at the membrane voltage plus the gate
shift, the driving forces at the membrane voltage itself. Voltage and gates leap over each other by half a step
(trapezoidal rule for both, as NEURON does with ``secondorder = 2``), so that the error falls with the square of the
step. The gates' motion comes from a table, which makes plain Python as quick as a compiled simulator.

It is the axon of a squid: its directions teach, its thresholds are not those of a human nerve.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from vitd_edu.physiology.currents import (
    SAMPLE,
    Samples,
    Shock,
    mean_currents,
    noise_draws,
    sample_interval,
    samples_in,
)
from vitd_edu.physiology.inputs import checked
from vitd_edu.physiology.march import march
from vitd_edu.physiology.membrane import Numbers, constant
from vitd_edu.physiology.resting import rest_voltage


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """What the axon did; the arrays cannot be written to.

    Attributes:
        time: Times of the samples [ms], shape (samples,).
        voltage: Membrane voltage [mV], shape (samples,).
        m: Open share of the sodium gate, 0-1, shape (samples,).
        h: Share of sodium channels that are not inactivated, 0-1, shape (samples,).
        n: Open share of the potassium gate, 0-1, shape (samples,).
        current: Current into the axon up to each sample [µA/cm²], shape (samples,).
        spikes: When the voltage rose through 0 mV [ms], shape (spikes,).
        shift: Gate shift of the run [mV].
        leak: Sodium leak of the run [mS/cm²].
        interval: Time between two samples [ms].
    """

    time: Samples
    voltage: Samples
    m: Samples
    h: Samples
    n: Samples
    current: Samples
    spikes: Samples
    shift: float
    leak: float
    interval: float


def simulate(
    duration: float = 300.0,
    *,
    shift: float = 0.0,
    current: float | Samples = 0.0,
    shocks: Iterable[Shock] = (),
    noise: float = 0.0,
    seed: int = 0,
    leak: float = 0.0,
    held_at: float | None = None,
    kick: float = 0.0,
    step: float = SAMPLE,
) -> Trace:
    """Follow the axon for a while.

    Args:
        duration: How long [ms], 1-10 000; kept to whole samples.
        shift: Gate shift [mV], -20 to 20; positive is more excitable.
        current: Standing current [µA/cm²], -25 to 200: a number, or one number for each sample after the first.
        shocks: Brief currents that are added.
        noise: Standard deviation of a noise current [µA/cm²], 0-10, drawn anew every 0.5 ms.
        seed: Seed of the noise: the same seed gives the same noise at every step and shift.
        leak: Sodium leak [mS/cm²], 0-0.05, such as ``sodium_leak`` gives.
        held_at: Voltage at which the axon was held before the run [mV], -120 to 40; None is its rest without current.
        kick: Jump of the voltage at the start [mV], -50 to 100.
        step: Time step [ms]: a whole part of 0.025, from 0.001; or 0.05 or 0.1, for a trace that is only looked at.

    Returns:
        The trace, a sample every 0.025 ms, or every step where that is longer.

    Raises:
        InputError: A setting is not a number or out of its range, or the step does not fit.

    References:
        HH1952; the shift FH1957, Huxley1959, Hille1975.
    """
    shift, leak, kick = checked("axon_shift", shift), checked("axon_leak", leak), checked("axon_kick", kick)
    interval = sample_interval(step)
    noises = checked("axon_noise", noise) * noise_draws(samples_in(duration, interval), seed, interval)
    currents = mean_currents(current, shocks, interval, noises.size) + noises
    held = rest_voltage(0.0, shift, leak) if held_at is None else checked("axon_held_at", held_at)
    voltage, m, h, n = march(held, held + kick, shift, leak, currents, interval, round(interval / step))
    time = np.arange(currents.size + 1, dtype=np.float64) * interval
    shown = np.concatenate([currents[:1], currents])
    kept = (time, voltage, m, h, n, shown, upward_crossings(voltage, interval))
    for array in kept:
        array.flags.writeable = False
    return Trace(*kept, shift=shift, leak=leak, interval=interval)


def sodium_leak(calcium_ionized: Numbers) -> Numbers:
    """Return the sodium leak that low calcium opens [mS/cm²]; off in the axon unless it is handed to ``simulate``.

    Args:
        calcium_ionized: Ionized calcium [mmol/L]; a number or an array.

    References:
        Lu2010, Chua2020 (the route); the size is tuned.
    """
    fall = (constant("nalcn_calcium_start") - calcium_ionized) / constant("nalcn_calcium_span")
    return constant("nalcn_conductance") * np.clip(fall, 0.0, 1.0)


def firing_rate(trace: Trace, after: float = 0.0) -> float:
    """Return the firing rate from the mean interval between spikes [Hz]; 0 with fewer than two spikes.

    Args:
        trace: What the axon did.
        after: Time from which spikes count [ms].
    """
    counted = trace.spikes[trace.spikes >= after]
    return 1000.0 / float(np.mean(np.diff(counted))) if counted.size > 1 else 0.0


def upward_crossings(voltage: Samples, interval: float = SAMPLE) -> Samples:
    """Return when a sampled voltage rises through 0 mV [ms], between samples by a cubic through four of them.

    Args:
        voltage: Membrane voltage [mV], shape (samples,).
        interval: Time between two samples [ms].
    """
    before = np.flatnonzero((voltage[:-1] < 0.0) & (voltage[1:] >= 0.0))
    padded = np.concatenate([2.0 * voltage[:1] - voltage[1:2], voltage, 2.0 * voltage[-1:] - voltage[-2:-1]])
    y0, y1, y2, y3 = (padded[before + i] for i in range(4))
    c1 = y2 - y1 / 2.0 - y0 / 3.0 - y3 / 6.0
    c2 = (y0 - 2.0 * y1 + y2) / 2.0
    c3 = (y3 - y0 + 3.0 * (y1 - y2)) / 6.0
    x = y1 / (y1 - y2)
    for _ in range(3):  # Newton's method; the straight line's root is so near that three turns reach the last bit
        x = x - (y1 + x * (c1 + x * (c2 + x * c3))) / (c1 + x * (2.0 * c2 + 3.0 * x * c3))
    return np.asarray((before + x) * interval, dtype=np.float64)
