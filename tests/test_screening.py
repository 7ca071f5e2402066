"""Rounds of testing: their codes, and what cannot be."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitd_edu.scenario import CaseCodeError, Scenario, ScenarioError
from vitd_edu.screening import CROWDS, LAST_SEED, SEASONS, TESTS, Counts, Screening, crowd_of, next_round, screen
from vitd_edu.units import LevelError


@given(
    st.sampled_from(TESTS),
    st.integers(1, 9000).map(lambda step: step / 100),
    st.sampled_from(SEASONS),
    st.sampled_from(CROWDS),
    st.integers(0, LAST_SEED),
)
def test_a_code_brings_the_same_round_back(test, prevalence, season, crowd, seed):
    screening = Screening(test=test, prevalence=prevalence, season=season, crowd=crowd, seed=seed, calcium=2.0)
    assert " " not in screening.code
    assert Screening.from_code(screening.code) == screening


def test_a_code_leaves_out_what_is_usual():
    assert Screening().code == "screening"
    assert Screening(test="vitamin-d", prevalence=0.02, season="winter", crowd=1_000, seed=2).code == (
        "screening_P0.02_vitamin-d_winter_1000-people_seed-2"
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "empty"),
        ("living_D12", "the body lab"),
        ("healthy", "symptom explorer"),
        ("screening_X2", "'X2' cannot be read"),
        ("screening_P1_P2", "a second time"),
        ("screening_calcium_twitch", "a second time"),
        ("screening_12-people", "crowd: 12"),
        ("nonsense", "cannot be read"),
    ],
)
def test_a_bad_code_is_explained(code, said):
    with pytest.raises(ScenarioError, match=said):
        Screening.from_code(code)


def test_the_explorer_says_where_such_a_code_belongs():
    with pytest.raises(CaseCodeError, match="the base rates"):
        Scenario.from_code("screening_P18")


@pytest.mark.parametrize(
    "change", [{"test": "magic"}, {"season": "spring"}, {"crowd": 12}, {"seed": -1}, {"seed": True}, {"crowd": "1000"},
               {"crowd": 10000.0}, {"seed": 1.0}, {"crowd": [1000]}, {"test": ["twitch"]}, {"season": None}]
)  # fmt: skip
def test_an_unknown_choice_is_refused(change):
    with pytest.raises(ScenarioError, match=next(iter(change))):
        dataclasses.replace(Screening(), **change)


def test_a_whole_number_written_with_a_point_is_refused_with_its_slip():
    with pytest.raises(ScenarioError, match=r"crowd: 10000\.0 cannot be\. .* without a decimal"):
        Screening(crowd=10000.0)
    counted = Screening(crowd=np.int64(1_000), seed=np.int64(3))  # whole, whoever has counted it
    assert screen(counted).screening.code == "screening_1000-people_seed-3"


@pytest.mark.parametrize("code", ["SCREENING_P18_CALCIUM_WINTER", "screening p18 calcium winter"])
def test_letters_of_a_code_do_not_matter(code):
    assert Screening.from_code(code) == Screening(test="calcium", prevalence=18, season="winter")


@pytest.mark.parametrize("change", [{"prevalence": 0}, {"prevalence": 95}, {"calcium": 9.4}, {"vitamin_d": -3}])
def test_a_number_out_of_range_is_refused(change):
    with pytest.raises(LevelError, match="accepted range"):
        dataclasses.replace(Screening(), **change)


def test_a_test_that_finds_nobody_has_no_predictive_value():
    counts = screen(Screening(test="calcium", calcium=1.0)).counts
    assert counts.positive == 0
    assert counts.measures.positive_value is None
    assert counts.measures.sensitivity == 0
    assert Counts(0, 0, 3, 7).measures.sensitivity is None


def test_two_rounds_one_after_the_other_agree_with_both_at_once():
    first = screen(Screening(test="spasm", prevalence=18, crowd=100_000))
    crowd = crowd_of(first.screening)
    second = screen(next_round(first))
    both = crowd.spasm & (crowd.calcium < 2.15)
    assert second.formula.positive_value == pytest.approx(crowd.low_calcium[both].mean(), abs=0.01)
    assert second.formula.positive_value > first.formula.positive_value
    assert next_round(second) is None


def test_the_bystanders_are_everybody():
    beside = screen(Screening()).beside
    assert beside.twitch + beside.quiet == 10_000
    assert 0 < beside.twitch_low < beside.twitch
