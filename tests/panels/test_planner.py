"""The planner driven without a browser."""

import pytest

from tests.markup import having, parse, text
from tests.panels.screen import shows_plan, trouble
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import foods, planner_presets
from vitd_edu.panels.planner_panel import planner_cases
from vitd_edu.planning import DayPlan


def test_it_opens_with_a_plan_worth_looking_at(planner):
    shows_plan(planner, DayPlan(regimen="loading"))
    assert "climbs to" in planner.sentence.text


@pytest.mark.parametrize("case", planner_presets())
def test_every_ready_made_plan_is_shown_whole(planner, case):
    planner.preset.value = case
    shows_plan(planner, planner_cases()[case].state)
    assert planner_presets()[case].story in text(parse(planner.alerts.parts["alerts"]))


@pytest.mark.parametrize("name", DayPlan.CHOICES)
def test_every_choice_moves_the_plan(planner, name):
    buttons = planner.choices[name]
    for option in buttons.options:
        buttons.value = option[1]
        assert getattr(planner.state, name) == option[1]
    shows_plan(planner, planner.state)


def test_food_is_found_served_and_taken_off(planner):
    planner.search.value = "SALM"
    assert len(planner.food.options) == 2
    assert all("almon" in name for name, _ in planner.food.options)
    planner.food.value = "sockeye-salmon"
    planner.add.click()
    planner.add.click()
    assert planner.state.plate == (("sockeye-salmon", 2),)
    assert "2 × Sockeye salmon" in text(parse(planner.details.parts["plate"]))
    assert planner.prediction.targets[0].eaten == 2 * foods()["sockeye-salmon"].vitamin_d_iu
    for _ in range(3):
        planner.less.click()
    assert planner.state.plate == ()
    planner.add.click()
    planner.empty.click()
    assert planner.state.plate == ()


def test_a_food_that_is_not_there_is_said(planner):
    planner.search.value = "unicorn"
    planner.add.click()
    assert "No food holds 'unicorn'" in text(parse(planner.alerts.parts["alerts"]))
    assert planner.search.value == "unicorn"
    assert planner.food.options == (("no food holds this", ""),)
    planner.search.value = "milk"
    assert "milk" in planner.food.label.casefold()
    planner.add.click()
    assert planner.state.plate == ((planner.food.value, 1),)
    assert trouble(planner) == ""
    planner.search.value = ""
    assert len(planner.food.options) == len(foods())
    assert "milk" in planner.food.label.casefold()


def test_servings_end_at_twelve(planner):
    planner.food.value = "egg"
    for _ in range(12):
        planner.add.click()
    assert planner.state.plate == (("egg", 12),)
    assert trouble(planner) == ""
    planner.add.click()
    assert planner.state.plate == (("egg", 12),)
    assert "12 servings a day are the most that the plate holds" in trouble(planner)
    assert foods()["egg"].name in trouble(planner)
    planner.less.click()
    assert planner.state.plate == (("egg", 11),)
    assert trouble(planner) == ""


def test_only_one_section_is_on_show_and_the_dose_only_where_it_counts(planner):
    for _, name in planner.section.options:
        planner.section.value = name
        assert {each for each, box in planner.fields.items() if box.layout.display != "none"} == {name}
    assert planner.dials["daily_dose"].layout.display == "none"
    planner.choices["regimen"].value = "own-dose"
    assert planner.dials["daily_dose"].layout.display is None


def test_the_sun_is_a_range_with_its_caution(planner):
    planner.choices["minutes"].value = "minutes-30"
    drawn = text(parse(planner.details.parts["sun"]))
    assert "IU" in drawn
    assert "skin cancer" in drawn
    planner.choices["skin"].value = "skin-1"
    assert "too much" in text(parse(planner.details.parts["sun"]))
    planner.choices["latitude"].value = "lat-60"
    planner.choices["month"].value = "january"
    assert "vitamin D winter" in text(parse(planner.details.parts["sun"]))


def test_units_are_spoken_throughout(planner):
    planner.units.value = "us"
    assert "ng/mL" in planner.sentence.text
    assert "ng/mL" in planner.picture.alt
    assert "nmol/L" not in planner.sentence.text
    planner.units.value = "si"


def test_no_warning_of_levels_speaks_si_in_us_units(planner):
    planner.preset.value = "too-much"
    planner.units.value = "us"
    said_on_screen = text(parse(planner.alerts.parts["alerts"]))
    assert "Vitamin D is beyond the model, which holds from 3.2 to 100.2 ng/mL, from week" in said_on_screen
    assert "mol/L" not in said_on_screen
    planner.units.value = "si"
    assert "which holds from 8 to 250 nmol/L" in text(parse(planner.alerts.parts["alerts"]))


@pytest.mark.parametrize(
    ("code", "soon", "flag"),
    [
        ("planner_D12_growth_1x-banana", "Emergency: now", "Very low calcium, from the start on."),
        ("planner_D12_growth", "Emergency: now", "Very low calcium, from the start on."),
        ("planner_own-dose_U35000", "Urgent: within days", "High calcium, from week 35 on."),
    ],
)
def test_levels_that_kill_are_red_flags_with_their_week_and_how_soon(planner, code, soon, flag):
    planner.case_code.typed = code
    alerts = parse(planner.alerts.parts["alerts"])
    raised = [text(one) for one in having(alerts, "data-flag")]
    assert 1 <= len(raised) <= 3
    (told,) = [one for one in raised if flag in one]
    assert told.startswith(soon)
    row = next(one for one in tables.red_flags() if f"{one.name}," in told)
    assert row.what_to_do in told
    assert "Emergency: now" in text(parse(planner.flag_line.parts["flags"]))
    planner.reset.click()
    assert not having(parse(planner.alerts.parts["alerts"]), "data-flag")


def test_a_dose_of_ones_own_goes_with_its_regimen_and_comes_back_with_it(planner):
    planner.choices["regimen"].value = "own-dose"
    planner.dials["daily_dose"].value = 2500
    planner.choices["regimen"].value = "aafp"
    assert planner.state == DayPlan(regimen="aafp")
    assert trouble(planner) == ""
    planner.choices["regimen"].value = "own-dose"
    assert planner.state == DayPlan(regimen="own-dose", daily_dose=2500)
    assert planner.dials["daily_dose"].value == 2500
    planner.choices["regimen"].value = "no-regimen"
    planner.dials["daily_dose"].typed = "3000"
    assert planner.state == DayPlan(regimen="own-dose", daily_dose=3000)


def test_a_code_restores_a_plan(planner):
    planner.case_code.typed = "planner_D32_loading_2x-milk"
    shows_plan(planner, DayPlan(vitamin_d=32, regimen="loading", plate=(("milk", 2),)))
    planner.case_code.typed = "planner_D32_2x-unicorn"
    assert "unicorn" in planner.case_code.error


def test_the_picture_is_said_in_words(planner):
    assert planner.picture.alt.startswith("Seven plots: six over 52 weeks, one of formulas.")
    assert planner.picture.png.startswith(b"\x89PNG")
    assert "by formula" in planner.picture.alt


def test_every_number_has_its_source_on_screen(planner):
    planner.preset.value = "good-plate"
    tree = parse(planner.details.parts["sources"])
    shown = {row.get("data-key"): text(row) for row in having(tree, "data-key") if row.tag == "tr"}
    planned = planner.prediction
    wanted = {food for food, _ in planned.plan.plate}
    wanted |= {row.id for target in planned.targets for row in (target.advised, target.limit)}
    assert wanted <= set(shown)
    assert "SR27" in shown["sockeye-salmon"]
    assert f"Where the numbers of this plan come from ({len(shown)})" in text(tree)
    planner.choices["minutes"].value = "minutes-30"
    assert 'data-key="whole-body-yield"' in planner.details.parts["sources"]
    footer = parse(planner.footer.parts["footer"])
    assert {"vitamin_d_half_life", "hungry_bone", "responder_low", "score_slope"} <= {
        row.get("data-key") for row in having(footer, "data-key")
    }
    assert "Where the numbers of the model come from" in text(footer)


def test_what_the_plate_takes_the_place_of_is_said(planner):
    assert "The plate is empty" in text(parse(planner.details.parts["plate"]))
    planner.food.value = "egg"
    planner.add.click()
    drawn = text(parse(planner.details.parts["plate"]))
    assert "It takes the place of the food before, taken as 1000 mg of calcium and 100 IU" in drawn
    assert "This plate is the whole day’s food" in text(parse(planner.alerts.parts["alerts"]))


def test_symptoms_are_among_the_reasons(planner):
    planner.preset.value = "hungry-bone"
    assert "At the worst, in week 1, the model expects" in text(parse(planner.details.parts["reasons"]))


def test_it_recommends_nothing(planner):
    assert "It recommends nothing and doses nobody" in text(parse(planner.footer.parts["footer"]))
