"""What is said of a plan: limits, food, sun, form and symptoms; in words, and never in the names of the code."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitd_edu import Scenario, predict
from vitd_edu.figures import planner_course, planner_sources, plate_table
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import planner_presets
from vitd_edu.physiology.inputs import InputError
from vitd_edu.planned import follow
from vitd_edu.planning import DayPlan
from vitd_edu.units import SYSTEMS
from vitd_edu.words import plan_notes
from vitd_edu.words import planning as said
from vitd_edu.words.plan_symptoms import expected_at, strengths, symptom_words, worst_moment

ADVICE = "without a professional who measures"
GUIDELINES = "Guidelines describe such a loading course"
CHOICES = {
    name: st.sampled_from([row.id for row in tables.living_choices().values() if row.field == name])
    for name in DayPlan.CHOICES
}
FOODS = ("milk", "egg", "sockeye-salmon", "cod-liver-oil-tablespoon", "kale")
PLATES = st.dictionaries(st.sampled_from(FOODS), st.integers(1, 12), max_size=3).map(lambda plate: tuple(plate.items()))
PLANS = st.builds(DayPlan, vitamin_d=st.floats(2, 600), daily_dose=st.floats(0, 35_000), plate=PLATES, **CHOICES)
INTERNAL = re.compile(r"[A-Za-z]+_[A-Za-z_]+|\bNone\b|\bnan\b|[a-z]+-(missed|said|described)\b(?! in)")


def notes(**more):
    return plan_notes.notes(follow(DayPlan(**more)))


def all_words(planned, system):
    yield said.sentence(planned, system)
    yield from plan_notes.notes(planned, system)
    yield from (part for reason in plan_notes.reasons(planned, system) for part in reason)
    yield planner_course.describe(planned, system)


@settings(max_examples=60, deadline=None)
@given(PLANS, st.sampled_from(SYSTEMS))
def test_no_name_of_the_code_is_ever_said(plan, system):
    try:
        planned = follow(plan)
    except InputError as refused:
        assert not INTERNAL.search(str(refused))
        return
    for words in all_words(planned, system):
        assert not INTERNAL.search(words), words
        assert "  " not in words
        assert "food and sun" not in words.casefold()


@pytest.mark.parametrize("name", ["food_and_sun", "kept_share", "background_share", "as-described", "none-missed"])
def test_the_check_sees_a_name_of_the_code(name):
    assert INTERNAL.search(f"Its {name} is too high")


# Limits


@pytest.mark.parametrize(
    ("more", "amount", "when"),
    [
        ({"regimen": "loading"}, 7143, ", in weeks 0 to 8, as 50000 IU every 7 days,"),
        ({"regimen": "aafp"}, 7143, ", in weeks 0 to 8, as 50000 IU every 7 days,"),
        ({"regimen": "uk-ros"}, 7143, ", in weeks 0 to 6, as 50000 IU every 7 days,"),
        ({"regimen": "six-thousand"}, 6000, ", in weeks 0 to 8,"),
        ({"regimen": "by-mistake", "stop": "stop-12"}, 35000, ", in weeks 0 to 12,"),
        ({"regimen": "own-dose", "daily_dose": 6000}, 6000, ""),
        ({"regimen": "own-dose", "daily_dose": 5000, "stop": "stop-12"}, 5000, ", in weeks 0 to 12,"),
        ({"regimen": "own-dose", "daily_dose": 3900, "plate": (("milk", 1),)}, 4020, ""),
        ({"regimen": "own-dose", "daily_dose": 2000, "person": "baby-0"}, 2000, ""),
    ],
)
def test_a_limit_that_is_passed_is_always_said(more, amount, when):
    limit = 1000 if more.get("person") == "baby-0" else 4000
    passed = f"Vitamin D: {amount} IU a day{when} pass the upper limit of {limit} IU (IOM 2011)."
    (note,) = [note for note in notes(**more) if passed in note]
    assert ADVICE in note


@pytest.mark.parametrize(
    "more",
    [{}, {"regimen": "own-dose", "daily_dose": 4000}, {"regimen": "six-thousand", "missed": "half-missed"}],
)
def test_a_limit_that_is_not_passed_is_not_said(more):
    assert notes(**more) == ()


def test_a_limit_of_calcium_is_said_too():
    (note,) = [note for note in notes(regimen="harrison", plate=(("milk", 6),)) if note.startswith("Calcium")]
    assert "2758 mg a day pass the upper limit of 2500 mg (IOM 2011)" in note


@pytest.mark.parametrize(
    ("more", "described"),
    [
        ({"regimen": "loading"}, True), ({"regimen": "six-thousand"}, True),
        ({"regimen": "own-dose", "daily_dose": 20_000, "stop": "stop-12"}, False),
        ({"regimen": "own-dose", "daily_dose": 20_000}, False), ({"regimen": "by-mistake"}, False),
        ({"regimen": "six-thousand", "missed": "half-missed", "plate": (("tofu", 3),)}, False),
    ],
)  # fmt: skip
def test_only_what_guidelines_describe_is_said_to_be_described(more, described):
    found = notes(**more)
    assert any(note.startswith(GUIDELINES) for note in found) == described
    assert any("No guideline describes such a dose" in note for note in found) == (more["regimen"] == "by-mistake")


# Food, sun, form, life stage


def test_a_small_plate_is_said_to_be_the_whole_days_food():
    (note,) = notes(vitamin_d=32, plate=(("egg", 1),))
    assert "the whole day’s food: 28 mg of calcium a day, where the life before had 1000 mg" in note
    assert "41 IU of vitamin D take the place of 100 IU" in note
    assert notes(vitamin_d=32, plate=(("milk", 4),)) == ()
    assert "where the life before had 300 mg" in notes(vitamin_d=40, demand="growth", plate=(("egg", 1),))[0]


def test_a_sun_that_makes_more_than_was_ever_measured_is_said():
    sunny = {"vitamin_d": 40, "latitude": "lat-50", "minutes": "minutes-30"}
    (note,) = notes(**sunny)
    assert "counts up to 1199 IU a day" in note
    assert "209 to 651 IU" in note
    assert notes(**sunny, month="january") == notes(**sunny, month="july"), "it is the year that counts"
    assert notes(**sunny | {"minutes": "minutes-10"}) == ()


@pytest.mark.parametrize(
    ("more", "form"),
    [
        ({"regimen": "aafp"}, "then 1000 IU a day (D2 then D3)"),
        ({"regimen": "loading"}, "(D2)"),
        ({"regimen": "loading", "form": "with-d3"}, "(D3, whatever is described)"),
        ({"regimen": "aafp", "stop": "stop-12", "form": "with-d2"}, "(D2, whatever is described)"),
        ({"regimen": "own-dose"}, "1000 IU of D3 are taken a day"),
        ({"regimen": "own-dose", "form": "with-d2"}, "1000 IU of D2 are taken a day"),
    ],
)
def test_the_form_is_said(more, form):
    planned = follow(DayPlan(**more))
    assert form in said.sentence(planned)
    assert ("D2" in dict(plan_notes.reasons(planned))) == ("D2" in form)


def test_a_stop_that_cuts_off_nothing_is_not_said():
    assert "stopped" not in said.sentence(follow(DayPlan(regimen="loading", stop="stop-12")))
    assert "stopped after 12 weeks" in said.sentence(follow(DayPlan(regimen="aafp", stop="stop-12")))
    assert "stopped" not in said.sentence(follow(DayPlan(stop="stop-12")))


@pytest.mark.parametrize(("person", "child"), [("baby-0", True), ("boy-14", True), ("woman-19", False)])
def test_the_course_is_that_of_an_adult(person, child):
    assert any("the course is that of an adult body" in note for note in notes(person=person)) == child


def test_somebody_who_cannot_be_followed_is_said_to_be_left_out():
    found = notes(plate=(("cod-liver-oil-tablespoon", 12), ("milk", 3)))
    assert any("in whom vitamin D does much, this is more than the model can follow" in note for note in found)


# Symptoms


@pytest.mark.parametrize(
    "more", [{}, {"vitamin_d": 8}, {"vitamin_d": 12, "demand": "growth"}, {"vitamin_d": 60}, {"vitamin_d": 600}]
)
def test_a_steady_body_has_the_symptoms_that_a_prediction_expects(more):
    course = follow(DayPlan(**more)).course
    levels = {name: float(getattr(course, name)[0]) for name in ("vitamin_d", "calcium", "magnesium")}
    told = {row.id: row.strength for row in predict(Scenario(**levels, onset="chronic")).symptoms if row.strength}
    assert {name: int(each[0]) for name, each in strengths(course).items() if each[0]} == told


def test_symptoms_are_told_over_the_year():
    hungry = follow(DayPlan.from_code(planner_presets()["hungry-bone"].code)).course
    assert 1 <= worst_moment(hungry) <= 3
    assert "cramps" in expected_at(hungry, worst_moment(hungry))
    assert "no symptom beyond the twitches of healthy people" in expected_at(hungry, -1)
    words = symptom_words(hungry)
    assert words.startswith("At the start the model expects long QT interval, twitching, tingling, ")
    assert " and 2 more. At the worst" in words
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


def test_tables_and_sources_use_words_as_well():
    planned = follow(DayPlan.from_code("planner_D12_aafp_growth_1x-milk_minutes-30"))
    for html in (plate_table.draw(planned), plate_table.sun(planned), plate_table.regimen(planned)):
        assert not INTERNAL.search(re.sub(r"<[^>]*>", " ", html))
    for source in planner_sources.of_plan(planned):
        assert not INTERNAL.search(f"{source.meaning} {source.value}")
