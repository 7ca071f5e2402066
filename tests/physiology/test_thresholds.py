"""The table of thresholds that the model was specified with: shifts [mV] and currents [µA/cm²]."""

import numpy as np
import pytest

from vitd_edu.nerve_activity import threshold_at
from vitd_edu.physiology.nerve import firing_rate, simulate, sodium_leak
from vitd_edu.physiology.thresholds import goes_on_firing, shock_threshold, sustaining_current

# ionized calcium, shift, shock of 1 ms, steady current that keeps firing going
TABLE = [
    (1.75, -2.55, 8.49, 8.95),
    (1.25, 0.0, 6.92, 6.27),
    (1.10, 0.93, 6.33, 5.27),
    (1.00, 1.61, 5.90, 4.55),
    (0.90, 2.35, 5.42, 3.77),
    (0.80, 3.15, 4.89, 2.91),
    (0.70, 4.03, 4.30, 1.95),
    (0.60, 5.00, 3.64, 0.90),
    (0.50, 6.09, 2.90, 0.0),
    (0.90, 3.80, 4.46, 2.21),  # with little magnesium
    (1.25, 1.10, 6.23, 5.10),
]
WITH_LEAK = [(0.8, 3.15, 4.53, 2.15), (0.7, 4.03, 3.89, 1.00), (0.6, 5.0, 3.23, 0.0)]


@pytest.mark.parametrize(("shift", "shock"), [(row[1], row[2]) for row in TABLE])
def test_weakest_shock(shift: float, shock: float):
    assert shock_threshold(shift) == pytest.approx(shock, abs=0.05)


@pytest.mark.parametrize(("shift", "current"), [(row[1], row[3]) for row in TABLE])
def test_current_that_keeps_firing_going(shift: float, current: float):
    found = sustaining_current(shift)
    assert found == pytest.approx(current, abs=0.1)
    assert (found == 0) == (current == 0)


@pytest.mark.parametrize(("calcium", "shift", "shock", "current"), WITH_LEAK)
def test_with_the_sodium_leak_less_is_needed(calcium: float, shift: float, shock: float, current: float):
    leak = float(sodium_leak(calcium))
    assert shock_threshold(shift, leak) == pytest.approx(shock, abs=0.05)
    assert sustaining_current(shift, leak) == pytest.approx(current, abs=0.1)


def test_far_out_the_axon_fires_without_a_shock_and_has_no_threshold():
    assert shock_threshold(7.34) is None
    assert sustaining_current(7.34) == 0


@pytest.mark.parametrize(("shift", "leak", "rate"), [(6.09, 0.0, 46), (7.34, 0.0, 53), (5.0, 0.02 * 0.65 / 0.6, 47)])
def test_rate_of_firing_that_goes_on(shift: float, leak: float, rate: float):
    trace = simulate(1000, shift=shift, leak=min(leak, 0.02), kick=15)
    assert firing_rate(trace, after=500) == pytest.approx(rate, abs=2)


@pytest.mark.parametrize("kick", [5, 15, 40])
def test_between_5_8_and_6_76_mv_the_axon_can_rest_or_fire(kick: float):
    assert not goes_on_firing(0.0, 5.7)
    assert goes_on_firing(0.0, 5.9)
    assert simulate(600, shift=5.9, kick=kick).spikes[-1] > 500
    assert simulate(600, shift=6.65).spikes.size == 0
    assert simulate(600, shift=6.9, kick=0.1).spikes[-1] > 500


@pytest.mark.parametrize("shift", [-20.0, -19.99, *np.arange(-18.7, 6.5, 0.83), 0.0, 5.99, 6.09, 6.5, 6.75, 20.0])
def test_the_remembered_threshold_is_the_threshold(shift: float):
    searched = shock_threshold(shift)
    assert threshold_at(shift) == (None if searched is None else pytest.approx(searched, abs=0.01))
