"""What is said of a plan: limits, food, sun, form and symptoms; in words, and never in the names of the code."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spaces import plans
from vitd_edu.figures import planner_course, planner_formulas, planner_sources, plate_table
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import planner_presets, regimen_doses, regimens
from vitd_edu.physiology.inputs import InputError
from vitd_edu.planned import follow
from vitd_edu.planning import DayPlan
from vitd_edu.units import SYSTEMS
from vitd_edu.words import plan_notes
from vitd_edu.words import planning as said

ADVICE = "Nobody should take so much without a professional who measures."
GUIDELINES = "Guidelines describe such a loading course"
PLANS = plans(st.floats(2, 600), most_foods=3)
OTHER_THOUSANDS = re.compile(r"\b\d{5,}\b|\b\d{1,3},\d{3}\b|(?<![\d.])\b\d \d{3}\b")
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
        ({"regimen": "loading"}, 7143, ", in weeks 0 to 8, as 50 000 IU every 7 days,"),
        ({"regimen": "aafp"}, 7143, ", in weeks 0 to 8, as 50 000 IU every 7 days,"),
        ({"regimen": "uk-ros"}, 7143, ", in weeks 0 to 6, as 50 000 IU every 7 days,"),
        ({"regimen": "six-thousand"}, 6000, ", in weeks 0 to 8,"),
        ({"regimen": "by-mistake", "stop": "stop-12"}, "35 000", ", in weeks 0 to 12,"),
        ({"regimen": "own-dose", "daily_dose": 6000}, 6000, ""),
        ({"regimen": "own-dose", "daily_dose": 5000, "stop": "stop-12"}, 5000, ", in weeks 0 to 12,"),
        ({"regimen": "own-dose", "daily_dose": 3900, "plate": (("milk", 1),)}, 4020, ""),
        ({"regimen": "own-dose", "daily_dose": 2000, "person": "baby-0"}, 2000, ""),
    ],
)
def test_a_limit_that_is_passed_is_always_said(more, amount, when):
    limit = 1000 if more.get("person") == "baby-0" else 4000
    year = "" if when else " all year"
    passed = f"Vitamin D: {amount} IU a day{when} pass the upper limit of {limit} IU (IOM 2011){year}."
    (note,) = [note for note in notes(**more) if passed in note]
    assert ADVICE in note


@pytest.mark.parametrize(
    "more",
    [{}, {"regimen": "own-dose", "daily_dose": 4000}, {"regimen": "own-dose", "daily_dose": 0}],
)
def test_a_limit_that_is_not_passed_is_not_said(more):
    assert notes(**more) == ()


@pytest.mark.parametrize(
    ("more", "passed"),
    [
        ({"regimen": "loading"}, "7143 IU a day, in weeks 0 to 8, as 50 000 IU every 7 days, pass"),
        ({"regimen": "six-thousand"}, "6000 IU a day, in weeks 0 to 8, pass"),
        ({"regimen": "own-dose", "daily_dose": 5000}, "5000 IU a day pass the upper limit of 4000 IU (IOM 2011) all"),
    ],
)
@pytest.mark.parametrize("share", ["second", "third"])
def test_forgetting_doses_does_not_silence_the_warning(more, passed, share):
    """What is planned is too much, whoever forgets part of it; and it is said that part is forgotten."""
    forgotten = f" The tablets are counted as planned, though every {share} dose is forgotten."
    note, *others = notes(**more, missed={"second": "half-missed", "third": "third-missed"}[share])
    assert passed in note
    assert forgotten in note
    assert (note.replace(forgotten, ""), *others) == notes(**more)


TROUT = (("rainbow-trout", 8),)
PASS = "pass the upper limit of 4000 IU (IOM 2011)"
LOADED = "in weeks 0 to 6, as 50 000 IU every 7 days"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            {"regimen": "own-dose", "daily_dose": 3000, "plate": TROUT, "stop": "stop-12"},
            f"at least 5160 IU a day {PASS} all year; it is 8160 IU a day in weeks 0 to 12. ",
        ),
        (
            {"regimen": "six-thousand", "plate": TROUT},
            f"at least 6660 IU a day {PASS} all year; it is 11 160 IU a day in weeks 0 to 8. ",
        ),
        (
            {"regimen": "uk-ros", "plate": TROUT},
            f"at least 5160 IU a day {PASS} all year; it is 12 303 IU a day {LOADED}. ",
        ),
        (
            {"regimen": "uk-ros", "plate": (("rainbow-trout", 5), ("egg", 1))},
            f"10 409 IU a day, {LOADED}, {PASS}; it is 4066 IU a day from week 10 on. ",
        ),
        ({"plate": TROUT}, f"5160 IU a day {PASS} all year. "),
    ],
    ids=["stopped", "lower-afterwards", "pause", "pause-within-the-limit", "plate-alone"],
)
def test_the_weeks_in_which_a_limit_is_passed_are_the_right_ones(more, told):
    (note,) = [note for note in notes(**more) if note.startswith("Vitamin D")]
    assert note == f"Vitamin D: {told}{ADVICE}"


def test_a_limit_of_calcium_is_said_too():
    (note,) = [note for note in notes(regimen="harrison", plate=(("milk", 6),)) if note.startswith("Calcium")]
    assert "2758 mg a day pass the upper limit of 2500 mg (IOM 2011) all year" in note


@pytest.mark.parametrize(
    ("more", "described"),
    [
        ({"regimen": "loading"}, True), ({"regimen": "six-thousand"}, True),
        ({"regimen": "own-dose", "daily_dose": 20_000, "stop": "stop-12"}, False),
        ({"regimen": "own-dose", "daily_dose": 20_000}, False), ({"regimen": "by-mistake"}, False),
        ({"regimen": "six-thousand", "missed": "half-missed"}, True), ({"plate": TROUT}, False),
    ],
)  # fmt: skip
def test_only_what_guidelines_describe_is_said_to_be_described(more, described):
    found = notes(**more)
    assert any(note.startswith(GUIDELINES) for note in found) == described
    assert any("No guideline describes such a dose" in note for note in found) == (more.get("regimen") == "by-mistake")


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


@pytest.mark.parametrize("preset", planner_presets().values(), ids=lambda row: row.id)
def test_thousands_are_written_in_one_way(preset):
    """From 10 000 on with a space, as in the tables of data/; smaller numbers without, as in 1000 IU."""
    planned = follow(DayPlan.from_code(preset.code))
    draws = (plate_table.draw, plate_table.sun, plate_table.regimen, planner_formulas.draw)
    shown = [re.sub(r"<[^>]*>", " ", draw(planned)) for draw in draws]
    shown += [f"{source.meaning}: {source.value}" for source in planner_sources.of_plan(planned)]
    chosen = [row for row in tables.living_choices().values() if row.field in DayPlan.CHOICES]
    told = [f"{row.name} {row.said} {row.provenance.reason}" for row in chosen]
    for words in (*all_words(planned, "si"), *shown, *told, preset.story):
        assert not OTHER_THOUSANDS.search(re.sub(r"doi \S+", "", words)), words


@pytest.mark.parametrize("words", ["50000 IU", "7,143 IU", "7 143 IU", "35,000"])
def test_the_check_sees_thousands_that_are_written_otherwise(words):
    assert OTHER_THOUSANDS.search(words)


def test_far_too_much_is_written_with_a_space_too():
    assert said.sentence(follow(DayPlan(regimen="own-dose", daily_dose=20_000))).startswith("20 000 IU of D3")
    oily = follow(DayPlan(plate=(("cod-liver-oil-tablespoon", 9),)))
    assert "the plate brings 12 240 IU of vitamin D a day" in said.sentence(oily)
    bright = DayPlan(vitamin_d=40, latitude="lat-0", minutes="minutes-60", area="and-legs")
    assert "the sun brings 5735 to 22 940 IU a day" in said.sentence(follow(bright))
    assert (
        "counts up to 11 470 IU a day"
        in notes(vitamin_d=40, latitude="lat-0", minutes="minutes-60", area="and-legs")[0]
    )


def test_the_split_loading_course_is_told_as_its_source_has_it():
    """About 300 000 IU in all over about 6 to 10 weeks; the kit draws six weekly doses, and says so."""
    doses = [row for row in regimen_doses() if row.regimen == "uk-ros"]
    choice, (source,) = tables.living_choices()["uk-ros"], [row for row in regimens() if row.id == "ros-loading"]
    assert doses[0].units * doses[0].times == 300_000
    assert 6 <= doses[0].times * doses[0].every / 7 <= 10
    assert "About 300 000 IU in all" in source.loading
    assert "6 to 10 weeks" in source.loading
    assert "about 300 000 IU over 6–10 weeks" in choice.name
    assert "about 300 000 IU, over 6 to 10 weeks in the guideline" in choice.said
    assert "50 000 IU a week for six weeks" in choice.said
    assert doses[0].times == 6
    assert f"from week {doses[1].start_week} on {doses[1].units:.0f} IU a day" in choice.said
    assert "seven" not in choice.said + choice.provenance.reason


def test_tables_and_sources_use_words_as_well():
    planned = follow(DayPlan.from_code("planner_D12_aafp_growth_1x-milk_minutes-30"))
    for html in (plate_table.draw(planned), plate_table.sun(planned), plate_table.regimen(planned)):
        assert not INTERNAL.search(re.sub(r"<[^>]*>", " ", html))
    for source in planner_sources.of_plan(planned):
        assert not INTERNAL.search(f"{source.meaning} {source.value}")


def test_a_start_stays_where_nothing_is_added_however_high_and_that_is_said():
    planned = follow(DayPlan(vitamin_d=150, regimen="no-regimen"))
    assert planned.course.vitamin_d == pytest.approx([150.0] * len(planned.course.day), abs=0.5)
    assert "Where nothing is added, the level therefore stays." in dict(plan_notes.reasons(planned))["The start"]
