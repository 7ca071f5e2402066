"""The explorer when the body responds: habits are dialed, levels follow, and everything else goes on as before."""

import dataclasses
import math

import numpy as np
import pytest

import vitd_edu as vd
from tests.markup import having, parse, text
from tests.panels.screen import assert_shows, trouble
from vitd_edu import Scenario, predict, units
from vitd_edu.figures import gauge, levels_list
from vitd_edu.knowledge import tables
from vitd_edu.living import Living, respond
from vitd_edu.panels.respond import BY_BODY, BY_HAND
from vitd_edu.words import living as living_words


@pytest.fixture
def responding(panel):
    """An explorer whose levels follow from habits."""
    panel.habits.mode.value = BY_BODY
    return panel


def assert_responds(panel, living, scenario=None, system="si"):
    """Everything on screen belongs to the body that lives so, with the findings of a scenario."""
    levels = respond(living, scenario or Scenario())
    code = panel.case_code.code
    panel.case_code.code = levels.code  # what an explorer by hand would say; the rest is as there
    assert_shows(panel, levels, system)
    panel.case_code.code = code
    assert panel.living == living
    assert panel.habits.mode.value == BY_BODY
    for name, dial in panel.habits.dials.items():
        assert abs(dial.value - getattr(living, name)) <= tables.analytes()[name].resolution / 2
        assert dial.unit == units.unit(name, system)
        assert dial.layout.display is None
    assert dict(panel.habits.levels.parts) == {"levels": levels_list.draw(living, system)}
    assert code.startswith(living.code)
    for widget in (*(panel.dials[name] for name in ("vitamin_d", "calcium", "magnesium")), panel.onset):
        assert widget.layout.display == "none"


def test_levels_are_set_by_hand_at_first(panel):
    assert panel.habits.mode.value == BY_HAND
    assert panel.living is None
    assert {widget.layout.display for widget in panel.habits.widgets} == {"none"}
    assert {dial.layout.display for dial in panel.dials.values()} == {None}
    assert dict(panel.habits.levels.parts) == {"levels": ""}


def test_the_body_takes_over_with_the_vitamin_d_and_the_findings_on_show(panel):
    panel.dials["vitamin_d"].value = 20
    panel.findings.value = {"tingling": "present"}
    panel.dials["ph"].value = 7.5
    panel.habits.mode.value = BY_BODY
    before = Scenario(findings={"tingling"}, ph=7.5)
    assert_responds(panel, Living(vitamin_d=20), before)
    assert panel.case_code.code == "living_D20_P7.5_+tingling"
    levels = respond(Living(vitamin_d=20), before)
    assert panel.sentence.text == living_words.settled_sentence(Living(vitamin_d=20), predict(levels))


@pytest.mark.parametrize("system", units.SYSTEMS)
@pytest.mark.parametrize("name", Living.LETTERS.values())
def test_each_habit_over_its_whole_range_moves_everything(responding, name, system):
    responding.units.value = system
    dial = responding.habits.dials[name]
    for value in np.linspace(dial.lower, dial.upper, 7):
        frame = responding.sentence.frame
        dial.value = float(value)
        assert_responds(responding, dataclasses.replace(Living(), **{name: float(value)}), system=system)
        assert responding.sentence.frame > frame
        assert responding.sentence.text.endswith(".")
        assert trouble(responding) == ""


def test_the_sentence_tells_one_drag_from_where_it_began(responding):
    for value in (60, 40, 25, 12):
        responding.habits.dials["vitamin_d"].value = value
    assert responding.sentence.text.startswith(
        "Vitamin D status down from 75 to 12 nmol/L, and PTH rises from 3.6 to 5.4"
    )
    assert "calcium fell from 2.41 to 2.36 mmol/L" in responding.sentence.text
    responding.habits.dials["calcium_intake"].value = 300
    assert responding.sentence.text.startswith("Calcium intake down from 1000 to 300 mg/d, and PTH rises from 5.4 to")


def test_vitamin_d_moves_the_score_through_calcium(responding):
    responding.case_code.typed = "living_I300_growth"
    score = responding.prediction.excitability
    responding.habits.dials["vitamin_d"].value = 12
    assert responding.prediction.excitability > score + 5


def test_findings_and_ph_go_on_as_before(responding):
    responding.habits.dials["vitamin_d"].value = 12
    responding.findings.value = {"tingling": "present"}
    responding.dials["ph"].value = 7.6
    assert_responds(responding, Living(vitamin_d=12), Scenario(findings={"tingling"}, ph=7.6))
    assert "from 7.40 to 7.60" in responding.sentence.text


def test_a_code_brings_the_habits_back(panel):
    panel.case_code.typed = "living_D12_I300_growth_+tingling"
    living = Living(vitamin_d=12, calcium_intake=300, demand="growth")
    assert_responds(panel, living, Scenario(findings={"tingling"}))
    assert panel.case_code.code == "living_D12_I300_growth_+tingling"
    assert "a great need of calcium" in panel.habits.levels.parts["levels"]
    panel.case_code.typed = "C1.75"
    assert panel.habits.mode.value == BY_HAND
    assert_shows(panel, Scenario(calcium=1.75))


def test_by_hand_again_keeps_the_levels(responding):
    responding.habits.dials["calcium_intake"].value = 300
    levels = responding.state
    responding.habits.mode.value = BY_HAND
    assert_shows(responding, levels)
    assert responding.living is None
    assert dict(responding.habits.levels.parts) == {"levels": ""}


def test_reset_stays_with_the_body_and_clears_the_findings(responding):
    responding.case_code.typed = "living_D12_I300_+tingling"
    responding.reset.click()
    assert_responds(responding, Living())


def test_a_case_sets_the_levels_by_hand(responding):
    responding.preset.value = "low-magnesium"
    assert responding.habits.mode.value == BY_HAND
    assert_shows(responding, Scenario.from_preset("low-magnesium"))


def test_units_switch_everywhere_at_once(responding):
    responding.units.value = "us"
    assert_responds(responding, Living(), system="us")
    everything = [responding.sentence.text, *responding.habits.levels.parts.values(), *responding.alerts.parts.values()]
    assert not [part for part in everything if "mmol/L" in part or "nmol/L" in part or "pmol/L" in part]


def test_the_levels_are_listed_with_their_bands(responding):
    responding.case_code.typed = "living_D12_I300_growth"
    rows = having(parse(responding.habits.levels.parts["levels"]), "data-analyte")
    assert [text(row) for row in rows] == [
        "Calcium 1.59 mmol/L low",
        "Magnesium 0.85 mmol/L normal",
        "PTH 91.5 pmol/L high",
    ]


# Linked panels


def test_linked_explorers_respond_together(responding, open_panel):
    other = open_panel(levels=responding.levels)
    assert_responds(other, Living())
    other.habits.dials["vitamin_d"].value = 20
    assert_responds(responding, Living(vitamin_d=20))


def test_a_nerve_lab_follows_the_body_and_takes_over_when_it_is_moved(responding):
    nerve = vd.nerve_lab(levels=responding.levels)
    responding.habits.dials["calcium_intake"].value = 300
    assert nerve.state == respond(Living(calcium_intake=300), Scenario())
    nerve.dials["calcium"].value = 1.9
    assert responding.living is None
    assert responding.habits.mode.value == BY_HAND
    assert_shows(responding, nerve.state)
    nerve.close()


# What cannot be


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("calcium_intake", "5000", "0 to 3000 mg/d"),
        ("magnesium_intake", "lots", "'lots' is not a number"),
        ("vitamin_d", "nan", "nan is not a level"),
    ],
)
def test_a_bad_number_is_explained_at_its_dial(responding, name, typed, said):
    dial = responding.habits.dials[name]
    dial.typed = typed
    assert said in dial.error
    assert dial.typed == typed
    assert_responds(responding, Living())
    dial.typed = "100"
    assert (dial.error, dial.typed) == ("", "")
    assert_responds(responding, Living(**{name: 100}))


@pytest.mark.parametrize("value", [math.nan, math.inf, -1.0])
def test_a_bad_value_set_from_code_is_explained_and_passed_over(responding, value):
    responding.habits.dials["calcium_intake"].value = value
    assert "Calcium intake" in trouble(responding)
    assert_back_on(responding, Living())


def test_a_body_that_cannot_be_is_explained_and_the_dial_goes_back(responding):
    responding.case_code.typed = "living_D5_I900_growth"
    responding.habits.dials["calcium_intake"].value = 0
    assert "nobody lives there" in trouble(responding)
    assert_back_on(responding, Living(vitamin_d=5, calcium_intake=900, demand="growth"))


def test_levels_beyond_the_explorer_are_named(responding):
    responding.case_code.typed = "living_severe-loss"
    responding.habits.dials["magnesium_intake"].value = 50
    assert "the body model arrives at" in trouble(responding)
    assert_back_on(responding, Living(magnesium_loss="severe-loss"))


def test_a_failure_in_drawing_leaves_the_last_good_body(responding, monkeypatch, caplog):
    def fail(*_args, **_options):
        raise RuntimeError("the pencil broke")

    with monkeypatch.context() as patch:
        patch.setattr(gauge, "draw", fail)
        responding.habits.dials["calcium_intake"].value = 300
    assert "the pencil broke" in trouble(responding)
    assert_back_on(responding, Living())
    with monkeypatch.context() as patch:
        patch.setattr(gauge, "draw", fail)
        responding.habits.mode.value = BY_HAND
    assert_back_on(responding, Living(calcium_intake=900))


def assert_back_on(panel, living):
    """The panel stands on this body, and the next move works."""
    assert_responds(panel, living)
    panel.habits.dials["calcium_intake"].value = 900 if living.calcium_intake != 900 else 800
    assert trouble(panel) == ""
    assert panel.living != living
    assert_responds(panel, panel.living)
