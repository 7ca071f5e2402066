"""Which cause comes first in cases whose answer a clinician would expect."""

import numpy as np
import pytest

from vitd_edu import Scenario, predict, predict_many
from vitd_edu.clinic import differential
from vitd_edu.knowledge import tables

HARMLESS = {"benign-fasciculation", "stress-anxiety", "intense-exercise", "caffeine"}


def ranked(findings="", absent="", **levels):
    scenario = Scenario(**levels, findings=findings.split(), absent=absent.split())
    return {cause.id: cause.weight for cause in predict(scenario).causes}


def first(weights, number=1):
    return list(weights)[:number]


def mineral(weights):
    return sum(weight for cause, weight in weights.items() if tables.causes()[cause].mineral)


def test_a_lone_twitch_with_lowish_vitamin_d_is_most_likely_harmless():
    weights = ranked("fasciculation", vitamin_d=35, calcium=2.4)
    assert first(weights)[0] in HARMLESS
    assert not {"hypocalcemia", "vitamin-d-deficiency"} & set(first(weights, 2))
    assert weights["hypocalcemia"] < 0.01
    assert weights["als"] < 0.005


@pytest.mark.parametrize(
    ("cause", "findings", "levels"),
    [
        (
            "vitamin-d-deficiency",
            "tingling carpopedal-spasm cramps",
            {"vitamin_d": 12, "calcium": 1.6, "magnesium": 0.8},
        ),
        ("vitamin-d-deficiency", "proximal-weakness bone-pain", {"vitamin_d": 12, "calcium": 2.3}),
        ("hypoparathyroidism", "tingling carpopedal-spasm neck-surgery", {"vitamin_d": 60, "calcium": 1.7}),
        ("hypomagnesemia", "tremor cramps diuretic-or-ppi", {"vitamin_d": 60, "calcium": 1.7, "magnesium": 0.35}),
        ("hyperventilation", "tingling fast-breathing worry dizziness", {"ph": 7.6}),
        ("hyperventilation", "tingling fast-breathing worry dizziness", {}),
        ("als", "progressive-focal-weakness wasting brisk-reflexes fasciculation", {}),
        ("caffeine", "high-caffeine palpitations tremor poor-sleep", {}),
        ("intense-exercise", "recent-exertion fasciculation cramps muscle-pain", {}),
        ("dehydration-electrolytes", "fluid-loss cramps dizziness headache thirst", {}),
        ("medication", "new-medication fasciculation", {}),
        ("medication", "new-medication tremor", {}),
        ("medication", "steroid fasciculation", {}),
        ("medication", "steroid tremor", {}),
        ("medication", "new-medication", {}),
        ("stress-anxiety", "worry poor-sleep fasciculation palpitations", {}),
        ("hypercalcemia", "thirst fatigue confusion", {"vitamin_d": 500, "calcium": 3.3}),
        ("thyroid", "weight-change palpitations tremor", {}),
        ("radiculopathy", "one-limb-numbness fasciculation foot-drop", {}),
        ("benign-fasciculation", "fasciculation stable-for-years", {}),
    ],
)
def test_the_expected_cause_comes_first(cause, findings, levels):
    assert first(ranked(findings, **levels)) == [cause]


def test_low_calcium_and_spasm_without_low_vitamin_d_point_to_calcium_itself():
    weights = ranked("tingling carpopedal-spasm", vitamin_d=60, calcium=1.7)
    assert first(weights)[0] in {"hypocalcemia", "hypoparathyroidism"}


def test_in_health_no_mineral_cause_stands_out():
    weights = ranked()
    assert max(weight for cause, weight in weights.items() if tables.causes()[cause].mineral) <= 0.1


def test_weakness_with_water_pill_and_fluid_loss_makes_potassium_worth_a_test():
    assert ranked("proximal-weakness diuretic-or-ppi fluid-loss")["hypokalemia"] >= 0.1


def test_jerks_fatigue_and_restless_legs_with_low_levels_suggest_the_kidney():
    assert "kidney-disease" in first(ranked("myoclonus fatigue restless-legs", vitamin_d=30, calcium=2.0), 2)


def test_vitamin_d_deficiency_gains_steadily_as_vitamin_d_falls_and_always_leads_hypocalcemia():
    many = predict_many(np.geomspace(75, 15, 200), 2.4, 0.85)
    weights = dict(zip(many.cause_ids, many.weights, strict=True))
    assert (np.diff(weights["vitamin-d-deficiency"]) > 0).all()
    assert (weights["hypocalcemia"] < weights["vitamin-d-deficiency"]).all()
    assert weights["vitamin-d-deficiency"][-1] > 0.05


def test_mineral_causes_gain_steadily_as_calcium_falls():
    many = predict_many(75, np.linspace(2.4, 1.5, 181), 0.85)
    rows = [tables.causes()[cause].mineral for cause in many.cause_ids]
    assert (np.diff(many.weights[rows].sum(axis=0)) >= -1e-9).all()


def test_an_absent_finding_speaks_against_the_causes_that_bring_it():
    asked = ranked("fasciculation", "progressive-focal-weakness wasting proximal-weakness")
    assert asked["als"] < ranked("fasciculation")["als"] / 5


def test_likelihoods_stand_for_the_grades_and_rates_of_the_tables():
    table = differential.likelihoods()
    place = {cause: number for number, cause in enumerate(table.causes)}
    cells = {(row.cause, row.finding) for row in tables.finding_frequencies()}
    for row in tables.finding_frequencies():
        expected = tables.frequency_grades()[row.grade].probability
        assert np.exp(table.log_present[row.finding][place[row.cause]]) == pytest.approx(expected)
        assert np.exp(table.log_absent[row.finding][place[row.cause]]) == pytest.approx(1 - expected)
    unlinked = [(cause, finding) for cause in place for finding in table.log_present if (cause, finding) not in cells]
    assert unlinked
    for cause, finding in unlinked:
        rate = tables.findings()[finding].population_rate
        assert np.exp(table.log_present[finding][place[cause]]) == pytest.approx(rate)


def test_grades_stand_for_the_probabilities_of_the_design():
    grades = {grade: row.probability for grade, row in tables.frequency_grades().items()}
    assert grades == {0: 0.01, 1: 0.05, 2: 0.2, 3: 0.5, 4: 0.8, 5: 0.97}


def test_weights_of_equal_evidence_are_equal_and_of_hopeless_evidence_still_a_distribution():
    assert differential.weights(np.zeros((4, 2))) == pytest.approx(0.25)
    total = np.array([[-5000.0], [-9000.0]])
    assert differential.weights(total)[:, 0].tolist() == [1.0, 0.0]


# Two disturbances at once, levels far outside any textbook: the answer still names what the levels show.
@pytest.mark.parametrize(
    ("levels", "sensible"),
    [
        ({"vitamin_d": 8, "magnesium": 0.4}, {"vitamin-d-deficiency", "hypomagnesemia"}),
        ({"vitamin_d": 5, "calcium": 2.1, "magnesium": 0.5}, {"vitamin-d-deficiency", "hypomagnesemia"}),
        ({"calcium": 1.1, "magnesium": 2.0}, {"hypocalcemia", "hypoparathyroidism"}),
        ({"calcium": 1.1, "magnesium": 3.0}, {"hypocalcemia", "hypoparathyroidism"}),
        ({"vitamin_d": 500, "calcium": 3.6, "magnesium": 0.3}, {"hypercalcemia"}),
        ({"calcium": 3.4, "magnesium": 2.0}, {"hypercalcemia"}),
        ({"vitamin_d": 8, "calcium": 3.5}, {"hypercalcemia"}),
        ({"vitamin_d": 5, "calcium": 1.2, "magnesium": 0.2}, {"hypomagnesemia", "vitamin-d-deficiency"}),
    ],
)
def test_strange_pairs_of_levels_name_a_cause_that_they_show(levels, sensible):
    assert predict(Scenario(**levels)).causes[0].id in sensible


def test_a_cause_whose_level_points_the_other_way_never_leads():
    """Over the whole grid: no low-mineral cause leads while its mineral is high, nor high calcium while it is low."""
    for vitamin_d in (5, 12, 30, 75, 250, 600):
        for calcium in (1.1, 1.6, 2.0, 2.4, 2.8, 3.5, 4.1):
            for magnesium in (0.15, 0.3, 0.5, 0.85, 1.3, 2.5, 4.5):
                prediction = predict(Scenario(vitamin_d=vitamin_d, calcium=calcium, magnesium=magnesium))
                first = prediction.causes[0].id
                assert not (first == "hypomagnesemia" and magnesium >= 0.85)
                assert not (first in {"hypocalcemia", "hypoparathyroidism"} and calcium >= 2.4)
                assert not (first == "hypercalcemia" and calcium <= 2.4)
                assert not (first == "vitamin-d-deficiency" and vitamin_d >= 75)
