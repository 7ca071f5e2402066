"""Red flags: more findings never silence one, and what is absent or unasked raises none."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from tests.spaces import FINDINGS, level, scenarios
from vitd_edu import Scenario, predict
from vitd_edu.clinic import red_flags
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import band_of, bands

LIMITED = [flag for flag in tables.red_flags() if flag.analyte is not None]


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
def test_the_soonest_come_first(scenario):
    actions = [flag.action for flag in predict(scenario).red_flags]
    assert actions == sorted(actions, key=["emergency", "today", "urgent"].index)


@given(level("calcium"), level("magnesium"), level("vitamin_d"))
def test_levels_alone_raise_the_flags_of_their_limits(calcium, magnesium, vitamin_d):
    raised = flags(scenario_with(calcium, magnesium, vitamin_d))
    assert ("very-low-calcium" in raised) == (calcium < 1.9)
    assert ("very-high-calcium" in raised) == (calcium > 3.5)
    assert ("high-calcium" in raised) == (calcium > 3.0)
    assert ("very-low-magnesium" in raised) == (magnesium < 0.4)
    assert ("very-high-magnesium" in raised) == (magnesium > 4.0)
    assert ("vitamin-d-too-high" in raised) == (vitamin_d > 375)


@given(st.sampled_from(LIMITED), st.data())
def test_no_limit_fires_at_a_normal_level(flag, data):
    value = data.draw(level(flag.analyte))
    fired = red_flags.fires(flag, frozenset(flag.all_of + flag.any_of), {flag.analyte: value})
    assert not (fired and band_of(flag.analyte, value).level == "normal")


@given(st.sampled_from(LIMITED))
def test_no_limit_fires_at_the_edge_of_normal(flag):
    usual = [band for band in bands(flag.analyte) if band.level == "normal"]
    for edge in {bound for band in usual for bound in (band.lower, band.upper)}:
        assert not red_flags.fires(flag, frozenset(flag.all_of + flag.any_of), {flag.analyte: edge})


def scenario_with(calcium, magnesium, vitamin_d):
    return Scenario(vitamin_d=vitamin_d, calcium=calcium, magnesium=magnesium)
