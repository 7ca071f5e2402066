"""25(OH)D over weeks against ten study arms, the closed form, and the rules of thumb."""

import numpy as np
import pytest

from vitd_edu.physiology import dose_response, vitamin_d
from vitd_edu.physiology.course import body_mass_effect, legs, potency
from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.intake import Plan
from vitd_edu.units import LevelError

WEEKLY = Plan.weekly(50_000, times=8)
MONTHLY = Plan.monthly(50_000, times=3)

# start, plan, day read, 25(OH)D of the model (what the study saw stands in the comment)
ARMS = [
    (67, Plan.daily(1000), 56, 83),  # 96
    (67, Plan.daily(10_000), 56, 203),  # 213
    (70, Plan.daily(1000), 140, 89),  # 82
    (69, Plan.daily(5000), 140, 152),  # 161
    (66, Plan.daily(10_000), 140, 218),  # 225
    (41, Plan.daily(1000), 84, 61),  # 69
    (41, Plan.daily(4000), 84, 111),  # 96
    (35, Plan.daily(2000), 75, 73.5),  # 72
    (36, MONTHLY, 75, 70),  # 69
    (33, WEEKLY, 60, 118),  # 107
]
SEEN = (96, 213, 82, 161, 225, 69, 96, 72, 69, 107)


@pytest.mark.parametrize(("start", "plan", "day", "expected"), ARMS)
def test_study_arm(start, plan, day, expected):
    assert vitamin_d.course(plan, start=start, days=day).vitamin_d[-1] == pytest.approx(expected, rel=0.015)


def test_the_model_misses_the_study_arms_by_about_nine_percent():
    modeled = [vitamin_d.course(plan, start=start, days=day).vitamin_d[-1] for start, plan, day, _ in ARMS]
    assert np.sqrt(np.mean(np.log(np.array(modeled) / SEEN) ** 2)) == pytest.approx(0.09, abs=0.01)


def test_two_thousand_units_a_day_rise_to_the_plateau_in_two_to_three_months():
    reached, target = vitamin_d.course(Plan.daily(2000), start=40, days=84), vitamin_d.plateau(40.0, 2000.0)
    assert target == pytest.approx(83.4, abs=0.05)
    for week, share in ((4, 0.64), (8, 0.81), (12, 0.88)):
        assert (reached.vitamin_d[7 * week] - 40.0) / (target - 40.0) == pytest.approx(share, abs=0.02)


@pytest.mark.parametrize("start", [10.0, 40.0, 75.0])
@pytest.mark.parametrize("intake", [0.0, 400.0, 2000.0, 10_000.0])
def test_the_long_run_agrees_with_the_closed_form(start, intake):
    reached = vitamin_d.course(Plan.daily(intake), start=start, days=1500, record_every=28)
    assert reached.vitamin_d[-1] == pytest.approx(vitamin_d.plateau(start, intake), rel=1e-4)


def test_life_as_usual_changes_nothing():
    reached = vitamin_d.course(Plan(), start=47.3, days=400)
    assert reached.vitamin_d == pytest.approx(47.3, abs=1e-9)
    assert not reached.fast_pool.any()


def test_winter_lowers_and_extra_sun_raises():
    usual = vitamin_d.course(Plan(), start=60, days=120)
    winter = vitamin_d.course(Plan(), start=60, days=120, background_share=0.6)
    sunny = vitamin_d.course(Plan(), start=60, days=120, food_and_sun=500)
    assert winter.vitamin_d[-1] < usual.vitamin_d[-1] < sunny.vitamin_d[-1]


def test_a_season_is_one_value_for_each_day():
    season = [1.0 + 0.4 * np.cos(2 * np.pi * day / 365) for day in range(365)]
    reached = vitamin_d.course(Plan(), start=60, days=365, background_share=season)
    assert reached.vitamin_d[:120].max() > 60
    assert reached.vitamin_d.argmin() > 182  # the level lags behind the season
    as_array = vitamin_d.course(Plan(), start=60, days=365, background_share=np.array(season))
    assert (as_array.vitamin_d == reached.vitamin_d).all()


def test_the_same_units_as_extra_sun_or_as_a_daily_tablet():
    tablet = vitamin_d.course(Plan.daily(800), start=40, days=100)
    sun = vitamin_d.course(Plan(), start=40, days=100, food_and_sun=800)
    assert tablet.vitamin_d == pytest.approx(sun.vitamin_d)


@pytest.mark.parametrize(("index", "effect"), [(18, 1), (24.9, 1), (25, 0.75), (29.9, 0.75), (30, 0.5), (45, 0.5)])
def test_body_mass(index, effect):
    assert body_mass_effect(index) == effect
    (leg,) = legs(Plan.single(1000), (0.0, 1.0), body_mass_index=index)
    assert leg.dose == pytest.approx(1000 * effect)


def test_d2_does_less_than_d3():
    assert potency("D2") == 0.6
    weak, strong = (vitamin_d.course(Plan.weekly(50_000, form=form), start=30, days=60) for form in ("D2", "D3"))
    assert weak.vitamin_d[-1] < strong.vitamin_d[-1]


def test_a_dose_moves_the_pools_at_once_and_the_level_later():
    assert vitamin_d.with_dose((0.0, 10.0, 40.0, 1.25), 1000.0) == pytest.approx((700.0, 310.0, 40.0, 1.25))


def test_weekly_and_daily_of_the_same_total_end_alike():
    daily = vitamin_d.course(Plan.daily(2000), start=40, days=182)
    weekly = vitamin_d.course(Plan.weekly(14_000, times=26), start=40, days=182)
    assert weekly.vitamin_d[-7:].mean() == pytest.approx(daily.vitamin_d[-1], rel=0.02)


def test_rules_of_thumb():
    assert dose_response.heaney_level(70.0, 1000.0) == pytest.approx(87.5)
    assert dose_response.iom_level(600.0) == pytest.approx(63, abs=0.5)


def test_the_usual_intake_of_common_levels_is_of_the_size_that_was_estimated():
    assert vitamin_d.usual_intake(np.array([33.0, 73.0])) == pytest.approx([778, 2667], rel=0.2)


def test_half_life_at_the_reference_level():
    assert vitamin_d.loss(50.0) / 50.0 == pytest.approx(np.log(2) / 15)


def test_magnesium_as_a_cofactor_is_weak_and_levels_off():
    assert vitamin_d.magnesium_cofactor(np.array([0.0, 0.425, 0.85, 2.0])) == pytest.approx([0.7, 0.85, 1.0, 1.0])
    assert vitamin_d.magnesium_cofactor(0.425) == pytest.approx(0.85)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"days": 0}, "1 to 3650 d"),
        ({"days": 4000}, "1 to 3650 d"),
        ({"days": float("nan")}, "not a number"),
        ({"time_step": 0}, "0.02 to 1 d"),
        ({"time_step": 1.5}, "0.02 to 1 d"),
        ({"time_step": -0.5}, "cannot be negative"),
        ({"record_every": 0}, "0.05 to 28 d"),
        ({"food_and_sun": -100}, "cannot be negative"),
        ({"food_and_sun": 1e6}, "0 to 20000 IU/d"),
        ({"food_and_sun": [100.0] * 20}, "20 values, one a day, do not reach day 364"),
        ({"food_and_sun": [100.0] * 363 + [float("nan")]}, "not a number"),
        ({"background_share": -1}, "cannot be negative"),
        ({"background_share": "winter"}, "'winter' is not a number"),
        ({"background_share": [[1.0, 1.0]] * 400}, "is not a number"),
        ({"body_mass_index": 0}, "10 to 90 kg/m2"),
    ],
)
def test_bad_input_is_refused_with_its_range(given, says):
    with pytest.raises(InputError, match=says) as refused:
        vitamin_d.course(Plan(), **given)
    assert next(iter(given)) in str(refused.value)


def test_a_start_outside_the_levels_is_refused():
    with pytest.raises(LevelError, match="Vitamin D: "):
        vitamin_d.course(Plan(), start=-5)
    with pytest.raises(InputError, match=r"Plan\.daily"):
        vitamin_d.course(2000)
