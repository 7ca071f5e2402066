"""Two explorers: apart unless they are given the same levels, and nothing follows once it is closed."""

from tests.panels.screen import assert_shows
from vitd_edu import Scenario


def test_two_panels_are_independent(open_panel):
    one, two = open_panel(), open_panel()
    one.dials["calcium"].value = 1.6
    one.findings.value = {"tingling": "present"}
    one.case_code.typed = "nonsense"
    assert_shows(two, Scenario())
    assert two.case_code.error == ""
    two.preset.value = "too-much-vitamin-d"
    assert_shows(one, Scenario(calcium=1.6, findings={"tingling"}))


def test_two_panels_can_share_their_levels(open_panel):
    one = open_panel(Scenario(calcium=2.0))
    two = open_panel(levels=one.levels)
    assert_shows(two, Scenario(calcium=2.0))
    one.dials["calcium"].value = 1.75
    assert_shows(two, Scenario(calcium=1.75))
    two.findings.value = {"cramps": "absent"}
    assert_shows(one, Scenario(calcium=1.75, absent={"cramps"}))
    two.reset.click()
    assert_shows(one, Scenario())


def test_a_linked_panel_given_a_scenario_moves_the_other(open_panel):
    one = open_panel()
    open_panel(Scenario(magnesium=0.4), levels=one.levels)
    assert_shows(one, Scenario(magnesium=0.4))


def test_units_belong_to_each_panel(open_panel):
    one = open_panel()
    two = open_panel(levels=one.levels)
    two.units.value = "us"
    one.dials["calcium"].value = 1.75
    assert_shows(one, Scenario(calcium=1.75), "si")
    assert_shows(two, Scenario(calcium=1.75), "us")


def test_a_closed_panel_no_longer_follows(open_panel):
    one = open_panel()
    two = open_panel(levels=one.levels)
    two.close()
    shown = two.sentence.text
    one.dials["calcium"].value = 1.75
    assert_shows(one, Scenario(calcium=1.75))
    assert two.sentence.text == shown
