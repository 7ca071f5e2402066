"""How much current makes the axon fire: for one spike, and for firing that goes on."""

import math
from collections.abc import Callable

from vitd_edu.physiology.currents import SAMPLE, Shock
from vitd_edu.physiology.nerve import simulate
from vitd_edu.physiology.resting import fastest_growth, hopf_current, rest_voltage

SHOCK_WIDTH = 1.0  # ms
SPIKE_WITHIN = 25.0  # ms
MOST_SHOCK = 60.0  # µA/cm²
KICK = 15.0  # mV; any kick of 5 to 40 mV gives the same onset
RUN = 600.0  # ms
LAST = 100.0  # ms


def shock_threshold(shift: float, leak: float = 0.0, step: float = SAMPLE) -> float | None:
    """Return the weakest shock of 1 ms that makes the resting axon spike within 25 ms [µA/cm²].

    Args:
        shift: Gate shift [mV], -20 to 20.
        leak: Sodium leak (NALCN) [mS/cm²], 0-0.05.
        step: Time step [ms].

    Returns:
        The threshold, to 0.01; None where rest is unstable, so that the axon fires without a shock.
    """
    if fastest_growth(0.0, shift, leak) >= 0.0:
        return None
    held = rest_voltage(0.0, shift, leak)

    def spikes(current: float) -> bool:
        shocks = [Shock(0.0, SHOCK_WIDTH, current)]
        return simulate(SPIKE_WITHIN, shift=shift, shocks=shocks, leak=leak, held_at=held, step=step).spikes.size > 0

    return _weakest(spikes, MOST_SHOCK, 0.01)


def goes_on_firing(current: float, shift: float, leak: float = 0.0, step: float = SAMPLE) -> bool:
    """Say whether a kick of 15 mV from rest starts firing that goes on for 600 ms under a steady current.

    Args:
        current: Steady current [µA/cm²], -25 to 200.
        shift: Gate shift [mV], -20 to 20.
        leak: Sodium leak (NALCN) [mS/cm²], 0-0.05.
        step: Time step [ms].
    """
    held = rest_voltage(current, shift, leak)
    trace = simulate(RUN, shift=shift, current=current, leak=leak, held_at=held, kick=KICK, step=step)
    return int((trace.spikes >= RUN - LAST).sum()) >= 2


def sustaining_current(shift: float, leak: float = 0.0, step: float = SAMPLE) -> float:
    """Return the smallest steady current under which firing, once kicked off, goes on [µA/cm²]; 0 where none is needed.

    Args:
        shift: Gate shift [mV], -20 to 20.
        leak: Sodium leak (NALCN) [mS/cm²], 0-0.05.
        step: Time step [ms].
    """
    if goes_on_firing(0.0, shift, leak, step):
        return 0.0
    return _weakest(lambda current: goes_on_firing(current, shift, leak, step), hopf_current(shift, leak) + 0.1, 0.02)


def _weakest(enough: Callable[[float], bool], most: float, within: float) -> float:
    """Return the weakest current that is enough, of currents evenly spaced up to one that is known to be enough.

    Args:
        enough: Whether a current is enough; it is from some current on.
        most: A current that is enough.
        within: The currents are spaced no farther than this.
    """
    places = 1 << math.ceil(math.log2(most / within))
    cell = most / places

    lower, upper = 0, places
    while upper - lower > 1:
        middle = (lower + upper) // 2
        lower, upper = (lower, middle) if enough(middle * cell) else (middle, upper)
    return upper * cell
