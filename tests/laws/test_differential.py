"""The differential is one coherent application of Bayes' rule; checked against plain arithmetic over the tables."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.spaces import FINDINGS, level, scenarios
from vitd_edu import predict
from vitd_edu.clinic import differential
from vitd_edu.knowledge import tables
from vitd_edu.prediction import NOTICEABLE, outcome
from vitd_edu.scenario import LEVELS

SMALLEST = 1e-280  # weights below it lose digits, as any double does near the end of its range
findings = st.sampled_from(FINDINGS)


CELLS = {
    (row.cause, row.finding): tables.frequency_grades()[row.grade].probability for row in tables.finding_frequencies()
}
DENSITIES = {(row.cause, row.analyte): row for row in tables.level_distributions()}


def chance(finding, cause):
    """P(finding | cause), by hand: the grade where the table has the cell, else the rate in the population."""
    return CELLS.get((cause, finding), tables.findings()[finding].population_rate)


def log_density(analyte, value, cause):
    """log P(level | cause) up to a constant, by hand."""
    row, healthy = DENSITIES[cause, analyte], tables.analytes()[analyte].healthy
    spread = tables.parameters()[f"background_spread_{analyte}"].value

    def bell(center, width):
        distance = value - center if analyte == "ph" else math.log(value / center)
        return distance, -((distance / width) ** 2) / 2 - math.log(width)

    distance, own = bell(row.typical, row.spread)
    if (row.open_side == "low" and distance < 0) or (row.open_side == "high" and distance > 0):
        own = -math.log(row.spread)
    return max(own, bell(healthy, spread)[1] + math.log(row.background)) if row.background else own


def by_hand(scenario):
    """Log weight of each cause, up to a constant."""
    return {
        cause.id: math.log(cause.prior)
        + sum(log_density(name, getattr(scenario, name), cause.id) for name in LEVELS)
        + sum(math.log(chance(finding, cause.id)) for finding in scenario.findings)
        + sum(math.log(1 - chance(finding, cause.id)) for finding in scenario.absent)
        for cause in tables.causes().values()
    }


def weights(scenario):
    return {cause.id: cause.weight for cause in predict(scenario).causes}


def unmarked(scenario, finding):
    return dataclasses.replace(scenario, findings=scenario.findings - {finding}, absent=scenario.absent - {finding})


def pieces(scenario):
    """Return the evidence of a scenario, piece by piece, and the weights."""
    marks = dict.fromkeys(scenario.findings, 1) | dict.fromkeys(scenario.absent, -1)
    arrays = {name: np.array([getattr(scenario, name)]) for name in LEVELS}
    chronic = np.array([scenario.onset == "chronic"])
    result = outcome(arrays, chronic, {finding: np.array([mark]) for finding, mark in marks.items()})
    return result.evidence, result.weights[:, 0]


@given(scenarios)
def test_weights_are_a_distribution(scenario):
    causes = predict(scenario).causes
    assert {cause.id for cause in causes} == set(tables.causes())
    assert all(0 <= cause.weight <= 1 for cause in causes)
    assert math.fsum(cause.weight for cause in causes) == pytest.approx(1, abs=1e-12)
    assert [cause.weight for cause in causes] == sorted((cause.weight for cause in causes), reverse=True)


@given(scenarios)
def test_weights_are_what_the_tables_say(scenario):
    expected = by_hand(scenario)
    highest = max(expected.values())
    total = math.fsum(math.exp(value - highest) for value in expected.values())
    for cause, weight in weights(scenario).items():
        assert weight == pytest.approx(math.exp(expected[cause] - highest) / total, rel=1e-9, abs=1e-300)


@given(scenarios)
def test_influences_explain_each_row_exactly(scenario):
    """Log weight = log prior + the sum of the influences + one number that all rows share."""
    evidence, found = pieces(scenario)
    moved = sum(differential.influence(part)[:, 0] for part in evidence.values())
    visible = found > SMALLEST
    common = np.log(found[visible]) - differential.likelihoods().log_prior[visible] - moved[visible]
    assert common == pytest.approx(common[0], abs=1e-8)


@given(scenarios)
def test_an_influence_is_measured_against_the_average_by_priors(scenario):
    evidence, _ = pieces(scenario)
    prior = np.array([cause.prior for cause in tables.causes().values()])
    for part in evidence.values():
        ratio = np.exp(differential.influence(part)[:, 0])
        assert float(prior @ ratio) == pytest.approx(1, rel=1e-9)


@given(scenarios)
def test_reasons_on_show_are_the_noticeable_influences_strongest_first(scenario):
    evidence, _ = pieces(scenario)
    moved = {name: differential.influence(part)[:, 0] for name, part in evidence.items()}
    column = {cause: place for place, cause in enumerate(tables.causes())}
    for cause in predict(scenario).causes:
        ups = {name: value[column[cause.id]] for name, value in moved.items() if value[column[cause.id]] > NOTICEABLE}
        downs = {
            name: value[column[cause.id]] for name, value in moved.items() if value[column[cause.id]] < -NOTICEABLE
        }
        assert {one.evidence: one.log_ratio for one in cause.supports} == pytest.approx(ups)
        assert {one.evidence: one.log_ratio for one in cause.contradicts} == pytest.approx(downs)
        assert [one.log_ratio for one in cause.supports] == sorted(ups.values(), reverse=True)
        assert [one.log_ratio for one in cause.contradicts] == sorted(downs.values())
        for one in (*cause.supports, *cause.contradicts):
            assert one.mark == (one.evidence in scenario.findings) - (one.evidence in scenario.absent)
            assert one.level == (getattr(scenario, one.evidence) if one.evidence in LEVELS else None)


@given(scenarios, findings)
def test_a_present_finding_raises_exactly_the_causes_that_expect_it_more_than_the_others_do(scenario, finding):
    before = weights(unmarked(scenario, finding))
    after = weights(
        dataclasses.replace(scenario, findings=scenario.findings | {finding}, absent=scenario.absent - {finding})
    )
    average = math.fsum(weight * chance(finding, cause) for cause, weight in before.items())
    for cause, weight in before.items():
        assert after[cause] == pytest.approx(weight * chance(finding, cause) / average, rel=1e-9, abs=1e-290)


@given(scenarios, findings)
def test_an_absent_finding_does_the_opposite(scenario, finding):
    before = weights(unmarked(scenario, finding))
    after = weights(
        dataclasses.replace(scenario, absent=scenario.absent | {finding}, findings=scenario.findings - {finding})
    )
    average = math.fsum(weight * (1 - chance(finding, cause)) for cause, weight in before.items())
    for cause, weight in before.items():
        assert after[cause] == pytest.approx(weight * (1 - chance(finding, cause)) / average, rel=1e-9, abs=1e-290)


@given(scenarios, st.sampled_from(tables.finding_frequencies()))
def test_a_finding_graded_above_its_rate_raises_its_cause_over_every_unlinked_one(scenario, row):
    rate = tables.findings()[row.finding].population_rate
    grade = tables.frequency_grades()[row.grade].probability
    assume(grade != rate)
    unlinked = set(tables.causes()) - {one.cause for one in tables.finding_frequencies() if one.finding == row.finding}
    before = weights(unmarked(scenario, row.finding))
    after = weights(
        dataclasses.replace(
            scenario, findings=scenario.findings | {row.finding}, absent=scenario.absent - {row.finding}
        )
    )
    for other in unlinked:
        if min(before[row.cause], before[other], after[row.cause], after[other]) > SMALLEST:
            gained = math.log(after[row.cause] / after[other]) - math.log(before[row.cause] / before[other])
            assert (gained > 0) == (grade > rate)


@given(scenarios)
def test_findings_never_asked_move_nothing(scenario):
    present, _ = pieces(scenario)
    assert set(present) == {*LEVELS, *scenario.findings, *scenario.absent}


@given(scenarios, level("vitamin_d"))
def test_only_the_evidence_that_changed_changes_its_influence(scenario, other):
    before, _ = pieces(scenario)
    after, _ = pieces(dataclasses.replace(scenario, vitamin_d=other))
    for name in before.keys() - {"vitamin_d"}:
        assert (differential.influence(before[name]) == differential.influence(after[name])).all()
