"""Which way the minerals move the nerve, over the whole accepted input space."""

import dataclasses

import pytest
from hypothesis import assume, given

from tests.spaces import level, scenarios
from vitd_edu import Scenario, predict
from vitd_edu.physiology.membrane import gate_shift

STEPS = {"quiet": 0, "fasciculation": 1, "cramp": 2, "tetany": 3}


def pair(scenario: Scenario, name: str, value: float):
    """Return the predictions for the lower and the higher of two levels, all else equal."""
    low, high = sorted([getattr(scenario, name), value])
    assume(low < high)
    return predict(dataclasses.replace(scenario, **{name: low})), predict(dataclasses.replace(scenario, **{name: high}))


def assert_calmer(high, low):
    assert high.shift_mv < low.shift_mv
    assert high.effective_shift_mv < low.effective_shift_mv
    assert high.excitability <= low.excitability
    assert STEPS[high.movement] <= STEPS[low.movement]


@given(scenarios, level("calcium"))
def test_lower_calcium_never_lowers_excitability(scenario, other):
    low, high = pair(scenario, "calcium", other)
    assert_calmer(high, low)


@given(scenarios, level("magnesium"))
def test_lower_magnesium_never_lowers_excitability(scenario, other):
    low, high = pair(scenario, "magnesium", other)
    assert_calmer(high, low)


@given(scenarios, level("ph"))
def test_alkaline_blood_never_calms_the_nerve(scenario, other):
    low, high = pair(scenario, "ph", other)
    assert_calmer(low, high)


@given(scenarios, level("calcium"), level("magnesium"))
def test_a_millimole_of_calcium_screens_more_than_one_of_magnesium(scenario, calcium, magnesium):
    base = gate_shift(calcium, magnesium, scenario.ph)
    assert base - gate_shift(calcium + 0.1, magnesium, scenario.ph) > base - gate_shift(
        calcium, magnesium + 0.1, scenario.ph
    )


@given(scenarios, level("vitamin_d"))
def test_vitamin_d_alone_moves_weakness_but_neither_shift_nor_score(scenario, other):
    low, high = pair(scenario, "vitamin_d", other)
    assert high.shift_mv == low.shift_mv
    assert high.effective_shift_mv == low.effective_shift_mv
    assert high.excitability == low.excitability
    assert (high.movement, high.band) == (low.movement, low.band)
    assert high.weakness["low-vitamin-d"] <= low.weakness["low-vitamin-d"]
    assert high.weakness["high-calcium"] == low.weakness["high-calcium"]
    assert high.weakness["high-magnesium"] == low.weakness["high-magnesium"]


@given(scenarios)
def test_nothing_but_levels_and_onset_moves_the_nerve(scenario):
    bare = predict(dataclasses.replace(scenario, findings=frozenset(), absent=frozenset()))
    marked = predict(scenario)
    assert marked.excitability == bare.excitability
    assert marked.weakness == bare.weakness
    assert [(one.id, one.probability) for one in marked.symptoms] == [
        (one.id, one.probability) for one in bare.symptoms
    ]


@given(scenarios)
def test_a_slow_change_is_felt_by_half(scenario):
    acute = predict(dataclasses.replace(scenario, onset="acute"))
    chronic = predict(dataclasses.replace(scenario, onset="chronic"))
    assert acute.effective_shift_mv == acute.shift_mv == chronic.shift_mv
    assert chronic.effective_shift_mv == pytest.approx(acute.effective_shift_mv / 2, abs=1e-12)


@given(scenarios)
def test_every_number_stays_on_its_scale(scenario):
    prediction = predict(scenario)
    assert 0 <= prediction.excitability <= 100
    assert all(0 <= arm <= 1 for arm in prediction.weakness.values())
    assert all(0 <= symptom.probability <= 1 for symptom in prediction.symptoms)
    assert {symptom.strength for symptom in prediction.symptoms} <= {0, 1, 2, 3}


@given(level("calcium", above=2.551), level("magnesium", above=1.001))
def test_high_calcium_and_very_high_magnesium_lower_the_score(calcium, magnesium):
    rest = predict(Scenario()).excitability
    assert predict(Scenario(calcium=calcium)).excitability < rest
    assert predict(Scenario(magnesium=magnesium)).excitability < rest


@given(
    level("vitamin_d", above=50, below=125),
    level("calcium", above=2.15, below=2.55),
    level("magnesium", above=0.7, below=1.0),
)
def test_health_is_quiet(vitamin_d, calcium, magnesium):
    prediction = predict(Scenario(vitamin_d=vitamin_d, calcium=calcium, magnesium=magnesium))
    assert prediction.excitability < 20
    assert prediction.movement == "quiet"
    assert [symptom.id for symptom in prediction.symptoms if symptom.strength > 0] == []
    assert prediction.red_flags == ()
