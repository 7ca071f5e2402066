"""The main job in a real browser: every control moves the whole answer, and wrong input moves nothing."""

import dataclasses
import re

import pytest
from playwright.sync_api import expect

from tests.browser.explorer_page import NAMES, ExplorerPage
from vitd_edu import Scenario, explain, predict, units
from vitd_edu.knowledge import tables
from vitd_edu.words import states

INTERESTING = "D25_C1.75_M0.55_+tingling"
SI_UNITS, US_UNITS = ("nmol/L", "mmol/L"), ("ng/mL", "mg/dL")


@pytest.fixture
def explorer(explorer_in_lab: ExplorerPage) -> ExplorerPage:
    explorer_in_lab.page.set_viewport_size({"width": 1400, "height": 1000})
    explorer_in_lab.reset()
    return explorer_in_lab


def test_the_panel_opens_on_a_healthy_person(explorer: ExplorerPage):
    explorer.says(predict(Scenario()).sentence)
    assert int(explorer.reading()["score"]) < 20


@pytest.mark.parametrize("name", NAMES)
def test_a_dial_moves_the_whole_answer_by_keyboard(explorer: ExplorerPage, name: str):
    row = tables.analytes()[name]
    fine, coarse = row.si_step, row.si_coarse_step
    dial = explorer.dial(name)
    value = row.healthy
    dial.focus()
    moves = {"ArrowUp": fine, "ArrowRight": fine, "PageUp": coarse, "ArrowDown": -fine, "ArrowLeft": -fine}
    for key, move in {**moves, "PageDown": -coarse, "Shift+ArrowLeft": -coarse}.items():
        dial.press(key)
        value += move
        explorer.shows(Scenario(**{name: value}))
    for key, end in {"Home": row.accepted_lower, "End": row.accepted_upper}.items():
        dial.press(key)
        explorer.shows(Scenario(**{name: end}))
    spoken = dial.get_attribute("aria-valuetext")
    assert spoken.startswith(units.show(name, row.accepted_upper).removeprefix("pH "))
    assert states.band_word(predict(Scenario(**{name: row.accepted_upper})).bands[name]) in spoken
    expect(dial).to_be_focused()


def test_vitamin_d_alone_leaves_the_score_and_moves_table_1_and_the_sentence_says_why(explorer: ExplorerPage):
    before = explorer.reading()
    explorer.type_number("vitamin_d", "15")
    low = Scenario(vitamin_d=15)
    explorer.shows(low)
    explorer.says(explain(predict(Scenario()), predict(low)))
    after = explorer.reading()
    assert after["score"] == before["score"]
    assert after["causes"] != before["causes"]
    expect(explorer.sentence).to_contain_text("vitamin D acts on nerves only through them")
    expect(explorer.sentence).to_contain_text("so the score stays")


def test_units_switch_everywhere_at_once(explorer: ExplorerPage):
    scenario = Scenario.from_code(INTERESTING)
    explorer.paste_code(INTERESTING)
    explorer.shows(scenario)
    explorer.speak("us")
    explorer.shows(scenario, "us")
    assert around(explorer, *SI_UNITS) == []
    assert around(explorer, *US_UNITS) != []
    expect(explorer.number("calcium")).to_have_value("7.0")
    expect(explorer.dial("vitamin_d")).to_have_attribute("aria-valuetext", "10.0 ng/mL, low, deficient (IOM 2011)")
    explorer.dial("calcium").press("ArrowRight")
    stepped = dataclasses.replace(scenario, calcium=Scenario.conventional(calcium=7.1).calcium)
    explorer.shows(stepped, "us")
    explorer.speak("si")
    explorer.shows(stepped)
    assert around(explorer, *US_UNITS) == []


def around(explorer: ExplorerPage, *units: str) -> list[str]:
    """Return where in the panel these units can be read or heard, but for the names of the two unit systems."""
    seen, spoken = explorer.panel.locator(".vd-sentence"), explorer.panel.locator(".vd-spoken")
    expect(spoken).to_have_text(seen.inner_text())  # it is spoken once the learner has paused
    text = explorer.panel.evaluate("""panel => {
        const copy = panel.cloneNode(true);
        copy.querySelector('.vd-bar-top .widget-radio').remove();
        const heard = [...copy.querySelectorAll('*')].flatMap(element =>
            ['aria-label', 'aria-valuetext', 'title'].map(name => element.getAttribute(name) ?? ''));
        return copy.textContent + heard.join(' ');
    }""")
    return [text[max(found.start() - 60, 0) : found.end()] for unit in units for found in re.finditer(unit, text)]


def test_a_pasted_case_code_goes_there(explorer: ExplorerPage):
    explorer.paste_code(INTERESTING)
    explorer.shows(Scenario.from_code(INTERESTING))
    explorer.says(predict(Scenario.from_code(INTERESTING)).sentence)
    expect(explorer.number("calcium")).to_have_value("1.75")


@pytest.mark.parametrize("nonsense", ["lots", "-1", "9.4", "nan", "500", "2.4.1"])
def test_nonsense_in_a_number_box_is_explained_and_moves_nothing(explorer: ExplorerPage, nonsense: str):
    explorer.type_number("calcium", nonsense)
    error = explorer.panel.locator(".vd-level-of-calcium .vd-level-error")
    expect(error).to_be_visible()
    expect(error).to_contain_text(nonsense)
    expect(error).to_contain_text("mmol/L")
    box = explorer.number("calcium")
    expect(box).to_have_value(nonsense)
    expect(box).to_have_accessible_description(error.text_content())
    explorer.shows(Scenario())
    explorer.dial("magnesium").press("PageDown")  # the panel goes on
    explorer.shows(Scenario(magnesium=0.75))
    expect(box).to_have_value(nonsense)
    explorer.type_number("calcium", "2,2")  # a comma is as good as a point
    explorer.shows(Scenario(magnesium=0.75, calcium=2.2))
    expect(error).to_be_hidden()
    expect(box).to_have_value("2.20")


@pytest.mark.parametrize("code", ["hello", "C1.75_C2", "D25_+no-such-finding", "C99"])
def test_a_malformed_case_code_is_explained_and_moves_nothing(explorer: ExplorerPage, code: str):
    explorer.paste_code(code)
    error = explorer.panel.locator(".vd-code .vd-level-error")
    expect(error).to_be_visible()
    expect(explorer.code).to_have_value(code)
    expect(explorer.code).to_have_accessible_description(error.text_content())
    explorer.dial("calcium").press("ArrowRight")  # the panel goes on
    expect(explorer.panel.locator(".vd-level-of-calcium .vd-level-box")).to_have_value("2.41")
    explorer.paste_code(INTERESTING)
    explorer.shows(Scenario.from_code(INTERESTING))
    expect(error).to_be_hidden()


def test_reset_takes_errors_away(explorer: ExplorerPage):
    explorer.paste_code("hello")
    explorer.type_number("calcium", "lots")
    expect(explorer.panel.locator(".vd-level-error:visible")).to_have_count(2)
    explorer.reset()
    expect(explorer.panel.locator(".vd-level-error:visible")).to_have_count(0)
    expect(explorer.number("calcium")).to_have_value("2.40")


def test_a_finding_is_marked_present_absent_or_not_asked(explorer: ExplorerPage):
    explorer.fold("Movements and cramps").locator("summary").click()
    twitching = explorer.finding("fasciculation")
    twitching.get_by_role("radio", name="Yes").check()
    explorer.shows(Scenario(findings={"fasciculation"}))
    expect(explorer.fold("Movements and cramps").locator("summary")).to_contain_text("1 marked")
    twitching.get_by_role("radio", name="Yes").press("ArrowRight")
    explorer.shows(Scenario(absent={"fasciculation"}))
    twitching.get_by_role("radio", name="Not asked").check()
    explorer.shows(Scenario())


def test_every_preset_shows_its_case(explorer: ExplorerPage):
    choice = explorer.panel.get_by_label("Start from")
    for row in tables.presets().values():
        choice.select_option(label=row.name)
        explorer.shows(Scenario.from_preset(row.id))
        expect(explorer.panel.locator(".vd-story")).to_contain_text(row.story)
        explorer.says(predict(Scenario.from_preset(row.id)).sentence)


def test_a_slow_onset_is_another_answer(explorer: ExplorerPage):
    explorer.paste_code("C1.7")
    explorer.shows(Scenario(calcium=1.7))
    explorer.panel.get_by_role("radio", name="slow").check()
    explorer.shows(Scenario(calcium=1.7, onset="chronic"))


def test_a_red_flag_appears_and_goes(explorer: ExplorerPage):
    flags = explorer.panel.get_by_role("region", name="Red flags")
    expect(flags).to_have_count(0)
    explorer.type_number("calcium", "1.5")
    flag = predict(Scenario(calcium=1.5)).red_flags[0]
    expect(flags).to_contain_text(flag.name)
    expect(flags).to_contain_text(flag.what_to_do)
    explorer.type_number("calcium", "2.4")
    expect(flags).to_have_count(0)


def test_a_dial_is_dragged_by_mouse(explorer: ExplorerPage):
    explorer.dial("calcium").scroll_into_view_if_needed()
    box = explorer.dial("calcium").bounding_box()
    middle = box["y"] + box["height"] / 2
    mouse = explorer.page.mouse
    mouse.move(box["x"] + 0.44 * box["width"], middle)
    mouse.down()
    mouse.move(box["x"] + 0.2 * box["width"], middle, steps=12)
    mouse.up()
    value = float(explorer.number("calcium").input_value())
    assert 1.4 < value < 1.9
    explorer.shows(Scenario(calcium=value))


def test_a_dial_is_dragged_and_tapped_by_touch(explorer: ExplorerPage):
    dial = explorer.dial("magnesium")
    dial.scroll_into_view_if_needed()
    box = dial.bounding_box()
    middle, thumb = box["y"] + box["height"] / 2, float(dial.input_value()) / 1000
    fingers = explorer.page.context.new_cdp_session(explorer.page)

    def touch(kind: str, *places: float) -> None:
        points = [{"x": box["x"] + place * box["width"], "y": middle} for place in places]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", thumb)
    for step in range(1, 11):
        touch("touchMove", thumb - step * 0.03)
    touch("touchEnd")
    fingers.detach()
    value = float(explorer.number("magnesium").input_value())
    assert value < 0.5
    explorer.shows(Scenario(magnesium=value))
    explorer.page.touchscreen.tap(box["x"] + 0.8 * box["width"], middle)
    value = float(explorer.number("magnesium").input_value())
    assert value > 1.5
    explorer.shows(Scenario(magnesium=value))


def test_a_reset_of_a_healthy_person_changes_nothing_that_follows(explorer: ExplorerPage):
    explorer.panel.get_by_role("button", name="Reset").click()
    explorer.dial("calcium").press("PageDown")
    explorer.says(explain(predict(Scenario()), predict(Scenario(calcium=2.3))))


def test_nothing_went_wrong_meanwhile(explorer: ExplorerPage, lab):
    assert explorer.problems == []
    assert {host for host in explorer.hosts if host} == {lab.url.removeprefix("http://")}
