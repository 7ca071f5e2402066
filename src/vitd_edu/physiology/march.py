"""The axon's march through time: the loop in which nearly all of a run is spent, and what prepares it."""

import math
from struct import Struct

import numpy as np

from vitd_edu.physiology import gates
from vitd_edu.physiology.currents import Samples
from vitd_edu.physiology.membrane import constant

FOUR = Struct("4d")


def march(
    held: float, start: float, shift: float, leak: float, currents: Samples, interval: float, substeps: int
) -> tuple[Samples, Samples, Samples, Samples]:
    """Return voltage [mV], m, h and n at the start and at every sample, each of shape (samples + 1,).

    Args:
        held: Voltage at which the gates have settled before the run [mV].
        start: Voltage at the start [mV].
        shift: Gate shift [mV].
        leak: Sodium leak [mS/cm²].
        currents: Mean current of each sample [µA/cm²], shape (samples,).
        interval: Time between two samples [ms].
        substeps: Steps in a sample.

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
