"""The magnesium view without a browser."""

import dataclasses
import io
import logging

import numpy as np
import pytest
from PIL import Image

import vitd_edu as vd
from tests.markup import having, of_class, parse, text
from tests.panels.screen import trouble
from vitd_edu import units
from vitd_edu.figures import repletion_course
from vitd_edu.knowledge import tables
from vitd_edu.panels.living_parts import repletion_cases
from vitd_edu.repletion import Repletion, replete
from vitd_edu.words import repletion as repletion_words
from vitd_edu.words.course_flags import of_repletion


@pytest.fixture
def open_lab():
    opened = []

    def open_one(*args, **options):
        opened.append(vd.magnesium_lab(*args, **options))
        return opened[-1]

    yield open_one
    for lab in opened:
        lab.close()


@pytest.fixture
def lab(open_lab):
    return open_lab()


def assert_shows(lab, repletion, system="si"):
    """Everything on screen belongs to this state."""
    repleted = replete(repletion)
    assert lab.state == repletion
    assert lab.dials["magnesium_intake"].value == repletion.magnesium_intake
    assert {name: buttons.value for name, buttons in lab.choices.items()} == {
        name: getattr(repletion, name) for name in Repletion.CHOICES
    }
    assert lab.case_code.code == repletion.code
    assert lab.picture.alt == repletion_words.describe(repleted, system)
    assert Image.open(io.BytesIO(lab.picture.png)).size == (repletion_course.WIDTH, repletion_course.HEIGHT)
    assert dict(lab.numbers.parts) == {"numbers": repletion_course.numbers(repleted, system)}
    gifts = having(parse(lab.numbers.parts["numbers"]), "data-gift")
    assert tuple(row.get("data-gift") for row in gifts) == repletion.shown
    drawn = parse(lab.alerts.parts["alerts"])
    assert [text(note) for note in of_class(drawn, "vd-note")] == list(repletion_words.notes(repleted, system))
    flags = [one.flag.id for one in of_repletion(repleted)]
    assert [flag.get("data-flag") for flag in having(drawn, "data-flag")] == flags
    assert text(parse(lab.flag_line.parts["flags"])).startswith(f"⚑ {len(flags)} red flag" if flags else "No red flag.")


def test_it_opens_on_a_severe_loss_with_nothing_given(lab):
    assert_shows(lab, Repletion())
    assert lab.preset.value == "severe-loss"
    assert "glands without magnesium hold it back" in lab.sentence.text
    assert repr(lab) == "MagnesiumLab(magnesium)"


def test_levels_that_kill_are_red_flags_with_their_week(lab):
    calcium, magnesium = having(parse(lab.alerts.parts["alerts"]), "data-flag")
    assert text(calcium).startswith("Emergency: now Very low calcium, from week 13 on, while magnesium is lost. Go to")
    assert text(magnesium).startswith("Emergency: now Very low magnesium, from week 6 on, while magnesium is lost.")
    lab.choices["magnesium_loss"].value = "kept"
    assert not having(parse(lab.alerts.parts["alerts"]), "data-flag")


def test_the_dial_over_its_whole_range_moves_everything(open_lab):
    lab = open_lab(Repletion(magnesium_loss="kept", span="12-weeks", given="compare"))
    for value in np.linspace(20, 2000, 7):
        lab.dials["magnesium_intake"].value = float(value)
        assert_shows(lab, dataclasses.replace(lab.state, magnesium_intake=round(value)))
        assert lab.sentence.text.endswith(".")
        assert trouble(lab) == ""


@pytest.mark.parametrize("choice", tables.living_choices().values(), ids=lambda row: row.id)
def test_each_choice_moves_everything(lab, choice):
    if choice.field in Repletion.CHOICES:
        lab.choices[choice.field].value = choice.id
        assert_shows(lab, dataclasses.replace(Repletion(), **{choice.field: choice.id}))
        assert trouble(lab) == ""


@pytest.mark.parametrize("case", tuple(repletion_cases()))
@pytest.mark.parametrize("system", units.SYSTEMS)
def test_each_case_tells_its_story(lab, case, system):
    lab.units.value = system
    lab.preset.value = case
    assert_shows(lab, repletion_cases()[case].state, system)
    assert lab.sentence.text == repletion_words.sentence(replete(repletion_cases()[case].state), system)
    (story,) = of_class(parse(lab.alerts.parts["alerts"]), "vd-story")
    assert text(story) == f"The case: {repletion_cases()[case].story}"
    if system == "us":
        assert "mmol/L" not in lab.sentence.text + lab.picture.alt + lab.numbers.parts["numbers"]


def test_calcium_alone_fails_and_magnesium_does_not(lab):
    lab.choices["given"].value = "calcium-tablets"
    assert "bring calcium only from 1.40 to 1.51 mmol/L (low): with magnesium still at 0.22" in lab.sentence.text
    lab.choices["given"].value = "magnesium-back"
    assert lab.sentence.text.startswith("Magnesium alone lets PTH jump from 3.2 to 21.4 pmol/L by day 2")
    assert "calcium is no longer low from day 4 on" in lab.sentence.text
    lab.choices["given"].value = "both"
    assert "from day 2 on, then overshoots to 2.69 mmol/L (high)" in lab.sentence.text
    lab.choices["given"].value = "compare"
    assert "(low), while magnesium alone lets PTH jump" in lab.sentence.text


def test_in_health_there_is_nothing_to_correct(lab):
    lab.choices["magnesium_loss"].value = "kept"
    assert lab.sentence.text.startswith("Now magnesium kept as usual: after a year on 316 mg of magnesium a day")
    lab.choices["given"].value = "both"
    assert lab.sentence.text.endswith("there is nothing to correct.")


def test_reset_code_and_linked_views(lab, open_lab):
    other = open_lab(joined=lab.repletion)
    lab.case_code.typed = "magnesium_G40_kept_2-years_compare"
    assert_shows(other, Repletion(magnesium_intake=40, magnesium_loss="kept", span="2-years", given="compare"))
    other.reset.click()
    assert_shows(lab, Repletion())


@pytest.mark.parametrize("code", ["living_D12", "healthy", "magnesium_D12", "magnesium_G40_G50", ""])
def test_a_bad_code_changes_nothing(lab, code):
    lab.case_code.typed = code
    assert bool(lab.case_code.error) == bool(code)
    assert_shows(lab, Repletion())


def test_a_bad_number_is_explained_at_its_dial(lab):
    lab.dials["magnesium_intake"].typed = "3160"
    assert "20 to 2000 mg/d" in lab.dials["magnesium_intake"].error
    assert "316 mg/d would be usual" in lab.dials["magnesium_intake"].error
    assert_shows(lab, Repletion())


@pytest.mark.parametrize("part", ["numbers", "update", "build", "frame_of"])
def test_a_failure_in_drawing_leaves_the_last_good_state(lab, part, monkeypatch, caplog):
    def fail(*_args, **_options):
        raise RuntimeError("the pencil broke")

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, logger="vitd_edu"):
        patch.setattr(repletion_course, part, fail)
        lab.choices["given"].value = "both"
    assert "the pencil broke" in trouble(lab)
    assert_shows(lab, Repletion())
    lab.choices["given"].value = "both"
    assert trouble(lab) == ""
    assert_shows(lab, Repletion(given="both"))
