"""The three gates of the Hodgkin-Huxley axon: how fast they open and close, where they settle, and tables of both.

The gates: m opens the sodium channel, h leaves it open (it inactivates as h falls), n opens the potassium channel.
Every rate is a function of the voltage that the gate senses, which is the membrane voltage plus the shift that calcium
and magnesium make. Convention: rest near -65 mV, 6.3 degrees Celsius, no temperature factor.
"""

from functools import lru_cache
from typing import TypeAlias

import numpy as np

from vitd_edu.physiology.membrane import Numbers, constant

Row: TypeAlias = tuple[float, ...]

TABLE_LOWER = -240.0  # mV; no accepted shift and current drives the sensed voltage past either end of the table
TABLE_UPPER = 200.0
TABLE_CELL = 0.5  # mV; finer cells change the spike times of 300 ms by less than 0.00005 ms


def opening_and_closing(voltage: Numbers) -> dict[str, tuple[Numbers, Numbers]]:
    """Return the opening and closing rates of the gates m, h and n [1/ms].

    Args:
        voltage: Voltage that the gates sense: membrane voltage plus gate shift [mV], -240 to 200; a number or an array.

    Returns:
        For each gate its opening rate (alpha) and closing rate (beta), in the kind of ``voltage``.

    References:
        HH1952
    """
    return {
        "m": (_softened_line("m_opening", voltage), _exponential("m_closing", voltage)),
        "h": (_exponential("h_opening", voltage), _sigmoid("h_closing", voltage)),
        "n": (_softened_line("n_opening", voltage), _exponential("n_closing", voltage)),
    }


def settled(voltage: Numbers) -> dict[str, Numbers]:
    """Return where the gates settle when the voltage is held: the open share of m, h and n, 0-1.

    Args:
        voltage: Voltage that the gates sense [mV]; a number or an array.

    References:
        HH1952
    """
    return {gate: opening / (opening + closing) for gate, (opening, closing) in opening_and_closing(voltage).items()}


def time_constant(voltage: Numbers) -> dict[str, Numbers]:
    """Return how long the gates take to settle, as time constants of m, h and n [ms].

    Args:
        voltage: Voltage that the gates sense [mV]; a number or an array.

    References:
        HH1952
    """
    return {gate: 1.0 / (opening + closing) for gate, (opening, closing) in opening_and_closing(voltage).items()}


@lru_cache(maxsize=8)
def step_table(step: float, m_scale: float, n_scale: float) -> list[Row]:
    """Return, for each cell of sensed voltage, the straight lines that move the gates on by one step.

    A gate x moves to ``a + b x`` (trapezoidal rule: second order). Across a cell of the table a and b are straight
    lines ``a0 + a1 v`` in the sensed voltage v, counted in cells from ``TABLE_LOWER``. A shift moves v, so that one
    table serves all shifts.

    Args:
        step: Time step [ms].
        m_scale: Factor in which m is kept, so that the loop need not multiply m cubed with a conductance.
        n_scale: The same for n.

    Returns:
        For each cell the twelve numbers a0, a1, b0, b1 of m, then of h, then of n.
    """
    cells = round((TABLE_UPPER - TABLE_LOWER) / TABLE_CELL)
    voltage = TABLE_LOWER + np.arange(-1, cells + 2) * TABLE_CELL
    columns: list[Numbers] = []
    for (opening, closing), scale in zip(opening_and_closing(voltage).values(), (m_scale, 1.0, n_scale), strict=True):
        half = 0.5 * step * (opening + closing)
        left = np.maximum(1.0 - half, 0.0) / (1.0 + half)  # never past the settled value, far below any living voltage
        columns += _lines(scale * opening / (opening + closing) * (1.0 - left)) + _lines(left)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _lines(curve: Numbers) -> list[Numbers]:
    """Return intercept and slope of a line in each cell, for a curve that is known one point past both ends.

    Lines between points of a bent curve lie on its inner side; lowering the points by a twelfth of the second
    difference takes the mean error of each line away, so that the errors do not add up over an orbit.
    """
    points = curve[1:-1] - (curve[2:] - 2.0 * curve[1:-1] + curve[:-2]) / 12.0
    slope = np.diff(points)
    return [points[:-1] - slope * np.arange(slope.size), slope]


def _softened_line(name: str, voltage: Numbers) -> Numbers:
    """Return rate x (V - V0) / (1 - exp(-(V - V0) / width)), with its limit where V = V0."""
    width = constant(f"{name}_width")
    x = np.asarray((voltage - constant(f"{name}_voltage")) / width)
    near = np.abs(x) < 1e-6
    quotient = np.where(near, 1.0 + 0.5 * x, x / -np.expm1(-np.where(near, 1.0, x)))
    return constant(f"{name}_rate") * width * quotient


def _exponential(name: str, voltage: Numbers) -> Numbers:
    return constant(f"{name}_rate") * np.exp(-(voltage - constant(f"{name}_voltage")) / constant(f"{name}_width"))


def _sigmoid(name: str, voltage: Numbers) -> Numbers:
    x = (voltage - constant(f"{name}_voltage")) / constant(f"{name}_width")
    return constant(f"{name}_rate") / (1.0 + np.exp(-x))
