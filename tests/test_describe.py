"""The whole prediction in words: ``describe``, and its summary in five lines."""

import pytest
from hypothesis import given, settings

from tests.spaces import PRESETS, scenarios
from vitd_edu import Scenario, describe, predict
from vitd_edu.clinic.symptoms import STRENGTH_WORDS
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import band_of
from vitd_edu.words import states

HEALTHY = predict(Scenario())


@settings(deadline=None)
@given(scenarios)
def test_describe_says_the_whole_prediction(scenario):
    prediction = predict(scenario)
    said = describe(prediction)
    for name in ("vitamin_d", "calcium", "magnesium", "ph"):
        assert states.level(name, getattr(scenario, name)) in said
        assert states.band_word(band_of(name, getattr(scenario, name))) in said
    assert f"Onset: {scenario.onset}." in said
    assert prediction.sentence in said
    for note in prediction.notes:
        assert f"Note: {note}" in said
    for flag in prediction.red_flags:
        assert f"Red flag, {flag.action}: {flag.name}. {flag.what_to_do}" in said
    for symptom in prediction.symptoms:
        assert (f"  {symptom.name}: {STRENGTH_WORDS[symptom.strength]}. {symptom.why}" in said) == (
            symptom.strength > 0
        )
    for cause in prediction.causes[:5]:
        assert f"  {cause.name}: {states.percent(cause.weight)}. For: " in said
    assert "does not diagnose" in said


@pytest.mark.parametrize("preset", PRESETS)
def test_us_units_reach_every_corner_of_the_description(preset):
    said = describe(predict(Scenario.from_preset(preset)), "us")
    spoken = "\n".join(line for line in said.split("\n") if "Was it" not in line)
    assert "mg/dL" in spoken
    assert "ng/mL" in spoken
    assert "mmol/L" not in spoken
    assert "nmol/L" not in spoken


def test_nothing_to_expect_and_nothing_against_are_said_in_words():
    said = describe(HEALTHY)
    assert "none beyond the twitches of healthy people" in said
    assert "For: nothing" in said


def test_summary_is_five_lines_with_or_without_content():
    for scenario in (Scenario(), Scenario(calcium=1.5, findings={"seizure"})):
        lines = states.summary(predict(scenario)).split("\n")
        assert len(lines) == 5
        assert [line.split(" ")[0] for line in lines] == ["Prediction", "Excitability", "Symptoms:", "Causes:", "Red"]
    assert "Seizure (emergency)" in lines[4]


def test_an_influence_in_words():
    prediction = predict(Scenario(calcium=1.7, findings={"tingling"}, absent={"wasting"}))
    said = {str(moved) for cause in prediction.causes for moved in (*cause.supports, *cause.contradicts)}
    assert "calcium 1.70 mmol/L (low)" in said
    assert "no visible wasting" in said
    assert states.lower_first(tables.findings()["tingling"].name) in said
