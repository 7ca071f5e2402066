"""The Hodgkin-Huxley axon, its gates moved by calcium and magnesium: current in, voltage and spikes out.

One patch of membrane at 6.3 degrees Celsius. The rates of the gates are taken at the membrane voltage plus the gate
shift, the driving forces at the membrane voltage itself. Voltage and gates leap over each other by half a step
(trapezoidal rule for both, as NEURON does with ``secondorder = 2``), so that the error falls with the square of the
step. The gates' motion comes from a table, which makes plain Python as quick as a compiled simulator.

It is the axon of a squid: its directions teach, its thresholds are not those of a human nerve.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from struct import Struct
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from vitd_edu.physiology import gates
from vitd_edu.physiology.inputs import InputError, checked
from vitd_edu.physiology.membrane import Numbers, constant
from vitd_edu.physiology.resting import rest_voltage

Samples: TypeAlias = NDArray[np.float64]

SAMPLE = 0.025  # ms between the samples that a trace keeps, unless its step is wider
FOUR = Struct("4d")


@dataclass(frozen=True, slots=True)
class Shock:
    """A brief current: when it starts [ms], how long it lasts [ms], how strong it is [µA/cm²]."""

    start: float
    width: float
    current: float


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
    noises = checked("axon_noise", noise) * noise_draws(_size(duration, interval), seed, interval)
    currents = _currents(current, shocks, interval, noises.size) + noises
    held = rest_voltage(0.0, shift, leak) if held_at is None else checked("axon_held_at", held_at)
    voltage, m, h, n = _march(held, held + kick, shift, leak, currents, interval, round(interval / step))
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


def _size(duration: float, interval: float) -> int:
    """Return how many samples follow the first."""
    return round(checked("axon_duration", duration) / interval)


def _currents(current: float | Samples, shocks: Iterable[Shock], interval: float, size: int) -> Samples:
    """Return the mean current in each sample; a shock that covers part of a sample counts with that part."""
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


def _march(
    held: float, start: float, shift: float, leak: float, currents: Samples, interval: float, substeps: int
) -> tuple[Samples, Samples, Samples, Samples]:
    """Return voltage, m, h and n at every sample.

    Inside the loop the voltage is counted from the potassium reversal in cells of the table, currents and conductances
    carry the factor step / (2 capacitance), and m and n the root of their conductance: what is left is one table row
    and some thirty operations a step.
    """
    step, cell = interval / substeps, gates.TABLE_CELL
    factor = step / (2.0 * constant("membrane_capacitance"))
    m_scale = (factor * constant("sodium_conductance")) ** (1.0 / 3.0)
    n_scale = (factor * constant("potassium_conductance")) ** 0.25
    potassium = constant("potassium_reversal")
    ohmic = {"leak_reversal": constant("leak_conductance"), "nalcn_reversal": leak}
    drive = factor / cell * (currents + sum(g * (constant(name) - potassium) for name, g in ohmic.items()))
    m, h, n = _half_step(held + shift, start + shift, step)
    kept = _loop(
        gates.step_table(step, m_scale, n_scale),
        drive.tolist(),
        range(substeps),
        ((start - potassium) / cell, m * m_scale, h, n * n_scale),
        (constant("sodium_reversal") - potassium) / cell,
        1.0 + factor * sum(ohmic.values()),
        (potassium + shift - gates.TABLE_LOWER) / cell,
    )
    u, m_kept, h_kept, n_kept = np.frombuffer(kept).reshape(-1, 4).T
    # The gates are half a step ahead of the voltage: bring them back along the line between samples.
    ahead = (m_kept / m_scale, h_kept, n_kept / n_scale)
    m_share, h_share, n_share = (gate - 0.5 / substeps * np.diff(gate, prepend=gate[:1]) for gate in ahead)
    return potassium + cell * u, m_share, h_share, n_share


def _half_step(held: float, start: float, step: float) -> tuple[float, float, float]:
    """Return m, h and n half a step after the voltage jumped from where it was held; arguments are sensed voltages."""
    before, after, times = gates.settled(held), gates.settled(start), gates.time_constant(start)
    m, h, n = (float(after[x] + (before[x] - after[x]) * math.exp(-0.5 * step / times[x])) for x in "mhn")
    return m, h, n


def _loop(
    table: list[gates.Row],
    drive: list[float],
    substeps: range,
    state: tuple[float, float, float, float],
    sodium: float,
    passive: float,
    offset: float,
) -> bytearray:
    """March through the samples. Every name is local and every operation on floats: this is where the time goes.

    Returns:
        u, m, h and n at the start, then at every sample, as doubles: packing them is quicker than keeping objects.
    """
    u, m, h, n = state
    kept = bytearray(FOUR.size * (len(drive) + 1))
    pack = FOUR.pack_into
    pack(kept, 0, u, m, h, n)
    for place, current in zip(range(FOUR.size, len(kept), FOUR.size), drive, strict=True):
        for _ in substeps:
            open_sodium = m * m * m * h
            nn = n * n
            middle = (u + open_sodium * sodium + current) / (open_sodium + nn * nn + passive)
            u = middle + middle - u
            v = u + offset
            m0, m1, m2, m3, h0, h1, h2, h3, n0, n1, n2, n3 = table[int(v)]
            m = m0 + m1 * v + (m2 + m3 * v) * m
            h = h0 + h1 * v + (h2 + h3 * v) * h
            n = n0 + n1 * v + (n2 + n3 * v) * n
        pack(kept, place, u, m, h, n)
    return kept
