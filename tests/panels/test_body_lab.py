"""The body lab without a browser: every control over its range, bad input, and everything on show from one state."""

import dataclasses
import io

import numpy as np
import pytest
from PIL import Image

from tests.markup import having, of_class, parse, text
from tests.panels.body_screen import assert_body_shows
from tests.panels.screen import trouble
from vitd_edu import units
from vitd_edu.figures import body_course, course_numbers
from vitd_edu.knowledge import tables
from vitd_edu.living import Living, bone_calcium_given, live
from vitd_edu.panels.living_parts import living_cases
from vitd_edu.words import living as living_words

CASES = tuple(living_cases())


def test_it_opens_on_a_healthy_person(body_lab):
    assert_body_shows(body_lab, Living())
    assert body_lab.sentence.text == living_words.sentence(live(Living()))
    assert "as before" in body_lab.sentence.text
    assert body_lab.preset.value == "healthy"
    assert repr(body_lab) == "BodyLab(living)"


def test_it_opens_on_a_way_to_live(open_body_lab):
    living = Living(vitamin_d=12, span="12-weeks")
    assert_body_shows(open_body_lab(living), living)


@pytest.mark.parametrize("system", units.SYSTEMS)
@pytest.mark.parametrize("name", Living.LETTERS.values())
def test_each_dial_over_its_whole_range_moves_everything(open_body_lab, name, system):
    body_lab = open_body_lab(Living(span="12-weeks"))
    body_lab.units.value = system
    dial, row = body_lab.dials[name], tables.analytes()[name]
    assert (dial.lower, dial.upper) == (row.accepted_lower, row.accepted_upper)
    for value in np.linspace(dial.lower, dial.upper, 6):
        frame, kept = body_lab.sentence.frame, float(units.kept(name, value))
        dial.value = float(value)
        assert_body_shows(body_lab, dataclasses.replace(Living(span="12-weeks"), **{name: kept}), system)
        assert body_lab.sentence.frame > frame
        assert body_lab.sentence.text.endswith(".")
        assert trouble(body_lab) == ""


@pytest.mark.parametrize("choice", tables.living_choices().values(), ids=lambda row: row.id)
def test_each_choice_moves_everything(open_body_lab, choice):
    if choice.field not in Living.CHOICES:
        return
    start = Living(span="12-weeks", demand="some-need", season="winter", glands="weak-glands")
    body_lab = open_body_lab(start)
    body_lab.choices[choice.field].value = choice.id
    assert_body_shows(body_lab, dataclasses.replace(start, **{choice.field: choice.id}))
    assert trouble(body_lab) == ""


@pytest.mark.parametrize("case", CASES)
def test_each_case_shows_its_course_and_tells_its_story(body_lab, case):
    body_lab.preset.value = case
    assert_body_shows(body_lab, living_cases()[case].state)
    assert body_lab.sentence.text == living_words.sentence(live(living_cases()[case].state))


def test_the_sentence_says_what_changed_and_who_pays(body_lab):
    for value in (60, 40, 20, 12):
        body_lab.dials["vitamin_d"].value = value
    assert body_lab.sentence.text.startswith(
        "Vitamin D status down from 75 to 12 nmol/L: after a year, calcium is still 2.36"
    )
    for said in ("PTH rose from 3.6 to 5.4 pmol/L", "bone gave up", "of the skeleton", "of new bone hardens"):
        assert said in body_lab.sentence.text
    body_lab.dials["calcium_intake"].value = 300
    assert body_lab.sentence.text.startswith("Calcium intake down from 1000 to 300 mg/d: ")
    body_lab.choices["demand"].value = "growth"
    assert "calcium has fallen to 1.63 mmol/L (low) although PTH rose" in body_lab.sentence.text


def test_the_sentence_names_the_weak_link(body_lab):
    body_lab.preset.value = "severe-magnesium-loss"
    assert "the glands hold the hormone back" in body_lab.sentence.text
    body_lab.preset.value = "no-glands"
    assert "no glands to make it" in body_lab.sentence.text
    body_lab.preset.value = "far-too-much"
    assert "opens gut and bone by itself" in body_lab.sentence.text


def test_units_switch_everywhere_at_once(body_lab):
    body_lab.preset.value = "far-too-much"
    body_lab.units.value = "us"
    assert_body_shows(body_lab, living_cases()["far-too-much"].state, "us")
    for part in (
        body_lab.sentence.text,
        body_lab.picture.alt,
        *body_lab.numbers.parts.values(),
        *body_lab.alerts.parts.values(),
    ):
        assert not [unit for unit in ("mmol/L", "nmol/L", "pmol/L", "mmol/d") if unit in part]


def test_what_is_beyond_the_model_is_said(body_lab):
    body_lab.preset.value = "far-too-much"
    (note,) = of_class(parse(body_lab.alerts.parts["alerts"]), "vd-note")
    assert "Vitamin D is beyond the model, which holds from 8 to 250 nmol/L, from week" in text(note)


def test_levels_that_kill_are_red_flags_with_their_week(body_lab):
    body_lab.preset.value = "far-too-much"
    first, second = having(parse(body_lab.alerts.parts["alerts"]), "data-flag")
    assert text(first).startswith("Emergency: now Very high calcium, from week 11 on. Go to an emergency department")
    assert text(second).startswith("Urgent: within days Vitamin D far too high, from week 2 on.")
    assert text(parse(body_lab.flag_line.parts["flags"])) == "⚑ 2 red flags. Emergency: now; see below."
    body_lab.reset.click()
    assert text(parse(body_lab.flag_line.parts["flags"])) == "No red flag."


def test_the_numbers_say_what_the_plots_say(body_lab):
    body_lab.dials["calcium_intake"].value = 300
    rows = having(parse(body_lab.numbers.parts["numbers"]), "data-quantity")
    assert [row.get("data-quantity") for row in rows] == [one.id for one in body_course.QUANTITIES] + ["nerves"]
    course = live(Living(calcium_intake=300)).course
    last = [text(cell) for cell in rows[4].iter("td")][len(course_numbers.weeks_shown(course)) - 1]
    assert last == f"{course.calcium[-1]:.2f} normal"


def test_bone_that_gains_is_told_from_bone_that_loses(body_lab):
    body_lab.dials["calcium_intake"].value = 2500
    bone = having(parse(body_lab.numbers.parts["numbers"]), "data-quantity")[5]
    gained = living_words.grams(bone_calcium_given(live(Living(calcium_intake=2500)).course)[-1])
    assert f"−{gained.split()[0]}" in [text(cell) for cell in bone.iter("td")]
    assert "+-" not in body_lab.numbers.parts["numbers"]
    assert "-0.0 mV" not in body_lab.numbers.parts["numbers"]


def test_reset_and_case_code(body_lab):
    body_lab.case_code.typed = " living_D12_I300_growth_12-weeks "
    assert_body_shows(body_lab, Living(vitamin_d=12, calcium_intake=300, demand="growth", span="12-weeks"))
    assert (body_lab.case_code.typed, body_lab.case_code.error) == ("", "")
    body_lab.reset.click()
    assert_body_shows(body_lab, Living())


def test_two_labs_move_together(body_lab, open_body_lab):
    other = open_body_lab(joined=body_lab.living)
    other.dials["vitamin_d"].value = 20
    assert_body_shows(body_lab, Living(vitamin_d=20))
    body_lab.choices["span"].value = "12-weeks"
    assert_body_shows(other, Living(vitamin_d=20, span="12-weeks"))


# The picture


def test_the_picture_follows_theme_and_density(body_lab):
    light = body_lab.picture.png
    body_lab.picture.theme = "dark"
    dark = body_lab.picture.png
    assert Image.open(io.BytesIO(dark)).getpixel((2, 2)) < Image.open(io.BytesIO(light)).getpixel((2, 2))
    body_lab.picture.density = 2.0
    assert Image.open(io.BytesIO(body_lab.picture.png)).size == (2 * body_course.WIDTH, 2 * body_course.HEIGHT)
    body_lab.picture.density = 1.0
    body_lab.picture.theme = "light"
    assert body_lab.picture.png == light


def all_of(picture):
    return picture.png, picture.corners, picture.words


def test_going_there_and_back_gives_the_same_picture(body_lab):
    first = all_of(body_lab.picture)
    for case in CASES:
        body_lab.preset.value = case
    body_lab.units.value = "us"
    assert all(one != other for one, other in zip(all_of(body_lab.picture), first, strict=True))
    body_lab.units.value = "si"
    body_lab.reset.click()
    assert all_of(body_lab.picture) == first


def test_closing_leaves_nothing_that_listens(open_body_lab):
    body_lab = open_body_lab()
    shared = body_lab.living
    body_lab.close()
    shared.state = Living(vitamin_d=20)
    assert body_lab.prediction is live(Living())
    body_lab.close()
