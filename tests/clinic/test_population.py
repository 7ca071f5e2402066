"""The virtual population meets the shares it is built on, and says what cannot be."""

import math

import numpy as np
import pytest

from vitd_edu.clinic.population import people, range_of, share, vitamin_d_of_all
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.evidence_tables import prevalence, screening_presets
from vitd_edu.physiology.inputs import InputError
from vitd_edu.screening import Screening, screen, usual_prevalence
from vitd_edu.words.published_share import low_among_the_tested, published

MANY = 100_000


@pytest.fixture(scope="module")
def crowd():
    return people(MANY)


def test_25_oh_d_is_spread_as_in_the_survey(crowd):
    """Herrick 2019: 5.0 % (4.1 to 6.2) under 30, a further 18.3 % (16.2 to 20.6) under 50 nmol/L."""
    under_30, under_50 = (crowd.vitamin_d < 30).mean() * 100, (crowd.vitamin_d < 50).mean() * 100
    assert 4.1 < under_30 < 6.2
    assert 16.2 < under_50 - under_30 < 20.6
    assert vitamin_d_of_all().below(30) == pytest.approx(0.05)
    assert vitamin_d_of_all().below(50) == pytest.approx(0.233)


def test_no_case_from_lack_of_vitamin_d_lies_much_above_what_was_published():
    """Bolland 2021: every untreated case at or below 18 nmol/L."""
    ill = people(MANY, from_vitamin_d=20)
    assert (ill.vitamin_d[ill.from_vitamin_d] <= 18).mean() > 0.97
    assert (ill.vitamin_d[ill.from_vitamin_d] < 25).mean() > 0.99
    assert (ill.low_calcium | ~ill.from_vitamin_d).all()


@pytest.mark.parametrize(("season", "value"), [("year", 0.82), ("winter", 0.34)])
def test_a_very_low_25_oh_d_seldom_means_low_calcium_though_oftener_than_published(season, value):
    """Bolland 2021: 0.23 % under 25 nmol/L. Here it is more, and wholly because fewer are low than among the tested.

    As many are ill as published, 0.02 %. The tested were low in 0.02 / 0.23 = 8.7 %; a survey of everybody has fewer.
    """
    formula = screen(Screening(test="vitamin-d", prevalence=0.02, vitamin_d=25, season=season, crowd=MANY)).formula
    assert 100 * formula.positive_value == pytest.approx(value, abs=0.01)
    low_here = vitamin_d_of_all(winter=season == "winter").below(25)
    low_there = low_among_the_tested()
    assert low_there == pytest.approx(0.087, abs=0.0005)
    published_value = prevalence()["biochemical-osteomalacia-under-25"].value
    assert 100 * formula.positive_value * low_here / low_there == pytest.approx(published_value, rel=0.02)


@pytest.mark.parametrize(("system", "cut_off"), [("si", "25 nmol/L"), ("us", "10.0 ng/mL")])
def test_the_learner_is_told_why_it_is_not_the_published_share(system, cut_off):
    said = published(system)
    for part in (
        f"of those under {cut_off}, 0.23 % had low calcium with high PTH and high alkaline phosphatase (Bolland2021)",
        f"With these people it is 0.8 % under {cut_off}, and 0.3 % in late winter",
        "about 8.7 % of them",
        "0.02 divided by 0.23",
    ):
        assert part in said


def test_a_laboratory_range_flags_about_one_healthy_person_in_forty(crowd):
    well = crowd.calcium[~crowd.low_calcium]
    assert (well < 2.15).mean() == pytest.approx(0.025, abs=0.003)
    assert (well > 2.55).mean() == pytest.approx(0.025, abs=0.003)


def test_a_twitch_is_no_commoner_beside_a_low_25_oh_d(crowd):
    low = crowd.vitamin_d < 50
    assert crowd.twitch[low].mean() == pytest.approx(crowd.twitch[~low].mean(), abs=0.01)
    assert low[crowd.twitch].mean() == pytest.approx(low[~crowd.twitch].mean(), abs=0.01)


def test_low_calcium_brings_twitches_and_spasms():
    ill = people(MANY, low_calcium=30)
    for marks, row in (
        (ill.twitch, "twitch-low-calcium"),
        (ill.spasm, "spasm-low-calcium"),
        (ill.trousseau, "trousseau-low-calcium"),
    ):
        assert marks[ill.low_calcium].mean() == pytest.approx(share(row), abs=0.01)
        assert marks[ill.low_calcium].mean() > marks[~ill.low_calcium].mean()
    assert ill.twitch[~ill.low_calcium].mean() == pytest.approx(
        tables.findings()["fasciculation"].population_rate, abs=0.01
    )


def test_winter_lowers_25_oh_d_by_one_share_and_nothing_else(crowd):
    winter = people(MANY, winter=True)
    well = ~crowd.from_vitamin_d
    assert np.allclose(winter.vitamin_d[well] / crowd.vitamin_d[well], prevalence()["vitamin-d-winter"].value)
    assert np.array_equal(winter.calcium, crowd.calcium)
    assert np.array_equal(winter.low_calcium, crowd.low_calcium)


def test_a_range_of_95_in_100_is_one(crowd):
    spread = range_of("calcium-others")
    row = prevalence()["calcium-others"]
    assert spread.below(row.upper) - spread.below(row.lower) == pytest.approx(0.95, abs=0.002)
    for name in ("calcium-others", "calcium-low", "vitamin-d-soft-bones"):
        row = prevalence()[name]
        assert row.value == pytest.approx(math.sqrt(row.lower * row.upper), rel=0.01), name


def test_prevalences_are_met_to_the_person():
    assert people(10_000).low_calcium.sum() == 10
    assert people(MANY).from_vitamin_d.sum() == 20
    assert people(1_000, low_calcium=0).low_calcium.sum() == 0
    assert people(1_000, low_calcium=100).low_calcium.all()
    assert usual_prevalence("vitamin-d") == 0.02


def test_the_crowd_is_handed_out_again_so_nobody_may_write_in_it(crowd):
    with pytest.raises(ValueError, match="read-only"):
        crowd.calcium[0] = 1.0
    assert repr(crowd) == f"People(100,000: 100 with low calcium, {crowd.twitch.sum():,} twitch)"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"number": 0}, "1 to 100000"),
        ({"number": 10.5}, "whole number"),
        ({"number": True}, "whole number"),
        ({"number": 200_000}, "1 to 100000"),
        ({"seed": -1}, "Seed: -1"),
        ({"low_calcium": 101}, "0 to 100 %"),
        ({"low_calcium": float("nan")}, "0 to 100 %"),
        ({"from_vitamin_d": "2 %"}, "Give a percentage"),
    ],
)
def test_what_cannot_be_is_refused_in_words(options, said):
    with pytest.raises(InputError, match=said):
        people(**options)


def test_the_stories_are_those_that_base_rates_tell():
    screened = {name: screen(Screening(test=row.test, prevalence=row.prevalence, vitamin_d=row.vitamin_d,
                                       calcium=row.calcium, season=row.season, crowd=row.crowd))
                for name, row in screening_presets().items()}  # fmt: skip
    value = {name: one.formula.positive_value for name, one in screened.items()}
    assert value["twitch"] < 0.005
    assert value["winter"] < 0.001
    assert value["everybody"] < 0.1
    assert value["spasm"] < 0.05
    assert min(value["hospital"], value["spasm-hospital"]) > 0.8
    assert screened["everybody"].formula.sensitivity == screened["hospital"].formula.sensitivity
    for name, one in screened.items():
        counted = one.counts.measures.positive_value
        assert counted == pytest.approx(value[name], rel=0.35), name
