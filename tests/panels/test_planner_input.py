"""What a learner types or chooses in the planner: read as meant, asked about, or refused in words."""

import gc
import sys

import pytest

import vitd_edu as vd
from tests.markup import parse, text
from tests.panels.screen import shows_plan, trouble
from vitd_edu.knowledge.planner_tables import foods
from vitd_edu.panels.planner_panel import planner_cases
from vitd_edu.physiology.inputs import InputError


def test_a_thirteenth_serving_of_a_code_is_said_and_so_is_one_that_is_not_there():
    panel = vd.planner("planner_12x-banana")
    panel.food.value = "banana"
    panel.add.click()
    assert panel.state.plate == (("banana", 12),)
    assert "the most that the plate holds" in trouble(panel)
    panel.food.value = "egg"
    panel.less.click()
    assert panel.state.plate == (("banana", 12),)
    assert trouble(panel) == f"{foods()['egg'].name}: there is none on the plate to take off."
    panel.close()


def test_more_calcium_than_anybody_eats_is_refused_in_words(planner):
    planner.food.value = "milk"
    for _ in range(12):
        planner.add.click()
    assert planner.state.plate == (("milk", 10),)
    assert "outside the accepted range" in text(parse(planner.alerts.parts["alerts"]))
    planner.less.click()
    assert planner.state.plate == (("milk", 9),)


@pytest.mark.parametrize(
    ("typed", "dose"),
    [
        ("25 µg", 1000), ("25 mcg", 1000), ("2,5 ug", 100), ("2000", 2000), ("1500 IU/d", 1500), ("1,500", 1500),
        ("1 500", 1500), ("1,500 IU a day", 1500), ("35,000", 35_000), ("12 500 iu", 12_500), (" 600 ", 600),
        ("1,500.5", 1500), ("62.5 micrograms", 2500), ("0", 0), ("50 µg/d", 2000), ("50 μg / day", 2000),
        ("2000 IU/day", 2000), ("2000 IU per day", 2000), ("2,000 iu a day", 2000), ("2000 units daily", 2000),
        ("50 MCG per day", 2000), ("2000/day", 2000), ("2000 I.U.", 2000),
    ],
)  # fmt: skip
def test_a_dose_may_be_typed_in_either_unit_and_with_thousands(planner, typed, dose):
    planner.choices["regimen"].value = "own-dose"
    planner.dials["daily_dose"].typed = typed
    assert planner.dials["daily_dose"].error == ""
    assert planner.state.daily_dose == pytest.approx(dose, abs=1)


@pytest.mark.parametrize("typed", ["1.500", "1,50,0", "0,500", "15,00,0 IU", "1.5.0"])
def test_a_dose_that_may_mean_either_is_asked_about(planner, typed):
    before = planner.state
    planner.dials["daily_dose"].typed = typed
    assert "with thousands or with decimals" in planner.dials["daily_dose"].error
    assert planner.state == before


@pytest.mark.parametrize("typed", ["5000000", "125000 µg"])
def test_an_absurd_dose_is_refused_with_the_reason_and_stays_in_its_box(planner, typed):
    before = planner.state
    planner.dials["daily_dose"].typed = typed
    assert "5 000 000 IU a day is not a dose" in planner.dials["daily_dose"].error
    assert "40 IU are 1 µg" in planner.dials["daily_dose"].error
    assert planner.dials["daily_dose"].typed == typed
    assert planner.state == before


@pytest.mark.parametrize(
    ("typed", "level"),
    [("8 ng/ml", 8 * 2.496), ("20 NMOL/L", 20), ("20 nmol/l", 20), ("12,5 ng/mL", 12.5 * 2.496), ("20", 20)],
)
def test_a_level_may_be_typed_with_its_unit_in_any_letters(planner, typed, level):
    planner.dials["vitamin_d"].typed = typed
    assert planner.dials["vitamin_d"].error == ""
    assert planner.state.vitamin_d == pytest.approx(level, abs=0.1)


def test_what_is_no_dose_is_said(planner):
    planner.dials["daily_dose"].typed = "a spoon"
    assert "is not a number" in planner.dials["daily_dose"].error


@pytest.mark.parametrize("code", ["planner_U2000", "planner_U1000", "planner_loading_U2000"])
def test_a_dose_that_would_not_be_taken_is_refused(planner, code):
    before = planner.state
    planner.case_code.typed = code
    assert "would not be taken" in planner.case_code.error
    assert "'own-dose'" in planner.case_code.error
    assert planner.state == before


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("code", ["planner_12x-milk", "planner_D2_growth"])
def test_a_planner_that_cannot_open_leaves_no_second_complaint(code, monkeypatch):
    ignored = []
    monkeypatch.setattr(sys, "unraisablehook", ignored.append)
    with pytest.raises(InputError) as refused:
        vd.planner(code)
    del refused
    gc.collect()
    assert ignored == []


@pytest.mark.parametrize(
    "typed",
    [
        "planner_D2_growth",
        "planner_D32_11x-milk",
        "planner_12x-cod-liver-oil-tablespoon_12x-cod-liver-oil-teaspoon",
    ],
)
def test_a_plan_beyond_the_model_is_refused_in_words_and_the_panel_goes_on(planner, typed):
    before = planner.state
    planner.case_code.typed = typed
    said_on_screen = planner.case_code.error + text(parse(planner.alerts.parts["alerts"]))
    assert "food_and_sun" not in said_on_screen
    assert any(part in said_on_screen for part in ("nobody lives there", "outside the accepted range"))
    assert planner.state == before
    planner.preset.value = "good-plate"
    shows_plan(planner, planner_cases()["good-plate"].state)
