"""Which symptoms a plan leads to, and why its level moves as it does: in time, after a stop, and between people."""

import re

import pytest

from vitd_edu import Scenario, predict
from vitd_edu.figures import planner_course
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import planner_presets
from vitd_edu.panels.planner_panel import planner_cases
from vitd_edu.planned import Planned, follow
from vitd_edu.planning import DayPlan
from vitd_edu.words import plan_notes
from vitd_edu.words import planning as said
from vitd_edu.words.plan_symptoms import expected_at, strengths, symptom_words, worst_moment

ASSOCIATED = {"restless-legs", "fatigue", "low-mood"}

# Symptoms


@pytest.mark.parametrize(
    "more", [{}, {"vitamin_d": 8}, {"vitamin_d": 12, "demand": "growth"}, {"vitamin_d": 60}, {"vitamin_d": 600}]
)
def test_a_steady_body_has_the_symptoms_that_a_prediction_expects(more):
    course = follow(DayPlan(**more)).course
    levels = {name: float(getattr(course, name)[0]) for name in ("vitamin_d", "calcium", "magnesium")}
    predicted = predict(Scenario(**levels, onset="chronic")).symptoms
    told = {row.id: row.strength for row in predicted if row.strength and row.id not in ASSOCIATED}
    said_here = {name: int(each[0]) for name, each in strengths(course).items() if each[0]}
    assert {name: strength for name, strength in said_here.items() if name not in ASSOCIATED} == told


def test_a_symptom_that_only_goes_along_with_a_low_level_is_never_promised_or_threatened():
    """For restless legs, fatigue and low mood data/claims.csv knows an association with vitamin D, and no more."""
    weak = {row.symptom for row in tables.symptom_drivers() if row.driver == "vitamin-d-status"}
    assert weak == ASSOCIATED
    for level, regimen in ((8, "no-regimen"), (20, "no-regimen"), (20, "loading"), (28, "aafp"), (40, "loading")):
        course = follow(DayPlan(vitamin_d=level, regimen=regimen)).course
        assert not {name for name, each in strengths(course).items() if each.any()} & ASSOCIATED
        assert not re.search("restless|fatigue|mood", symptom_words(course))
    low_calcium = follow(DayPlan(vitamin_d=12, demand="growth")).course
    assert low_calcium.calcium[0] < 1.65
    assert strengths(low_calcium)["fatigue"][0] > 0, "low calcium is felt as tiredness"


def test_the_first_plan_of_the_panel_brings_no_new_symptom():
    course = follow(next(iter(planner_cases().values())).state).course
    named = [
        {row.name.casefold() for row in tables.symptoms().values() if row.name.casefold() in part.casefold()}
        for part in symptom_words(course).split("In the last week")
    ]
    assert named[1] < named[0]
    assert "bone pain" in named[1]


@pytest.mark.parametrize(
    "code",
    ["planner_D12_growth_1x-egg", "planner_D12_aafp_growth_1x-milk", "planner_D8", "planner_D2", "planner_loading",
     "planner_by-mistake_stop-26", "planner_D20_growth_loading"],
)  # fmt: skip
def test_no_symptom_is_cut_without_saying_how_many(code):
    course = follow(DayPlan.from_code(code)).course
    for at in (0, worst_moment(course) or 0, -1):
        strong = [int(each[at]) for each in strengths(course).values()]
        wanted = sum(each >= 2 for each in strong) or sum(each == 1 for each in strong)
        said_there = expected_at(course, at)
        more = re.search(r" and (\d+) more", said_there)
        names = sum(row.name.casefold() in said_there.casefold() for row in tables.symptoms().values())
        if wanted:
            assert names + (int(more[1]) if more else 0) == wanted, said_there
        else:
            assert "no symptom beyond" in said_there


def test_symptoms_are_told_over_the_year():
    hungry = follow(DayPlan.from_code(planner_presets()["hungry-bone"].code)).course
    assert 1 <= worst_moment(hungry) <= 3
    assert "cramps" in expected_at(hungry, worst_moment(hungry))
    assert "no symptom beyond the twitches of healthy people" in expected_at(hungry, -1)
    words = symptom_words(hungry)
    assert words.startswith("At the start the model expects long QT interval, twitching, tingling, ")
    assert "changed walk and bone pain. At the worst" in words
    starved = follow(DayPlan.from_code("planner_D12_growth_1x-egg")).course
    assert symptom_words(starved).endswith("long QT interval and 4 more.")
    assert f"At the worst, in week {worst_moment(hungry)}, the model expects twitching, tingling" in words
    assert words.endswith("In the last week the model expects no symptom beyond the twitches of healthy people.")
    far_too_much = follow(DayPlan(regimen="by-mistake", stop="stop-26")).course
    assert 20 < worst_moment(far_too_much) <= 26
    assert "thirst" in expected_at(far_too_much, worst_moment(far_too_much))


def test_where_nothing_changes_only_the_end_is_told():
    course = follow(DayPlan(vitamin_d=60)).course
    assert symptom_words(course).startswith("In the last week")


def test_where_it_only_gets_better_nothing_is_the_worst():
    course = follow(DayPlan(regimen="own-dose")).course
    assert worst_moment(course) is None
    assert [part.split(" the model")[0] for part in symptom_words(course).split(". ")] == [
        "At the start", "In the last week",
    ]  # fmt: skip


def test_symptoms_are_in_the_reasons_and_in_the_picture():
    planned = follow(DayPlan(regimen="by-mistake"))
    words = symptom_words(planned.course)
    assert dict(plan_notes.reasons(planned))["Symptoms"] == words
    assert words in planner_course.describe(planned)


# Time, relapse and people


@pytest.mark.parametrize("start", [10, 20, 30, 50])
@pytest.mark.parametrize("dose", [400, 1000, 2000, 4000])
def test_a_usual_daily_dose_takes_as_long_as_is_said(start, dose):
    planned = follow(DayPlan(vitamin_d=start, regimen="own-dose", daily_dose=dose))
    level, words = planned.course.vitamin_d, dict(plan_notes.reasons(planned))["Half-life"]
    most = int((level - level[0] >= 0.9 * (level[-1] - level[0])).argmax())
    assert 3 <= round(most / (52 / 12)) <= 4, "three to four months"
    assert "nine tenths of what it does after three to four." in words
    assert words.endswith(f"nine tenths by week {most}.")


@pytest.mark.parametrize(
    "more", [{"regimen": "aafp"}, {"regimen": "own-dose", "stop": "stop-12"}, {"minutes": "minutes-30"}, {}]
)
def test_where_more_than_one_thing_moves_the_level_no_week_is_said_of_it(more):
    assert "Here half of the change" not in dict(plan_notes.reasons(follow(DayPlan(vitamin_d=40, **more))))["Half-life"]


def relapse(code):
    return dict(plan_notes.reasons(follow(DayPlan.from_code(code)))).get("Stop and relapse")


def test_a_relapse_is_said_where_something_was_gained_and_lost():
    assert relapse("planner_loading").endswith(
        "The life that held the level before has not changed, and it goes back there."
    )
    assert relapse("planner_D40_own-dose_U100_stop-12_1x-banana") is None, "nothing was gained"
    assert relapse("planner_own-dose_U50_stop-12") is None
    assert relapse("planner_aafp") is None
    assert relapse("planner") is None


@pytest.mark.parametrize(
    "code", ["planner_own-dose_U3000_8x-rainbow-trout_stop-12", "planner_loading_lat-50_minutes-10_october"]
)
def test_where_plate_or_sun_are_new_the_life_before_is_not_said_to_go_on(code):
    assert relapse(code).endswith("so the level falls more slowly at the end.")


@pytest.mark.parametrize(
    ("code", "people"),
    [
        ("planner_D60", None), ("planner", None), ("planner_own-dose", "37 to 60"),
        ("planner_D100_own-dose_U1000_stop-12_minutes-60_and-legs_lat-0", "157 to more than 269"),
    ],
)  # fmt: skip
def test_people_are_told_where_they_differ_also_who_cannot_be_followed(code, people):
    planned = follow(DayPlan.from_code(code))
    found = re.search(r"\(([^)]*) between people\)", said.sentence(planned))
    assert (found[1] if found else None) == people
    ends = people or f"{planned.course.vitamin_d[-1]:.0f}"
    assert f"Among people 25(OH)D ends at {ends} nmol/L. " in planner_course.describe(planned)


def test_whoever_cannot_be_followed_at_the_low_end_is_told_as_well():
    planned = follow(DayPlan.from_code("planner_own-dose"))
    low: Planned = planned._replace(people=(None, planned.people[1]))
    assert "(less than 47 to 60 between people)" in said.outcome(low)
    neither: Planned = planned._replace(people=(None, None))
    assert "(less than 47 to more than 47 between people)" in said.outcome(neither)
