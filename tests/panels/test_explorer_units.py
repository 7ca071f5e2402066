"""The explorer in SI and in US units: what is on show, what is remembered, and what a spoiled memory leads to."""

import pytest

from tests.panels.screen import assert_shows, trouble
from vitd_edu import Scenario
from vitd_edu.knowledge import bands, tables
from vitd_edu.scenario import LEVELS


def test_units_switch_everywhere_at_once(panel):
    panel.dials["calcium"].value = 1.75
    panel.units.value = "us"
    assert_shows(panel, Scenario(calcium=1.75), "us")
    assert "7.0 mg/dL" in panel.sentence.text
    everything = [panel.sentence.text, *panel.tables.parts.values(), *panel.alerts.parts.values()]
    assert not [part for part in everything if "mmol/L" in part or "nmol/L" in part]
    for name in ("vitamin_d", "calcium", "magnesium"):
        dial, row = panel.dials[name], tables.analytes()[name]
        assert dial.si_per_unit == row.si_per_us
        assert (dial.decimals, dial.step, dial.coarse_step) == (row.us_decimals, row.us_step, row.us_coarse_step)
    panel.units.value = "si"
    assert_shows(panel, Scenario(calcium=1.75))
    assert "1.75 mmol/L" in panel.sentence.text
    for name in LEVELS:
        dial, row = panel.dials[name], tables.analytes()[name]
        assert (dial.si_per_unit, dial.decimals, dial.step) == (1.0, row.si_decimals, row.si_step)


def test_bands_are_painted_in_si_and_named_in_the_unit_on_show(panel):
    calcium = panel.dials["calcium"]
    bounds = [(band["lower"], band["upper"]) for band in calcium.bands]
    assert [band["text"].split()[-1] for band in calcium.bands] == ["2.15", "2.15–2.55", "2.55"]
    panel.units.value = "us"
    assert [(band["lower"], band["upper"]) for band in calcium.bands] == bounds
    assert [band["text"].split()[-1] for band in calcium.bands] == ["8.6", "8.6–10.2", "10.2"]


@pytest.mark.parametrize("name", LEVELS)
def test_the_bands_of_every_body_can_be_painted(panel, name):
    dial = panel.dials[name]
    assert dial.body == tables.analytes()[name].default_body == dial.bodies[0]
    for body in dial.bodies:
        dial.body = body
        painted = [(band["id"], band["lower"], band["upper"]) for band in dial.bands]
        assert painted == [(row.id, row.lower, row.upper) for row in bands.bands(name, body) if row.level != "none"]
        assert painted
    assert_shows(panel, Scenario())


def test_the_last_choice_of_units_is_remembered(panel, open_panel, monkeypatch, settings_folder):
    panel.units.value = "us"
    assert open_panel().units.value == "us"
    monkeypatch.setattr("vitd_edu.panels.preferences._session", {})  # as in a new session
    assert (settings_folder / "vitd-edu.json").is_file()
    second = open_panel()
    assert second.units.value == "us"
    assert_shows(second, Scenario(), "us")
    assert open_panel().dials["calcium"].unit == "mg/dL"


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"units": "imperial"}', '{"units": 3}', "null"])
def test_a_spoiled_settings_file_means_si(open_panel, settings_folder, kept):
    settings_folder.mkdir(parents=True)
    (settings_folder / "vitd-edu.json").write_text(kept, encoding="utf-8")
    assert open_panel().units.value == "si"


def test_settings_that_cannot_be_written_are_kept_for_the_session(panel, open_panel, settings_folder):
    settings_folder.write_text("a file where a folder should be", encoding="utf-8")
    panel.units.value = "us"
    assert trouble(panel) == ""
    assert open_panel().units.value == "us"
