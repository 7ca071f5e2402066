"""Many scenarios at once give, to the last bit, what each gives alone."""

import dask
import dask.array as da
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spaces import FINDINGS, scenarios
from vitd_edu import Scenario, predict, predict_many
from vitd_edu.scenario import LEVELS
from vitd_edu.units import LevelError

ANY = st.floats() | st.floats(0, 10)


def inputs(people):
    """Return scenarios as the arguments of predict_many."""
    findings = sorted(set().union(*(one.findings | one.absent for one in people)))
    return {
        **{name: np.array([getattr(one, name) for one in people]) for name in LEVELS},
        "onset": np.array([one.onset == "chronic" for one in people]),
        "findings": {
            finding: np.array([(finding in one.findings) - (finding in one.absent) for one in people])
            for finding in findings
        },
    }


def assert_agrees(cohort, place, scenario):
    """Compare one column of a cohort with the prediction of its scenario, bit for bit."""
    prediction = predict(scenario)
    strengths = {symptom.id: symptom.strength for symptom in prediction.symptoms}
    weights = {cause.id: cause.weight for cause in prediction.causes}
    assert bool(cohort.valid[place])
    assert float(cohort.shift_mv[place]) == prediction.shift_mv
    assert float(cohort.effective_shift_mv[place]) == prediction.effective_shift_mv
    assert float(cohort.score[place]) == prediction.excitability
    assert dict(zip(cohort.symptom_ids, cohort.strengths[:, place], strict=True)) == strengths
    assert dict(zip(cohort.cause_ids, cohort.weights[:, place], strict=True)) == weights


@settings(max_examples=60)
@given(st.lists(scenarios, min_size=1, max_size=40))
def test_many_agree_with_one_to_the_last_bit(people):
    cohort = predict_many(**inputs(people))
    for place, scenario in enumerate(people):
        assert_agrees(cohort, place, scenario)


@settings(max_examples=40)
@given(scenarios)
def test_one_as_plain_numbers_agrees_too(scenario):
    marks = dict.fromkeys(scenario.findings, 1) | dict.fromkeys(scenario.absent, -1)
    levels = {name: getattr(scenario, name) for name in LEVELS}
    assert_agrees(predict_many(**levels, onset=scenario.onset, findings=marks), 0, scenario)


@settings(max_examples=15)
@given(st.lists(scenarios, min_size=1, max_size=12), st.integers(1, 5))
def test_dask_gives_the_same_numbers(people, chunk):
    given_arrays = inputs(people)
    lazy = {name: da.from_array(given_arrays[name], chunks=chunk) for name in (*LEVELS, "onset")}
    marks = {finding: da.from_array(mark, chunks=chunk) for finding, mark in given_arrays["findings"].items()}
    cohort = predict_many(**lazy, findings=marks)
    expected = predict_many(**given_arrays)
    names = ("score", "shift_mv", "effective_shift_mv", "strengths", "weights", "valid")
    computed = dask.compute(*(getattr(cohort, name) for name in names), scheduler="synchronous")
    for name, array in zip(names, computed, strict=True):
        assert np.array_equal(array, getattr(expected, name)), name


def is_accepted(levels):
    try:
        Scenario(**levels)
    except LevelError:
        return False
    return True


@given(st.lists(st.tuples(ANY, ANY, ANY, ANY), min_size=1, max_size=20), st.sampled_from(FINDINGS))
def test_out_of_range_is_nan_and_false_and_disturbs_nobody(rows, finding):
    columns = [
        np.array([*column, healthy])
        for column, healthy in zip(zip(*rows, strict=True), (75, 2.4, 0.85, 7.4), strict=True)
    ]
    cohort = predict_many(*columns[:3], ph=columns[3], findings={finding: np.ones(len(rows) + 1)})
    for place, row in enumerate(rows):
        assert bool(cohort.valid[place]) == is_accepted(dict(zip(LEVELS, row, strict=True)))
    for array in (cohort.score, cohort.shift_mv, cohort.effective_shift_mv, *cohort.strengths, *cohort.weights):
        assert np.array_equal(np.isnan(array), ~cohort.valid)
    alone = predict_many(75, 2.4, 0.85, findings={finding: 1})
    assert cohort.score[-1] == alone.score[0]
    assert np.array_equal(cohort.weights[:, -1], alone.weights[:, 0])
