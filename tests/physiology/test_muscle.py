import numpy as np
import pytest

from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.muscle import force, fusion, mean_force, motor_unit_pool, regular_force, ripple, twitch
from vitd_edu.physiology.spontaneous import spontaneous_trace

# contraction time [ms], rate [Hz], ripple [%]
RIPPLE = [
    (90, 5, 44), (90, 10, 14), (90, 20, 3.8), (50, 5, 81), (50, 10, 38), (50, 20, 12), (50, 30, 5.4),
    (30, 5, 98), (30, 10, 70), (30, 20, 28), (30, 50, 5.4),
]  # fmt: skip


def test_a_twitch_peaks_at_1_at_its_contraction_time():
    time = np.linspace(-50, 500, 5501)
    course = twitch(time, 70)
    assert course.max() == pytest.approx(1)
    assert time[course.argmax()] == pytest.approx(70)
    assert np.all(course[time <= 0] == 0)


@pytest.mark.parametrize(("contraction_time", "rate", "percent"), RIPPLE)
def test_ripple_of_regular_firing(contraction_time: float, rate: float, percent: float):
    assert 100 * ripple(contraction_time, rate) == pytest.approx(percent, abs=0.5)


@pytest.mark.parametrize(("rate", "force_in_twitches"), [(5, 1.22), (10, 2.45), (20, 4.89)])
def test_mean_force_of_regular_firing(rate: float, force_in_twitches: float):
    assert mean_force(90, rate) == pytest.approx(force_in_twitches, rel=0.005)


@pytest.mark.parametrize(("contraction_time", "rate"), [(90, 10), (50, 30), (30, 5)])
def test_the_closed_form_is_the_sum_of_many_twitches(contraction_time: float, rate: float):
    interval = 1000 / rate
    spikes = -interval * np.arange(40 * contraction_time / interval)
    time = np.linspace(0, interval, 2001, endpoint=False)
    summed = force(time, spikes, contraction_time)
    assert regular_force(time, contraction_time, rate) == pytest.approx(summed, rel=1e-9)
    assert summed.mean() == pytest.approx(mean_force(contraction_time, rate), rel=0.005)
    assert (summed.max() - summed.min()) / summed.max() == pytest.approx(ripple(contraction_time, rate), abs=0.001)


def test_faster_firing_fuses_twitches():
    assert [fusion(50, rate) for rate in (2, 10, 50)] == ["single twitches", "unfused", "fused"]


def test_the_axon_on_show_makes_single_twitches_then_a_fused_pull():
    time = np.arange(0.0, 1000.0, 1.0)
    twitching, pulling = (force(time, spontaneous_trace(shift).spikes, 50) for shift in (1.3, 3.0))
    assert twitching.max() == pytest.approx(1, abs=0.01)
    late = pulling[time > 500]
    assert late.min() > 4
    assert (late.max() - late.min()) / late.max() < 0.1  # the slow swell included


def test_the_pool_runs_from_weak_and_slow_to_strong_and_fast():
    strengths, contraction_times = motor_unit_pool()
    assert strengths.size == contraction_times.size == 120
    assert (strengths[0], strengths[-1]) == (pytest.approx(1), pytest.approx(100))
    assert (contraction_times[0], contraction_times[-1]) == (pytest.approx(90), pytest.approx(30))
    assert contraction_times == pytest.approx(90 * (1 / strengths) ** (1 / 4.19), rel=1e-3)


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (lambda: twitch(0.0, 0), "contraction_time"),
        (lambda: ripple(50, -1), "unit_firing_rate.*minus sign"),
        (lambda: ripple(float("nan"), 10), "contraction_time"),
        (lambda: force([0.0], [np.nan], 50), "spikes"),
        (lambda: force([np.inf], [0.0], 50), "time"),
    ],
)
def test_impossible_settings_are_refused(refused, said: str):
    with pytest.raises(InputError, match=said):
        refused()
