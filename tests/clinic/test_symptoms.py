"""Symptoms: weakness by its arms, design thresholds, strengths."""

import numpy as np
import pytest

from vitd_edu.clinic import symptoms
from vitd_edu.knowledge import tables
from vitd_edu.physiology import bone


@pytest.mark.parametrize(("vitamin_d", "weakness"), [(75, 0.0), (40, 0.024), (20, 0.338), (12, 0.627), (5, 0.939)])
def test_weakness_of_low_vitamin_d(vitamin_d, weakness):
    """S1 0.00 and S3 0.63 of the science sheet; the others by its formula."""
    assert symptoms.low_vitamin_d_weakness(vitamin_d) == pytest.approx(weakness, abs=0.002)


@pytest.mark.parametrize("vitamin_d", [75, 125, 250, 650])
def test_no_weakness_of_low_vitamin_d_in_health_and_above(vitamin_d):
    assert symptoms.low_vitamin_d_weakness(vitamin_d) == 0


@pytest.mark.parametrize(("vitamin_d", "access"), [(75, 1.0), (650, 1.0), (12, 0.51), (6, 0.205)])
def test_share_of_bone_that_is_mineralized(vitamin_d, access):
    assert bone.bone_access_target(vitamin_d) == pytest.approx(access, abs=0.005)


@pytest.mark.parametrize(("calcium", "weakness"), [(2.4, 0), (2.8, 0), (3.2, 0.5), (3.28, 0.6), (3.6, 1), (4.2, 1)])
def test_weakness_of_high_calcium(calcium, weakness):
    """S6: 0.60 on day 28 at a calcium of 3.28, full on day 84 at 3.93."""
    assert symptoms.high_calcium_weakness(calcium) == pytest.approx(weakness, abs=1e-9)


@pytest.mark.parametrize(("magnesium", "weakness"), [(0.85, 0), (2, 0), (3.5, 0.5), (5, 1)])
def test_weakness_of_very_high_magnesium(magnesium, weakness):
    assert symptoms.high_magnesium_weakness(magnesium) == pytest.approx(weakness, abs=1e-9)


@pytest.mark.parametrize(
    ("symptom", "threshold", "slope"),
    [("tingling", 1.35, 0.12), ("cramps", 1.5, 0.15), ("carpopedal-spasm", 2.2, 0.3), ("seizure", 3.2, 0.3)],
)
def test_thresholds_of_the_design(symptom, threshold, slope):
    row = next(row for row in tables.symptom_drivers() if (row.symptom, row.driver) == (symptom, "excitability"))
    assert (row.midpoint, row.slope, row.direction) == (threshold, slope, "above")
    at = probability(symptom, "excitability", np.array([threshold, threshold + slope, threshold - slope]))
    expected = row.ceiling * np.array([0.5, 1 / (1 + np.exp(-1)), 1 / (1 + np.exp(1))])
    assert at == pytest.approx(expected, abs=1e-9)


def probability(symptom, driver, value):
    values = {name: np.zeros(1) for name in tables.drivers()} | {driver: value}
    return dict(symptoms.driven_probabilities(values)[symptom])[driver]


def test_a_driver_below_pushes_as_its_level_falls():
    rows = [row for row in tables.symptom_drivers() if row.direction == "below"]
    assert rows
    for row in rows:
        low, middle, high = probability(row.symptom, row.driver, row.midpoint + row.slope * np.array([-3, 0, 3]))
        assert low > middle > high
        assert middle == pytest.approx(row.ceiling / 2)


def test_every_driver_of_the_table_is_computed():
    computed = symptoms.driver_values(75.0, 2.4, 0.85, 0.0)
    assert computed.keys() == tables.drivers().keys()
    assert {row.driver for row in tables.symptom_drivers()} == tables.drivers().keys()


def test_every_symptom_has_a_driver():
    assert {row.symptom for row in tables.symptom_drivers()} == tables.symptoms().keys()


@pytest.mark.parametrize(
    ("probability", "strength"), [(0, 0), (0.1999, 0), (0.2, 1), (0.4999, 1), (0.5, 2), (0.7999, 2), (0.8, 3), (1, 3)]
)
def test_strength(probability, strength):
    assert symptoms.strength(np.array([probability])).tolist() == [strength]


def test_the_strongest_driver_decides():
    driven = [("one", np.array([0.1, 0.7])), ("two", np.array([0.4, 0.2])), ("three", np.array([0.3, 0.1]))]
    assert symptoms.strongest(driven).tolist() == [0.4, 0.7]
