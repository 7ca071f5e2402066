"""Which way each level moves the symptoms, and how they are ranked."""

import dataclasses

from hypothesis import assume, given

from tests.spaces import level, scenarios
from vitd_edu import predict
from vitd_edu.knowledge import tables

WEAKNESS = {"proximal-weakness", "gait-change", "muscle-pain", "bone-pain", "type-two-fiber-wasting"}


def probabilities(prediction):
    return {symptom.id: symptom.probability for symptom in prediction.symptoms}


@given(scenarios, level("vitamin_d"))
def test_more_vitamin_d_never_brings_a_symptom_by_itself(scenario, other):
    low, high = sorted([scenario.vitamin_d, other])
    poor = probabilities(predict(dataclasses.replace(scenario, vitamin_d=low)))
    rich = probabilities(predict(dataclasses.replace(scenario, vitamin_d=high)))
    assert all(rich[symptom] <= poor[symptom] for symptom in poor)


@given(scenarios, level("vitamin_d"))
def test_symptoms_of_the_nerve_do_not_follow_vitamin_d(scenario, other):
    of_the_nerve = {row.symptom for row in tables.symptom_drivers() if row.driver == "excitability"}
    before = probabilities(predict(scenario))
    after = probabilities(predict(dataclasses.replace(scenario, vitamin_d=other)))
    assert of_the_nerve
    assert all(before[symptom] == after[symptom] for symptom in of_the_nerve)


@given(scenarios, level("calcium"), level("magnesium"))
def test_excitable_symptoms_grow_with_the_shift(scenario, calcium, magnesium):
    driven = {
        row.symptom: {one.driver for one in tables.symptom_drivers() if one.symptom == row.symptom}
        for row in tables.symptom_drivers()
    }
    nerve_only = {symptom for symptom, drivers in driven.items() if drivers == {"excitability"}}
    one = predict(scenario)
    two = predict(dataclasses.replace(scenario, calcium=calcium, magnesium=magnesium))
    assume(one.effective_shift_mv < two.effective_shift_mv)
    before, after = probabilities(one), probabilities(two)
    assert {"tingling", "carpopedal-spasm"} <= nerve_only
    assert all(before[symptom] <= after[symptom] for symptom in nerve_only)


@given(scenarios)
def test_symptoms_are_ranked_and_explained(scenario):
    prediction = predict(scenario)
    assert {symptom.id for symptom in prediction.symptoms} == set(tables.symptoms())
    found = [symptom.probability for symptom in prediction.symptoms]
    assert found == sorted(found, reverse=True)
    for symptom in prediction.symptoms:
        steps = sum(symptom.probability >= step for step in (0.2, 0.5, 0.8))
        assert symptom.strength == steps
        reasons = {row.driver: row.why for row in tables.symptom_drivers() if row.symptom == symptom.id}
        assert symptom.why == reasons[symptom.driver]
