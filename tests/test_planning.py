"""A plan: what the plate adds up to, what is taken, and what the body does with it."""

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spaces import plans
from vitd_edu.dose_answers import answers
from vitd_edu.dosing import lasting_dose, taken
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import dose_formulas, foods, life_stages, planner_presets
from vitd_edu.physiology import dose_response
from vitd_edu.planned import follow, targets
from vitd_edu.planning import DayPlan, plate_total
from vitd_edu.words import plan_notes
from vitd_edu.words import planning as said

PLANS = plans(st.floats(5, 150))


@given(PLANS)
def test_a_code_restores_its_plan(plan):
    assert DayPlan.from_code(plan.code) == plan


@given(PLANS)
def test_the_plate_adds_up(plan):
    total = plate_total(plan)
    assert total["calcium"] == pytest.approx(sum(count * (foods()[food].calcium_mg or 0) for food, count in plan.plate))
    assert all(amount >= 0 for amount in total.values())


def test_another_serving_adds_what_a_serving_holds():
    one, two = (DayPlan().with_servings("milk", count) for count in (1, 2))
    assert plate_total(two)["calcium"] == 2 * plate_total(one)["calcium"] == 2 * foods()["milk"].calcium_mg
    assert two.with_servings("milk", 0) == DayPlan()


@settings(max_examples=15, deadline=None)
@given(st.floats(0, 10_000), st.floats(100, 10_000))
def test_a_larger_dose_never_leads_to_less(dose, more):
    plan = DayPlan(regimen="own-dose", daily_dose=dose)
    larger = dataclasses.replace(plan, daily_dose=dose + more)
    assert (follow(larger).course.vitamin_d >= follow(plan).course.vitamin_d - 1e-9).all()


@pytest.mark.parametrize("preset", planner_presets().values(), ids=lambda row: row.id)
def test_the_average_lies_within_the_spread(preset):
    planned = follow(DayPlan.from_code(preset.code))
    assert (planned.low <= planned.course.vitamin_d + 1e-6).all()
    assert (planned.course.vitamin_d <= planned.high + 1e-6).all()


def test_life_as_before_changes_nothing():
    planned = follow(DayPlan())
    assert planned.course.vitamin_d == pytest.approx(20.0, abs=0.05)
    assert list(planned.formulas) == ["The kit's model"]


def test_the_year_ends_near_the_closed_form():
    planned = follow(DayPlan(regimen="own-dose", daily_dose=2000))
    assert planned.course.vitamin_d[-1] == pytest.approx(planned.formulas["The kit's model"], rel=0.01)


def test_the_formulas_disagree_as_their_sources_do():
    formulas = follow(DayPlan(vitamin_d=50, regimen="own-dose", daily_dose=4000)).formulas
    assert formulas["Straight line (Heaney 2003)"] == pytest.approx(50 + 70)
    assert dose_response.iom_level(600.0) == pytest.approx(63, abs=1)
    assert max(formulas.values()) - min(formulas.values()) > 20


def test_loading_ends_and_the_level_comes_back():
    level = follow(DayPlan(regimen="loading")).course.vitamin_d
    assert level.argmax() == 8
    assert level[8] == pytest.approx(92, abs=0.5)
    assert level[11] == pytest.approx(51, abs=0.5)
    assert level[-1] == pytest.approx(21, abs=0.5)


def test_what_is_stopped_is_lost():
    kept = follow(DayPlan(regimen="own-dose", daily_dose=2000)).course.vitamin_d
    stopped = follow(DayPlan(regimen="own-dose", daily_dose=2000, stop="stop-26")).course.vitamin_d
    assert stopped[:27] == pytest.approx(kept[:27], rel=1e-6)
    assert stopped[-1] < 0.4 * kept[-1]


def test_forgotten_doses_count_for_nothing():
    half = DayPlan(regimen="own-dose", daily_dose=2000, missed="half-missed")
    assert taken(half) == taken(DayPlan(regimen="own-dose", daily_dose=1000))
    weekly = [
        len(taken(DayPlan(regimen="loading", missed=missed)).doses)
        for missed in ("none-missed", "third-missed", "half-missed")
    ]
    assert weekly == [8, 6, 4]


def test_d2_does_less_and_so_does_the_same_dose_in_a_heavier_body():
    usual = follow(DayPlan(regimen="loading", form="with-d3")).course.vitamin_d[8]
    assert usual == pytest.approx(129, abs=1)
    assert follow(DayPlan(regimen="loading", form="with-d2")).course.vitamin_d[8] < 0.75 * usual
    assert follow(DayPlan(regimen="own-dose", build="obese")).course.vitamin_d[-1] < (
        follow(DayPlan(regimen="own-dose")).course.vitamin_d[-1] - 3
    )


def test_far_too_much_raises_calcium_and_silences_the_hormone():
    planned = follow(DayPlan(regimen="by-mistake", stop="stop-26"))
    assert planned.course.calcium.max() > 2.75
    assert planned.course.pth.min() < 0.5 * planned.course.pth[0]
    assert "calcium becomes too high from week" in said.sentence(planned)
    assert any("No guideline describes such a dose" in note for note in plan_notes.notes(planned))


def test_hungry_bone_draws_calcium_first():
    planned = follow(DayPlan.from_code(planner_presets()["hungry-bone"].code))
    assert planned.course.calcium.min() < planned.course.calcium[0] - 0.1
    assert planned.course.calcium[-1] > planned.course.calcium[0] + 0.3
    assert "hungry bone" in said.sentence(planned)


def test_maintenance_is_what_goes_on():
    assert lasting_dose(DayPlan(regimen="loading")) == 0
    assert lasting_dose(DayPlan(regimen="aafp")) == 1000
    assert lasting_dose(DayPlan(regimen="own-dose", daily_dose=700)) == 700


@pytest.mark.parametrize(
    ("person", "vitamin_d_iu", "calcium_mg", "magnesium_mg"),
    [("baby-0", 400, 200, 30), ("baby-7", 400, 260, 75), ("child-1", 600, 700, 80), ("child-4", 600, 1000, 130),
     ("girl-9", 600, 1300, 240), ("boy-9", 600, 1300, 240), ("girl-14", 600, 1300, 360), ("boy-14", 600, 1300, 410),
     ("woman-19", 600, 1000, 310), ("man-19", 600, 1000, 400), ("woman-31", 600, 1000, 320),
     ("man-31", 600, 1000, 420), ("pregnant", 600, 1000, 350), ("pregnant-31", 600, 1000, 360),
     ("nursing", 600, 1000, 310), ("nursing-31", 600, 1000, 320), ("woman-51", 600, 1200, 320),
     ("man-51", 600, 1000, 420), ("woman-71", 800, 1200, 320), ("man-71", 800, 1200, 420)],
)  # fmt: skip
def test_allowances_are_those_of_the_life_stage(person, vitamin_d_iu, calcium_mg, magnesium_mg):
    """As IOM 2011 gives them for vitamin D and calcium, and IOM 1997 for magnesium."""
    found = {target.nutrient: target.advised for target in targets(DayPlan(person=person))}
    amounts = {nutrient: row.amount for nutrient, row in found.items()}
    assert amounts == {"vitamin_d": vitamin_d_iu, "calcium": calcium_mg, "magnesium": magnesium_mg}
    assert {nutrient: row.body for nutrient, row in found.items()} == {
        "vitamin_d": "IOM 2011", "calcium": "IOM 2011", "magnesium": "IOM 1997",
    }  # fmt: skip


def test_every_person_has_a_life_stage_and_an_age_in_it():
    persons = {row.id: row.value for row in tables.living_choices().values() if row.field == "person"}
    assert set(persons) == set(life_stages())
    for person, age in persons.items():
        stage = life_stages()[person].life_stage
        numbers = [float(number) for number in re.findall(r"\d+", stage)]
        in_years = [number / 12 for number in numbers] if "months" in stage else numbers
        assert in_years[0] <= age <= (in_years[1] + 1 if len(in_years) == 2 else 120), person


def test_limits_differ_by_life_stage():
    limits = {
        person: targets(DayPlan(person=person))[0].limit.amount for person in ("baby-0", "child-1", "child-4", "man-71")
    }
    assert limits == {"baby-0": 1000, "child-1": 2500, "child-4": 3000, "man-71": 4000}


def test_a_dose_over_the_limit_is_shown_with_its_warning():
    planned = follow(DayPlan(regimen="own-dose", daily_dose=6000))
    passed = "6000 IU a day pass the upper limit of 4000 IU (IOM 2011) all year."
    assert any(passed in note for note in plan_notes.notes(planned))
    assert plan_notes.notes(follow(DayPlan(regimen="own-dose", daily_dose=4000))) == ()


def test_a_plate_may_be_a_list_and_is_kept_as_pairs():
    assert DayPlan(plate=[["egg", 2]]) == DayPlan(plate=(("egg", 2),))
    assert hash(DayPlan(plate=[["egg", 2]])) == hash(DayPlan(plate=(("egg", 2),)))


def test_a_code_may_be_typed_in_capitals_and_leaves_out_what_is_usual():
    plan = DayPlan(regimen="aafp", form="with-d3", plate=(("milk", 2),), person="man-71")
    assert DayPlan.from_code(f"  {plan.code.upper()} ") == plan
    assert DayPlan(regimen="aafp", form="as-described").code == "planner_aafp"


# Formulas


@pytest.mark.parametrize(
    ("more", "there"),
    [
        ({"daily_dose": 4000}, {"heaney", "barger-lux", "ekwaru", "iom"}),
        ({"daily_dose": 4001}, {"heaney", "barger-lux", "ekwaru"}),
        ({"daily_dose": 10_001}, {"barger-lux", "ekwaru"}),
        ({"daily_dose": 35_000}, {"barger-lux"}),
        ({"daily_dose": 35_000, "plate": (("cod-liver-oil-tablespoon", 12),)}, set()),
        ({"daily_dose": 50}, {"heaney", "barger-lux", "ekwaru"}),
        ({"daily_dose": 0, "plate": (("egg", 2),)}, set()),
    ],
)
def test_a_formula_is_silent_outside_the_doses_of_its_studies(more, there):
    found = answers(DayPlan(regimen="own-dose", **more), np.array(more["daily_dose"]))
    silent = {row.name for row in dose_formulas() if row.id not in {"model", *there}}
    assert {name for name, level in found.items() if np.isnan(level)} == silent


def test_the_doses_of_the_studies_are_those_that_the_equations_state():
    stated = {
        "heaney": dose_response.heaney_level, "barger-lux": dose_response.barger_lux_level,
        "ekwaru": dose_response.ekwaru_level, "iom": dose_response.iom_level,
    }  # fmt: skip
    for row in dose_formulas():
        if row.id in stated:
            bounds = re.search(r"\[IU/d\], (\d+)-([\d ]+)", stated[row.id].__doc__)
            assert (row.lower, row.upper) == (float(bounds[1]), float(bounds[2].replace(" ", ""))), row.id
