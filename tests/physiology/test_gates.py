import numpy as np
import pytest

from vitd_edu.physiology import gates


def test_rates_at_rest_are_those_of_the_equations():
    rates = gates.opening_and_closing(-65.0)
    assert [rates[gate][1] for gate in "mn"] == [pytest.approx(4.0), pytest.approx(0.125)]
    assert rates["h"] == (pytest.approx(0.07), pytest.approx(1 / (1 + np.exp(3))))
    assert rates["m"][0] == pytest.approx(2.5 / (np.exp(2.5) - 1))
    assert rates["n"][0] == pytest.approx(0.1 / (np.e - 1))


@pytest.mark.parametrize(("gate", "voltage", "limit"), [("m", -40.0, 1.0), ("n", -55.0, 0.1)])
def test_where_the_equation_divides_by_zero_the_rate_is_its_limit(gate: str, voltage: float, limit: float):
    around = gates.opening_and_closing(voltage + np.array([-1e-4, -1e-9, 0.0, 1e-9, 1e-4]))[gate][0]
    assert around == pytest.approx(limit, rel=1e-4)
    assert np.all(np.diff(around) >= 0)


def test_one_row_of_the_table_moves_a_gate_towards_where_it_settles():
    table = gates.step_table(0.025, 1.0, 1.0)
    for voltage in (-90.3, -65.0, -40.1, 0.7, 40.0):
        cells = (voltage - gates.TABLE_LOWER) / gates.TABLE_CELL
        settled, constants = gates.settled(voltage), gates.time_constant(voltage)
        for gate, (a0, a1, b0, b1) in zip("mhn", np.reshape(table[int(cells)], (3, 4)), strict=True):
            moved = a0 + a1 * cells + (b0 + b1 * cells) * 0.3
            expected = settled[gate] + (0.3 - settled[gate]) * np.exp(-0.025 / constants[gate])
            third_order = (0.025 / constants[gate]) ** 3 / 12
            assert moved == pytest.approx(expected, abs=third_order + 2e-5)


def test_a_table_is_built_once():
    assert gates.step_table(0.025, 1.0, 1.0) is gates.step_table(0.025, 1.0, 1.0)
