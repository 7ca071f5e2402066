"""The explorer without a browser: every control over its range, and everything on show from one scenario."""

import dataclasses

import numpy as np
import pytest
import traitlets

import vitd_edu as vd
from tests.markup import having, parse
from tests.panels.screen import assert_shows, trouble
from tests.spaces import FINDINGS, PRESETS
from vitd_edu import Scenario, predict, units
from vitd_edu.knowledge import tables
from vitd_edu.scenario import LEVELS


def test_it_opens_on_a_healthy_person_in_si(panel):
    assert_shows(panel, Scenario())
    assert panel.sentence.text == predict(Scenario()).sentence
    assert panel.preset.value == "healthy"
    assert trouble(panel) == ""


def test_it_opens_on_a_scenario(open_panel):
    scenario = Scenario(vitamin_d=12, calcium=1.59, findings={"tingling"}, onset="chronic")
    panel = open_panel(scenario)
    assert_shows(panel, scenario)
    assert panel.sentence.text == predict(scenario).sentence
    assert repr(panel) == f"Explorer({scenario.code})"


@pytest.mark.parametrize("system", units.SYSTEMS)
@pytest.mark.parametrize("name", LEVELS)
def test_each_dial_over_its_whole_range_moves_everything(panel, name, system):
    panel.units.value = system
    row = tables.analytes()[name]
    dial = panel.dials[name]
    assert (dial.lower, dial.upper) == (row.accepted_lower, row.accepted_upper)
    for value in np.linspace(dial.lower, dial.upper, 9):
        before, frame = panel.levels.state, panel.sentence.frame
        dial.value = float(value)
        assert_shows(panel, dataclasses.replace(before, **{name: float(value)}), system)
        assert panel.sentence.frame > frame
        assert panel.sentence.text.endswith(".")
        assert trouble(panel) == ""


@pytest.mark.parametrize(
    ("name", "system", "typed", "kept"),
    [
        ("calcium", "si", "1.75", 1.75),
        ("calcium", "si", " 1,75 ", 1.75),
        ("calcium", "si", "1.75 mmol/L", 1.75),
        ("calcium", "us", "7.0", 1.747),
        ("calcium", "us", "7.0 mg/dL", 1.747),
        ("vitamin_d", "si", "12", 12.0),
        ("vitamin_d", "us", "10", 25.0),
        ("magnesium", "us", "1.3", 0.535),
        ("ph", "si", "7.6", 7.6),
        ("ph", "us", "7.6", 7.6),
        ("calcium", "si", "2.4", 2.4),
    ],
)
def test_a_number_typed_is_read_in_the_unit_on_show(panel, name, system, typed, kept):
    panel.units.value = system
    panel.dials[name].typed = typed
    assert panel.dials[name].typed == ""
    assert panel.dials[name].error == ""
    assert_shows(panel, Scenario(**{name: kept}), system)


@pytest.mark.parametrize("preset", PRESETS)
def test_each_preset_shows_its_scenario_and_tells_its_story(panel, preset):
    panel.dials["calcium"].value = 3.0
    panel.preset.value = preset
    scenario = Scenario.from_preset(preset)
    assert_shows(panel, scenario)
    assert panel.preset.value == preset
    assert panel.sentence.text == predict(scenario).sentence


def test_moving_away_from_a_preset_leaves_its_name_and_story(panel):
    panel.preset.value = "low-magnesium"
    panel.dials["magnesium"].value = 0.5
    assert panel.preset.value == ""
    assert_shows(panel, dataclasses.replace(Scenario.from_preset("low-magnesium"), magnesium=0.5))


@pytest.mark.parametrize("mark", ["present", "absent"])
def test_each_finding_can_be_marked_and_cleared(panel, mark):
    for finding in FINDINGS:
        panel.findings.value = {finding: mark}
        wanted = {"findings" if mark == "present" else "absent": {finding}}
        assert_shows(panel, Scenario(**wanted))
    panel.findings.value = {}
    assert_shows(panel, Scenario())


def test_findings_are_folded_by_kind_and_complete(panel):
    listed = [item["id"] for group in panel.findings.groups for item in group["items"]]
    assert sorted(listed) == sorted(FINDINGS)
    assert [group["name"] for group in panel.findings.groups] == [kind.name for kind in tables.finding_kinds()]
    assert all(group["items"] for group in panel.findings.groups)


def test_onset_moves_everything(panel):
    panel.dials["calcium"].value = 1.75
    for onset in ("chronic", "acute"):
        panel.onset.value = onset
        assert_shows(panel, Scenario(calcium=1.75, onset=onset))


def test_a_slow_onset_is_explained(panel):
    panel.dials["calcium"].value = 1.75
    panel.onset.value = "chronic"
    assert "nerves adapt to a shift that lasts" in panel.sentence.text


def test_reset_goes_back_to_health(panel):
    panel.preset.value = "severe-with-hypocalcemia"
    panel.dials["ph"].value = 7.2
    panel.dials["calcium"].typed = "94"
    panel.reset.click()
    assert_shows(panel, Scenario())
    assert panel.sentence.text == predict(Scenario()).sentence
    assert (panel.dials["calcium"].typed, panel.dials["calcium"].error) == ("", "")


def test_reset_in_health_still_answers(panel):
    frame = panel.sentence.frame
    panel.reset.click()
    assert panel.sentence.frame > frame
    assert_shows(panel, Scenario())


def test_a_case_code_restores_its_scenario(panel):
    scenario = Scenario(
        vitamin_d=25, calcium=1.75, magnesium=0.55, findings={"tingling"}, absent={"tremor"}, onset="chronic"
    )
    panel.case_code.typed = f" {scenario.code} "
    assert_shows(panel, scenario)
    assert (panel.case_code.typed, panel.case_code.error) == ("", "")
    assert panel.sentence.text == predict(scenario).sentence


# The sentence


def test_the_sentence_tells_one_drag_from_where_it_began(panel):
    for value in (2.3, 2.1, 1.9, 1.75):
        panel.dials["calcium"].value = value
    assert panel.sentence.text == vd.explain(predict(Scenario()), predict(Scenario(calcium=1.75)))


def test_the_sentence_starts_anew_when_something_else_moves_or_the_dial_turns_back(panel):
    panel.dials["calcium"].value = 1.75
    panel.dials["magnesium"].value = 0.5
    one = predict(Scenario(calcium=1.75))
    two = predict(Scenario(calcium=1.75, magnesium=0.5))
    assert panel.sentence.text == vd.explain(one, two)
    panel.dials["calcium"].value = 2.0
    three = predict(Scenario(calcium=2.0, magnesium=0.5))
    assert panel.sentence.text == vd.explain(two, three)
    panel.dials["calcium"].value = 1.9
    assert panel.sentence.text == vd.explain(three, predict(Scenario(calcium=1.9, magnesium=0.5)))


def test_after_a_preset_the_next_move_is_told_from_there(panel):
    panel.preset.value = "low-magnesium"
    panel.dials["magnesium"].value = 0.7
    start = Scenario.from_preset("low-magnesium")
    assert panel.sentence.text == vd.explain(predict(start), predict(dataclasses.replace(start, magnesium=0.7)))


def test_vitamin_d_alone_moves_weakness_and_table_1_and_its_band_but_not_the_score(panel):
    score = panel.pictures.parts["gauge"]
    causes = panel.tables.parts["causes"]
    panel.dials["vitamin_d"].value = 12
    assert panel.pictures.parts["gauge"] == score
    assert panel.tables.parts["causes"] != causes
    assert "proximal-weakness" in {
        row.get("data-symptom") for row in having(parse(panel.symptoms.parts["symptoms"]), "data-symptom")
    }
    assert "vitamin D acts on nerves only through them" in panel.sentence.text
    assert "(low, " in panel.sentence.text


# The dial that is being moved


def test_a_dial_that_is_being_moved_is_not_written_back_to(panel):
    heard = []
    panel.dials["calcium"].observe(lambda change: heard.append(change.new), "value")
    for value in (2.00049, 1.90012, 1.75):
        panel.dials["calcium"].value = value
    assert heard == [2.00049, 1.90012, 1.75]
    assert panel.levels.state.calcium == 1.75


def test_other_controls_are_not_written_to_when_one_dial_moves(panel):
    heard = []
    for name in ("vitamin_d", "magnesium", "ph"):
        panel.dials[name].observe(heard.append, "value")
    panel.findings.observe(heard.append, "value")
    panel.onset.observe(heard.append, "value")
    panel.dials["calcium"].value = 1.75
    assert heard == []


def test_only_known_choices_exist(panel):
    for control, nonsense in ((panel.preset, "sick"), (panel.units, "imperial"), (panel.onset, "sudden")):
        with pytest.raises(traitlets.TraitError):
            control.value = nonsense
    assert_shows(panel, Scenario())


def test_front_widgets_print_shortly(panel):
    assert repr(panel.dials["calcium"]) == "LevelSlider()"
    assert repr(panel.sentence) == "LiveSentence()"
