"""From a scenario to everything that follows: design numbers, published points, and the whole of a prediction."""

import pytest

from vitd_edu import Scenario, predict, recovery, settle
from vitd_edu.knowledge import tables
from vitd_edu.physiology.intake import Plan


def symptom(prediction, name):
    return next(one for one in prediction.symptoms if one.id == name)


def test_rest():
    prediction = predict(Scenario())
    assert prediction.excitability == pytest.approx(3.8, abs=0.1)
    assert prediction.shift_mv == pytest.approx(0, abs=0.1)
    assert (prediction.movement, prediction.band) == ("quiet", "quiet")


def test_the_low_corner_of_health():
    prediction = predict(Scenario(calcium=2.15, magnesium=0.70))
    assert prediction.excitability == pytest.approx(18, abs=0.5)
    assert prediction.movement == "quiet"
    assert {one.strength for one in prediction.symptoms} == {0}


@pytest.mark.parametrize("vitamin_d", [50, 75, 125])
@pytest.mark.parametrize("calcium", [2.15, 2.35, 2.55])
@pytest.mark.parametrize("magnesium", [0.70, 0.85, 1.00])
@pytest.mark.parametrize("onset", ["acute", "chronic"])
def test_health_is_quiet(vitamin_d, calcium, magnesium, onset):
    prediction = predict(Scenario(vitamin_d=vitamin_d, calcium=calcium, magnesium=magnesium, onset=onset))
    assert prediction.excitability < 20
    assert [one.id for one in prediction.symptoms if one.strength > 0] == []
    assert prediction.red_flags == ()
    assert {band.level for band in prediction.bands.values()} == {"normal"}


@pytest.mark.parametrize(
    ("calcium", "onset", "movement"),
    [
        (2.05, "acute", "quiet"),
        (2.02, "acute", "fasciculation"),
        (1.94, "acute", "cramp"),
        (1.76, "acute", "tetany"),
        (1.76, "chronic", "quiet"),
        (1.59, "chronic", "fasciculation"),
        (1.40, "chronic", "cramp"),
    ],
)
def test_movement_by_calcium_and_onset(calcium, onset, movement):
    assert predict(Scenario(calcium=calcium, onset=onset)).movement == movement


def test_over_breathing_brings_tingling_first():
    """S9: tingling very likely, hand spasm unlikely, and total calcium unchanged."""
    prediction = predict(Scenario(calcium=2.406, magnesium=0.852, ph=7.6))
    assert prediction.shift_mv == pytest.approx(1.6, abs=0.1)
    assert symptom(prediction, "tingling").probability == pytest.approx(0.88, abs=0.08)
    assert symptom(prediction, "cramps").probability == pytest.approx(0.73, abs=0.12)
    assert symptom(prediction, "carpopedal-spasm").probability == pytest.approx(0.12, abs=0.08)


def test_severe_deficiency_with_normal_calcium_weakens_and_does_not_twitch():
    prediction = predict(Scenario(vitamin_d=12, calcium=2.36))
    assert prediction.weakness["low-vitamin-d"] == pytest.approx(0.63, abs=0.02)
    assert symptom(prediction, "proximal-weakness").strength >= 2
    assert symptom(prediction, "proximal-weakness").sites == ("thighs", "upper-arms")
    assert symptom(prediction, "tingling").strength == 0
    assert prediction.excitability < 6


def test_severe_deficiency_with_low_calcium_does_both():
    prediction = predict(Scenario(vitamin_d=12, calcium=1.59))
    assert symptom(prediction, "proximal-weakness").strength >= 2
    assert symptom(prediction, "carpopedal-spasm").strength >= 2
    assert prediction.movement == "tetany"
    assert prediction.causes[0].id == "vitamin-d-deficiency"


def test_low_magnesium_alone_twitches():
    prediction = predict(Scenario(magnesium=0.35))
    assert symptom(prediction, "tremor").strength >= 2
    assert prediction.excitability > predict(Scenario()).excitability


def test_low_magnesium_and_low_calcium_add_up():
    both = predict(Scenario(calcium=2.0, magnesium=0.4)).shift_mv
    assert both > predict(Scenario(calcium=2.0)).shift_mv + 0.5
    assert both > predict(Scenario(magnesium=0.4)).shift_mv + 0.5


def test_too_much_vitamin_d_calms_and_weakens():
    prediction = predict(Scenario.from_preset("too-much-vitamin-d"))
    assert prediction.excitability < predict(Scenario()).excitability
    assert prediction.weakness["high-calcium"] > 0.5
    assert symptom(prediction, "proximal-weakness").driver == "high-calcium"
    assert symptom(prediction, "thirst").strength >= 2
    assert symptom(prediction, "tingling").strength == 0


def test_very_high_magnesium_weakens():
    prediction = predict(Scenario.from_preset("very-high-magnesium"))
    assert prediction.weakness["high-magnesium"] > 0.5
    assert symptom(prediction, "slow-reflexes").driver == "high-magnesium"
    assert "very-high-magnesium" in {flag.id for flag in prediction.red_flags}


@pytest.mark.parametrize(
    ("preset", "movement", "cause"),
    [
        ("severe-normal-calcium", "quiet", "vitamin-d-deficiency"),
        ("severe-with-hypocalcemia", "tetany", "vitamin-d-deficiency"),
        ("low-magnesium", "cramp", "hypomagnesemia"),
        ("low-magnesium-and-calcium", "cramp", "hypomagnesemia"),
        ("too-much-vitamin-d", "quiet", "hypercalcemia"),
        ("hyperventilation", "cramp", "hyperventilation"),
        ("silent-slow-fall", "quiet", "hypoparathyroidism"),
        ("silent-case-report", "cramp", "vitamin-d-deficiency"),
        ("twitch-with-low-d", "quiet", "benign-fasciculation"),
        ("progressive-weakness", "quiet", "als"),
        ("neck-surgery", "cramp", "hypoparathyroidism"),
        ("coffee-and-short-nights", "quiet", "caffeine"),
        ("hard-training", "quiet", "intense-exercise"),
        ("very-high-magnesium", "quiet", "kidney-disease"),
    ],
)
def test_presets_tell_the_story_they_promise(preset, movement, cause):
    prediction = predict(Scenario.from_preset(preset))
    assert prediction.movement == movement
    assert prediction.causes[0].id == cause


@pytest.mark.parametrize("preset", ["healthy", "mild-deficiency"])
def test_presets_of_people_who_feel_well_blame_no_mineral(preset):
    prediction = predict(Scenario.from_preset(preset))
    assert prediction.movement == "quiet"
    assert not prediction.causes[0].record.mineral
    assert prediction.red_flags == ()


def test_every_preset_has_a_story_that_is_tested():
    (cases,) = (mark.args[1] for mark in test_presets_tell_the_story_they_promise.pytestmark)
    assert {case[0] for case in cases} | {"healthy", "mild-deficiency"} == set(tables.presets())


def test_too_much_vitamin_d_is_where_the_model_ends_after_four_weeks():
    scenario = Scenario.from_preset("too-much-vitamin-d")
    end = recovery(Plan.daily(50_000), start=settle(75), days=28).at(28)
    assert scenario.vitamin_d == pytest.approx(end.vitamin_d, abs=3)
    assert scenario.calcium == pytest.approx(end.calcium, abs=0.02)


def test_the_silent_slow_fall_is_silent_only_because_it_is_slow():
    slow = Scenario.from_preset("silent-slow-fall")
    fast = Scenario(vitamin_d=slow.vitamin_d, calcium=slow.calcium, magnesium=slow.magnesium)
    assert symptom(predict(slow), "carpopedal-spasm").strength == 0
    assert symptom(predict(fast), "carpopedal-spasm").strength >= 2


def test_the_same_scenario_gives_the_same_prediction():
    scenario = Scenario(vitamin_d=25, calcium=1.75, magnesium=0.55, findings={"tingling"}, absent={"wasting"})
    assert predict(scenario) == predict(Scenario.from_code(scenario.code))


def test_a_row_knows_its_evidence_and_its_next_test():
    prediction = predict(Scenario(vitamin_d=12, calcium=1.7, findings={"tingling"}))
    for cause in prediction.causes:
        assert cause.next_test == tables.tests()[cause.record.next_test].name
    for one in prediction.symptoms:
        assert one.evidence in ("strong", "moderate", "weak", "mixed", "none")
        assert one.references == tables.symptoms()[one.id].provenance.references
    top = prediction.causes[0]
    assert any("calcium" in str(moved) for moved in top.supports)


def test_unusual_levels_come_with_notes():
    assert predict(Scenario()).notes == ()
    (note,) = predict(Scenario(vitamin_d=300)).notes
    assert "beyond the model" in note
    (question,) = predict(Scenario(magnesium=1.8)).notes
    assert question.endswith("?")
    assert "mg/dL" in question


def test_repr_is_five_lines():
    lines = repr(predict(Scenario(vitamin_d=25, calcium=1.75, magnesium=0.55, findings={"tingling"}))).split("\n")
    assert len(lines) == 5
    assert "D25_C1.75_M0.55_+tingling" in lines[0]
    assert "Excitability" in lines[1]
