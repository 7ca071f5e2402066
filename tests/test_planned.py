"""A year under a plan: the plate takes the place of food, the sun has seasons, people differ, and steps are short."""

import dataclasses

import numpy as np
import pytest

from vitd_edu.body import settle
from vitd_edu.body_course import DAY_STEP, recovery
from vitd_edu.dosing import taken
from vitd_edu.knowledge.planner_tables import planner_presets
from vitd_edu.physiology import vitamin_d
from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.intake import DailyIntake, Plan
from vitd_edu.planned import DAYS, MODEL, _year, follow
from vitd_edu.planning import DayPlan, calcium_before, calcium_eaten, food_before, food_change, plate_total, sun_year
from vitd_edu.words import plan_notes
from vitd_edu.words import planning as said

FISH = (("sockeye-salmon", 1), ("milk", 2), ("kale", 1))
SUNNY = DayPlan(vitamin_d=40, latitude="lat-50", minutes="minutes-30", month="january")
LEVELS = ("vitamin_d", "calcium", "magnesium", "pth")
PRESETS = pytest.mark.parametrize("preset", planner_presets().values(), ids=lambda row: row.id)

# The plate


def test_the_plate_takes_the_place_of_the_food_before():
    course = follow(DayPlan(vitamin_d=32, plate=FISH)).course
    assert plate_total(DayPlan(plate=FISH))["vitamin_d"] == pytest.approx(687, abs=1)
    assert course.vitamin_d[-1] == pytest.approx(47, abs=0.5)
    assert course.vitamin_d[-1] == pytest.approx(float(vitamin_d.plateau(32, 687 - 100)), rel=0.01)
    assert course.habits.calcium_intake == plate_total(DayPlan(plate=FISH))["calcium"] == 690


def test_a_plate_with_as_much_vitamin_d_as_the_food_before_changes_nothing():
    plan = DayPlan(vitamin_d=40, plate=(("orange-juice", 1),))
    assert plate_total(plan)["vitamin_d"] == food_before(plan) == 100
    assert food_change(plan) == 0
    for course in follow(plan).courses:
        assert course.vitamin_d == pytest.approx(40, abs=1)  # what is swallowed takes some weeks to come through
        assert course.vitamin_d[-1] == pytest.approx(40, abs=0.05)


def test_a_plate_without_vitamin_d_takes_away_what_the_food_before_brought():
    without = follow(DayPlan(vitamin_d=40, plate=(("broccoli", 1),))).course.vitamin_d
    assert without[-1] == pytest.approx(float(vitamin_d.plateau(40, -100)), rel=0.01)
    assert without[-1] < 39


def test_an_empty_plate_lets_the_food_before_go_on():
    assert food_change(DayPlan()) == 0
    assert follow(DayPlan()).course.habits.calcium_intake == calcium_eaten(DayPlan()) == 1000
    assert follow(DayPlan(plate=(("egg", 1),))).course.habits.calcium_intake == 28


@pytest.mark.parametrize(("demand", "before"), [("adult", 1000), ("some-need", 300), ("growth", 300)])
def test_where_much_is_drawn_away_little_was_eaten(demand, before):
    plan = DayPlan(vitamin_d=40, demand=demand)
    assert calcium_before(plan) == before
    course = follow(plan).course
    assert course.habits.calcium_intake == before
    assert course.calcium == pytest.approx(course.calcium[0], abs=0.002)  # life as before changes nothing
    assert follow(dataclasses.replace(plan, plate=FISH)).course.habits.calcium_intake == 690


def test_food_cannot_have_brought_more_than_there_was():
    assert food_before(DayPlan(vitamin_d=60)) == 100
    low = DayPlan(vitamin_d=2)
    assert food_before(low) == pytest.approx(0.5 * float(vitamin_d.usual_intake(2.0)))
    assert food_before(low) < 100
    assert follow(DayPlan(vitamin_d=2, plate=(("broccoli", 1),))).course.vitamin_d.min() > 0


def test_growing_bones_on_little_calcium_get_hungry():
    calcium = follow(DayPlan.from_code(planner_presets()["hungry-bone"].code)).course.calcium
    assert (calcium[0], calcium.min()) == pytest.approx((1.59, 1.31), abs=0.005)


# The sun


def test_the_year_begins_in_the_month_that_is_chosen_and_goes_round():
    july = sun_year(dataclasses.replace(SUNNY, month="july"))
    january = sun_year(SUNNY)
    assert len(july) == len(january) == 12
    assert july == (*january[6:], *january[:6])
    assert july[0].middle > july[1].middle > july[2].middle
    assert [month.winter for month in january] == [True, True, *[False] * 7, True, True, True]


def test_the_level_follows_the_seasons():
    level = follow(SUNNY).course.vitamin_d
    assert level[:8] == pytest.approx(40, abs=0.01)  # January and February make nothing
    assert 26 <= level.argmax() <= 34
    assert level.max() > 55
    assert level[-1] < 45
    autumn = follow(dataclasses.replace(SUNNY, month="october")).course.vitamin_d
    assert autumn[:21] == pytest.approx(40, abs=0.01)
    assert autumn[-1] > 50


def test_little_and_much_take_the_ends_of_the_suns_estimate():
    planned = follow(SUNNY)
    for course, response, end in zip(planned.people, (0.6, 1.6), ("low", "high"), strict=True):
        days = [min(int(day * 12 / 365), 11) for day in range(DAYS)]
        sun = [response * float(getattr(planned.sun[month], end)) for month in days]
        same = recovery(Plan(), start=settle(40), food_and_sun=sun, record_every=7, time_step=DAY_STEP)
        assert course.vitamin_d == pytest.approx(same.vitamin_d, rel=1e-9)


def test_only_the_model_counts_the_sun():
    without, counted = follow(DayPlan(vitamin_d=40, regimen="own-dose")), follow(
        dataclasses.replace(SUNNY, regimen="own-dose")
    )  # fmt: skip
    for name, level in without.formulas.items():
        if name == MODEL:
            assert counted.formulas[name] > level + 5
        else:
            assert counted.formulas[name] == level


# People


@pytest.mark.parametrize("code", ["planner_loading", "planner_aafp", "planner_own-dose_U2000", "planner_uk-ros_D40",
                                  "planner_by-mistake_stop-26"])  # fmt: skip
def test_the_band_holds_everybody_between_the_two_at_every_moment(code):
    """Courses reckoned apart from the planner, also of people who do not stand at an end, lie in its band."""
    plan = DayPlan.from_code(code)
    planned, start = follow(plan), settle(plan.vitamin_d)
    for response in (0.6, 0.7, 0.85, 1.0, 1.2, 1.45, 1.6):
        course = recovery(taken(plan, response), start=start, record_every=7, time_step=0.25)
        assert (planned.low <= course.vitamin_d * (1 + 1e-3)).all()
        assert (course.vitamin_d <= planned.high * (1 + 1e-3)).all()


@PRESETS
def test_the_band_is_no_wider_than_its_people(preset):
    planned = follow(DayPlan.from_code(preset.code))
    shown = [course.vitamin_d for course in planned.courses]
    assert len(shown) == 3
    assert (planned.low == np.minimum.reduce(shown)).all()
    assert (planned.high == np.maximum.reduce(shown)).all()
    for at in (0, 8, -1):
        assert planned.spread("vitamin_d", at) == (planned.low[at], planned.high[at])


@pytest.mark.parametrize(
    "more", [{"regimen": "own-dose", "daily_dose": 2000}, {"regimen": "aafp"}, {"vitamin_d": 32, "plate": FISH}]
)
def test_people_differ_two_to_threefold_in_what_the_same_plan_does(more):
    planned = follow(DayPlan(**more))
    start = planned.course.vitamin_d[0]
    for at in (4, 8, 26, 52):
        little, average, much = (
            float(course.vitamin_d[at] - start)
            for course in (planned.people[0], planned.course, planned.people[1])
        )  # fmt: skip
        assert 0.4 * average < little < 0.8 * average
        assert 1.25 * average < much < 1.8 * average
        assert 1.7 < much / little < 3


def test_where_nothing_is_added_nobody_differs():
    planned = follow(DayPlan())
    assert planned.high - planned.low == pytest.approx(0, abs=1e-9)


def test_the_sun_widens_the_band():
    planned = follow(SUNNY)
    at = int(planned.course.vitamin_d.argmax())
    low, high = planned.spread("vitamin_d", at)
    assert (high - 40) / (low - 40) > 5


def test_somebody_who_cannot_be_followed_is_left_out_and_the_rest_stays_true():
    plan = DayPlan(plate=(("cod-liver-oil-tablespoon", 12), ("milk", 3)))
    planned = follow(plan)
    assert planned.people[1] is None
    assert planned.people[0] is not None
    assert (planned.high == planned.course.vitamin_d).all()


# Refusals


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"plate": (("milk", 11),)}, ["3223 mg of calcium", "up to 3000 mg", "a serving of Milk", "off the plate"]),
        ({"plate": (("milk", 7), ("egg", 1)), "regimen": "harrison"}, ["3079 mg of calcium", "Milk"]),
        (
            {"plate": (("cod-liver-oil-tablespoon", 12), ("cod-liver-oil-teaspoon", 12))},
            ["21 720 IU of vitamin D", "up to 20 000 IU", "Take a serving of Cod-liver oil, a tablespoon"],
        ),
        (
            {
                "plate": (("cod-liver-oil-tablespoon", 12),), "minutes": "minutes-60", "area": "and-legs",
                "latitude": "lat-0", "skin": "skin-1",
            },
            ["or choose fewer minutes or less bare skin"],
        ),
        ({"vitamin_d": 2, "demand": "growth"}, ["nobody lives there"]),
    ],
)  # fmt: skip
def test_more_than_the_model_can_follow_is_refused_in_words(more, words):
    with pytest.raises(InputError) as refused:
        follow(DayPlan(**more))
    for part in words:
        assert part in str(refused.value)
    assert "_" not in str(refused.value)


# Steps


def year(start, plan, **more):
    return [
        recovery(plan, start=start, days=DAYS, record_every=7, time_step=step, **more)
        for step in (DAY_STEP, DAY_STEP / 10)
    ]


def low_and_growing():
    return settle(12, calcium_intake=300, demand=3.0)


@pytest.mark.parametrize(
    ("start", "plan", "more"),
    [
        (lambda: settle(75), Plan(), {}),
        (lambda: settle(20), Plan.daily(2000), {}),
        (lambda: settle(20), Plan.weekly(14_000, times=52), {}),
        (lambda: settle(20), Plan.monthly(50_000, times=12), {}),
        (lambda: settle(20), Plan.weekly(50_000, times=8), {}),
        (lambda: settle(20), Plan(intakes=(DailyIntake(4000, 0.0, 182.0),)), {}),
        (lambda: settle(40), Plan(intakes=(DailyIntake(35_000, 0.0, 182.0),)), {}),
        (lambda: settle(600), Plan.daily(35_000), {}),
        (low_and_growing, taken(DayPlan(regimen="aafp")), {"calcium_intake": 300}),
        (low_and_growing, taken(DayPlan(regimen="aafp")), {"calcium_intake": 28}),
        (lambda: settle(75), Plan(), {"calcium_intake": 28}),
    ],
    ids=["steady", "daily", "weekly", "monthly", "loading", "stop", "toxic", "stays-toxic", "hungry", "very-hungry",
         "little-calcium"],
)  # fmt: skip
def test_a_step_of_a_day_is_as_good_as_a_tenth_of_it(start, plan, more):
    usual, fine = year(start(), plan, **more)
    for name, within in (("vitamin_d", 1e-4), ("calcium", 3e-4), ("magnesium", 1e-6), ("pth", 3e-3)):
        assert getattr(usual, name) == pytest.approx(getattr(fine, name), rel=within), name
    assert usual.effective_shift_mv == pytest.approx(fine.effective_shift_mv, abs=0.002)  # mV
    assert usual.bone_flux == pytest.approx(fine.bone_flux, abs=0.01)  # mmol/d


@PRESETS
def test_shorter_steps_change_no_word_of_a_plan(preset, monkeypatch):
    plan = DayPlan.from_code(preset.code)
    usual = follow(plan)
    monkeypatch.setattr("vitd_edu.planned.DAY_STEP", 0.1)
    _year.cache_clear()
    fine = follow.__wrapped__(plan)
    _year.cache_clear()
    assert fine.course is not usual.course
    assert said.sentence(fine) == said.sentence(usual)
    assert plan_notes.notes(fine) == plan_notes.notes(usual)
    assert plan_notes.reasons(fine) == plan_notes.reasons(usual)
