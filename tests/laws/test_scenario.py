"""Case codes, units and checks: every scenario survives them, and nothing else gets through."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spaces import FINDINGS, level, onsets, scenarios
from vitd_edu import Scenario, units
from vitd_edu.knowledge import tables
from vitd_edu.scenario import LEVELS, ScenarioError
from vitd_edu.units import LevelError

MEASURED = st.sampled_from(tuple(tables.analytes()))


@given(scenarios)
def test_a_case_code_restores_its_scenario(scenario):
    assert Scenario.from_code(scenario.code) == scenario


@given(scenarios)
def test_a_case_code_fits_a_link(scenario):
    allowed = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-")
    assert scenario.code
    assert set(scenario.code) <= allowed


@given(scenarios, scenarios)
def test_two_scenarios_share_a_code_only_if_they_are_the_same(one, two):
    assert (one.code == two.code) == (one == two)


@given(st.text(max_size=30) | st.from_regex(r"([DCMPX+-][0-9a-z.]{0,6}_?){0,4}", fullmatch=True))
def test_any_text_is_a_code_or_a_clear_error(text):
    try:
        scenario = Scenario.from_code(text)
    except (ScenarioError, LevelError) as error:
        assert str(error)
    else:
        assert Scenario.from_code(scenario.code) == scenario


@given(scenarios)
def test_a_scenario_is_kept_as_it_was_set(scenario):
    again = Scenario(
        **{name: getattr(scenario, name) for name in LEVELS},
        findings=scenario.findings,
        absent=scenario.absent,
        onset=scenario.onset,
    )
    assert again == scenario
    assert hash(again) == hash(scenario)


@given(level("vitamin_d"), level("calcium"), level("magnesium"), onsets)
def test_the_same_levels_in_us_units_make_the_same_scenario(vitamin_d, calcium, magnesium, onset):
    si = Scenario(vitamin_d=vitamin_d, calcium=calcium, magnesium=magnesium, onset=onset)
    us = Scenario.conventional(
        vitamin_d=units.from_si("vitamin_d", vitamin_d, "us"),
        calcium=units.from_si("calcium", calcium, "us"),
        magnesium=units.from_si("magnesium", magnesium, "us"),
        onset=onset,
    )
    assert us == si


@given(MEASURED, st.floats(1e-3, 1e4), st.sampled_from(units.SYSTEMS))
def test_conversion_there_and_back(analyte, value, system):
    assert units.from_si(analyte, units.to_si(analyte, value, system), system) == pytest.approx(value, rel=1e-12)
    assert units.to_si(analyte, units.from_si(analyte, value, system), system) == pytest.approx(value, rel=1e-12)


@given(st.sampled_from(LEVELS), st.floats(), st.sampled_from(units.SYSTEMS))
def test_any_number_is_kept_in_range_or_refused_by_name(analyte, value, system):
    row = tables.analytes()[analyte]
    try:
        kept = units.check_level(analyte, value, system)
    except LevelError as error:
        assert str(error).startswith(f"{row.short_name}: ")
        assert units.unit(analyte, system) in str(error)
        assert (
            not row.accepted_lower + row.resolution
            <= units.to_si(analyte, value, system)
            <= row.accepted_upper - row.resolution
        )
    else:
        assert row.accepted_lower <= kept <= row.accepted_upper
        assert abs(kept - units.to_si(analyte, value, system)) <= row.resolution / 2 * (1 + 1e-9)
        assert math.isclose(kept / row.resolution, round(kept / row.resolution), abs_tol=1e-6)


ANYTHING = (
    st.none()
    | st.booleans()
    | st.text(max_size=5)
    | st.complex_numbers()
    | st.lists(st.floats(), max_size=2)
    | st.integers()
    | st.just(10**400)
    | st.binary(max_size=3)
    | st.dates()
)


@given(st.sampled_from(LEVELS), ANYTHING)
def test_anything_at_all_is_a_level_or_a_level_error(analyte, value):
    row = tables.analytes()[analyte]
    try:
        assert row.accepted_lower <= units.check_level(analyte, value) <= row.accepted_upper
    except LevelError as error:
        assert str(error).startswith(f"{row.short_name}: ")


@given(st.lists(st.sampled_from(FINDINGS) | st.text(max_size=8) | st.integers(), max_size=4))
def test_findings_are_known_or_refused_by_name(given_findings):
    unknown = set(given_findings) - set(FINDINGS)
    try:
        scenario = Scenario(findings=given_findings)
    except ScenarioError as error:
        assert any(repr(finding) in str(error) for finding in unknown)
    else:
        assert not unknown
        assert scenario.findings == set(given_findings)
