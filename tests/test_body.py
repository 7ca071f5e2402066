"""Habits to levels and plans to weeks, as a learner asks for them; and what is refused."""

import dataclasses
import math

import numpy as np
import pytest

from vitd_edu.body import BeyondScenarioError, settle
from vitd_edu.body_course import recovery
from vitd_edu.physiology.homeostasis import UnsettledError
from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.intake import Plan
from vitd_edu.scenario import Scenario
from vitd_edu.units import LevelError


def test_settled_levels_are_a_scenario():
    found = settle(12, calcium_intake=300, demand=3).scenario
    assert isinstance(found, Scenario)
    assert found.onset == "chronic"
    assert (found.vitamin_d, found.calcium, found.magnesium) == pytest.approx((12, 1.592, 0.852), abs=1e-3)
    assert settle(12).as_scenario("acute").onset == "acute"


def test_a_settled_body_stays_where_it_is():
    body = settle(30, calcium_intake=600, demand=1, magnesium_absorption=0.1)
    later = recovery(Plan(), start=body, days=400).at(400)
    for field in dataclasses.fields(body):
        if field.name != "habits":
            assert getattr(later, field.name) == pytest.approx(getattr(body, field.name), abs=1e-6), field.name
    assert later.habits == body.habits


def test_a_course_can_be_taken_up_again():
    plan = Plan.single(100_000, day=3)
    whole = recovery(plan, start=settle(20), days=60)
    middle = recovery(plan, start=settle(20), days=20).at(20)
    rest = recovery(Plan(), start=middle, days=40)
    for name in ("vitamin_d", "calcium", "pth", "bone_access", "effective_shift_mv", "deep_pool"):
        assert getattr(rest, name) == pytest.approx(getattr(whole, name)[20:], rel=1e-9), name


def test_habits_change_only_where_they_are_given():
    course = recovery(Plan(), start=settle(12, calcium_intake=300, demand=3), calcium_intake=1000, days=7)
    assert course.habits.calcium_intake == 1000
    assert course.habits.demand == 3


def test_recorded_moments():
    course = recovery(Plan(), days=30, record_every=7)
    assert course.day.tolist() == [0, 7, 14, 21, 28, 30]
    assert course.weeks[1] == 1
    assert course.at(30).calcium == course.calcium[-1]
    with pytest.raises(InputError, match="nearest moment is day 14"):
        course.at(13)
    with pytest.raises(InputError, match="not a number"):
        course.at(math.nan)


def test_nerves_get_used_to_a_slow_fall():
    body = settle(75, magnesium_absorption=0.02)
    assert body.effective_shift_mv == pytest.approx(body.shift_mv / 2)
    fall = recovery(Plan(), magnesium_absorption=0.02, days=700)
    felt_share = fall.effective_shift_mv / fall.shift_mv
    assert felt_share[-1] == pytest.approx(0.5, abs=0.01)
    assert 0.5 < felt_share[90] < 1.0


def test_adaptation_follows_its_equation():
    fall = recovery(Plan(), start=settle(12), calcium_intake=200, demand=3, days=60, record_every=0.25)
    rate = np.gradient(fall.adapted_shift_mv, fall.day)
    assert rate[2:-2] == pytest.approx((fall.shift_mv - fall.adapted_shift_mv)[2:-2] / 14.0, abs=2e-4)


def test_bone_weakness_lags_behind_vitamin_d():
    course = recovery(Plan.weekly(50_000) + Plan.daily(1500, start=56), start=settle(12), days=364)
    weak, direct_gone = course.weakness["low-vitamin-d"], course.vitamin_d > 30
    assert weak[0] == pytest.approx(0.63, abs=0.02)
    assert weak[28] == pytest.approx(0.4 * (1 - course.bone_access[28]), abs=1e-9)
    assert direct_gone[28]
    assert (np.diff(weak[28:]) < 0).all()


def test_levels_beyond_the_model_are_said():
    assert settle().beyond() == ()
    toxic = recovery(Plan.daily(50_000), days=84)
    said = "Vitamin D is beyond the model, which holds from {} to {}, from week 1 on: read on with care."
    assert toxic.beyond() == (said.format("8", "250 nmol/L"),)
    assert toxic.beyond("us") == (said.format("3.2", "100.2 ng/mL"),)
    assert "beyond the model" in repr(toxic)
    assert settle(5).beyond() == ("Vitamin D 5 nmol/L is beyond the model, which holds from 8 to 250 nmol/L.",)
    assert settle(5).beyond("us")[0].startswith("Vitamin D 2.0 ng/mL is beyond the model")
    always = recovery(Plan(), start=settle(300), days=28).beyond()
    assert always[0].endswith("from the start on: read on with care.")


@pytest.mark.parametrize(
    ("habits", "names"),
    [
        ({"magnesium_absorption": 0.005}, r"Magnesium \(magnesium\).*0\.1 to 5 mmol/L"),
        ({"magnesium_intake": 0}, r"Magnesium \(magnesium\).*arrives at 0 mmol/L"),
        ({"vitamin_d": 2, "calcium_intake": 300}, r"Calcium \(calcium\).*1 to 4\.2 mmol/L"),
    ],
)
def test_levels_that_a_scenario_does_not_accept_are_said(habits, names):
    body = settle(**habits)
    assert body.beyond()
    with pytest.raises(BeyondScenarioError, match=names):
        assert body.scenario


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"calcium_intake": -1}, r"calcium_intake.*-1 mg/d.*0 to 3000 mg/d.*minus sign"),
        ({"calcium_intake": 10_000}, r"decimal point one place too far right"),
        ({"calcium_intake": math.nan}, r"nan is not a number"),
        ({"magnesium_intake": 3160}, r"magnesium_intake.*0 to 2000 mg/d.*decimal point"),
        ({"magnesium_absorption": 35}, r"magnesium_absorption.*0 to 0\.8"),
        ({"demand": -3}, r"demand.*0 to 8 mmol/d.*minus sign"),
        ({"demand": "high"}, r"'high' is not a number"),
        ({"gland": 3.5}, r"gland.*0 to 3"),
    ],
)
def test_bad_habits_are_refused(given, says):
    with pytest.raises(InputError, match=says):
        settle(**given)
    with pytest.raises(InputError, match=says):
        recovery(Plan(), **given)


def test_a_level_out_of_range_is_refused():
    with pytest.raises(LevelError, match="Vitamin D: "):
        settle(1000)


def test_habits_with_which_nobody_lives_are_refused_not_clipped():
    deadly = {"calcium_intake": 0, "demand": 8, "gland": 0}
    with pytest.raises(UnsettledError, match=r"under 0\.3 mmol/L.*demand 8 mmol/d"):
        settle(**deadly)
    with pytest.raises(UnsettledError, match=r"By day \d+ ionized calcium"):
        recovery(Plan(), **deadly)


def test_in_words():
    said = repr(settle(12, calcium_intake=300, demand=3))
    assert "Calcium 1.59 mmol/L" in said
    assert "PTH 863 pg/mL" in said
    assert "absorbs 32% of 300 mg" in said
    assert repr(recovery(Plan(), days=7)).startswith("BodyCourse: 7 days, 8 moments")


def test_the_same_course_twice_is_the_same_to_the_last_bit():
    one, two = (recovery(Plan.weekly(50_000), start=settle(12), days=100) for _ in range(2))
    assert one.calcium.tobytes() == two.calcium.tobytes()
    assert one.pth.tobytes() == two.pth.tobytes()
