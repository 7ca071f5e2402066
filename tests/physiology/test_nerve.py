from pathlib import Path

import numpy as np
import pytest

from vitd_edu.physiology.currents import SAMPLE, Shock
from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.nerve import firing_rate, simulate, sodium_leak, upward_crossings
from vitd_edu.physiology.resting import rates_of_change

EXPECTED = Path(__file__).parents[1] / "expected" / "axon_spikes.csv"


@pytest.fixture(scope="module")
def expected() -> np.ndarray:
    """Return NEURON's spike times and converged ones, shape (2, spikes); the file says how they were made."""
    return np.loadtxt(EXPECTED, delimiter=",", skiprows=6).T


def test_spike_times_are_those_of_neuron(expected: np.ndarray):
    trace = simulate(300, current=10, held_at=-65, step=0.0025)
    assert trace.spikes == pytest.approx(expected[0], abs=0.1)
    assert trace.spikes == pytest.approx(expected[0], abs=0.001)  # far closer than is asked for


def test_spike_times_are_nearer_to_converged_ones_than_those_of_neuron(expected: np.ndarray):
    neuron, converged = expected
    ours = simulate(300, current=10, held_at=-65, step=0.0025).spikes
    assert np.abs(ours - converged).max() < np.abs(neuron - converged).max()


def test_the_error_falls_with_the_square_of_the_step(expected: np.ndarray):
    steps = (0.025, 0.0125, 0.00625)
    errors = [np.abs(simulate(300, current=10, held_at=-65, step=step).spikes - expected[1]).max() for step in steps]
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.05)
    assert errors[1] / errors[2] == pytest.approx(4, rel=0.05)


def test_the_trace_obeys_the_equations():
    trace = simulate(40, current=10, shift=1.5, held_at=-65, step=0.0025)
    states = np.stack([trace.voltage, trace.m, trace.h, trace.n])
    slopes = (states[:, 2:] - states[:, :-2]) / (2 * SAMPLE)
    wanted = np.stack([rates_of_change(state, 10.0, 1.5) for state in states.T[1:-1]], axis=1)
    largest = np.abs(wanted).max(axis=1)
    assert np.all(np.abs(slopes - wanted).max(axis=1) < 0.03 * largest)


def test_a_trace_keeps_a_sample_every_0_025_ms_at_shorter_steps():
    for step in (0.025, 0.005):
        trace = simulate(10, step=step)
        assert trace.time == pytest.approx(np.arange(401) * 0.025)
        assert all(array.shape == (401,) for array in (trace.voltage, trace.m, trace.h, trace.n, trace.current))


def test_a_wider_step_gives_fewer_samples_and_nearly_the_same_spikes(expected: np.ndarray):
    for step, within in ((0.05, 0.1), (0.1, 0.4)):
        trace = simulate(300, current=10, held_at=-65, step=step)
        assert trace.interval == step
        assert trace.time == pytest.approx(np.arange(round(300 / step) + 1) * step)
        assert trace.spikes == pytest.approx(expected[1], abs=within)


def test_a_trace_cannot_be_written_to():
    trace = simulate(5)
    with pytest.raises(ValueError, match="read-only"):
        trace.voltage[0] = 0.0


def test_without_current_nothing_happens_and_a_shock_makes_one_spike():
    assert simulate(100).spikes.size == 0
    trace = simulate(100, shocks=[Shock(20, 1, 8)])
    assert trace.spikes.size == 1
    assert 20 < trace.spikes[0] < 25
    assert simulate(100, shocks=[Shock(20, 1, 6)]).spikes.size == 0


def test_a_shock_between_samples_keeps_its_charge():
    trace = simulate(10, shocks=[Shock(2.01, 0.333, 9)])
    assert trace.current[1:].sum() * SAMPLE == pytest.approx(0.333 * 9)


def test_a_current_that_changes_is_one_number_a_sample():
    current = np.zeros(4000)
    current[2000:] = 12.0
    trace = simulate(100, current=current)
    assert trace.spikes[0] > 50
    assert firing_rate(trace, after=60) == pytest.approx(70, abs=5)
    assert np.array_equal(trace.current[1:], current)


def test_the_same_seed_gives_the_same_bytes_and_the_step_does_not_change_the_noise():
    one, same, other, fine = (simulate(50, noise=2, **given) for given in ({}, {}, {"seed": 1}, {"step": 0.005}))
    assert one.voltage.tobytes() == same.voltage.tobytes()
    assert np.array_equal(one.current, fine.current)
    assert not np.array_equal(one.current, other.current)
    assert np.std(simulate(1000, noise=2).current) == pytest.approx(2, rel=0.05)


def test_the_gates_are_shifted_and_the_driving_forces_are_not():
    trace = simulate(5, shift=4.0, held_at=-65)
    unshifted = simulate(5, held_at=-61)
    assert (trace.m[0], trace.h[0], trace.n[0]) == pytest.approx((unshifted.m[0], unshifted.h[0], unshifted.n[0]), 1e-2)
    assert trace.voltage[0] == pytest.approx(-65)


def test_crossings_lie_between_samples():
    time = np.arange(400) * SAMPLE
    assert upward_crossings(40 * np.sin(2 * np.pi * (time - 1.234) / 5)) == pytest.approx([1.234, 6.234], abs=1e-7)
    assert upward_crossings(-np.ones(5)).size == 0


def test_the_sodium_leak_opens_between_two_levels_of_calcium():
    assert sodium_leak(np.array([1.4, 1.25, 0.95, 0.65, 0.3])) == pytest.approx([0, 0, 0.01, 0.02, 0.02])


@pytest.mark.parametrize("shift", [-20, 20])
@pytest.mark.parametrize("current", [-25, 200])
@pytest.mark.parametrize("kick", [-50, 100])
def test_at_the_edges_of_what_is_accepted_the_numbers_stay_sound(shift: float, current: float, kick: float):
    trace = simulate(100, shift=shift, current=current, kick=kick, noise=10, leak=0.05)
    assert np.abs(trace.voltage).max() < 160
    for gate in (trace.m, trace.h, trace.n):
        assert -1e-6 < gate.min() <= gate.max() < 1 + 1e-6


REFUSED = [
    ({"duration": 0}, "axon_duration.*1 to 10000 ms"),
    ({"duration": float("inf")}, "axon_duration"),
    ({"duration": "long"}, "axon_duration.*not a number"),
    ({"step": 0.2}, "axon_step.*0.001 to 0.1 ms"),
    ({"step": 0.06}, "neither a whole part"),
    ({"step": 0.075}, "nor a fitting multiple"),
    ({"step": 0.0}, "axon_step"),
    ({"step": 0.02}, "neither a whole part"),
    ({"shift": float("nan")}, "axon_shift"),
    ({"shift": True}, "axon_shift"),
    ({"current": 1e6}, "axon_current.*-25 to 200"),
    ({"current": np.full(12_000, np.nan)}, "axon_current"),
    ({"current": np.zeros(7)}, "12000 numbers"),
    ({"shocks": [Shock(1, 1, 1000)]}, "axon_current"),
    ({"shocks": [Shock(1, 5, 150), Shock(1, 5, 150)]}, "axon_current"),
    ({"shocks": [Shock(-1, 1, 5)]}, "shock_start"),
    ({"shocks": [Shock(1, 0, 5)]}, "shock_width"),
    ({"noise": -1}, "axon_noise.*minus sign"),
    ({"seed": -1}, "seed"),
    ({"seed": 0.5}, "seed"),
    ({"leak": 1}, "axon_leak"),
    ({"held_at": 400}, "axon_held_at"),
    ({"kick": float("nan")}, "axon_kick"),
]


@pytest.mark.parametrize(("settings", "said"), REFUSED)
def test_impossible_settings_are_refused_in_words(settings: dict, said: str):
    with pytest.raises(InputError, match=said):
        simulate(**settings)
