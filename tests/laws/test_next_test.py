"""What a test would change: never less than nothing, nothing where it is known, and on average no change at all."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spaces import FINDINGS, scenarios
from vitd_edu import predict
from vitd_edu.clinic import differential, next_test
from vitd_edu.clinic.next_test import change_of, expected_change, level_table, outcomes, updated
from vitd_edu.knowledge.workup_tables import test_reveals as reveals
from vitd_edu.scenario import LEVELS
from vitd_edu.workup import Workup, work_up

CAUSES = differential.likelihoods().causes
measured = st.frozensets(st.sampled_from(LEVELS))
workups = st.builds(Workup.of, scenarios, measured)
distributions = st.lists(st.floats(1e-6, 1.0), min_size=len(CAUSES), max_size=len(CAUSES)).map(
    lambda odds: np.array(odds) / math.fsum(odds)
)
bundles = st.lists(st.sampled_from(FINDINGS), min_size=1, max_size=4, unique=True)


def weights(state):
    found = {cause.id: cause.weight for cause in predict(state).causes}
    return np.array([found[cause] for cause in CAUSES])


@given(workups)
def test_no_test_changes_less_than_nothing_or_more_than_everything(workup):
    tests = work_up(workup).next_tests
    assert all(-1e-12 <= test.expected_change <= 1.0 for test in tests)
    changes = [test.expected_change for test in tests]
    assert changes == sorted(changes, reverse=True)


@given(workups)
def test_only_what_is_unknown_is_asked_for(workup):
    tests = work_up(workup).next_tests
    asked = workup.findings | workup.absent
    assert {finding for test in tests for finding in test.findings} == set(FINDINGS) - asked
    assert {test.analyte for test in tests if test.analyte} == set(LEVELS) - workup.measured


@given(distributions, st.sampled_from(list(reveals())))
def test_a_test_of_what_is_known_changes_nothing(now, test):
    assert change_of(test, now, FINDINGS, LEVELS) == pytest.approx(0, abs=1e-15)


@given(distributions, st.sampled_from(LEVELS))
def test_weights_averaged_over_a_level_are_the_weights_now(now, analyte):
    table = level_table(analyte).probability
    assert table.sum(axis=0) == pytest.approx(np.ones(len(CAUSES)))
    average = sum(chance * updated(now, row) for chance, row in zip(table @ now, table, strict=True) if chance > 0)
    assert average == pytest.approx(now, abs=1e-12)


@given(distributions, bundles)
def test_weights_averaged_over_findings_are_the_weights_now(now, findings):
    _, table = outcomes(findings)
    assert table.sum(axis=0) == pytest.approx(np.ones(len(CAUSES)))
    average = sum(chance * updated(now, row) for chance, row in zip(table @ now, table, strict=True))
    assert average == pytest.approx(now, abs=1e-12)


@given(distributions, bundles)
def test_the_expected_change_is_the_mean_distance_of_the_weights_then(now, findings):
    _, table = outcomes(findings)
    moved = [next_test.distance(updated(now, row), now) for row in table]
    assert expected_change(now, table) == pytest.approx(float(table @ now @ moved), abs=1e-12)


@given(distributions, bundles)
def test_asking_more_changes_no_less(now, findings):
    fewer, more = outcomes(findings[:-1])[1], outcomes(findings)[1]
    assert expected_change(now, more) >= expected_change(now, fewer) - 1e-12


@given(st.integers(0, len(CAUSES) - 1), bundles)
def test_where_there_is_no_doubt_nothing_can_change(cause, findings):
    certain = np.eye(len(CAUSES))[cause]
    assert expected_change(certain, outcomes(findings)[1]) == 0


@given(workups)
def test_a_result_announces_what_predict_then_says(workup):
    for test in work_up(workup).next_tests[:3]:
        for result in test.results():
            known = {"findings": workup.findings | result.findings, "absent": workup.absent | result.absent}
            if test.analyte:
                known |= {test.analyte: result.level, "measured": workup.measured | {test.analyte}}
            assert result.weights == pytest.approx(weights(dataclasses.replace(workup, **known)), rel=1e-6, abs=1e-9)
            assert 0 < result.chance <= 1 + 1e-12


@given(scenarios, measured)
def test_a_level_that_was_not_measured_is_no_evidence(scenario, known):
    workup = Workup.of(scenario, known)
    hidden = {name: getattr(Workup(), name) for name in LEVELS if name not in known}
    other = dataclasses.replace(workup, **hidden)
    assert [(row.id, row.weight) for row in predict(workup).causes] == [
        (row.id, row.weight) for row in predict(other).causes
    ]
    assert predict(workup).red_flags == predict(other).red_flags
    assert {name for name, band in predict(workup).bands.items() if band is not None} <= known


@given(scenarios)
def test_with_all_levels_measured_a_workup_is_its_scenario(scenario):
    said, plain = predict(Workup.of(scenario)), predict(scenario)
    assert dataclasses.replace(said, scenario=scenario) == plain


@given(workups)
def test_a_code_brings_the_workup_back(workup):
    assert Workup.from_code(workup.code) == workup
    assert workup.scenario.code == workup.code.split("_", 2)[2]
