"""Anyone can use the panel: checked by axe-core, by keyboard alone, and with less motion."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.explorer_page import ExplorerPage
from vitd_edu import Scenario
from vitd_edu.knowledge import tables

THEMES = ("JupyterLab Light", "JupyterLab Dark")
BUSY = "D25_C1.75_M0.55_+tingling"

# One control of each kind, as a selector inside the panel.
KINDS = {
    "preset": ".widget-dropdown select",
    "radio button": ".vd-bar-top input[type=radio]",
    "button": ".widget-button",
    "case code": ".vd-code-box",
    "copy": ".vd-code button",
    "slider": ".vd-level-range",
    "number box": ".vd-level-box",
    "choice of bands": ".vd-level-body",
    "fold": ".vd-checklist summary",
    "finding": ".vd-checklist input[type=radio]",
    "table": ".vd-table-wrap",
    "fold of a sheet": ".vd-sheet summary",
}
KEYS = ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "a", "b", "m", "x", "d", "d", "Enter")

NOTEBOOK = """() => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    return [notebook.widgets.map(cell => cell.model.type), notebook.activeCellIndex, notebook.mode];
}"""
CONTROLS = "select, button, input:not([type=radio]), summary, .vd-table-wrap"
FOCUSED = """() => {
    const at = document.activeElement;
    const place = at.getBoundingClientRect();
    return {
        name: at.getAttribute('aria-label') || (at.labels?.[0] ?? at).textContent.trim(),
        kind: at.type || at.nodeName.toLowerCase(),
        known: at.matches('input, CONTROLS'),
        inside: !!at.closest('.vd-panel'),
        outline: [getComputedStyle(at).outlineStyle, parseFloat(getComputedStyle(at).outlineWidth)],
        shown: place.width > 0 && place.height > 0 && place.top >= 0 && place.bottom <= innerHeight,
    };
}""".replace("CONTROLS", CONTROLS)

RADIO_GROUPS = """panel => new Set([...panel.querySelectorAll('input[type=radio]')]
    .filter(one => one.checkVisibility()).map(one => one.name)).size"""
ACTIVE_CELL_IS = "place => window.jupyterapp.shell.currentWidget.content.activeCellIndex === place"
SPOKEN = (
    "() => window.spoken.length > 0 && window.region.textContent === document.querySelector('.vd-sentence').textContent"
)


@pytest.fixture
def explorer(explorer_in_lab: ExplorerPage) -> ExplorerPage:
    explorer_in_lab.page.set_viewport_size({"width": 1400, "height": 1000})
    explorer_in_lab.reset()
    return explorer_in_lab


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_no_violation(explorer: ExplorerPage, theme: str):
    with explorer.theme(theme):
        assert explorer.violations() == []


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_no_violation_with_a_red_flag_errors_and_open_folds(explorer: ExplorerPage, theme: str):
    with explorer.theme(theme):
        explorer.paste_code(BUSY)
        explorer.shows(Scenario.from_code(BUSY))
        explorer.paste_code("hello")
        explorer.type_number("calcium", "lots")
        expect(explorer.panel.locator(".vd-level-error:visible")).to_have_count(2)
        explorer.open_all_folds()
        assert explorer.violations() == []


def tab_through(explorer: ExplorerPage) -> Iterator[dict]:
    """Press Tab from the first control of the panel until the focus leaves it; yield each place on the way."""
    explorer.panel.get_by_label("Start from").focus()
    while (place := explorer.page.evaluate(FOCUSED))["inside"]:
        yield place
        explorer.page.keyboard.press("Tab")


def test_tab_reaches_everything_in_a_sensible_order_with_the_focus_in_sight(explorer: ExplorerPage):
    explorer.open_all_folds()
    places = list(tab_through(explorer))
    reached = [place["name"] for place in places]
    assert [place["name"] for place in places if not place["known"]] == []
    groups = explorer.panel.evaluate(RADIO_GROUPS)
    assert len(places) == groups + explorer.panel.locator(CONTROLS).filter(visible=True).count()
    landmarks = [
        "Start from", "SI (nmol/L, mmol/L)", "Reset", "Case code", "Go to code", "Copy",
        "Vitamin D, number in nmol/L", "Vitamin D", "Reference bands for Vitamin D, set by",
        "Calcium, number in mmol/L", "Calcium", "Magnesium", "Blood pH", "fast (hours, days)",
        "Predicted symptoms, table", "Causal map, picture", "Table 1, which causes fit, table",
        "Table 2, low minerals beside nerve disease, table", "What this leaves out",
    ]  # fmt: skip
    assert [name for name in reached if name in landmarks] == landmarks
    assert [place for place in places if place["outline"][0] == "none" or place["outline"][1] < 2] == []
    assert [place["name"] for place in places if not place["shown"] and place["kind"] != "div"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_keys_pressed_in_the_panel_do_not_reach_the_notebook(explorer: ExplorerPage, kind: str):
    explorer.open_all_folds()
    control = explorer.panel.locator(KINDS[kind]).first
    control.focus()
    before = explorer.page.evaluate(NOTEBOOK)
    for key in KEYS:
        control.press(key)
        assert explorer.page.evaluate(NOTEBOOK) == before, key


def test_the_notebook_hears_these_keys_elsewhere(explorer: ExplorerPage):
    """Without this the test above could not fail."""
    page = explorer.page
    page.locator(".jp-MarkdownCell").first.click()
    before = page.evaluate(NOTEBOOK)
    page.keyboard.press("ArrowDown")
    page.wait_for_function(ACTIVE_CELL_IS, arg=before[1] + 1)


def test_a_redraw_keeps_focus_folds_and_scroll_positions(explorer: ExplorerPage):
    page = explorer.page
    page.set_viewport_size({"width": 800, "height": 1000})
    explorer.fold("Movements and cramps").locator("summary").click()
    for begins in ("Every arrow in words", "What this leaves out"):
        explorer.fold(begins).locator("summary").click()
    summary = explorer.panel.locator(".vd-part-causes summary").first
    summary.press("Enter")
    page.evaluate("""() => {
        const focused = document.activeElement;
        document.querySelector('.vd-bar-top').scrollIntoView({ block: 'start' });
        focused.focus({ preventScroll: true });
        document.querySelector('.vd-part-map .vd-table-wrap').scrollLeft = 30; // the map; tables have become lists
        window.focusedBefore = document.activeElement;
    }""")
    kept = """() => ({
        same: document.activeElement === window.focusedBefore,
        scrolled: document.querySelector('.jp-WindowedPanel-outer').scrollTop,
        open: document.querySelectorAll('.vd-panel details[open]').length,
        sideways: [...document.querySelectorAll('.vd-table-wrap')].map(wrap => wrap.scrollLeft),
    })"""
    before = page.evaluate(kept)
    assert before["open"] == 4
    assert max(before["sideways"]) == 30
    for code in ("D74", BUSY, "D400_C3.6", "D75"):
        explorer.lead(Scenario.from_code(code))
        assert page.evaluate(kept) == before, code


def test_the_sentence_is_spoken_once_for_many_steps(explorer: ExplorerPage):
    page = explorer.page
    explorer.page.evaluate("""() => {
        window.region = document.querySelector('.vd-panel [aria-live]');
        window.spoken = [];
        new MutationObserver(() => window.spoken.push(window.region.textContent))
            .observe(window.region, { childList: true, characterData: true, subtree: true });
    }""")
    dial = explorer.dial("calcium")
    dial.focus()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    explorer.shows(Scenario(calcium=2.3))
    page.wait_for_function(SPOKEN)
    assert len(page.evaluate("window.spoken")) == 1
    live = explorer.panel.locator("[aria-live]")
    expect(live).to_have_count(1)
    assert live.evaluate("element => element === window.region && element.isConnected && element.ariaLive === 'polite'")


def moving(explorer: ExplorerPage) -> list[str]:
    """Return the elements of the panel that would move or fade."""
    return explorer.panel.evaluate("""panel => [panel, ...panel.querySelectorAll('*')].filter(element => {
        const { transitionDuration, transitionProperty, animationName } = getComputedStyle(element);
        const lasts = transitionDuration.split(',').some(time => parseFloat(time) > 0);
        return animationName !== 'none' || (lasts && transitionProperty !== 'none');
    }).map(element => element.getAttribute('class') ?? element.nodeName)""")


def test_nothing_moves_for_those_who_want_less_motion(explorer: ExplorerPage):
    explorer.page.emulate_media(reduced_motion="no-preference")
    assert moving(explorer) != []
    explorer.page.emulate_media(reduced_motion="reduce")
    assert moving(explorer) == []
    explorer.page.emulate_media(reduced_motion="null")


def test_everything_can_be_done_by_keyboard_alone(explorer: ExplorerPage):
    page, keyboard = explorer.page, explorer.page.keyboard
    explorer.panel.get_by_label("Start from").focus()
    preset = list(tables.presets().values())[2]
    keyboard.type(preset.name)
    explorer.shows(Scenario.from_preset(preset.id))
    for key in ("Tab", "Tab", "Enter"):  # past the units, to Reset
        keyboard.press(key)
    explorer.shows(Scenario())
    fold = explorer.fold("Movements and cramps").locator("summary")
    fold.focus()
    for key in ("Enter", "Tab", "ArrowRight"):  # open it, go to the first finding, say yes
        keyboard.press(key)
    first = next(finding for finding in tables.findings().values() if finding.kind == tables.finding_kinds()[0].id)
    explorer.shows(Scenario(findings={first.id}))
    wrap = explorer.panel.locator(".vd-part-map .vd-table-wrap")
    page.set_viewport_size({"width": 700, "height": 500})
    wrap.focus()
    keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


def test_nothing_went_wrong_meanwhile(explorer: ExplorerPage):
    assert explorer.problems == []
