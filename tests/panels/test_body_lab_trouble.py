"""The body lab given what cannot be: said in words at its place, and the last good state stays."""

import logging
import math

import pytest

from tests.panels.body_screen import assert_body_shows
from tests.panels.screen import trouble
from vitd_edu.figures import body_course
from vitd_edu.living import Living


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
def test_a_bad_number_is_explained_at_its_dial(body_lab, name, typed, said):
    body_lab.dials[name].typed = typed
    for part in said:
        assert part in body_lab.dials[name].error
    assert_body_shows(body_lab, Living())
    body_lab.dials[name].typed = "100"
    assert body_lab.dials[name].error == ""
    assert_body_shows(body_lab, Living(**{name: 100}))


@pytest.mark.parametrize(
    ("typed", "intake"),
    [("1,500", 1500), ("1 500 mg/day", 1500), ("800 MG per day", 800), ("1,200 mg", 1200), ("700,0", 700)],
)
def test_an_intake_may_be_typed_as_people_do(body_lab, typed, intake):
    body_lab.dials["calcium_intake"].typed = typed
    assert body_lab.dials["calcium_intake"].error == ""
    assert_body_shows(body_lab, Living(calcium_intake=intake))


@pytest.mark.parametrize("value", [math.nan, math.inf, -1.0])
def test_a_bad_value_set_from_code_is_explained_and_passed_over(body_lab, value):
    body_lab.dials["calcium_intake"].value = value
    assert "Calcium intake" in trouble(body_lab)
    assert body_lab.state == Living()
    body_lab.dials["vitamin_d"].value = 60
    assert_body_shows(body_lab, Living(vitamin_d=60))


@pytest.mark.parametrize("code", ["D25_C1.75", "magnesium", "living_Q3", "  "])
def test_a_bad_case_code_is_explained_and_kept(body_lab, code):
    body_lab.case_code.typed = code
    assert body_lab.case_code.error
    assert body_lab.case_code.typed == code
    assert_body_shows(body_lab, Living())


def test_a_life_that_nobody_lives_is_explained_and_the_dial_goes_back(body_lab):
    body_lab.case_code.typed = "living_D2_growth_2-years"
    body_lab.dials["calcium_intake"].value = 0
    said = trouble(body_lab)
    assert "nobody lives there" in said
    assert "With a vitamin D status of 2 nmol/L (0.8 ng/mL), 0 mg of calcium and 316 mg of magnesium a day, and" in said
    assert "fall under 0.30 mmol/L (1.2 mg/dL)" in said
    assert "Choose more vitamin D or more calcium." in said
    assert not any(word in said for word in ("demand", "gland", "absorbed"))  # words of the code
    assert_body_shows(body_lab, Living.from_code("living_D2_growth_2-years"))


def fail(*_args, **_options):
    raise RuntimeError("the pencil broke")


@pytest.mark.parametrize("part", ["numbers", "describe", "update", "build"])
@pytest.mark.parametrize("move", ["dial", "choice", "preset", "code"])
def test_a_failure_in_drawing_is_shown_and_the_last_good_state_stays(body_lab, part, move, monkeypatch, caplog):
    moves = {
        "dial": lambda: setattr(body_lab.dials["calcium_intake"], "value", 150),
        "choice": lambda: setattr(body_lab.choices["span"], "value", "12-weeks"),
        "preset": lambda: setattr(body_lab.preset, "value", "deficiency-growth"),
        "code": lambda: setattr(body_lab.case_code, "typed", "living_I150_12-weeks"),
    }
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, logger="vitd_edu"):
        patch.setattr(body_course, part, fail)
        moves[move]()
    told = trouble(body_lab) + body_lab.case_code.error
    assert "RuntimeError: the pencil broke" in told
    assert_body_shows(body_lab, Living())
    moves[move]()
    body_lab.dials["magnesium_intake"].value = 250
    assert trouble(body_lab) == ""
    assert_body_shows(body_lab, body_lab.state)
