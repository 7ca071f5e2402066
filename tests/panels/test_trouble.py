"""Bad input and failures: said in words, the last good state kept, and the panel goes on."""

import logging
import math

import pytest

from tests.panels.screen import assert_shows, trouble
from tests.spaces import FINDINGS
from vitd_edu import Scenario, predict
from vitd_edu.figures import alerts, body_map, comparison_table, differential_table, gauge, symptom_table
from vitd_edu.panels.guard import guarded
from vitd_edu.scenario import ScenarioError
from vitd_edu.words import states

LAST_GOOD = Scenario(calcium=2.2, findings={"cramps"})
DRAWN = {
    "gauge": gauge,
    "body": body_map,
    "symptoms": symptom_table,
    "causes": differential_table,
    "comparison": comparison_table,
    "alerts": alerts,
}


@pytest.fixture
def panel(open_panel):
    return open_panel(LAST_GOOD)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("calcium", "9.4", ["Calcium", "9.4 mmol/L", "1 to 4.2 mmol/L", "looks like mg/dL", "2.35 mmol/L"]),
        ("calcium", "-2", ["Calcium", "-2 mmol/L", "minus sign"]),
        ("calcium", "nan", ["Calcium", "nan is not a level", "mmol/L", "1 to 4.2"]),
        ("calcium", "inf", ["Calcium", "inf is not a level", "mmol/L", "1 to 4.2"]),
        ("calcium", "-inf", ["-inf is not a level"]),
        ("calcium", "1e400", ["inf is not a level"]),
        ("calcium", "two", ["Calcium", "'two' is not a number", "mmol/L", "1 to 4.2"]),
        ("calcium", "2.4 mg/dL", ["2.4 mg/dL is outside", "looks like mmol/L"]),
        ("calcium", "   ", ["is not a number"]),
        ("calcium", "2.2.2", ["'2.2.2' is not a number"]),
        ("vitamin_d", "1000", ["Vitamin D", "1000 nmol/L", "2 to 650 nmol/L"]),
        ("magnesium", "0", ["Magnesium", "0 mmol/L", "0.1 to 5 mmol/L"]),
        ("ph", "6.9", ["Blood pH", "6.9 pH", "7 to 7.8 pH"]),
    ],
)
def test_a_bad_number_is_explained_at_its_dial(panel, name, typed, said):
    dial, frame = panel.dials[name], panel.sentence.frame
    dial.typed = typed
    for part in said:
        assert part in dial.error
    assert dial.typed == typed
    assert panel.sentence.frame > frame
    assert [other.error for other in panel.dials.values() if other is not dial] == ["", "", ""]
    assert_shows(panel, LAST_GOOD)


def test_mending_the_number_clears_the_error(panel):
    dial = panel.dials["calcium"]
    dial.typed = "9.4"
    dial.typed = "2.35"
    assert (dial.error, dial.typed) == ("", "")
    assert_shows(panel, Scenario(calcium=2.35, findings={"cramps"}))


def test_a_bad_number_does_not_stop_the_other_controls(panel):
    panel.dials["calcium"].typed = "9.4"
    panel.dials["magnesium"].value = 0.5
    assert panel.dials["calcium"].typed == "9.4"
    assert_shows(panel, Scenario(calcium=2.2, magnesium=0.5, findings={"cramps"}))


@pytest.mark.parametrize(("system", "text"), [("si", "8.4 mg/dL"), ("us", "2.096 mmol/L"), ("si", "2,096")])
def test_a_unit_that_is_written_down_counts(panel, system, text):
    panel.units.value = system
    panel.dials["calcium"].typed = text
    assert panel.dials["calcium"].error == ""
    assert panel.state.calcium == pytest.approx(2.096, abs=0.001)


def test_what_was_said_about_a_text_goes_when_its_dial_moves_on(panel):
    panel.dials["calcium"].typed = "9.4"
    panel.case_code.typed = "nonsense"
    assert panel.dials["calcium"].error
    assert panel.case_code.error
    panel.dials["calcium"].value = 2.0
    assert panel.dials["calcium"].error == panel.dials["calcium"].typed == ""
    assert panel.case_code.error == panel.case_code.typed == ""


def test_the_error_speaks_the_unit_on_show(panel):
    panel.units.value = "us"
    panel.dials["calcium"].typed = "2.4"
    for part in ("2.4 mg/dL", "4.008 to 16.83 mg/dL", "looks like mmol/L"):
        assert part in panel.dials["calcium"].error


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, -1.0, 99.0])
def test_a_bad_value_set_from_code_is_explained_and_passed_over(panel, value):
    panel.dials["calcium"].value = value
    assert "Calcium" in trouble(panel)
    assert "1 to 4.2 mmol/L" in trouble(panel)
    assert panel.levels.state == LAST_GOOD
    panel.dials["magnesium"].value = 0.5
    assert trouble(panel) == ""
    assert_shows(panel, Scenario(calcium=2.2, magnesium=0.5, findings={"cramps"}))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("D25_Q7", ["'Q7'", "D25_Q7", "D, C, M or P"]),
        ("nonsense", ["'nonsense'"]),
        ("C9.4", ["Calcium", "9.4 mmol/L", "1 to 4.2 mmol/L", "looks like mg/dL"]),
        ("+cramp", ["'cramp'", "Did you mean 'cramps'?"]),
        ("+cramps_-cramps", ["both present and absent: cramps"]),
        ("   ", ["empty"]),
    ],
)
def test_a_bad_case_code_is_explained_and_kept(panel, code, said):
    panel.case_code.typed = code
    for part in said:
        assert part in panel.case_code.error
    assert panel.case_code.typed == code
    assert_shows(panel, LAST_GOOD)
    panel.case_code.typed = "C2"
    assert (panel.case_code.typed, panel.case_code.error) == ("", "")
    assert_shows(panel, Scenario(calcium=2))


def test_an_unknown_finding_is_explained(panel):
    panel.findings.value = {"hiccups": "present"}
    assert "no finding is called 'hiccups'" in trouble(panel)
    assert panel.levels.state == LAST_GOOD
    panel.findings.value = {FINDINGS[0]: "present"}
    assert trouble(panel) == ""
    assert_shows(panel, Scenario(calcium=2.2, findings={FINDINGS[0]}))


def fail(*_args, **_options):
    raise RuntimeError("the pencil broke")


@pytest.mark.parametrize("part", ["gauge", "body", "symptoms", "causes", "comparison"])
@pytest.mark.parametrize("move", ["dial", "finding", "preset", "code", "onset", "reset", "typed"])
def test_a_failure_in_drawing_is_shown_and_logged_and_the_last_good_state_stays(panel, part, move, monkeypatch, caplog):
    moves = {
        "dial": lambda: setattr(panel.dials["calcium"], "value", 1.75),
        "finding": lambda: setattr(panel.findings, "value", {"tingling": "present"}),
        "preset": lambda: setattr(panel.preset, "value", "low-magnesium"),
        "code": lambda: setattr(panel.case_code, "typed", "C1.75"),
        "onset": lambda: setattr(panel.onset, "value", "chronic"),
        "reset": panel.reset.click,
        "typed": lambda: setattr(panel.dials["calcium"], "typed", "1.75"),
    }
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, logger="vitd_edu"):
        patch.setattr(DRAWN[part], "draw", fail)
        moves[move]()
    told = trouble(panel) + panel.case_code.error + panel.dials["calcium"].error
    assert "Something went wrong inside the kit" in told
    assert "RuntimeError: the pencil broke" in told
    assert [record.exc_info[0] for record in caplog.records] == [RuntimeError]
    assert_shows(panel, LAST_GOOD)
    moves[move]()
    panel.dials["magnesium"].value = 0.5
    assert trouble(panel) == ""
    assert panel.levels.state.magnesium == 0.5
    assert_shows(panel, panel.levels.state)


def test_a_failure_in_one_of_two_linked_panels_leaves_both_on_the_same_state(panel, open_panel, monkeypatch, caplog):
    other = open_panel(levels=panel.levels)
    with monkeypatch.context() as patch:
        patch.setattr(gauge, "draw", fail)
        panel.dials["calcium"].value = 1.75
    assert len(caplog.records) == 1
    assert_shows(panel, LAST_GOOD)
    assert_shows(other, LAST_GOOD)
    for each in (panel, other):
        assert each.sentence.text == states.sentence(predict(LAST_GOOD))
    other.dials["calcium"].value = 1.9
    assert_shows(panel, Scenario(calcium=1.9, findings={"cramps"}))
    assert_shows(other, Scenario(calcium=1.9, findings={"cramps"}))


def test_a_failure_on_switching_units_is_shown(panel, monkeypatch, caplog):
    with monkeypatch.context() as patch:
        patch.setattr(differential_table, "draw", fail)
        panel.units.value = "us"
    assert "the pencil broke" in trouble(panel)
    assert len(caplog.records) == 1
    panel.dials["calcium"].value = 2.0
    assert trouble(panel) == ""
    assert_shows(panel, Scenario(calcium=2.0, findings={"cramps"}), panel.units.value)


def test_a_panel_that_cannot_be_drawn_at_all_says_why(open_panel, monkeypatch):
    monkeypatch.setattr(gauge, "draw", fail)
    with pytest.raises(RuntimeError, match="the pencil broke"):
        open_panel()


# The guard itself


def test_the_guard_passes_what_it_is_given_and_clears_after_success():
    heard, complaints = [], []
    guarded(heard.append, complaints.append)("change")
    assert (heard, complaints) == (["change"], [""])


def test_the_guard_says_input_errors_in_their_own_words_without_a_log(caplog):
    complaints = []

    def refuse(_):
        raise ScenarioError("No such finding.")

    guarded(refuse, complaints.append)(None)
    assert complaints == ["No such finding."]
    assert caplog.records == []


def test_the_guard_lets_go_of_what_ends_the_program():
    def end(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(end, [].append)(None)
