"""The differential without a browser."""

import dataclasses
import logging
import re

import numpy as np
import pytest

import vitd_edu as vd
from tests.markup import having, of_class, parse, text
from tests.panels.screen import trouble
from vitd_edu import Scenario, units
from vitd_edu.figures import cause_ranking, comparison_table, differential_table, next_tests
from vitd_edu.knowledge import tables
from vitd_edu.panels.workup_parts import TAKE_BACK, workup_cases
from vitd_edu.scenario import LEVELS
from vitd_edu.words import workup as words
from vitd_edu.workup import Workup, work_up

FIRST = Workup.from_code("workup_none_D35_+fasciculation")
HARMLESS = "benign-fasciculation"
TINGLING = "workup_none_D70_C2.05_M0.42_+cramps_+tingling"


@pytest.fixture
def open_bench():
    opened = []

    def open_one(*args, **options):
        opened.append(vd.differential(*args, **options))
        return opened[-1]

    yield open_one
    for bench in opened:
        bench.close()


@pytest.fixture
def bench(open_bench):
    return open_bench()


def buttons(bench, place=0):
    return [button for button in bench.next.slots[place].buttons if button.layout.display != "none"]


def causes(bench):
    rows = having(parse(bench.tables.parts["causes"]), "data-cause")
    return [row.get("data-cause") for row in rows if row.tag == "tr"]


def is_row_of(element, cause):
    return element.tag == "tr" and element.get("data-cause") == cause


def assert_shows(bench, workup, system="si"):
    """Everything on screen belongs to this state."""
    worked_up = work_up(workup)
    prediction = worked_up.prediction
    assert bench.state == workup
    assert bench.case_code.code == workup.code
    assert {name for name, switch in bench.measured.items() if switch.value} == workup.measured
    for name, dial in bench.dials.items():
        assert abs(dial.value - getattr(workup, name)) <= tables.analytes()[name].resolution / 2
        assert (dial.layout.display != "none") == (name in workup.measured)
        assert dial.unit == units.unit(name, system)
    assert {name for name, mark in bench.findings.value.items() if mark == "present"} == workup.findings
    assert {name for name, mark in bench.findings.value.items() if mark == "absent"} == workup.absent
    before = bench._before.prediction
    assert causes(bench) == [row.id for row in differential_table.rows_on_show(prediction, before)]
    assert dict(bench.ranking.parts) == {"ranking": cause_ranking.draw(prediction, before)}
    assert bench.tables.parts["comparison"] == comparison_table.draw(prediction, system)
    shown = next_tests.shown(worked_up)
    for place, slot in enumerate(bench.next.slots):
        drawn = next_tests.draw(shown[place], place + 1, system) if place < len(shown) else ""
        assert dict(slot.sheet.parts) == {"next": drawn}
    flags = having(parse(bench.alerts.parts["alerts"]), "data-flag")
    assert [flag.get("data-flag") for flag in flags] == [flag.id for flag in prediction.red_flags]


def test_it_opens_on_a_twitch_of_which_nothing_is_known(bench):
    assert_shows(bench, FIRST)
    assert bench.preset.value == "lone-twitch"
    assert bench.sentence.text == words.sentence(work_up(FIRST))
    assert repr(bench) == "Differential(workup_none_D35_+fasciculation)"
    assert "vd-moved" not in bench.tables.parts["causes"]


def test_it_takes_a_scenario_with_all_of_it_measured(open_bench):
    assert_shows(open_bench(Scenario(calcium=1.8)), Workup(calcium=1.8))
    assert_shows(open_bench(FIRST), FIRST)


@pytest.mark.parametrize("case", tuple(workup_cases()))
@pytest.mark.parametrize("system", units.SYSTEMS)
def test_each_case_is_shown_whole(bench, case, system):
    bench.units.value = system
    bench.preset.value = case
    state = workup_cases()[case].state
    assert_shows(bench, state, system)
    assert bench.sentence.text == words.sentence(work_up(state), system)
    (story,) = of_class(parse(bench.alerts.parts["alerts"]), "vd-story")
    assert text(story) == f"The case: {workup_cases()[case].story}"
    if system == "us":
        assert "mol/L" not in bench.sentence.text + bench.tables.parts["causes"]


def test_measuring_a_level_moves_rows_and_says_so(bench):
    bench.case_code.typed = TINGLING
    bench.measured["calcium"].value = True
    assert_shows(bench, dataclasses.replace(Workup.from_code(TINGLING), measured={"calcium"}))
    assert bench.sentence.text.startswith("Calcium 2.05 mmol/L (low), now measured; new red flag")
    moved = of_class(parse(bench.tables.parts["causes"]), "vd-moved")
    assert {"▲ up from the fold, was under 1 %", "▲ up 6 places, was 2 %"} <= {text(part) for part in moved}
    bench.measured["calcium"].value = False
    assert_shows(bench, Workup.from_code(TINGLING))
    assert bench.sentence.text.startswith("Calcium no longer known")


def test_a_dial_over_its_whole_range_moves_everything(bench):
    bench.measured["magnesium"].value = True
    for value in np.linspace(0.1, 5.0, 9):
        bench.dials["magnesium"].value = float(value)
        assert_shows(bench, dataclasses.replace(FIRST, magnesium=float(value), measured={"magnesium"}))
        assert trouble(bench) == ""


def test_the_row_that_fell_stays_in_sight_with_its_reason_for_one_move(bench):
    bench.case_code.typed = "workup_C_C2.4_+fasciculation_+tingling"
    bench.dials["calcium"].value = 1.75
    (row,) = (one for one in having(parse(bench.tables.parts["causes"]), "data-cause") if is_row_of(one, HARMLESS))
    assert "just fell" in text(row)
    assert "▼ down: calcium 1.75 mmol/L (low) (÷ 151)" in text(row)
    assert "▼ down 5 places, was 70 %" in text(row)
    short = having(parse(bench.ranking.parts["ranking"]), "data-ranked")
    said = ["6 Benign fasciculation and cramps", "under 1 %", "▼ just fell, was 70 %"]
    assert [text(cell) for cell in short[-1]] == said
    bench.measured["magnesium"].value = True
    assert HARMLESS not in causes(bench)
    assert "just fell" not in bench.tables.parts["causes"]


def test_every_answer_of_a_level_can_be_tried(bench):
    bench.case_code.typed = "workup_none_D70_+proximal-weakness_+bone-pain"
    assert bench.next.slots[0].test.analyte == "vitamin_d"
    said = [button.description.split(":")[0] for button in buttons(bench)]
    assert said == ["Try low", "Try borderline", "Try normal", "Try high"]
    buttons(bench)[2].click()
    assert "vitamin_d" in bench.state.measured


@pytest.mark.parametrize("code", [TINGLING, "workup_DCMP_C1_M0.1_+seizure", "workup_DCMP_D600_C4.2_+thirst"])
def test_no_number_on_the_bench_has_an_exponent(bench, code):
    bench.case_code.typed = code
    sheets = [bench.ranking, bench.tables, *(slot.sheet for slot in bench.next.slots)]
    shown = " ".join(text(parse(part)) for sheet in sheets for part in sheet.parts.values())
    assert not re.search(r"\d[eE][-+]?\d", shown + bench.sentence.text)


def test_findings_present_absent_and_unknown(bench):
    bench.findings.value = {"fasciculation": "present", "wasting": "present", "tremor": "absent"}
    state = dataclasses.replace(FIRST, findings={"fasciculation", "wasting"}, absent={"tremor"})
    assert_shows(bench, state)
    assert "new red flag: a muscle that gets thinner" in bench.sentence.text
    bench.findings.value = {}
    assert_shows(bench, dataclasses.replace(FIRST, findings=frozenset()))


def test_a_try_makes_a_result_known_and_can_be_taken_back(bench):
    test = next_tests.shown(work_up(FIRST))[0]
    assert [button.description for button in buttons(bench)] == ["Try yes", "Try no"]
    assert {button.tooltip for button in buttons(bench)} == {words.asking(test)}
    buttons(bench)[1].click()
    assert_shows(bench, dataclasses.replace(FIRST, absent={test.id}))
    bench.next.back.click()
    assert_shows(bench, FIRST)
    bench.next.back.click()
    assert_shows(bench, FIRST)


def test_a_try_of_a_level_measures_it(bench):
    bench.case_code.typed = "workup_C_D70_C2.05_M0.42_+cramps_+tingling"
    low = next_tests.shown(bench.prediction)[0].results()[0]
    assert buttons(bench)[0].description == f"Try low: {units.show('magnesium', low.level)}"
    buttons(bench)[0].click()
    assert bench.state.magnesium == low.level
    assert bench.state.measured == {"calcium", "magnesium"}
    announced = dict(zip(tables.causes(), low.weights.tolist(), strict=True))
    weights = {row.id: row.weight for row in bench.prediction.prediction.causes}
    assert weights == pytest.approx(announced, rel=1e-6, abs=1e-9)


def test_the_pressed_button_stays_where_the_keyboard_is(bench):
    bench.case_code.typed = "workup_C_D70_C2.05_M0.42_+cramps_+tingling"
    pressed = buttons(bench)[2]
    before = bench.state
    pressed.click()
    assert pressed in buttons(bench)
    if pressed.description == TAKE_BACK:
        pressed.click()
        assert bench.state == before


def test_everything_known_leaves_nothing_to_ask(open_bench):
    bench = open_bench(Scenario(absent=frozenset(tables.findings())))
    assert "nothing is left to ask" in bench.next.heading.parts["heading"]
    assert all(slot.box.layout.display == "none" for slot in bench.next.slots)
    bench.reset.click()
    assert_shows(bench, FIRST)


def test_red_flags_stay_whatever_the_ranking(bench):
    bench.case_code.typed = "workup_C_C1.85_+carpopedal-spasm_+worry"
    shown = text(parse(bench.alerts.parts["alerts"]))
    for flag in bench.prediction.prediction.red_flags:
        assert flag.what_to_do in shown
    assert {flag.action for flag in bench.prediction.prediction.red_flags} == {"emergency"}


def test_reset_code_and_linked_benches(bench, open_bench):
    other = open_bench(joined=bench.workup)
    bench.case_code.typed = "workup_CM_C1.8_M0.5_+tremor_-worry"
    assert_shows(
        other,
        Workup(calcium=1.8, magnesium=0.5, findings={"tremor"}, absent={"worry"}, measured={"calcium", "magnesium"}),
    )
    other.reset.click()
    assert_shows(bench, FIRST)


@pytest.mark.parametrize("code", ["living_D12", "workup_X_healthy", "workup_C_C9", "C1_C2", ""])
def test_a_bad_code_changes_nothing(bench, code):
    bench.case_code.typed = code
    assert bool(bench.case_code.error) == bool(code)
    assert_shows(bench, FIRST)


def test_a_bad_number_is_explained_at_its_dial(bench):
    bench.measured["calcium"].value = True
    bench.dials["calcium"].typed = "9.4"
    assert "mg/dL" in bench.dials["calcium"].error
    assert bench.dials["calcium"].typed == "9.4"
    assert_shows(bench, dataclasses.replace(FIRST, measured={"calcium"}))


@pytest.mark.parametrize("room", ["comparison_table", "differential_table"])
def test_a_failure_in_drawing_leaves_the_last_good_state(bench, room, monkeypatch, caplog):
    def fail(*_args, **_options):
        raise RuntimeError("the pencil broke")

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, logger="vitd_edu"):
        patch.setattr(
            {"comparison_table": comparison_table, "differential_table": differential_table}[room], "draw", fail
        )
        bench.measured["calcium"].value = True
    assert "the pencil broke" in trouble(bench)
    assert_shows(bench, FIRST)
    bench.measured["calcium"].value = True
    assert trouble(bench) == ""
    assert_shows(bench, dataclasses.replace(FIRST, measured={"calcium"}))


def test_every_level_has_its_switch(bench):
    assert tuple(bench.measured) == LEVELS
    assert [switch.description for switch in bench.measured.values()] == [
        "Vitamin D measured",
        "Calcium measured",
        "Magnesium measured",
        "Blood pH measured",
    ]
