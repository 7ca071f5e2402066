"""From a regimen to doses: the form that is described, the largest dose that runs, and what a stop cuts off."""

import pytest

from vitd_edu.dosing import (
    WEEKS,
    calcium_tablets,
    forms_of,
    largest,
    lasting_form,
    lasting_taken,
    rows_of,
    stretches,
    taken,
    whole_year,
)
from vitd_edu.knowledge.planner_tables import regimen_doses
from vitd_edu.planned import follow, targets
from vitd_edu.planning import DayPlan

DESCRIBED = {
    "no-regimen": (), "own-dose": ("D3",), "loading": ("D2",), "aafp": ("D2", "D3"), "harrison": ("D2", "D3"),
    "uk-ros": ("D3",), "six-thousand": ("D3",), "by-mistake": ("D3",),
}  # fmt: skip


@pytest.mark.parametrize("regimen", DESCRIBED)
def test_a_dose_has_the_form_that_is_described_unless_another_is_chosen(regimen):
    described = DESCRIBED[regimen]
    assert forms_of(DayPlan(regimen=regimen)) == described
    for form, every in (("with-d2", "D2"), ("with-d3", "D3")):
        assert forms_of(DayPlan(regimen=regimen, form=form)) == ((every,) if described else ())
        assert lasting_form(DayPlan(regimen=regimen, form=form)) == every


def test_the_form_reaches_every_dose():
    plan = taken(DayPlan(regimen="aafp"))
    assert {dose.form for dose in plan.doses} == {"D2"}
    assert {intake.form for intake in plan.intakes} == {"D3"}
    assert {dose.form for dose in taken(DayPlan(regimen="aafp", form="with-d3")).doses} == {"D3"}


def test_the_form_of_the_loading_course_counts_in_the_body():
    peaks = [
        float(follow(DayPlan(regimen=regimen, form=form)).course.vitamin_d.max())
        for regimen in ("aafp", "harrison")
        for form in ("as-described", "with-d2", "with-d3")
    ]
    assert peaks[0] == pytest.approx(peaks[1], rel=0.001)  # at the end of a loading course of D2
    assert peaks[0] == pytest.approx(92, abs=0.5)
    assert peaks[2] == pytest.approx(129, abs=1)
    assert peaks[3] == pytest.approx(peaks[4], rel=0.001)
    assert peaks[5] > 1.3 * peaks[3]


@pytest.mark.parametrize(
    ("more", "a_day", "weeks"),
    [
        ({"regimen": "loading"}, 50_000 / 7, (0, 8)),
        ({"regimen": "aafp"}, 50_000 / 7, (0, 8)),
        ({"regimen": "aafp", "missed": "half-missed"}, 50_000 / 7, (0, 8)),
        ({"regimen": "own-dose", "daily_dose": 5000, "missed": "third-missed"}, 5000, (0, None)),
        ({"regimen": "six-thousand"}, 6000, (0, 8)),
        ({"regimen": "uk-ros"}, 50_000 / 7, (0, 6)),
        ({"regimen": "by-mistake"}, 35_000, (0, 26)),
        ({"regimen": "by-mistake", "stop": "stop-12"}, 35_000, (0, 12)),
        ({"regimen": "own-dose", "daily_dose": 2000}, 2000, (0, None)),
        ({"regimen": "own-dose", "daily_dose": 2000, "stop": "stop-26"}, 2000, (0, 26)),
    ],
)
def test_the_largest_dose_that_is_planned_is_what_counts(more, a_day, weeks):
    most = largest(DayPlan(**more))
    assert most.a_day == pytest.approx(a_day)
    assert (most.start, most.stop) == weeks
    assert targets(DayPlan(**more))[0].taken == most.a_day


@pytest.mark.parametrize(("missed", "kept"), [("none-missed", 1.0), ("third-missed", 2 / 3), ("half-missed", 0.5)])
def test_forgotten_doses_are_planned_and_not_swallowed(missed, kept):
    vitamin_d, calcium, _ = targets(DayPlan(regimen="harrison", missed=missed, plate=(("milk", 1),)))
    assert vitamin_d.taken == pytest.approx(50_000 / 7)
    assert vitamin_d.missed == pytest.approx(1 - kept, abs=1e-3)
    assert vitamin_d.reached == pytest.approx(120 + kept * 50_000 / 7, rel=1e-3)
    assert calcium.reached == 293 + 1000, "the tablets of calcium are not forgotten"


@pytest.mark.parametrize(
    ("more", "spans"),
    [
        ({}, [(0, 0, None)]),
        ({"regimen": "own-dose"}, [(1000, 0, None)]),
        ({"regimen": "own-dose", "stop": "stop-12"}, [(1000, 0, 12), (0, 12, None)]),
        ({"regimen": "uk-ros"}, [(50_000, 0, 6), (0, 6, 10), (800, 10, None)]),
        ({"regimen": "uk-ros", "stop": "stop-12"}, [(50_000, 0, 6), (0, 6, 10), (800, 10, 12), (0, 12, None)]),
    ],
)
def test_the_whole_year_has_the_weeks_without_a_dose_as_well(more, spans):
    assert [(each.units, each.start, each.stop) for each in whole_year(DayPlan(**more))] == spans


@pytest.mark.parametrize("regimen", DESCRIBED)
@pytest.mark.parametrize("stop", ["kept-up", "stop-12", "stop-26"])
def test_the_whole_year_has_no_hole_and_no_overlap(regimen, stop):
    year = whole_year(DayPlan(regimen=regimen, stop=stop))
    assert (year[0].start, year[-1].stop) == (0, None)
    assert [each.stop for each in year[:-1]] == [each.start for each in year[1:]]
    assert all(each.start < (WEEKS if each.stop is None else each.stop) for each in year)


@pytest.mark.parametrize("more", [{}, {"regimen": "own-dose", "daily_dose": 0}])
def test_where_nothing_is_taken_nothing_is_largest(more):
    assert largest(DayPlan(**more)) is None
    assert targets(DayPlan(**more))[0].taken == 0
    assert forms_of(DayPlan(**more)) == ()


def test_a_stop_cuts_off_what_comes_after_it_and_leaves_calcium():
    plan = DayPlan(regimen="harrison", stop="stop-12")
    assert [(each.start, each.stop) for each in stretches(plan)] == [(0, 8), (8, 12)]
    assert calcium_tablets(plan) == 1000
    assert follow(plan).course.habits.calcium_intake == 2000
    never = DayPlan(regimen="harrison")
    assert [(each.start, each.stop) for each in stretches(never)] == [(0, 8), (8, None)]


def test_the_lasting_dose_is_what_is_really_taken():
    assert lasting_taken(DayPlan(regimen="aafp", missed="half-missed")) == 500
    assert lasting_taken(DayPlan(regimen="loading")) == 0
    assert lasting_taken(DayPlan(regimen="own-dose", daily_dose=900, stop="stop-12")) == 900


def test_every_row_of_doses_belongs_to_a_regimen_that_can_be_chosen():
    assert sum(len(rows_of(DayPlan(regimen=name))) for name in DESCRIBED) == len(regimen_doses())
