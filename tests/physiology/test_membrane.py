"""The membrane against the published table and the benchmark scenarios of the science sheet."""

import numpy as np
import pytest

from vitd_edu.knowledge import tables
from vitd_edu.physiology import membrane

IONIZED_SHARE, MAGNESIUM_SHARE = 0.52, 0.65  # total calcium = ionized / 0.52; 65 % of magnesium is ionized


@pytest.mark.parametrize(
    ("ionized", "magnesium_ionized", "shift"),
    [
        (1.75, 0.55, -2.55),
        (1.25, 0.55, 0.0),
        (1.10, 0.55, 0.93),
        (1.00, 0.55, 1.61),
        (0.90, 0.55, 2.35),
        (0.80, 0.55, 3.15),
        (0.70, 0.55, 4.03),
        (0.60, 0.55, 5.00),
        (0.50, 0.55, 6.09),
        (0.40, 0.55, 7.34),
        (0.90, 0.20, 3.80),
        (1.25, 0.20, 1.10),
    ],
)
def test_shift_of_the_gates_by_ionized_calcium(ionized, magnesium_ionized, shift):
    found = membrane.gate_shift(ionized / IONIZED_SHARE, magnesium_ionized / MAGNESIUM_SHARE, 7.4)
    assert found == pytest.approx(shift, abs=0.006)  # the table has two decimals


@pytest.mark.parametrize(
    ("name", "calcium", "magnesium", "ph", "shift", "within"),
    [
        ("S1 healthy", 2.41, 0.852, 7.4, -0.02, 0.05),
        ("S2 mild deficiency", 1.245 / 0.52, 0.852, 7.4, 0.02, 0.05),
        ("S3 severe deficiency, calcium preserved", 2.36, 0.852, 7.4, 0.12, 0.05),
        ("S4 severe deficiency, calcium lost", 1.59, 0.852, 7.4, 2.9, 0.2),
        ("S5 low magnesium, day 120", 1.65, 0.25, 7.4, 4.4, 0.4),
        ("S6 too much vitamin D, day 84", 3.93, 0.85, 7.4, -3.8, 0.1),
        ("S9 over-breathing", 2.41, 0.852, 7.6, 1.6, 0.1),
        ("S10 no parathyroids", 0.728 / 0.52, 0.852, 7.4, 3.76, 0.1),
        ("S10 weak parathyroids", 1.123 / 0.52, 0.852, 7.4, 0.77, 0.1),
    ],
)
def test_shift_of_the_benchmark_scenarios(name, calcium, magnesium, ph, shift, within):
    assert membrane.gate_shift(calcium, magnesium, ph) == pytest.approx(shift, abs=within), name


def test_ionized_calcium():
    assert membrane.ionized_calcium(2.4, 7.4) == pytest.approx(1.248, abs=1e-9)
    assert membrane.ionized_calcium(2.406, 7.6) == pytest.approx(1.15, abs=0.005)  # S9
    assert membrane.ionized_calcium(2.4, 7.3) - membrane.ionized_calcium(2.4, 7.4) == pytest.approx(0.05, abs=1e-9)


def test_a_millimole_of_ionized_magnesium_screens_half_as_much_as_one_of_calcium():
    base = membrane.screening_divalents(1.25, 0.85)
    assert membrane.screening_divalents(1.25, 0.85 + 1 / MAGNESIUM_SHARE) - base == pytest.approx(0.5)
    assert membrane.screening_divalents(2.25, 0.85) - base == pytest.approx(1.0)


def test_nine_millivolts_for_each_fall_to_one_over_e():
    half = membrane.gate_shift(1.2, 0.425, 7.4) - membrane.gate_shift(2.4, 0.85, 7.4)
    assert half == pytest.approx(9 * np.log(2), abs=1e-9)


def test_nerves_adapt_to_half_of_a_lasting_shift():
    assert membrane.effective_shift(4.0, False) == 4.0
    assert membrane.effective_shift(4.0, True) == 2.0
    assert membrane.effective_shift(np.array([4.0, -2.0]), np.array([True, True])).tolist() == [2.0, -1.0]


@pytest.mark.parametrize(
    ("effective", "score", "within"),
    [(0.0, 3.8, 0.05), (1.127, 18.3, 0.3), (2.1, 50.0, 1e-9), (2.2, 54, 0.5), (-30, 0, 1e-9), (60, 100, 1e-9)],
)
def test_score(effective, score, within):
    assert membrane.excitability_score(effective) == pytest.approx(score, abs=within)


def test_score_is_the_logistic_curve_of_the_design():
    effective = np.linspace(-10, 15, 101)
    expected = 100 / (1 + np.exp(-(effective - 2.1) / 0.65))
    assert membrane.excitability_score(effective) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("effective", "movement", "band"),
    [
        (-5.0, "quiet", "quiet"),
        (1.1999, "quiet", "quiet"),
        (1.2, "fasciculation", "twitch-prone"),
        (1.4999, "fasciculation", "twitch-prone"),
        (1.5, "cramp", "cramp-prone"),
        (2.1999, "cramp", "cramp-prone"),
        (2.2, "tetany", "spasm-prone"),
        (30.0, "tetany", "spasm-prone"),
    ],
)
def test_movement_and_band_by_threshold(effective, movement, band):
    assert membrane.movement(effective) == movement
    assert membrane.score_band(effective) == band


def test_floats_and_arrays_give_the_same():
    calcium = np.linspace(1.0, 4.2, 33)
    together = membrane.gate_shift(calcium, 0.85, 7.4)
    assert together.tolist() == [float(membrane.gate_shift(np.array([one]), 0.85, 7.4)[0]) for one in calcium]


def test_every_constant_lies_in_its_own_range():
    for row in tables.parameters().values():
        assert row.lower <= row.value <= row.upper, row.id
        assert membrane.constant(row.id) == row.value
