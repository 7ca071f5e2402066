"""Red flags: more findings never silence one, and what is absent or unasked raises none."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from tests.spaces import FINDINGS, level, scenarios
from vitd_edu import Scenario, predict


def flags(scenario):
    return {flag.id for flag in predict(scenario).red_flags}


@given(scenarios, st.sets(st.sampled_from(FINDINGS), max_size=4))
def test_more_findings_never_silence_a_flag(scenario, more):
    fuller = dataclasses.replace(scenario, findings=scenario.findings | more, absent=scenario.absent - more)
    assert flags(scenario) <= flags(fuller)


@given(scenarios)
def test_absent_findings_raise_nothing(scenario):
    assert flags(scenario) == flags(dataclasses.replace(scenario, absent=frozenset()))


@given(scenarios)
def test_emergencies_come_first(scenario):
    actions = [flag.action for flag in predict(scenario).red_flags]
    assert actions == sorted(actions, key=["emergency", "urgent"].index)


@given(level("calcium"), level("magnesium"), level("vitamin_d"))
def test_levels_alone_raise_the_flags_of_their_limits(calcium, magnesium, vitamin_d):
    raised = flags(scenario_with(calcium, magnesium, vitamin_d))
    assert ("very-low-calcium" in raised) == (calcium <= 1.9)
    assert ("very-high-calcium" in raised) == (calcium >= 3.5)
    assert ("high-calcium" in raised) == (calcium >= 3.0)
    assert ("very-low-magnesium" in raised) == (magnesium <= 0.4)
    assert ("very-high-magnesium" in raised) == (magnesium >= 4.0)
    assert ("vitamin-d-too-high" in raised) == (vitamin_d >= 375)


def scenario_with(calcium, magnesium, vitamin_d):
    return Scenario(vitamin_d=vitamin_d, calcium=calcium, magnesium=magnesium)
