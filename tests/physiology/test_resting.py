import numpy as np
import pytest

from vitd_edu.physiology.gates import settled
from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.nerve import simulate, sodium_leak
from vitd_edu.physiology.resting import fastest_growth, hopf_current, hopf_shift, membrane_current, rest_voltage


@pytest.mark.parametrize(("shift", "voltage"), [(-2.55, -63.9), (0.0, -65.0), (7.34, -67.2)])
def test_rest_moves_with_the_shift(shift: float, voltage: float):
    assert rest_voltage(0.0, shift) == pytest.approx(voltage, abs=0.05)


def test_an_axon_held_at_rest_stays_there():
    for current, shift, leak in ((0.0, 0.0, 0.0), (3.0, 2.0, 0.0), (0.0, 3.0, 0.01)):
        rest = rest_voltage(current, shift, leak)
        trace = simulate(50, current=current, shift=shift, leak=leak, held_at=rest)
        assert np.abs(trace.voltage - rest).max() < 1e-3


def test_rest_gives_way_at_a_shift_of_6_76_mv():
    assert hopf_shift() == pytest.approx(6.76, abs=0.05)
    assert fastest_growth(0.0, 6.7) < 0 < fastest_growth(0.0, 6.82)


HOPF = [
    (-2.55, 14.0), (0.0, 9.78), (0.93, 8.31), (1.61, 7.27), (2.35, 6.16), (3.15, 4.99), (4.03, 3.73), (5.0, 2.37),
    (6.09, 0.89), (7.34, 0.0), (3.80, 4.05), (1.10, 8.06),
]  # fmt: skip


@pytest.mark.parametrize(("shift", "current"), HOPF)
def test_current_at_which_rest_gives_way(shift: float, current: float):
    assert hopf_current(shift) == pytest.approx(current, abs=0.05)


@pytest.mark.parametrize(("calcium", "shift", "current"), [(0.8, 3.15, 4.26), (0.7, 4.03, 2.79), (0.6, 5.0, 1.30)])
def test_the_sodium_leak_brings_that_current_down(calcium: float, shift: float, current: float):
    assert hopf_current(shift, float(sodium_leak(calcium))) == pytest.approx(current, abs=0.05)


@pytest.mark.parametrize("arguments", [(float("nan"), 0.0), (0.0, 30.0), (500.0, 0.0), (0.0, 0.0, -0.01)])
def test_impossible_settings_are_refused(arguments: tuple[float, ...]):
    with pytest.raises(InputError, match="axon_"):
        rest_voltage(*arguments)


@pytest.mark.parametrize("shift", [-20.0, 0.0, 12.0, 17.0, 19.0, 20.0])
@pytest.mark.parametrize("current", [-25.0, -20.0, -15.0, -12.0, 0.0, 60.0, 200.0])
@pytest.mark.parametrize("leak", [0.0, 0.05])
def test_at_rest_the_settled_gates_carry_the_current_away(shift: float, current: float, leak: float):
    rest = rest_voltage(current, shift, leak)
    shares = [float(share) for share in settled(rest + shift).values()]
    assert membrane_current(rest, shares, leak) == pytest.approx(current, abs=1e-5)
