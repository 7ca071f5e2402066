"""The body lab without a browser: every control over its range, bad input, and everything on show from one state."""

import dataclasses
import io
import logging
import math

import numpy as np
import pytest
from PIL import Image

import vitd_edu as vd
from tests.markup import having, of_class, parse, text
from tests.panels.screen import trouble
from vitd_edu import units
from vitd_edu.figures import body_course, course_numbers
from vitd_edu.knowledge import tables
from vitd_edu.living import Living, bone_calcium_given, live
from vitd_edu.panels.living_parts import living_cases
from vitd_edu.words import living as living_words
from vitd_edu.words.course_flags import of_course

CASES = tuple(living_cases())


@pytest.fixture
def open_lab():
    opened = []

    def open_one(*args, **options):
        opened.append(vd.body_lab(*args, **options))
        return opened[-1]

    yield open_one
    for lab in opened:
        lab.close()


@pytest.fixture
def lab(open_lab):
    return open_lab()


def assert_shows(lab, living, system="si"):
    """Everything on screen belongs to this way to live."""
    lived = live(living)
    assert lab.state == living
    assert lab.prediction is lived
    for name, dial in lab.dials.items():
        assert abs(dial.value - getattr(living, name)) <= tables.analytes()[name].resolution / 2
        assert dial.unit == units.unit(name, system)
    assert {name: buttons.value for name, buttons in lab.choices.items()} == {
        name: getattr(living, name) for name in Living.CHOICES
    }
    assert lab.case_code.code == living.code
    assert lab.picture.alt == body_course.describe(lived.course, system)
    assert Image.open(io.BytesIO(lab.picture.png)).size == (body_course.WIDTH, body_course.HEIGHT)
    assert dict(lab.numbers.parts) == {"numbers": body_course.numbers(lived.course, system)}
    drawn = parse(lab.alerts.parts["alerts"])
    assert [text(note) for note in of_class(drawn, "vd-note")] == list(living_words.notes(lived.course, system))
    flags = [one.flag.id for one in of_course(lived.course)]
    assert [flag.get("data-flag") for flag in having(drawn, "data-flag")] == flags
    assert text(parse(lab.flag_line.parts["flags"])).startswith(f"⚑ {len(flags)} red flag" if flags else "No red flag.")
    case = living_cases().get(lab.preset.value)
    assert (case.state if case else living) == living
    assert [text(story) for story in of_class(drawn, "vd-story")] == ([f"The case: {case.story}"] if case else [])


def test_it_opens_on_a_healthy_person(lab):
    assert_shows(lab, Living())
    assert lab.sentence.text == living_words.sentence(live(Living()))
    assert "as before" in lab.sentence.text
    assert lab.preset.value == "healthy"
    assert repr(lab) == "BodyLab(living)"


def test_it_opens_on_a_way_to_live(open_lab):
    living = Living(vitamin_d=12, span="12-weeks")
    assert_shows(open_lab(living), living)


@pytest.mark.parametrize("system", units.SYSTEMS)
@pytest.mark.parametrize("name", Living.LETTERS.values())
def test_each_dial_over_its_whole_range_moves_everything(open_lab, name, system):
    lab = open_lab(Living(span="12-weeks"))
    lab.units.value = system
    dial, row = lab.dials[name], tables.analytes()[name]
    assert (dial.lower, dial.upper) == (row.accepted_lower, row.accepted_upper)
    for value in np.linspace(dial.lower, dial.upper, 6):
        frame, kept = lab.sentence.frame, float(units.kept(name, value))
        dial.value = float(value)
        assert_shows(lab, dataclasses.replace(Living(span="12-weeks"), **{name: kept}), system)
        assert lab.sentence.frame > frame
        assert lab.sentence.text.endswith(".")
        assert trouble(lab) == ""


@pytest.mark.parametrize("choice", tables.living_choices().values(), ids=lambda row: row.id)
def test_each_choice_moves_everything(open_lab, choice):
    if choice.field not in Living.CHOICES:
        return
    start = Living(span="12-weeks", demand="some-need", season="winter", glands="weak-glands")
    lab = open_lab(start)
    lab.choices[choice.field].value = choice.id
    assert_shows(lab, dataclasses.replace(start, **{choice.field: choice.id}))
    assert trouble(lab) == ""


@pytest.mark.parametrize("case", CASES)
def test_each_case_shows_its_course_and_tells_its_story(lab, case):
    lab.preset.value = case
    assert_shows(lab, living_cases()[case].state)
    assert lab.sentence.text == living_words.sentence(live(living_cases()[case].state))


def test_the_sentence_says_what_changed_and_who_pays(lab):
    for value in (60, 40, 20, 12):
        lab.dials["vitamin_d"].value = value
    assert lab.sentence.text.startswith(
        "Vitamin D status down from 75 to 12 nmol/L: after a year, calcium is still 2.36"
    )
    for said in ("PTH rose from 3.6 to 5.4 pmol/L", "bone gave up", "of the skeleton", "of new bone hardens"):
        assert said in lab.sentence.text
    lab.dials["calcium_intake"].value = 300
    assert lab.sentence.text.startswith("Calcium intake down from 1000 to 300 mg/d: ")
    lab.choices["demand"].value = "growth"
    assert "calcium has fallen to 1.63 mmol/L (low) although PTH rose" in lab.sentence.text


def test_the_sentence_names_the_weak_link(lab):
    lab.preset.value = "severe-magnesium-loss"
    assert "the glands hold the hormone back" in lab.sentence.text
    lab.preset.value = "no-glands"
    assert "no glands to make it" in lab.sentence.text
    lab.preset.value = "far-too-much"
    assert "opens gut and bone by itself" in lab.sentence.text


def test_units_switch_everywhere_at_once(lab):
    lab.preset.value = "far-too-much"
    lab.units.value = "us"
    assert_shows(lab, living_cases()["far-too-much"].state, "us")
    for part in (lab.sentence.text, lab.picture.alt, *lab.numbers.parts.values(), *lab.alerts.parts.values()):
        assert not [unit for unit in ("mmol/L", "nmol/L", "pmol/L", "mmol/d") if unit in part]


def test_what_is_beyond_the_model_is_said(lab):
    lab.preset.value = "far-too-much"
    (note,) = of_class(parse(lab.alerts.parts["alerts"]), "vd-note")
    assert "Vitamin D is beyond the model, which holds from 8 to 250 nmol/L, from week" in text(note)


def test_levels_that_kill_are_red_flags_with_their_week(lab):
    lab.preset.value = "far-too-much"
    first, second = having(parse(lab.alerts.parts["alerts"]), "data-flag")
    assert text(first).startswith("Emergency: now Very high calcium, from week 11 on. Go to an emergency department")
    assert text(second).startswith("Urgent: within days Vitamin D far too high, from week 2 on.")
    assert text(parse(lab.flag_line.parts["flags"])) == "⚑ 2 red flags. Emergency: now; see below."
    lab.reset.click()
    assert text(parse(lab.flag_line.parts["flags"])) == "No red flag."


def test_the_numbers_say_what_the_plots_say(lab):
    lab.dials["calcium_intake"].value = 300
    rows = having(parse(lab.numbers.parts["numbers"]), "data-quantity")
    assert [row.get("data-quantity") for row in rows] == [one.id for one in body_course.QUANTITIES] + ["nerves"]
    course = live(Living(calcium_intake=300)).course
    last = [text(cell) for cell in rows[4].iter("td")][len(course_numbers.weeks_shown(course)) - 1]
    assert last == f"{course.calcium[-1]:.2f} normal"


def test_bone_that_gains_is_told_from_bone_that_loses(lab):
    lab.dials["calcium_intake"].value = 2500
    bone = having(parse(lab.numbers.parts["numbers"]), "data-quantity")[5]
    gained = living_words.grams(bone_calcium_given(live(Living(calcium_intake=2500)).course)[-1])
    assert f"−{gained.split()[0]}" in [text(cell) for cell in bone.iter("td")]
    assert "+-" not in lab.numbers.parts["numbers"]
    assert "-0.0 mV" not in lab.numbers.parts["numbers"]


def test_reset_and_case_code(lab):
    lab.case_code.typed = " living_D12_I300_growth_12-weeks "
    assert_shows(lab, Living(vitamin_d=12, calcium_intake=300, demand="growth", span="12-weeks"))
    assert (lab.case_code.typed, lab.case_code.error) == ("", "")
    lab.reset.click()
    assert_shows(lab, Living())


def test_two_labs_move_together(lab, open_lab):
    other = open_lab(joined=lab.living)
    other.dials["vitamin_d"].value = 20
    assert_shows(lab, Living(vitamin_d=20))
    lab.choices["span"].value = "12-weeks"
    assert_shows(other, Living(vitamin_d=20, span="12-weeks"))


# What cannot be


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("calcium_intake", "5000", ["5000 mg/d", "0 to 3000 mg/d"]),
        ("calcium_intake", "-5", ["minus sign"]),
        ("calcium_intake", "lots", ["'lots' is not a number"]),
        ("magnesium_intake", "nan", ["nan"]),
        ("vitamin_d", "1000", ["2 to 650 nmol/L"]),
    ],
)
def test_a_bad_number_is_explained_at_its_dial(lab, name, typed, said):
    lab.dials[name].typed = typed
    for part in said:
        assert part in lab.dials[name].error
    assert_shows(lab, Living())
    lab.dials[name].typed = "100"
    assert lab.dials[name].error == ""
    assert_shows(lab, Living(**{name: 100}))


@pytest.mark.parametrize(
    ("typed", "intake"),
    [("1,500", 1500), ("1 500 mg/day", 1500), ("800 MG per day", 800), ("1,200 mg", 1200), ("700,0", 700)],
)
def test_an_intake_may_be_typed_as_people_do(lab, typed, intake):
    lab.dials["calcium_intake"].typed = typed
    assert lab.dials["calcium_intake"].error == ""
    assert_shows(lab, Living(calcium_intake=intake))


@pytest.mark.parametrize("value", [math.nan, math.inf, -1.0])
def test_a_bad_value_set_from_code_is_explained_and_passed_over(lab, value):
    lab.dials["calcium_intake"].value = value
    assert "Calcium intake" in trouble(lab)
    assert lab.state == Living()
    lab.dials["vitamin_d"].value = 60
    assert_shows(lab, Living(vitamin_d=60))


@pytest.mark.parametrize("code", ["D25_C1.75", "magnesium", "living_Q3", "  "])
def test_a_bad_case_code_is_explained_and_kept(lab, code):
    lab.case_code.typed = code
    assert lab.case_code.error
    assert lab.case_code.typed == code
    assert_shows(lab, Living())


def test_a_life_that_nobody_lives_is_explained_and_the_dial_goes_back(lab):
    lab.case_code.typed = "living_D2_growth_2-years"
    lab.dials["calcium_intake"].value = 0
    assert "nobody lives there" in trouble(lab)
    assert_shows(lab, Living.from_code("living_D2_growth_2-years"))


def fail(*_args, **_options):
    raise RuntimeError("the pencil broke")


@pytest.mark.parametrize("part", ["numbers", "describe", "update", "build"])
@pytest.mark.parametrize("move", ["dial", "choice", "preset", "code"])
def test_a_failure_in_drawing_is_shown_and_the_last_good_state_stays(lab, part, move, monkeypatch, caplog):
    moves = {
        "dial": lambda: setattr(lab.dials["calcium_intake"], "value", 150),
        "choice": lambda: setattr(lab.choices["span"], "value", "12-weeks"),
        "preset": lambda: setattr(lab.preset, "value", "deficiency-growth"),
        "code": lambda: setattr(lab.case_code, "typed", "living_I150_12-weeks"),
    }
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, logger="vitd_edu"):
        patch.setattr(body_course, part, fail)
        moves[move]()
    told = trouble(lab) + lab.case_code.error
    assert "RuntimeError: the pencil broke" in told
    assert_shows(lab, Living())
    moves[move]()
    lab.dials["magnesium_intake"].value = 250
    assert trouble(lab) == ""
    assert_shows(lab, lab.state)


# The picture


def test_the_picture_follows_theme_and_density(lab):
    light = lab.picture.png
    lab.picture.theme = "dark"
    dark = lab.picture.png
    assert Image.open(io.BytesIO(dark)).getpixel((2, 2)) < Image.open(io.BytesIO(light)).getpixel((2, 2))
    lab.picture.density = 2.0
    assert Image.open(io.BytesIO(lab.picture.png)).size == (2 * body_course.WIDTH, 2 * body_course.HEIGHT)
    lab.picture.density = 1.0
    lab.picture.theme = "light"
    assert lab.picture.png == light


def test_going_there_and_back_gives_the_same_picture(lab):
    first = lab.picture.png
    for case in CASES:
        lab.preset.value = case
    lab.units.value = "us"
    assert lab.picture.png != first
    lab.units.value = "si"
    lab.reset.click()
    assert lab.picture.png == first


def test_closing_leaves_nothing_that_listens(open_lab):
    lab = open_lab()
    shared = lab.living
    lab.close()
    shared.state = Living(vitamin_d=20)
    assert lab.prediction is live(Living())
    lab.close()
