"""What must hold for nerve, junction and muscle, whatever the settings."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from vitd_edu.physiology import gates, muscle
from vitd_edu.physiology.junction import release
from vitd_edu.physiology.nerve import simulate
from vitd_edu.physiology.resting import hopf_current, rest_voltage
from vitd_edu.physiology.thresholds import shock_threshold

shifts = st.floats(-8, 6)
times = st.lists(st.floats(0, 500), max_size=20)
contraction_times = st.floats(10, 200)
rates = st.floats(1, 100)


@given(st.floats(-200, 150), st.floats(0.01, 20))
def test_a_less_negative_voltage_opens_m_and_n_and_closes_h(voltage, more):
    lower, higher = gates.settled(voltage), gates.settled(voltage + more)
    assert lower["m"] <= higher["m"]
    assert lower["n"] <= higher["n"]
    assert lower["h"] >= higher["h"]
    assert all(0 <= share <= 1 for share in higher.values())


@given(shifts, st.floats(0.1, 3))
@settings(max_examples=25)
def test_a_higher_shift_never_raises_a_threshold(shift, more):
    assert hopf_current(shift + more) <= hopf_current(shift)
    assert (shock_threshold(shift + more) or 0) <= (shock_threshold(shift) or 0) + 0.02


@given(st.floats(-20, 20), st.floats(-25, 200), st.floats(0, 0.05), st.floats(0, 10))
@settings(max_examples=50)
def test_voltage_and_gates_stay_where_they_can_be(shift, current, leak, noise):
    trace = simulate(20, shift=shift, current=current, leak=leak, noise=noise)
    assert np.isfinite(trace.voltage).all()
    for share in (trace.m, trace.h, trace.n):
        assert share.min() > -1e-6
        assert share.max() < 1 + 1e-6


@given(st.floats(-8, 8), st.floats(0, 0.02))
@settings(max_examples=25)
def test_more_current_lifts_rest(shift, leak):
    voltages = [rest_voltage(current, shift, leak) for current in (-5, 0, 2, 5, 20)]
    assert voltages == sorted(voltages)


@given(times, times, contraction_times)
def test_forces_of_spikes_add_up(some, others, contraction_time):
    grid = np.linspace(0, 800, 81)
    apart = muscle.force(grid, some, contraction_time) + muscle.force(grid, others, contraction_time)
    assert np.allclose(muscle.force(grid, [*some, *others], contraction_time), apart)
    assert np.all(apart >= 0)


@given(contraction_times, rates, st.floats(1.01, 2))
def test_faster_firing_pulls_harder_and_ripples_less(contraction_time, rate, faster):
    assert muscle.mean_force(contraction_time, rate * faster) > muscle.mean_force(contraction_time, rate)
    assert muscle.ripple(contraction_time, rate * faster) <= muscle.ripple(contraction_time, rate) + 1e-12
    assert 0 <= muscle.ripple(contraction_time, rate) <= 1


@given(contraction_times, rates, st.floats(0, 1))
def test_regular_force_lies_between_its_extremes(contraction_time, rate, phase):
    here = muscle.regular_force(phase * 1000 / rate, contraction_time, rate)
    lowest = muscle.regular_force(0.0, contraction_time, rate)
    assert here >= lowest * (1 - 1e-9)
    assert (here - lowest) / here <= muscle.ripple(contraction_time, rate) + 1e-9


@given(st.floats(0.2, 3), st.floats(0, 4), st.floats(0.01, 1))
def test_calcium_helps_release_and_magnesium_hinders_it(calcium, magnesium, more):
    assert release(calcium + more, magnesium) > release(calcium, magnesium)
    assert release(calcium, magnesium + more) < release(calcium, magnesium)
