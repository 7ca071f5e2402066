"""Where the axon rests, whether that rest is stable, and how much current or shift ends it."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from vitd_edu.physiology import gates
from vitd_edu.physiology.inputs import checked
from vitd_edu.physiology.membrane import Numbers, constant

MOST_CURRENT = 60.0  # µA/cm²; no accepted level of calcium needs more to make rest unstable
REST_RANGE = (-150.0, 50.0)  # mV
REST_WITHIN = 1e-9  # mV
GRID_CELLS = 64


def membrane_current(voltage: Numbers, shares: Sequence[Numbers], leak: float = 0.0) -> Numbers:
    """Return the current that flows out through the membrane's channels [µA/cm²].

    Args:
        voltage: Membrane voltage [mV]; a number or an array.
        shares: Gates m, h and n, 0-1 each, in the kind of ``voltage``.
        leak: Sodium leak (NALCN) [mS/cm²].

    References:
        HH1952; the sodium leak Lu2010.
    """
    m, h, n = shares
    return (
        constant("sodium_conductance") * m**3 * h * (voltage - constant("sodium_reversal"))
        + constant("potassium_conductance") * n**4 * (voltage - constant("potassium_reversal"))
        + constant("leak_conductance") * (voltage - constant("leak_reversal"))
        + leak * (voltage - constant("nalcn_reversal"))
    )


def rates_of_change(state: NDArray[np.float64], current: float, shift: float, leak: float = 0.0) -> NDArray[np.float64]:
    """Return how fast voltage [mV/ms] and the gates m, h and n [1/ms] change: the equations of the axon.

    Args:
        state: Voltage [mV], m, h and n, shape (4,).
        current: Current into the axon [µA/cm²].
        shift: Gate shift [mV].
        leak: Sodium leak (NALCN) [mS/cm²].

    References:
        HH1952
    """
    voltage, *shares = (float(value) for value in state)
    charging = (current - float(membrane_current(voltage, shares, leak))) / constant("membrane_capacitance")
    rates = gates.opening_and_closing(voltage + shift).values()
    moving = [float(a * (1.0 - x) - b * x) for (a, b), x in zip(rates, shares, strict=True)]
    return np.array([charging, *moving])


def rest_voltage(current: float = 0.0, shift: float = 0.0, leak: float = 0.0) -> float:
    """Return the voltage at which a steady current is carried away by settled gates [mV].

    There is one, but for shifts above 15 mV under currents below -10 µA/cm², where there may be three: then the lowest.

    Args:
        current: Steady current [µA/cm²], -25 to 200.
        shift: Gate shift [mV], -20 to 20.
        leak: Sodium leak (NALCN) [mS/cm²], 0-0.05.

    Raises:
        InputError: An argument is not a number or out of its range.
    """
    current, shift, leak = checked("axon_current", current), checked("axon_shift", shift), checked("axon_leak", leak)
    lower, upper = REST_RANGE
    while upper - lower > REST_WITHIN:  # a grid at once: the gates take as long for one voltage as for all of them
        voltages = np.linspace(lower, upper, GRID_CELLS + 1)
        carried = _settled_current(voltages, shift, leak) >= current
        above = min(max(int(np.argmax(carried)), 1), GRID_CELLS) if carried.any() else GRID_CELLS
        lower, upper = float(voltages[above - 1]), float(voltages[above])
    return 0.5 * (lower + upper)


def fastest_growth(current: float, shift: float, leak: float = 0.0) -> float:
    """Return how fast the fastest disturbance of rest grows [1/ms]; negative where rest is stable.

    It is the largest real part of the eigenvalues of the equations' Jacobian at rest, by central differences.

    Args:
        current: Steady current [µA/cm²], -25 to 200.
        shift: Gate shift [mV], -20 to 20.
        leak: Sodium leak (NALCN) [mS/cm²], 0-0.05.
    """
    voltage = rest_voltage(current, shift, leak)
    rest = np.array([voltage, *(float(gates.settled(voltage + shift)[gate]) for gate in "mhn")])
    small = np.diag([1e-4, 1e-6, 1e-6, 1e-6])
    columns = [
        (rates_of_change(rest + d, current, shift, leak) - rates_of_change(rest - d, current, shift, leak))
        / (2.0 * d.sum())
        for d in small
    ]
    return float(np.linalg.eigvals(np.column_stack(columns)).real.max())


def hopf_current(shift: float, leak: float = 0.0) -> float:
    """Return the smallest steady current at which rest is unstable [µA/cm²]; 0 where it is unstable without any.

    Args:
        shift: Gate shift [mV], -20 to 20.
        leak: Sodium leak (NALCN) [mS/cm²], 0-0.05.
    """
    if fastest_growth(0.0, shift, leak) >= 0.0:
        return 0.0
    return _rising_root(lambda current: fastest_growth(current, shift, leak), 0.0, MOST_CURRENT, 1e-4)


def hopf_shift(current: float = 0.0, leak: float = 0.0) -> float:
    """Return the gate shift above which rest is unstable under a steady current [mV].

    Args:
        current: Steady current [µA/cm²], 0-9.
        leak: Sodium leak (NALCN) [mS/cm²], 0-0.05.
    """
    return _rising_root(lambda shift: fastest_growth(current, shift, leak), 0.0, 12.0, 1e-4)


def _settled_current(voltage: NDArray[np.float64], shift: float, leak: float) -> NDArray[np.float64]:
    """Return the current that flows out once the gates have settled [µA/cm²]."""
    return np.asarray(membrane_current(voltage, list(gates.settled(voltage + shift).values()), leak))


def _rising_root(function: Callable[[float], float], lower: float, upper: float, within: float) -> float:
    """Halve the range until the place where a function turns positive is known well enough."""
    for _ in range(math.ceil(math.log2((upper - lower) / within))):
        middle = 0.5 * (lower + upper)
        lower, upper = (lower, middle) if function(middle) >= 0.0 else (middle, upper)
    return 0.5 * (lower + upper)
